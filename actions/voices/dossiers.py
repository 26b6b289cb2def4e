"""Other voices in dossiers: recommendations of a source, an action and a commitment, and assessments of the last."""

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.translation import gettext as _

from actions.models import Commitment, Recommendation, Response
from core import slots
from editorial.dossier import Cell, Section

from .shown import answered_by


def inspect_url(record):
    return reverse(record.snippet_viewset.get_url_name("inspect"), args=[record.pk])


def recommendation_section(recommendations, **more):
    """A list of recommendations, each with what authorities answer now."""
    responses = Response.objects.holding().select_related("on_behalf_of").order_by("on_behalf_of__code")
    holding = Prefetch("responses", responses, to_attr="holding")
    recommendations = recommendations.select_related("source").prefetch_related(holding)
    rows = [
        [
            Cell(recommendation.code, inspect_url(recommendation)),
            Cell(recommendation.text),
            Cell(_in_words(recommendation.holding) or _("No answer yet")),
        ]
        for recommendation in recommendations.order_by("source__code", "number")
    ]
    return Section(_("Recommendations"), [_("Recommendation"), _("Text"), _("Answer")], rows, **more)


def _in_words(responses):
    return ", ".join(f"{response.on_behalf_of}: {response.get_answer_display()}" for response in responses)


@slots.provide(
    "dossier:actions.action", name="recommendations", template="actions/voices/dossier_section.html", queries=2
)
def recommendations_of_an_action(action, language):
    return _context(answered_by(action, Recommendation.objects, Commitment.objects))


@slots.provide(
    "dossier:actions.commitment", name="recommendations", template="actions/voices/dossier_section.html", queries=2
)
def recommendations_of_a_commitment(commitment, language):
    return _context(Recommendation.objects.filter(commitments=commitment))


@slots.provide(
    "dossier:actions.commitment", name="assessments", template="actions/voices/dossier_section.html", queries=1
)
def assessments_of_a_commitment(commitment, language):
    rows = [
        [
            Cell(assessment.assessor, inspect_url(assessment)),
            Cell(assessment.get_level_display()),
            Cell(assessment.assessed_on),
            Cell(assessment.reason),
        ]
        for assessment in commitment.assessments.select_related("assessor")
    ]
    headings = [_("Assessed by"), _("Level"), _("Assessed on"), _("Reason")]
    return {"section": Section(_("Assessments"), headings, rows)} if rows else None


def _context(recommendations):
    section = recommendation_section(recommendations)
    return {"section": section} if section.rows else None
