"""What the people of an organisation type in its profile: kept field by field, and never overwritten unseen."""

from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone

from partners.models import Organisation, ProfileSubmission
from partners.profile.contents import (
    LOGO,
    MARKS,
    REVISIONS,
    TRANSLATION,
    changed_names,
    language_of,
    names,
    profile_of,
)

State = ProfileSubmission.State
OPEN = (State.DRAFT, State.SUBMITTED, State.RETURNED)


class Closed(Exception):
    """The submission waits for the secretariat, or is over: nothing is typed in it any more."""


@dataclass
class Saved:
    """The submission as it is now, and what others typed in the same fields: {name: its value}; that stays."""

    submission: ProfileSubmission
    conflicts: dict = field(default_factory=dict)


def profile_open_of(organisation):
    """The one submission that is not over, or None."""
    return ProfileSubmission.objects.filter(organisation=organisation, state__in=OPEN).first()


@transaction.atomic
def profile_start(*, organisation, user, language, at=None):
    """The open submission of the organisation; a new one, with what the profile says, where there is none."""
    # Two people who begin at the same moment take turns, and write in the same one.
    organisation = Organisation.objects.select_for_update(of=["self"]).get(pk=organisation.pk)
    if begun := profile_open_of(organisation):
        return begun
    profile = profile_of(organisation)
    return ProfileSubmission.objects.create(
        organisation=organisation,
        language=language,
        started_by=user,
        typed=profile.values,
        before=profile.as_before(),
        saved_at=at or timezone.now(),
    )


@transaction.atomic
def profile_save(*, submission, typed, seen, tab="", untouched=(), at=None):
    """Keep what was typed ({name: value}) in a form that was made of version `seen`.

    A field that somebody else changed after that version, to something else, is not overwritten: it comes back as a
    conflict, unless the form names it as `untouched`. `tab` is a name that each form gets when it is made, so that it
    meets no conflict with itself. Raises Closed.
    """
    held = hold(submission)
    marks, changed, conflicts = held.typed.get(MARKS, {}), {}, {}
    for name, value in typed.items():
        if held.typed.get(name) == value:
            continue
        version, by = marks.get(name, (0, ""))
        if version <= seen or (tab and by == tab):
            changed[name] = value
        elif name not in untouched:
            conflicts[name] = held.typed.get(name)
    if changed:
        keep_in(held, changed, tab, at)
    return Saved(held, conflicts)


@transaction.atomic
def profile_follow(*, submission, profile=None):
    """Let what nobody typed in say what the register and the pages say today; what was typed stays. Raises Closed."""
    held = hold(submission)
    profile = profile or profile_of(held.organisation)
    now, before, follows = profile.values, dict(held.before), {}
    typed_in = set(changed_names(held))
    for name in names():
        if name not in typed_in:
            follows |= {name: now[name]} if held.typed.get(name) != now[name] else {}
        if name not in typed_in or held.typed[name] == now[name]:
            before[name] = now[name]
    contested = {language_of(name) for name in typed_in if now[name] != before.get(name)}
    revisions = before.get(REVISIONS, {})
    before[REVISIONS] = profile.revisions | {code: revisions[code] for code in contested if code in revisions}
    before[LOGO] = before.get(LOGO) if held.logo else profile.logo
    if follows or before != held.before:
        held.before = before
        keep_in(held, follows, "", held.saved_at)
    return held


def hold(submission):
    """The submission as it is now, for this transaction alone. Raises Closed."""
    held = ProfileSubmission.objects.select_for_update(of=["self"]).get(pk=submission.pk)
    if not held.is_editable:
        raise Closed
    return held


def keep_in(held, changed, tab, at):
    held.version += 1
    marks = held.typed.get(MARKS, {}) | {name: [held.version, tab] for name in changed}
    held.typed = held.typed | changed | {MARKS: marks}
    held.wants_translation = bool(held.typed.get(TRANSLATION))
    held.saved_at = at or timezone.now()
    held.save()
