"""A copy of everything that is kept about somebody, to read by people and by machines."""

from django.db.models import Prefetch, Q
from django.utils.translation import gettext as _

from consultations.fields.words import answer_rows, typed_rows
from consultations.models import AccessEntry, AnswerFile, Consent
from consultations.questionnaire import read
from consultations.services.identities import identity_read
from consultations.storing import read_back, with_answers
from core.sealing import unseal_or_nothing

from .known import contributions_of, drafts_of


def everything(digest, language, at):
    """All about that address, in words of that language: {"made_at", "contributions": [...], "drafts": [...]}.

    Its keys are English in every language, for machines; texts and moments are JSON’s.
    """
    files = AnswerFile.objects.select_related("question")
    consents = Consent.objects.select_related("text")
    contributions = with_answers(contributions_of(digest)).prefetch_related(
        Prefetch("files", files), Prefetch("consents", consents), "receipts"
    )
    contributions = list(contributions)
    looks = _looks(contributions)
    return {
        "made_at": at.isoformat(),
        "contributions": [_contribution(one, language, looks) for one in contributions],
        "drafts": [_draft(draft, language) for draft in drafts_of(digest).prefetch_related(Prefetch("files", files))],
    }


def _contribution(contribution, language, looks):
    answers, comments = read_back(contribution)
    files, questionnaire = list(contribution.files.all()), read(contribution.version.document)
    rows = answer_rows(questionnaire, answers, comments, language, files, contribution.language)
    return {
        "consultation": contribution.consultation.name_in(language),
        "reference": contribution.reference,
        "state": contribution.get_state_display(),
        "sent_at": contribution.sent_at.isoformat(),
        "way_in": contribution.get_channel_display(),
        "language": contribution.language,
        "identity": identity_read(contribution),
        "respondent": contribution.get_respondent_display(),
        "organisation": contribution.organisation_name,
        "enterprise_number": contribution.enterprise_number,
        "mandate": contribution.get_mandate_display(),
        "publication": contribution.get_publication_display(),
        "kept_until": contribution.identity.expires_on and contribution.identity.expires_on.isoformat(),
        "answers": _answers(rows),
        "documents": [_document(file) for file in files],
        "told_and_agreed": [
            {"text": one.text.text, "language": one.text.language, "at": one.given_at.isoformat()}
            for one in contribution.consents.all()
        ],
        "receipts": [
            {"edition": one.edition, "sha256": one.digest, "at": one.made_at.isoformat()}
            for one in contribution.receipts.all()
        ],
        "looked_at": [look for pk, look in looks if pk in (contribution.pk, f"all of {contribution.consultation_id}")],
    }


def _draft(draft, language):
    rows = typed_rows(read(draft.version.document), draft.typed, language, list(draft.files.all()))
    return {
        "key": str(draft.key),
        "consultation": draft.consultation.name_in(language),
        "started_at": draft.started_at.isoformat(),
        "saved_at": draft.saved_at.isoformat(),
        "language": draft.language,
        "about_you": {name: text for name, text in unseal_or_nothing(draft.sealed).items() if text},
        "answers": _answers(rows),
        "documents": [_document(file) for file in draft.files.all()],
    }


def _answers(sections):
    return [
        {"section": section.title, "question": row.question, "answer": row.answer}
        for section in sections
        for row in section.rows
        if row.is_answered
    ]


def _document(file):
    return {"name": file.name, "size": file.size, "sha256": file.digest, "added_at": file.added_at.isoformat()}


def _looks(contributions):
    """Who of the staff looked, without names: [(contribution or "all of" a consultation, what and when)]."""
    own = Q(contribution__in=[one.pk for one in contributions])
    of_all = Q(contribution=None, consultation__in={one.consultation_id for one in contributions})
    return [
        (
            entry.contribution_id or f"all of {entry.consultation_id}",
            {"what": entry.get_act_display(), "at": entry.at.isoformat(), "by": _("Staff of the consultation")},
        )
        for entry in AccessEntry.objects.filter(own | of_all).order_by("at", "pk")
    ]
