"""What the mails say about pages, people and changes."""

from django.utils.formats import date_format
from wagtail.models import Revision

from core.languages import language_name
from editorial.difference import difference
from editorial.models import Assignment
from editorial.states import describe

from .excerpts import excerpt
from .post import address, one_line


def about(page, by=None, **more):
    """What every mail about a page says. `by` is who did it."""
    return {
        "title": one_line(page.get_admin_display_title()),
        "language": language_name(page.locale.language_code),
        "who": person_name(by),
        "edit_url": address("wagtailadmin_pages:edit", page.pk),
        "due_on": _deadline(page),
    } | more


def person_name(person):
    return one_line(person.get_full_name() or person.get_username()) if person else ""


def quoted(text, lines=10):
    """Words of a colleague, set apart."""
    return "\n".join(f"> {one_line(line, 500)}" for line in text.strip().splitlines()[:lines])


def _deadline(page):
    assignment = Assignment.objects.filter(page_id=page.pk).first()
    return date_format(assignment.due_on, "DATE_FORMAT") if assignment and assignment.due_on else ""


def change_of(page, revision, since=None, **options):
    """The excerpt of what the revision changes; `since` is the revision before it (a primary key)."""
    before = Revision.objects.filter(pk=since).first() if since else None
    return excerpt(difference(before and before.as_object(), revision.as_object()), **options)


def request_facts(page, assignment):
    return about(page, assignment.by, step=one_line(describe(page).next_step, 300), note=quoted(assignment.note))


def exception_facts(page, exception, by=None, **more):
    return about(
        page, by, until=date_format(exception.until, "DATE_FORMAT"), reason=quoted(exception.reason or ""), **more
    )
