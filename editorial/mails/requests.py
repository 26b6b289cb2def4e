"""What concerns one person by name: requests, and exceptions that they decided."""

from editorial.services.publication import fresh

from .facts import exception_facts, request_facts
from .post import send


def tell_who_is_asked(assignment, by):
    page = fresh(assignment.page)
    if page and assignment.person != by:
        send("assigned", [assignment.person], lambda: request_facts(page, assignment))


def tell_the_exception_ended(exception, by):
    """To who decided it."""
    page = fresh(exception.page)
    if page and exception.by and exception.by != by:
        send("exception_ended", [exception.by], lambda: exception_facts(page, exception, by, is_live=page.live))
