"""Who gets a mail about a page."""

from django.contrib.auth import get_user_model
from wagtail.models import Revision, TaskState

from editorial import people
from editorial.models import Assignment
from editorial.roles import ROLES


def asked(page):
    """Who was asked for the next step of the page, or None."""
    assignment = Assignment.objects.filter(page_id=page.pk).select_related("person").first()
    return assignment.person if assignment else None


def deciders(page, task, by=None):
    """Who may decide on the page now; only who was asked, when they may."""
    able = [person for person in people.who_can_act(page, task) if person != by]
    one = asked(page)
    return [one] if one in able else able


def writers(page, revision, since=None, by=None):
    """Who saved or submitted the page after the revision `since` (a primary key) and up to that one."""
    saved = Revision.objects.for_instance(page).filter(pk__gt=since or 0, pk__lte=revision.pk)
    submitted = TaskState.objects.filter(revision__in=saved)
    ids = {*saved.values_list("user", flat=True), *submitted.values_list("workflow_state__requested_by", flat=True)}
    return _may_edit(page, get_user_model().objects.filter(pk__in=ids - {None}).order_by("pk"), by)


def editors(page, by=None):
    """Who keeps the page in its language: who was asked, else who writes that language, else translators."""
    one = asked(page)
    if one and one.is_active:
        return [one] if one != by else []
    return _may_edit(page, editors_of(page.locale.language_code), by)


def editors_of(language):
    """Who writes that language alone; translators where nobody does."""
    own = [role["name"] for role in ROLES.values() if role.get("language") == language]
    return _in_groups(own) or _in_groups([ROLES["translator"]["name"]])


def languages_of(person):
    """The languages that this person writes: {codes}; empty for who decides, manages or reads."""
    names = {group.name for group in person.groups.all()}
    writing = [
        role for role in ROLES.values() if role["name"] in names and role.get("reviews") and not role.get("approves")
    ]
    return {role.get("language", "") for role in writing}


def _in_groups(names):
    found = get_user_model().objects.filter(groups__name__in=names, is_active=True)
    return list(found.distinct().order_by("pk"))


def _may_edit(page, candidates, by):
    return [
        person
        for person in candidates
        if person != by and person.is_active and page.permissions_for_user(person).can_edit()
    ]
