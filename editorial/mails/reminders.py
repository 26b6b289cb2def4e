"""What is said once the calendar asks for it: due days of requests and the ends of exceptions."""

from datetime import timedelta

from django.utils.timezone import localdate
from wagtail.models import PageLogEntry

from editorial import people
from editorial.journal import note
from editorial.models import Assignment, LanguageException, Ready
from editorial.services.publication import fresh

from .facts import exception_facts, request_facts
from .post import send

AHEAD = 2
"""Days before the due day of a request."""

AGAIN = 7
"""Days between reminders of what is overdue."""

NOTICE = 7
"""Days before the end of an exception."""


def last_step(due_on, on):
    """The last day, up to `on`, on which there is reason to remind: two days ahead, the day itself, the day after it,
    and every week from then; None before all of them."""
    if on > due_on:
        return on - timedelta(days=((on - due_on).days - 1) % AGAIN)
    if on == due_on:
        return due_on
    ahead = due_on - timedelta(days=AHEAD)
    return ahead if on >= ahead else None


def remind(on):
    """Remind who was asked, once for each step, also of a step that was missed; return how many were told."""
    open_requests = Assignment.objects.filter(due_on__lte=on + timedelta(days=AHEAD)).select_related(
        "page", "person", "by"
    )
    return sum(_remind(assignment, on) for assignment in open_requests)


def _remind(assignment, on):
    step = last_step(assignment.due_on, on)
    told = max(day for day in (assignment.reminded_on, localdate(assignment.at)) if day)
    page = fresh(assignment.page)
    if told >= step or page is None or not is_still_asked(assignment, page):
        return False
    # Claimed before it is sent: two runs at the same time send one mail.
    claimed = Assignment.objects.filter(pk=assignment.pk, reminded_on=assignment.reminded_on)
    if not claimed.update(reminded_on=on):
        return False
    days = (assignment.due_on - on).days
    facts = {"days": days, "days_late": -days}
    if send("reminder", [assignment.person], lambda: request_facts(page, assignment) | facts, patience=None):
        return True
    Assignment.objects.filter(pk=assignment.pk, reminded_on=on).update(reminded_on=assignment.reminded_on)
    return False


def is_still_asked(assignment, page):
    """Whether the page still waits for that person: not while others decide on it, nor once it is approved."""
    state = people.current_task_state(page)
    if state:
        return people.may_act(assignment.person, page, state.task.specific)
    return not Ready.objects.filter(page_id=page.pk).exists()


def warn(on):
    """Tell who decided an exception that it ends soon, once; return how many were told."""
    soon = LanguageException.objects.active(on).filter(until__lte=on + timedelta(days=NOTICE), by__isnull=False)
    return sum(_warn(exception, on) for exception in soon.select_related("page", "by"))


def _warn(exception, on):
    page, action = fresh(exception.page), "editorial.exception.notice"
    decided_late = localdate(exception.at) >= exception.until - timedelta(days=NOTICE)
    told = PageLogEntry.objects.filter(page=exception.page_id, action=action, data__exception=exception.pk)
    if page is None or decided_late or told.exists():
        return False
    sent = send("exception_ends", [exception.by], lambda: exception_facts(page, exception), patience=None)
    if sent:
        note(page, action, exception=exception.pk)
    return sent
