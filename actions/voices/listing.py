"""The list of recommendations: how it is searched, narrowed and sorted."""

from django.db.models import F, OuterRef, Subquery
from django.utils.translation import gettext as _

from actions.models.plans import ActionPlan
from actions.models.recommendations import Recommendation, RecommendationSource, Response
from core import facets as facet_counts
from core.dates import today
from core.facets import Facet, TermFacet
from core.listing import Listing, Sort
from core.models import Goal, GuidingPrinciple, Theme

from .facets import ANSWERED, AnsweredFacet, AnswerFacet, PlanFacet

NEWEST_SOURCE_FIRST = (F("source__published_on").desc(nulls_last=True), "source__code", "number")


MOST_ON_A_PAGE = 6
"""Entries are long: each has its answers, the earlier ones, and what follows from it."""


def recommendation_listing(data, language):
    answered_on = Response.objects.filter(recommendation=OuterRef("pk")).as_of(today()).latest_first()
    latest = Subquery(answered_on.values("answered_on")[:1])
    return Listing(
        Recommendation.objects.public(),
        data,
        language=language,
        facets=[
            TermFacet("source", _("Source"), "source", model=RecommendationSource),
            AnsweredFacet("answered", _("Answered or not"), "", ANSWERED),
            AnswerFacet("answer", _("Answer"), "", tuple(Response.Answer.choices)),
            Facet(
                "pillar",
                _("Pillar of the guiding principles"),
                "principles__pillar",
                tuple(GuidingPrinciple.Pillar.choices),
            ),
            TermFacet("theme", _("Theme"), "themes", model=Theme),
            TermFacet("goal", _("Sustainable development goal"), "goals", model=Goal),
            PlanFacet("plan", _("Action plan"), "", model=ActionPlan),
        ],
        sorts=[
            Sort("source", _("Source and number"), NEWEST_SOURCE_FIRST),
            Sort("answered", _("Answered most recently"), (latest.desc(nulls_last=True), *NEWEST_SOURCE_FIRST)),
        ],
        per_page=MOST_ON_A_PAGE,
    )


def every_row(listing):
    """All recommendations that a reader's filter leaves over, in the order asked for."""
    rows = facet_counts.narrow(listing.matching, listing.facets, listing.chosen, listing.language)
    return rows.order_by(*listing.sort.order_by)
