"""What is known of indicators on a day: baseline, targets with those that they replaced, measurements."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from django.db.models import CharField, F, OuterRef, Subquery, Value

from actions.models.actions import Action
from actions.models.indicators import Indicator, Measurement, Target
from actions.querysets import end_of
from core.dates import day_of, today
from core.languages import language_codes

from .progress import progress_of


@dataclass(frozen=True)
class Figure:
    """An approved target or measurement as it stands in the log."""

    kind: str
    """"target" or "measurement"."""
    indicator_id: int
    pk: int
    corrects_id: int | None
    day: date
    """When it was measured, or by when it is to be reached."""
    value: Decimal
    source: str
    language: str
    """In which the note was written."""
    decided_at: datetime
    notes: dict = field(default_factory=dict)
    """The note, or the reason of a target, in the languages in which it is there: {code: text}."""
    is_replaced: bool = False

    @property
    def known_since(self):
        return day_of(self.decided_at)

    def note_in(self, language):
        """(text, "" or the code of the language that it is in), like Saying.words_in."""
        if language in self.notes:
            return self.notes[language], ""
        note = self.notes.get(self.language, "")
        return note, self.language if note else ""


@dataclass(frozen=True)
class Series:
    """One indicator as it was known at the end of a day."""

    indicator: Indicator
    on: date
    figures: tuple = ()
    """Every approved figure, replaced ones too, by day."""

    @property
    def has_baseline(self):
        return self.indicator.baseline is not None and self.indicator.baseline_on <= self.on

    @property
    def measurements(self):
        return [figure for figure in self.figures if figure.kind == "measurement" and not figure.is_replaced]

    @property
    def targets(self):
        return [figure for figure in self.figures if figure.kind == "target" and not figure.is_replaced]

    @property
    def latest(self):
        """The last measurement, or None."""
        return max(self.measurements, key=lambda figure: (figure.day, figure.decided_at, figure.pk), default=None)

    @property
    def target(self):
        """The next target still to come, else the last one; the one decided last where several share a day."""
        coming = [figure for figure in self.targets if figure.day >= self.on]
        if coming:
            return min(coming, key=lambda figure: (figure.day, -figure.decided_at.timestamp(), -figure.pk))
        return max(self.targets, key=lambda figure: (figure.day, figure.decided_at, figure.pk), default=None)

    def earlier(self, target):
        """The targets that this one replaced, newest first."""
        by_pk = {figure.pk: figure for figure in self.figures if figure.kind == "target"}
        found = []
        while target := by_pk.get(target.corrects_id):
            found.append(target)
        return found

    @property
    def progress(self):
        return progress_of(
            baseline=self.indicator.baseline if self.has_baseline else None,
            target=self.target and self.target.value,
            latest=self.latest and self.latest.value,
            higher_is_better=self.indicator.direction == Indicator.Direction.UP,
        )


def public_indicators():
    """The indicators that everybody may see: public ones of public actions."""
    return Indicator.objects.public().filter(action__in=Action.objects.public())


def series_of(indicators, on=None):
    """A Series for each of these indicators (a queryset), as known at the end of that day (today); in two queries."""
    on = on or today()
    indicators = list(indicators)
    figures = _figures([indicator.pk for indicator in indicators], on) if indicators else {}
    return [Series(indicator, on, tuple(figures.get(indicator.pk, ()))) for indicator in indicators]


def _figures(indicators, on):
    """The figures that were known then: {indicator pk: [Figure]}, in one query for targets and measurements."""
    known = {"indicator__in": indicators, "state": "approved", "decided_at__lt": end_of(on)}
    nowhere = Value("", output_field=CharField())
    targets = _columns(Target.objects.filter(**known), "target", F("due_on"), nowhere)
    measurements = Measurement.objects.filter(**known, measured_on__lte=on)
    measurements = _columns(measurements, "measurement", F("measured_on"), F("source"))
    rows = list(targets.union(measurements, all=True))
    replaced = {(row["kind"], row["corrects_id"]) for row in rows}
    found = defaultdict(list)
    for row in sorted(rows, key=lambda row: (row["day"], row["kind"], row["decided_at"], row["pk"])):
        found[row["indicator_id"]].append(_figure(row, (row["kind"], row["pk"]) in replaced))
    return found


def _columns(figures, kind, day, source):
    """The same columns from both logs, with the note in every language."""
    translations = figures.model._meta.get_field("translations")
    notes = translations.related_model.objects.filter(**{translations.field.name: OuterRef("pk")})
    columns = {
        "kind": Value(kind, output_field=CharField()),
        "day": day,
        "origin": source,
        **{f"note_{code}": Subquery(notes.filter(language=code).values("reason")[:1]) for code in language_codes()},
    }
    names = ["indicator_id", "pk", "corrects_id", "value", "language", "reason", "decided_at", *columns]
    return figures.order_by().annotate(**columns).values(*names)


def _figure(row, is_replaced):
    notes = {code: row[f"note_{code}"] for code in language_codes()} | {row["language"]: row["reason"]}
    return Figure(
        kind=row["kind"],
        indicator_id=row["indicator_id"],
        pk=row["pk"],
        corrects_id=row["corrects_id"],
        day=row["day"],
        value=row["value"],
        source=row["origin"],
        language=row["language"],
        decided_at=row["decided_at"],
        notes={code: note for code, note in notes.items() if note},
        is_replaced=is_replaced,
    )
