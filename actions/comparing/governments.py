"""Two governments beside each other: in one plan, action by action, or in all plans, plan by plan."""

from collections import defaultdict
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.utils.translation import gettext_lazy

from actions.governments.addresses import address_of_government
from actions.models import Action, ActionPlan
from actions.models.statuses import Standing
from actions.progress import list_url, standing_of
from actions.snapshots.scope import public_promises
from core.cards import card_of, pages_for
from core.kept import kept
from core.terms import terms_of
from users.models import Government

from .lines import action_line
from .sums import Sums, sums_of_plans

RULE = gettext_lazy(
    "Two governments stand beside each other with what their organisations promised, as it stands today. How often a "
    "deadline moved counts every move of every commitment. Of the late commitments, half are later than the median "
    "and half are less late."
)


@dataclass(frozen=True)
class Side:
    """One of the two governments."""

    code: str
    name: str
    url: str
    """Of its own page."""
    list_url: str
    """Where its commitments are."""
    sums: Sums

    @property
    def progress(self):
        """Each number leads to its list, where one list holds them all."""
        address, _hash, anchor = self.list_url.partition("#")
        return self.sums.progress.linked_to(address, f"#{anchor}") if address else self.sums.progress

    @property
    def late_url(self):
        address, _hash, anchor = self.list_url.partition("#")
        return list_url(address, Standing.LATE, f"#{anchor}") if address else self.list_url


@dataclass(frozen=True)
class Row:
    """An action or a plan, with what each of the two has in it: a list of commitments' standings, or Sums."""

    line: object
    cells: list = field(default_factory=list)


def choices(codes, language):
    """The governments that promised something, for a form."""
    return [(term.value, term.label) for term in terms_of(Government, language) if term.value in codes]


def governments_of_plan(plan):
    """{government code: its commitments in the plan, each with its status}; in one query."""
    rows = public_promises(plan).with_status().select_related("action__plan", "organisation__government")
    found = defaultdict(list)
    for row in rows.order_by("action__number", "pk"):
        if row.organisation.government_id:
            found[row.organisation.government.code].append(row)
    return found


def side_of_plan(code, name, commitments, language, address):
    sums = Sums()
    for row in commitments:
        sums.add(str(row.standing()), row.moves, row.due_on, row.is_ongoing)
    there = f"{address}?{urlencode({'government': code})}#ledger"
    return Side(code, name, address_of_government(code, language), there, sums)


def rows_of_plan(one, other, language):
    """The actions in which one of the two promised something, with where each of their commitments stands."""
    sides = [defaultdict(list), defaultdict(list)]
    actions = {}
    for side, commitments in zip(sides, (one, other), strict=True):
        for row in commitments:
            side[row.action_id].append(row)
            actions[row.action_id] = row.action
    pages = pages_for(actions.values(), language)
    found = []
    for action in sorted(actions.values(), key=lambda action: action.number):
        every = [row for side in sides for row in side[action.pk]]
        line = action_line(action, pages.get(action.pk), standing_of(every), language)
        found.append(Row(line, [_stands(side[action.pk], language) for side in sides]))
    return found


def _stands(commitments, language):
    """[(standing, label, organisation)] of what one government promised in an action."""
    stands = [(row.standing(), row.organisation.name_in(language)) for row in commitments]
    return [(standing, str(standing.label), name if len(stands) > 1 else "") for standing, name in stands]


def side_of_all(code, name, language):
    sums = sum(sums_of_plans().get(code, {}).values(), Sums())
    return Side(code, name, address_of_government(code, language), "#plans", sums)


def rows_of_all(one, other, language):
    """The plans in which one of the two promised something, with how its commitments add up in each."""
    sides = [sums_of_plans().get(code, {}) for code in (one, other)]
    rows = []
    for plan, card in kept(f"plans-compared:{language}", lambda: _plans(language)):
        if any(plan in side for side in sides):
            cells = [_cell(side.get(plan), code, card) for side, code in zip(sides, (one, other), strict=True)]
            rows.append(Row(card, cells))
    return rows


def _cell(sums, code, card):
    """(Sums, Progress of which each number leads to its list), or None where nothing was promised."""
    if sums is None:
        return None
    there = f"{card.url}?{urlencode({'government': code})}" if card.url else ""
    progress = sums.progress
    return sums, progress.linked_to(there, "#ledger") if there else progress


def _plans(language):
    """[(primary key, card)] of the public plans, the newest first."""
    plans = list(ActionPlan.objects.public().filter(pk__in=Action.objects.public().values("plan")))
    pages = pages_for(plans, language)
    return [(plan.pk, card_of(plan, pages.get(plan.pk), language)) for plan in plans]
