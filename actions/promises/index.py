"""Which commitments there are of an organisation or a government, and where each stands: small enough to be kept."""

from array import array
from collections import Counter
from dataclasses import dataclass

from actions.models.plans import ActionPlan
from actions.models.statuses import Standing
from actions.progress import Part, Progress
from core.dates import today


@dataclass(frozen=True)
class Index:
    """The keys of the commitments, those of running plans first; beside each, the number of its kind.

    A kind is where it stands and in which plan: there are few, so counting is cheap.
    """

    keys: array
    numbers: array
    kinds: list
    """[(standing, code of the plan)]"""
    plans: dict
    """{code of the plan: its name}, in the same order"""

    def counts(self):
        """{(standing, code of the plan): number}"""
        return {self.kinds[number]: count for number, count in Counter(self.numbers).items()}

    def progress(self):
        """How all of them add up."""
        counts = Counter()
        for (standing, _plan), number in self.counts().items():
            counts[standing] += number
        return added_up(counts)

    def matching(self, statuses=(), plans=()):
        """The keys of those that stand so, in one of those plans; of all, where nothing was chosen."""
        wanted = {
            number
            for number, (standing, plan) in enumerate(self.kinds)
            if (not statuses or standing in statuses) and (not plans or plan in plans)
        }
        return [key for key, number in zip(self.keys, self.numbers, strict=True) if number in wanted]


def added_up(counts):
    """The progress of these counts: {standing: number}."""
    parts = [Part(code, str(label), counts[code]) for code, label in Standing.choices if counts[code]]
    return Progress(sum(counts.values()), parts)


def index_of(commitments, language):
    """Of these commitments, those that readers may see; in two queries."""
    columns = ("pk", "standing", "action__plan", "action__number")
    rows = list(commitments.in_public_plans().with_standing().values_list(*columns))
    plans = {plan.pk: plan for plan in ActionPlan.objects.filter(pk__in={row[2] for row in rows})}
    order = {plan.pk: place for place, plan in enumerate(sorted(plans.values(), key=running_first))}
    rows.sort(key=lambda row: (order[row[2]], row[3], row[0]))
    kinds, numbers = {}, array("H")
    for _pk, standing, plan, _number in rows:
        numbers.append(kinds.setdefault((standing, plans[plan].code), len(kinds)))
    return Index(
        keys=array("Q", (row[0] for row in rows)),
        numbers=numbers,
        kinds=list(kinds),
        plans={plans[pk].code: plans[pk].name_in(language) for pk in order},
    )


def running_first(plan):
    """The order of plans: those in force, then the others; the latest first, those without dates at the end."""
    starts = -plan.starts_on.toordinal() if plan.starts_on else 0
    return (not plan.is_running(today()), starts, plan.code)
