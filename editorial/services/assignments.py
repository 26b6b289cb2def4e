"""Asking a colleague for the next step of a page."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.dates import today
from editorial.journal import note
from editorial.models import Assignment, Pair
from editorial.signals import assigned


@transaction.atomic
def page_assign(*, page, person, due_on=None, note_text="", by=None):
    """Ask that person; whoever was asked before is asked no more. Raises ValidationError."""
    Pair.objects.locked(page)
    if due_on and due_on < today():
        raise ValidationError({"due_on": _("This day has passed: choose a later one.")})
    if not page.permissions_for_user(person).can_edit():
        raise ValidationError({"person": _("This person has no rights on this page.")})
    values = {"person": person, "due_on": due_on, "note": note_text, "by": by, "at": timezone.now()}
    assignment, _made = Assignment.objects.update_or_create(page_id=page.pk, defaults=values | {"reminded_on": None})
    note(page, "editorial.assign", by, page.latest_revision, person=person.pk, due_on=due_on)
    assigned.send(sender=Assignment, assignment=assignment, by=by)
    return assignment
