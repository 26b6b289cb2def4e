"""Contributions that staff enters from paper, mail or a meeting: typed in a draft, sent, and checked by somebody else.

The draft keeps what belongs to the entry in its encrypted part, under a name that nobody else reads: nobody is mailed
about it, and no browser of a respondent opens it.
"""

from dataclasses import dataclass, field
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from consultations.answering.about_form import CONSENT, mark_of
from consultations.models import Contribution, Draft, Phase
from consultations.privacy.consents import texts_for
from consultations.questionnaire import read
from consultations.services.drafts import about_again, about_in, draft_save
from consultations.services.entering import Entry
from consultations.services.identities import identity_read
from consultations.services.sending import contribution_send
from consultations.storing import typed_again
from core.sealing import seal

from .journal import CORRECTED, ENTERED, note
from .sources import source_attach

ENTRY = "entry"
NOT_YET = _("Nothing can be entered before the consultation opens.")
NOT_TO_CHECK = _("This contribution does not wait for a check.")


@dataclass
class Facts:
    """What an entry needs beside the answers; `about` is as typed, `sources` are as sources.source_keep gives them."""

    by: int
    channel: str
    received_on: str
    about: dict = field(default_factory=dict)
    sources: list = field(default_factory=list)


def facts_of(draft):
    """The Facts of a draft that staff writes; None for every other draft."""
    kept = about_in(draft).get(ENTRY)
    return Facts(**kept) if kept else None


def entry_begin(*, consultation, language, facts, typed=None, at=None):
    """The draft of a new entry. Raises ValidationError before the consultation opens."""
    at = at or timezone.now()
    if consultation.phase(at) in (Phase.DRAFT, Phase.PLANNED):
        raise ValidationError(NOT_YET)
    return Draft.objects.create(
        consultation=consultation,
        version=consultation.version,
        language=language,
        typed=typed or {},
        sealed=seal({ENTRY: vars(facts)}),
        started_at=at,
        saved_at=at,
    )


@transaction.atomic
def entry_correct(*, contribution, by, at=None):
    """The draft in which an entry is corrected, with all that it says; who sends it becomes the one who entered it.

    Raises ValidationError where it does not wait for a check.
    """
    at = at or timezone.now()
    contribution = Contribution.objects.select_for_update().get(pk=contribution.pk)
    if contribution.state != Contribution.State.TO_CHECK:
        raise ValidationError(NOT_TO_CHECK)
    begun = contribution.drafts.filter(sent_at__isnull=True).first()
    if begun and (facts := facts_of(begun)):
        facts.by = by.pk
        begun.sealed = seal({ENTRY: vars(facts)})
        begun.save(update_fields=["sealed"])
        return begun
    about = about_again(contribution, identity_read(contribution)) | _marks(contribution)
    facts = Facts(by.pk, contribution.channel, contribution.received_on.isoformat(), about)
    version = contribution.consultation.version
    draft = Draft.objects.create(
        consultation=contribution.consultation,
        version=version,
        contribution=contribution,
        language=contribution.language,
        typed=typed_again(contribution, read(version.document)),
        sealed=seal({ENTRY: vars(facts)}),
        started_at=at,
        saved_at=at,
    )
    contribution.files.update(draft=draft)
    return draft


def _marks(contribution):
    """The boxes that were ticked, as far as the same words stand beside them today."""
    agreed = {(consent.text.language, consent.text.text) for consent in contribution.consents.select_related("text")}
    language = contribution.language
    texts = texts_for(contribution.consultation, language)
    return {CONSENT + key: mark_of(language, text) for key, text in texts if (language, text) in agreed}


@transaction.atomic
def entry_save(*, draft, typed, facts, language=None, at=None):
    """Keep what was typed so far. Raises AlreadySent."""
    draft = draft_save(draft=draft, typed=typed, seen=draft.revision, language=language, at=at).draft
    draft.sealed = seal({ENTRY: vars(facts)})
    draft.version = draft.consultation.version
    draft.save(update_fields=["sealed", "version"])
    return draft


@transaction.atomic
def entry_send(*, draft, about, facts, by, at=None):
    """The contribution that waits for its check. Raises NotSent."""
    at = at or timezone.now()
    entry = Entry(by=by, channel=facts.channel, received_on=date.fromisoformat(facts.received_on))
    is_correction = draft.contribution_id is not None
    contribution, is_new = contribution_send(draft=draft, about=about, entry=entry, at=at)
    if is_new:
        for kept in facts.sources:
            source_attach(contribution, kept)
        note(contribution, CORRECTED if is_correction else ENTERED, by)
    return contribution
