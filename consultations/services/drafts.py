"""What somebody is still writing: saved as typed, field by field, and never overwritten unseen."""

from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from consultations.kinds import Mandate
from consultations.models import Contribution, Draft, Phase
from consultations.questionnaire import read
from consultations.storing import typed_again
from consultations.typed import is_empty
from core.sealing import email_digest, seal, unseal_or_nothing

from .identities import identity_read

NOT_OPEN = _("This consultation is not open: nothing new can be begun.")
NOT_EDITABLE = _("This contribution can no longer be changed.")


class AlreadySent(Exception):
    """The draft was sent meanwhile, as `contribution`."""

    def __init__(self, contribution):
        super().__init__(str(contribution))
        self.contribution = contribution


@dataclass
class Saved:
    """The draft as it is now, and what another tab typed in the same fields: {key: its value}; that one stays."""

    draft: Draft
    conflicts: dict = field(default_factory=dict)


def draft_start(*, consultation, language, at=None):
    """An empty draft. Raises ValidationError where the consultation is not open."""
    at = at or timezone.now()
    if consultation.phase(at) != Phase.OPEN:
        raise ValidationError(NOT_OPEN)
    return Draft.objects.create(
        consultation=consultation, version=consultation.version, language=language, started_at=at, saved_at=at
    )


@transaction.atomic
def draft_edit(*, contribution, at=None):
    """The draft in which a contribution is edited, with what it says; the one that was begun before, if there is one.

    Raises ValidationError where the consultation is not open.
    """
    at = at or timezone.now()
    consultation = contribution.consultation
    if consultation.phase(at) != Phase.OPEN or contribution.state == Contribution.State.WITHDRAWN:
        raise ValidationError(NOT_EDITABLE)
    if contribution.emptied_at:
        raise ValidationError(NOT_EDITABLE)
    Contribution.objects.select_for_update(of=["self"]).get(pk=contribution.pk)
    begun = contribution.drafts.filter(sent_at__isnull=True).first()
    if begun:
        return begun
    version, identity = consultation.version, identity_read(contribution)
    draft = Draft.objects.create(
        consultation=consultation,
        version=version,
        contribution=contribution,
        language=contribution.language,
        typed=typed_again(contribution, read(version.document)),
        sealed=seal(about_again(contribution, identity)),
        email_digest=email_digest(identity.get("email", "")),
        started_at=at,
        saved_at=at,
    )
    contribution.files.update(draft=draft)
    return draft


def about_again(contribution, identity):
    """What its sender would have typed about themselves: {name: text}."""
    return {
        "respondent": contribution.respondent,
        "name": identity.get("name", ""),
        "email": identity.get("email", ""),
        "organisation_name": contribution.organisation_name,
        "enterprise_number": contribution.enterprise_number,
        "speaks_for": "" if contribution.mandate == Mandate.NONE else "on",
        "publication": contribution.publication,
    }


@transaction.atomic
def draft_save(*, draft, typed, seen, tab="", language=None, at=None):
    """Keep what was typed in these fields ({key: value}) on a page that was made of revision `seen`.

    A field that another page changed after that revision, to something else, is not overwritten: it comes back as a
    conflict. `tab` is a name that each page gets when it is made, so that it meets no conflict with itself: a page
    that stays open goes on with the `seen` it was made of. Raises AlreadySent.
    """
    draft = hold(draft)
    changed, conflicts = {}, {}
    for key, value in typed.items():
        before = draft.typed.get(key)
        if before == value or (before is None and is_empty(value)):
            continue
        revision, by = draft.marks.get(key, (0, ""))
        if revision > seen and not (tab and by == tab):
            conflicts[key] = before
        else:
            changed[key] = value
    if changed or (language and language != draft.language):
        draft.revision += 1
        draft.typed |= changed
        draft.marks |= {key: [draft.revision, tab] for key in changed}
        draft.language = language or draft.language
        draft.saved_at = at or timezone.now()
        draft.save()
    return Saved(draft, conflicts)


@transaction.atomic
def draft_about(*, draft, about, at=None):
    """Keep what was typed about the person ({name: text}), encrypted. Raises AlreadySent."""
    draft = hold(draft)
    draft.sealed = seal(about)
    draft.email_digest = email_digest(about.get("email", ""))
    draft.revision += 1
    draft.saved_at = at or timezone.now()
    draft.save()
    return draft


def about_in(draft):
    """What was typed about the person: {name: text}."""
    return unseal_or_nothing(draft.sealed)


def hold(draft):
    """The draft as it is now, for this transaction alone. Raises AlreadySent."""
    # Alone in its query: a joined contribution would be that from before the lock was waited for, on PostgreSQL.
    draft = Draft.objects.select_for_update().get(pk=draft.pk)
    if draft.sent_at:
        raise AlreadySent(draft.contribution)
    return draft
