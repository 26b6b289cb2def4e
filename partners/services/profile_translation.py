"""A translation that an organisation asks for, in the work of an editor."""

from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.models import Page
from wagtail.permissions import policy_registry

from editorial.models import Assignment
from editorial.services.assignments import page_assign


def translation_ask(*, page, organisation, by):
    """Put the page in the work of somebody who writes its language: who was asked before, else who has least to do."""
    asked = Assignment.objects.filter(page_id=page.pk).select_related("person").first()
    person = asked.person if asked else _translator(page, organisation)
    if person is None:
        return None  # nobody edits that language yet: its page waits in the overview
    with override(person.language):
        words = _("{organisation} changed its profile in another language and asks for a translation.")
        words = words.format(organisation=organisation.name_in(person.language))
    note = f"{asked.note}\n{words}" if asked and asked.note and words not in asked.note else words
    due_on = asked.due_on if asked and not asked.is_overdue else None
    return page_assign(page=page, person=person, by=by, due_on=due_on, note_text=note[:500])


def _translator(page, organisation):
    people = policy_registry.get_by_type(Page).users_with_permission_for_instance("change", page)
    people = people.filter(is_active=True, is_superuser=False)
    if organisation.account_manager_id and (known := people.filter(pk=organisation.account_manager_id).first()):
        return known
    people = people.annotate(asked=Count("assignments", distinct=True)).order_by("asked", "pk")
    found = list(people)
    return next((person for person in found if person.language == page.language), found[0] if found else None)
