"""What changed in a plan in the quarter of a day: counts that lead to their list, and the first of that list."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format, number_format
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from actions.models.statuses import Standing
from actions.sentences import commitments, enumeration, figure

from .history import quarter_of
from .stands import DEADLINE, QUARTER, REPORT, STANDING, Stand, step_code

MOST_SHOWN = 6


@dataclass(frozen=True)
class Step:
    """How many went from one standing to another."""

    now: str
    words: str
    count: int
    url: str


@dataclass(frozen=True)
class Shown:
    """One promise that changed."""

    line: object
    who: str
    stand: Stand
    step: str
    reason: object = None

    @property
    def first(self):
        """The first deadline, where it moved in the quarter."""
        return self.stand.promise.log.first_due_on

    @property
    def due_on(self):
        return self.stand.state.due_on


@dataclass(frozen=True)
class Changed:
    since: date
    sentence: str
    steps: list
    shown: list
    more: str
    """The address of the whole list, where not all of it is shown."""


def step_words(then, now):
    return _("from “{before}” to “{after}”").format(before=Standing(then).label, after=Standing(now).label)


def labels_of_changes(stands):
    """The values of the facet of changes, as far as there is something behind them: {value: words}."""
    words = {
        QUARTER: _("Anything"),
        STANDING: _("Where it stands"),
        DEADLINE: _("Its deadline"),
        REPORT: _("A new report"),
    }
    steps = sorted({stand.step for stand in stands if stand.step})
    words |= {step_code(*step): step_words(*step) for step in steps}
    found = {value for stand in stands for value in stand.changes}
    return {value: label for value, label in words.items() if value in found}


def changed_in_quarter(reading, stands, day, plan_filter):
    lines = {line.pk: line for line in reading.lines}
    found = [stand for stand in stands if stand.changes]
    steps = Counter(stand.step for stand in found if stand.step)
    return Changed(
        since=quarter_of(day),
        sentence=_sentence(found, quarter_of(day), plan_filter),
        steps=[
            Step(now, step_words(then, now), number, plan_filter.url(changed=[step_code(then, now)]))
            for (then, now), number in sorted(steps.items(), key=lambda item: (-item[1], item[0]))
        ],
        shown=[_shown(stand, lines, reading) for stand in sorted(found, key=_weight)[:MOST_SHOWN]],
        more=plan_filter.url(changed=[QUARTER]) if len(found) > MOST_SHOWN else "",
    )


def _weight(stand):
    """A new standing before a moved deadline, and both before a report that changed nothing."""
    return (stand.step is None, not stand.has_moved)


def _shown(stand, lines, reading):
    promise, moved = stand.promise, stand.has_moved
    return Shown(
        line=lines.get(promise.action),
        who=promise.organisation,
        stand=stand,
        step=step_words(*stand.step) if stand.step else "",
        reason=reading.reasons.get(stand.state.moved_by) if moved else None,
    )


def _sentence(found, start, plan_filter):
    since = date_format(start, "DATE_FORMAT")
    if not found:
        return _("Nothing changed since {date}.").format(date=since)
    clauses = [
        (STANDING, sum(bool(stand.step) for stand in found), _stand_elsewhere),
        (DEADLINE, sum(stand.has_moved for stand in found), _deadlines_moved),
        (REPORT, sum(bool(stand.reports) for stand in found), _reported),
    ]
    figures = [figure(words(number), plan_filter.url(changed=[code])) for code, number, words in clauses if number]
    return format_html(_("Since {date}: {figures}."), date=since, figures=enumeration(figures))


def _stand_elsewhere(number):
    return ngettext("{counter} commitment stands elsewhere", "{counter} commitments stand elsewhere", number).format(
        counter=number_format(number)
    )


def _deadlines_moved(number):
    return ngettext("{counter} deadline moved", "{counter} deadlines moved", number).format(
        counter=number_format(number)
    )


def _reported(number):
    return _("there is news of {commitments}").format(commitments=commitments(number))
