"""A plan beside the one before it: what became of every action, where it stood and where it stands."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from actions.dashboard.logs import logs_of
from actions.models import Action, Commitment, Lineage, StatusReport
from actions.progress import standing_of
from actions.promises.addresses import below
from actions.snapshots.words import read_saying, words_of_saying
from core.cards import Card, card_of, pages_for
from core.dates import today
from core.kept import kept

from .fates import CONTINUED, DROPPED, ELSEWHERE, MERGED, SPLIT, Fates, fates_of
from .lines import Fate, LastWord, action_line

WORDS = {
    CONTINUED: (_("Continued"), _("One action of the later plan goes on with each.")),
    MERGED: (_("Merged"), _("They go on together with others in one action.")),
    SPLIT: (_("Split"), _("They go on in several actions, or in part.")),
    ELSEWHERE: (
        _("Gone on in another plan"),
        _("No action of the later plan takes them over, one of another plan does."),
    ),
    DROPPED: (_("Dropped"), _("With where they stood at the end, and the last reason that was given.")),
}


@dataclass(frozen=True)
class Part:
    """The earlier actions of which the same became."""

    kind: str
    label: str
    text: str
    rows: list

    @property
    def count(self):
        return len(self.rows)


@dataclass(frozen=True)
class Succession:
    earlier: Card
    later: Card
    earlier_count: int
    later_count: int
    end: date
    """The day of which the earlier plan is told: its end, or today while it runs."""
    is_over: bool
    has_steps: bool
    """Whether anybody recorded what the later plan took over."""
    fates: Fates
    rows: dict
    """{earlier action: Fate}"""
    lines: dict
    """{later action: ActionLine}"""

    @property
    def cards(self):
        return [self.earlier, self.later]

    @property
    def parts(self):
        """What became of the earlier actions, kind by kind."""
        found = [(kind, [self.rows[key] for key in self.fates.of_kind(kind)]) for kind in WORDS]
        return [Part(kind, *WORDS[kind], rows) for kind, rows in found if rows]

    @property
    def new(self):
        return [self.lines[key] for key in self.fates.new]

    @property
    def taken_up(self):
        return [self.lines[key] for key in self.fates.taken_up]

    @property
    def targets(self):
        """In how many actions the merged ones go on."""
        return len({key for action in self.fates.of_kind("merged") for key in self.fates.onward[action]})


def succession_of(earlier, later, language):
    """What the later of two public plans took over; kept until something public changes."""
    return kept(f"succession:{earlier.pk}:{later.pk}:{language}", lambda: _made(earlier, later, language))


def _made(earlier, later, language):
    public = Action.objects.public()
    steps = list(
        Lineage.objects.filter(action__in=public.values("pk"), predecessor__in=public.values("pk"))
        .order_by("sort_order", "pk")
        .values_list("predecessor", "action", "kind")
    )
    rows = {row.pk: row for row in public.filter(plan__in=[earlier, later]).select_related("plan").order_by("number")}
    before = [key for key, row in rows.items() if row.plan_id == earlier.pk]
    after = [key for key, row in rows.items() if row.plan_id == later.pk]
    fates = fates_of(before, after, steps)
    strange = {key for onward in fates.onward.values() for key in onward} - set(rows)
    rows |= public.select_related("plan").in_bulk(strange)
    end = _end(earlier, later)
    told = _Telling(rows, end, earlier, language)
    return Succession(
        earlier=told.plan_card(earlier),
        later=told.plan_card(later),
        earlier_count=len(before),
        later_count=len(after),
        end=end,
        is_over=end < today(),
        has_steps=any(fates.onward.values()),
        fates=fates,
        rows={key: told.fate(key, fates) for key in before},
        lines={key: told.line(key) for key in after},
    )


def _end(earlier, later):
    """The day on which the earlier plan ended, or the one before the later began; today where that is to come."""
    ended = earlier.ends_on or (later.starts_on and later.starts_on - timedelta(days=1))
    return min(ended or today(), today())


class _Telling:
    """The words for these actions, in as many queries for few as for many."""

    def __init__(self, actions, end, earlier, language):
        self.actions, self.end, self.earlier, self.language = actions, end, earlier, language
        self.pages = pages_for(actions.values(), language)
        self.plan_pages = pages_for({action.plan for action in actions.values()} | {earlier}, language)
        commitments = Commitment.objects.public().filter(action__in=actions)
        self.logs, self.commitments = logs_of(commitments), defaultdict(list)
        for commitment in commitments.select_related("organisation").order_by("organisation__government__order", "pk"):
            self.commitments[commitment.action_id].append(commitment)
        self.reports = _reasons(commitments.filter(action__plan=earlier))

    def plan_card(self, plan):
        return card_of(plan, self.plan_pages.get(plan.pk), self.language)

    def line(self, key, day=None):
        stands = [self.logs[row.pk].on(day or today()) for row in self.commitments[key]]
        return action_line(self.actions[key], self.pages.get(key), standing_of(stands), self.language)

    def fate(self, key, fates):
        later = [(str(Lineage.Kind(kind).label), self.line(other)) for other, kind in fates.onward[key].items()]
        words = self.words(key) if fates.kinds[key] == DROPPED else []
        return Fate(fates.kinds[key], self.line(key, self.end), later, words)

    def words(self, key):
        url = self.line(key, self.end).url
        return [self._word(row, url) for row in self.commitments[key]]

    def _word(self, commitment, url):
        report = self.reports.get(commitment.pk)
        return LastWord(
            who=commitment.organisation.name_in(self.language),
            url=below(url, commitment),
            standing=self.logs[commitment.pk].on(self.end).standing(),
            on=report and report.holds_on,
            reason=read_saying(report and words_of_saying(report), self.language),
        )


def _reasons(commitments):
    """The latest report with a reason on each of these commitments: {commitment: report}; in two queries."""
    found = {}
    reports = StatusReport.objects.filter(commitment__in=commitments.order_by().values("pk"), unchanged=False)
    for report in reports.as_of(today()).latest_first().prefetch_related("translations"):
        found.setdefault(report.commitment_id, report)
    return found
