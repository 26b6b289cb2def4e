"""The overview of all plans: their sums are kept until something public changes, the plans are asked page by page."""

from collections import Counter, defaultdict

from django.db.models import Count, F, Q
from django.utils.translation import gettext_lazy as _

from actions.models.commitments import Commitment
from actions.models.plans import ActionPlan
from actions.progress import progress_from
from core.cards import card_of, pages_for
from core.dates import today
from core.facets import Facet
from core.kept import kept
from core.languages import localized_name
from core.listing import Listing, Sort

from .phases import Phase, PhaseFacet, conditions

NEWEST_FIRST = F("starts_on").desc(nulls_last=True)
"""The two databases disagree on where a plan without a date comes."""

PLANS_A_PAGE = 10


def tallies():
    """How many public commitments of each plan stand where today: {primary key of a plan: {standing: number}}."""
    return kept("plans:tallies", _counted)


def _counted():
    rows = Commitment.objects.in_public_plans().with_standing().order_by()
    counts = rows.values_list("action__plan", "standing").annotate(number=Count("pk"))
    found = defaultdict(dict)
    for plan, standing, number in counts:
        found[plan][standing] = number
    return dict(found)


def progress_of_every_plan():
    """The commitments of all public plans together."""
    return progress_from(sum((Counter(counts) for counts in tallies().values()), Counter()))


class PlanListing(Listing):
    @property
    def is_worth_narrowing(self):
        """Whether there is something to choose between, or somebody chose."""
        return bool(self.text) or any(len(group.options) > 1 or group.is_open for group in self.groups)


def plan_listing(data, language):
    """The list of plans as the query string `data` narrows it."""
    return PlanListing(
        with_actions(ActionPlan.objects.public()),
        data,
        language=language,
        per_page=PLANS_A_PAGE,
        facets=[
            PhaseFacet("phase", _("Period"), "", tuple(Phase.choices)),
            Facet("kind", _("Kind of plan"), "kind", tuple(ActionPlan.Kind.choices)),
        ],
        sorts=[
            Sort("newest", _("Newest first"), (NEWEST_FIRST, "code")),
            Sort("name", _("Name"), (localized_name("name", language), "pk")),
        ],
    )


def with_actions(plans):
    """Adds `action_count`: how many public actions a plan has."""
    return plans.annotate(action_count=Count("actions", filter=Q(actions__is_public=True)))


def running_plans(most):
    """The newest of the plans that run today; where none does, the newest of all."""
    plans = with_actions(ActionPlan.objects.public()).order_by(NEWEST_FIRST, "code")
    return list(plans.filter(conditions(today())[Phase.RUNNING])[:most]) or list(plans[:most])


def rows_of(plans, language):
    """These plans as rows of a ledger, each with its page and its progress."""
    pages, counts = pages_for(plans, language), tallies()
    return [_row(plan, pages.get(plan.pk), counts.get(plan.pk, {}), language) for plan in plans]


def _row(plan, page, counts, language):
    card, progress = card_of(plan, page, language), progress_from(counts)
    return {
        "plan": plan,
        "card": card,
        "progress": progress.linked_to(card.url, "#ledger") if card.url else progress,
    }
