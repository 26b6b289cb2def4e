"""The second voice, and what authorities answer to recommendations."""

from django.db import transaction
from django.utils import timezone

from actions.models import Assessment, Response
from core.dates import today

from .submissions import submission_add


@transaction.atomic
def assessment_record(
    *,
    commitment,
    assessor,
    voice,
    level,
    reason,
    language,
    source,
    by,
    source_url="",
    assessed_on=None,
    corrects=None,
    at=None,
):
    """Put what somebody else says of a commitment beside the authority's own report."""
    assessment = Assessment(
        commitment=commitment,
        assessor=assessor,
        voice=voice,
        level=level,
        reason=reason,
        language=language,
        source=source,
        source_url=source_url,
        assessed_on=assessed_on or today(),
        corrects=corrects,
        recorded_by=by,
        recorded_at=at or timezone.now(),
    )
    assessment.full_clean()
    assessment.save()
    return assessment


def response_submit(
    *, recommendation, organisation, answer, reason, language, by=None, contact=None, answered_on=None, at=None
):
    """Answer a recommendation for an authority; it counts once a coordinator of the same government approves it."""
    response = Response(
        recommendation=recommendation,
        on_behalf_of=organisation,
        answer=answer,
        reason=reason,
        language=language,
        answered_on=answered_on or today(),
    )
    return submission_add(response, by=by, contact=contact, at=at)
