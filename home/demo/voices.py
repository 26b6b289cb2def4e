"""Recommendations with what was answered to them, and assessments of commitments."""

from datetime import timedelta

from actions.models import Action, Assessment, Commitment, Recommendation, RecommendationSource
from actions.services.submissions import saying_translate, submission_approve
from actions.services.voices import assessment_record, response_submit
from core.languages import language_codes
from core.models import Goal, GuidingPrinciple, Theme
from users.models import User

from . import files
from .files import columns
from .moments import moment
from .partners import by_code
from .words import person

PLAN = "example-2024"


def load(organisations, user, progress):
    """Add the sources that are missing, each with everything in it, and the assessments if there are none yet."""
    content = files.read("recommendations.toml")
    known = set(RecommendationSource.objects.values_list("code", flat=True))
    for row in progress("sources of recommendations", content["source"]):
        if row["code"] not in known:
            _source(row, organisations, user)
    if not Assessment.objects.exists():
        for row in progress("assessments", content["assessment"]):
            _assessment(row, organisations)


def _source(row, organisations, user):
    source = RecommendationSource(
        code=row["code"],
        kind=row["kind"],
        organisation=organisations[row["organisation"]],
        published_on=row["published"],
        url=row["url"],
        fictional=True,
        is_public=True,
        **columns(row, "name"),
    )
    _save(source, user)
    for recommendation_row in row["recommendation"]:
        recommendation = _recommendation(recommendation_row, source, user)
        for response_row in recommendation_row.get("response", []):
            _response(response_row, recommendation, organisations)


def _recommendation(row, source, user):
    themes = by_code(Theme)
    recommendation = Recommendation(source=source, number=row["number"], is_public=True, **columns(row, "text"))
    recommendation.themes.set([themes[code] for code in row["themes"]])
    recommendation.goals.set(Goal.objects.filter(number__in=row["goals"]))
    recommendation.principles.set(GuidingPrinciple.objects.filter(number__in=row["principles"]))
    recommendation.actions.set(Action.objects.filter(plan__code=PLAN, number__in=row["actions"]))
    recommendation.commitments.set([_commitment(name) for name in row["commitments"]])
    return _save(recommendation, user)


def _save(record, user):
    record.full_clean()
    record.save()
    record.save_revision(user=user)
    return record


def _commitment(name):
    """ "9:3": the third commitment of action 9."""
    number, _colon, place = name.partition(":")
    return Commitment.objects.filter(action__plan__code=PLAN, action__number=number).order_by("pk")[int(place) - 1]


def _response(row, recommendation, organisations):
    authority = organisations[row["organisation"]]
    coordinator = _coordinator(authority)
    response = response_submit(
        recommendation=recommendation,
        organisation=authority,
        answer=row["answer"],
        reason=row["reason"],
        language=row["language"],
        by=person("action-owner"),
        answered_on=row["answered"],
        at=moment(row["approved"] - timedelta(days=5)),
    )
    response = submission_approve(submission=response, by=coordinator, at=moment(row["approved"]))
    _translate(response, row, coordinator)


def _assessment(row, organisations):
    commitment = _commitment(row["commitment"])
    by = _coordinator(commitment.organisation)
    assessment = assessment_record(
        commitment=commitment,
        assessor=organisations[row["assessor"]],
        voice=row["voice"],
        level=row["level"],
        reason=row["reason"],
        language=row["language"],
        source=row["source"],
        source_url=row["source_url"],
        assessed_on=row["assessed"],
        by=by,
        at=moment(row["recorded"]),
    )
    _translate(assessment, row, by)


def _coordinator(organisation):
    return User.objects.filter(
        username__endswith="coordinator", service__government=organisation.government_id
    ).first()


def _translate(saying, row, by):
    if row.get("translation"):
        other = next(code for code in language_codes() if code != row["language"])
        saying_translate(saying=saying, language=other, reason=row["translation"], by=by)
