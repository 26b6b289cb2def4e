"""What others say of a promise, and what authorities answer to recommendations, in words."""

from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import override

from actions.models import Assessment, AssessmentTranslation, Response, ResponseTranslation
from actions.voices.shown import list_address
from core.changes import Change
from core.dates import today

from .words import OF_COMMITMENT, of_commitment, said, short, url_of, with_paths, with_reason

ASSESSMENT, RESPONSE = "assessment", "response"


def moments(scope):
    commitments = scope.commitments().order_by().values("pk")
    yield ASSESSMENT, Assessment.objects.filter(commitment__in=commitments), F("recorded_at")
    responses = Response.objects.approved().filter(answered_on__lte=today())
    yield RESPONSE, scope.answers(responses), F("decided_at")


def changes(chosen, language):
    with override(language):
        if ASSESSMENT in chosen:
            yield from _assessments(chosen[ASSESSMENT], language)
        if RESPONSE in chosen:
            yield from _responses(chosen[RESPONSE], language)


def _assessments(keys, language):
    rows = with_reason(Assessment.objects, AssessmentTranslation.objects, "assessment", language)
    rows = with_paths(rows, language).select_related("assessor", *OF_COMMITMENT).filter(pk__in=keys)
    told = _("{assessor} assesses {what}: {level}.")
    corrected = _("{assessor} corrects an assessment of {what}: {level}.")
    for row in rows:
        title = (corrected if row.corrects_id else told).format(
            assessor=row.assessor.name_in(language),
            what=of_commitment(row.commitment, language),
            level=str(row.get_level_display()).lower(),
        )
        yield Change(f"assessment-{row.pk}", row.recorded_at, title, url=url_of(row), **said(row, language))


def _responses(keys, language):
    rows = with_reason(Response.objects, ResponseTranslation.objects, "response", language)
    rows = rows.select_related("on_behalf_of", "recommendation__source").filter(pk__in=keys)
    above = list_address(language)
    for row in rows:
        recommendation = row.recommendation
        title = _("{authority} answers recommendation {number} of “{source}”: {answer}.").format(
            authority=row.on_behalf_of.name_in(language),
            number=recommendation.number,
            source=short(recommendation.source.name_in(language)),
            answer=str(row.get_answer_display()).lower(),
        )
        url = above and f"{above}{recommendation.code}/"
        yield Change(f"response-{row.pk}", row.decided_at, title, url=url, **said(row, language))
