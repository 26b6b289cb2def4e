"""A plan on two days: contents that `actions.snapshots.compare` compares, read from the log."""

from dataclasses import dataclass, field
from datetime import date

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from actions.dashboard.logs import logs_of
from actions.models import StatusReport
from actions.models.statuses import Standing
from actions.progress import Progress, list_url, progress_of
from actions.promises.addresses import below
from actions.snapshots.changes import Changes
from actions.snapshots.scope import public_promises
from actions.snapshots.words import Text, read, read_saying, words_of, words_of_saying
from core.cards import pages_for
from core.dates import day_of
from core.languages import localized_value
from core.places import address_of

from .sentences import later_by

RULE = _(
    "We read the log of reports as it was known at the end of each day: a report approved later does not count. Which "
    "commitments there are is read as it is now; new are those added after this plan was put here and had begun. On "
    "an earlier day these count as having no published status."
)


@dataclass(frozen=True)
class Move:
    to: date
    reported_on: date
    reason: Text


@dataclass(frozen=True)
class Stand:
    """One commitment on one of the days."""

    who: str
    text: Text
    number: int
    """Of its action."""
    url: str
    standing: Standing
    due_on: date | None
    is_ongoing: bool
    steps: list = field(default_factory=list)
    """The reports between the two days that moved its date."""

    @property
    def standing_label(self):
        return str(self.standing.label)


@dataclass(frozen=True)
class Day:
    """A plan at the end of a day; answers what `Changes` asks of a reading."""

    day: date
    content: dict
    progress: Progress
    promises: dict


class ChangesOfPlan(Changes):
    """The changes of a plan, each with by how much its date moved."""

    @cached_property
    def late_by(self):
        return [(change, later_by(_days(change))) for change in self.slipped]

    @cached_property
    def early_by(self):
        return [(change, later_by(_days(change))) for change in self.hastened]

    def rows(self, address):
        """(standing, label, [(day, number, where its list is)]) for every standing that there was."""
        found = []
        for code, label, before, after in self.counts:
            days = [(reading.day, number) for reading, number in ((self.before, before), (self.after, after))]
            found.append((code, label, [(number, list_on(address, day, code)) for day, number in days]))
        return found

    @property
    def most(self):
        """The largest number in the table, for the length of its bars."""
        return max((number for _code, _label, *numbers in self.counts for number in numbers), default=0)


def list_on(address, day, code=""):
    """Where the commitments are that stood so on that day."""
    there = f"{address}?on={day.isoformat()}"
    return list_url(there, code, "#ledger") if code else f"{there}#ledger"


def _days(change):
    return (change.promise.due_on - change.before.due_on).days


def changes_of_plan(plan, first, second, language):
    """What changed from the end of the one day to that of the other, in as many queries for few as for many."""
    chosen = public_promises(plan)
    logs = logs_of(chosen)
    commitments = list(chosen.select_related("action", "organisation__government").order_by("action__number", "pk"))
    pages = pages_for({row.action for row in commitments}, language)
    moves = _moves(logs, first, second, language)
    new = {row.pk for row in commitments if _came_in(row, plan, logs[row.pk], first, second)}
    before, after = (
        _day(day, commitments, logs, pages, language, moves=moves if day == second else {}) for day in (first, second)
    )
    shown = [row for row in commitments if row.pk not in new]
    return ChangesOfPlan(
        Day(first, _content(shown, logs, first), before.progress, before.promises),
        Day(second, _content(commitments, logs, second), after.progress, after.promises),
    )


def _content(commitments, logs, day):
    rows = []
    for row in commitments:
        state = logs[row.pk].on(day)
        due_on = state.due_on.isoformat() if state.due_on else None
        rows.append({"code": row.code, "standing": str(state.standing()), "due_on": due_on})
    return {"as_of": day.isoformat(), "actions": [{"commitments": rows}]}


def _day(day, commitments, logs, pages, language, moves):
    states = {row.pk: logs[row.pk].on(day) for row in commitments}
    promises = {row.code: _stand(row, states[row.pk], pages, language, moves.get(row.pk, [])) for row in commitments}
    return Day(day, {}, progress_of(states.values()), promises)


def _stand(row, state, pages, language, steps):
    page, government = pages.get(row.action_id), row.organisation.government
    names = [government and localized_value(government, "name", language), row.organisation.name_in(language)]
    return Stand(
        who=" · ".join(dict.fromkeys(filter(None, names))),
        text=read(words_of(row, "text"), language),
        number=row.action.number,
        url=below((page and address_of(page.url_path)) or "", row),
        standing=state.standing(),
        due_on=state.due_on,
        is_ongoing=state.is_ongoing,
        steps=steps,
    )


def _moves(logs, first, second, language):
    """The reports that moved a date after the first day until the second: {commitment: [Move]}."""
    keys = [
        entry.pk
        for log in logs.values()
        for entry in log.entries
        if entry.moves_to and entry.counts_on(second) and not entry.counts_on(first)
    ]
    found = {}
    reports = StatusReport.objects.filter(pk__in=keys).prefetch_related("translations").order_by("holds_on", "pk")
    for report in reports:
        reason = read_saying(words_of_saying(report), language)
        found.setdefault(report.commitment_id, []).append(Move(report.moves_to, report.holds_on, reason))
    return found


def _came_in(commitment, plan, log, first, second):
    """Whether it was added between the two days to a plan that was there already: see `RULE`."""
    entered = _entered(commitment)
    there = max(first, _entered(plan), plan.starts_on or first)
    return there < entered <= second and log.on(first).status is None


def _entered(record):
    return day_of(record.created_at)
