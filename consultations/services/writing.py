"""The row of a contribution, as its sender wants it now; part of sending: see .sending."""

from django.db import IntegrityError, transaction

from consultations.kinds import Mandate, RespondentKind
from consultations.models import AnswerFile, Contribution, Phase
from consultations.references import new_reference

LATENESS = {Phase.GRACE: Contribution.Lateness.GRACE, Phase.CLOSED: Contribution.Lateness.LATE}
"""Everything else is in time."""

ATTEMPTS = 5
"""So often another reference is drawn where one is taken already."""


def contribution_write(*, draft, contribution, consultation, about, organisation, state, address_stays, at):
    """Save the row as its next edition; `contribution` is the locked one that is edited, or None."""
    contribution = contribution or Contribution(
        consultation=consultation,
        draft_key=draft.key,
        lateness=LATENESS.get(consultation.phase(at), Contribution.Lateness.IN_TIME),
        edition=0,
    )
    contribution.mandate = _mandate(contribution, about, organisation, address_stays)
    contribution.version_id = draft.version_id
    contribution.language = draft.language
    contribution.respondent = about.respondent
    contribution.organisation = organisation
    contribution.organisation_name = about.organisation_name
    contribution.enterprise_number = about.enterprise_number
    contribution.publication = about.publication
    if not address_stays:
        contribution.confirmed_at = None
    # What counts already goes on counting, whichever way its edit came in.
    if contribution.state != Contribution.State.SENT:
        contribution.state = state
    contribution.sent_at = at
    contribution.edition += 1
    _save(contribution)
    return contribution


def _mandate(contribution, about, organisation, address_stays):
    """What was confirmed or denied stays as long as it is about the same organisation, and the same address."""
    if about.mandate == Mandate.NONE or about.respondent == RespondentKind.INDIVIDUAL:
        return Mandate.NONE
    before = (contribution.organisation_id, "" if organisation else contribution.organisation_name)
    now = (organisation.pk if organisation else None, "" if organisation else about.organisation_name)
    stays = contribution.mandate in (Mandate.PEOPLE, Mandate.DENIED) or (
        contribution.mandate == Mandate.DOMAIN and address_stays
    )
    return contribution.mandate if stays and before == now else Mandate.DECLARED


def _save(contribution):
    if contribution.pk:
        contribution.full_clean(exclude=["draft_key"], validate_unique=False)
        contribution.save()
        return
    for attempt in range(1, ATTEMPTS + 1):
        contribution.reference = new_reference(contribution.consultation)
        contribution.full_clean(exclude=["draft_key"], validate_unique=False)
        try:
            with transaction.atomic():
                contribution.save()
            return
        except IntegrityError:
            taken = Contribution.objects.filter(reference=contribution.reference).exists()
            if not taken or attempt == ATTEMPTS:
                raise


def files_per_question(draft):
    """How many documents the draft has: {question uid: number}."""
    counts = {}
    for uid in AnswerFile.objects.filter(draft=draft).values_list("question__uid", flat=True):
        counts[str(uid)] = counts.get(str(uid), 0) + 1
    return counts


def files_move(draft, contribution, answers):
    """The documents of the draft are the contribution's now; those of questions that are not asked are not."""
    theirs = AnswerFile.objects.filter(draft=draft)
    AnswerFile.objects.filter(contribution=contribution).exclude(draft=draft).update(contribution=None)
    theirs.exclude(question__uid__in=list(answers)).update(contribution=None)
    theirs.filter(question__uid__in=list(answers)).update(contribution=contribution)
