"""Measurements from a spreadsheet: what each row would do, then all of them or none."""

from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actions.models import Indicator, Measurement
from actions.services.figures import measurement_submit
from actions.services.submissions import may_submit
from core.languages import language_codes, language_name
from core.sheets.cells import day_of, number_of, text_of
from core.sheets.problems import CellProblem, Problem

from .decimals import validate_decimals
from .tables import REQUIRED

RIGHT = "actions.add_measurement"
FIELDS_OF_MODEL = {
    "day": "measured_on",
    "value": "value",
    "source": "source",
    "note": "reason",
    "language": "language",
}
CHECKED_BEFORE = ("indicator", "on_behalf_of", "submitted_by", "contact", "submitted_at", "decided_by", "corrects")
LONGEST_NOTE = Measurement._meta.get_field("reason").max_length


class Act(TextChoices):
    ADD = "add", gettext_lazy("New figure")
    CORRECT = "correct", gettext_lazy("Corrects a figure")
    SAME = "same", gettext_lazy("There already")


@dataclass(frozen=True)
class Row:
    """A row as it was read; what it would do is asked again when it is applied."""

    number: int
    indicator: str
    day: date | None
    value: Decimal | None
    source: str
    note: str
    language: str
    unread: tuple = ()
    """The fields whose cells could not be read, which was said already."""

    def as_json(self):
        return asdict(self) | {"day": self.day.isoformat(), "value": str(self.value)}

    @classmethod
    def from_json(cls, row):
        return cls(**row | {"day": date.fromisoformat(row["day"]), "value": Decimal(row["value"])})


@dataclass(frozen=True)
class Step:
    """What one row would do."""

    row: Row
    act: Act
    indicator: Indicator
    corrects: Measurement | None = None


def rows_of(table, language):
    """(the rows of a Table, the problems with their cells); a row without a language is in the given one."""
    rows, problems = [], list(table.problems)
    if not set(REQUIRED) <= set(table.places):
        return rows, problems
    said = {problem.place for problem in problems}
    readers = {"indicator": text_of, "day": day_of, "value": number_of, "source": text_of, "note": text_of,
               "language": text_of}  # fmt: skip
    for line in table.lines:
        values, unread = {}, []
        for field, read in readers.items():
            try:
                values[field] = read(line.values.get(table.places.get(field)))
            except CellProblem as error:
                problem = Problem(table.sheet, line.number, table.place(field), error.message)
                if problem.place not in said:  # of a formula, the reader of the file said so
                    problems.append(problem)
                values[field] = "" if read is text_of else None
                unread.append(field)
        values["language"] = values["language"].lower() or language
        rows.append(Row(number=line.number, **values, unread=tuple(unread)))
    return rows, problems


def steps_of(rows, table, user):
    """(what each row would do, what is wrong with it): a few queries for any number of rows."""
    codes = {row.indicator for row in rows if row.indicator}
    indicators = Indicator.objects.filter(code__in=codes, archived_at__isnull=True).select_related("organisation")
    check = _Check(table, user, {indicator.code: indicator for indicator in indicators})
    steps = [check.step(row) for row in rows]
    return [step for step in steps if step], check.problems


class _Check:
    """Looks at rows one after the other, and remembers what the earlier ones would do."""

    def __init__(self, table, user, indicators):
        self.table, self.user, self.indicators = table, user, indicators
        self.problems, self.seen, self.standing, self.waiting = [], {}, {}, set()
        figures = Measurement.objects.filter(indicator__in=list(indicators.values())).exclude(state="returned")
        replaced = set(figures.filter(state="approved").values_list("corrects", flat=True))
        for figure in figures.order_by("decided_at", "pk"):
            key = (figure.indicator_id, figure.measured_on)
            if figure.state == "submitted":
                self.waiting.add(key)
            elif figure.pk not in replaced:
                self.standing[key] = figure

    def problem(self, row, field, message):
        if field not in row.unread:
            self.problems.append(Problem(self.table.sheet, row.number, self.table.place(field), str(message)))

    def step(self, row):
        before = len(self.problems)
        indicator = self._indicator(row)
        self._figure(row, indicator)
        if not indicator or row.unread or len(self.problems) > before:
            return None
        key = (indicator.pk, row.day)
        if key in self.seen:
            message = _("Row %(row)s has a figure of this indicator and this day too.")
            self.problem(row, "day", message % {"row": self.seen[key]})
        self.seen[key] = row.number
        standing = self.standing.get(key)
        if standing and standing.value == row.value:
            return Step(row, Act.SAME, indicator)
        if key in self.waiting:
            self.problem(row, "day", _("A figure of this day waits for approval. Have it approved or returned first."))
        return Step(row, Act.CORRECT if standing else Act.ADD, indicator, standing)

    def _indicator(self, row):
        indicator = self.indicators.get(row.indicator)
        if not row.indicator:
            self.problem(row, "indicator", _("Fill in the code of the indicator."))
        elif not indicator:
            self.problem(row, "indicator", _("There is no indicator with this code."))
        elif not may_submit(organisation=indicator.organisation, user=self.user, right=RIGHT):
            self.problem(row, "indicator", _("Another government measures this; only its own people send in figures."))
        return indicator

    def _figure(self, row, indicator):
        """What the model says of the figure by itself, at the cell that it is about."""
        values = {name: getattr(row, field) for field, name in FIELDS_OF_MODEL.items()}
        figure = Measurement(**values)
        errors = _errors(lambda: figure.clean_fields(exclude=CHECKED_BEFORE))
        if len(row.note) > LONGEST_NOTE:  # of a long text, Django asks only its forms
            message = _("Write at most %(number)s signs.") % {"number": LONGEST_NOTE}
            errors["reason"] = [message]
        if "measured_on" not in errors:
            errors |= _errors(figure.clean)
        if "value" not in errors and indicator:
            errors |= _errors(lambda: validate_decimals(figure.value, indicator.decimals), "value")
        fields = {name: field for field, name in FIELDS_OF_MODEL.items()}
        if "language" in errors:
            names = ", ".join(f"{code} ({language_name(code)})" for code in language_codes())
            errors["language"] = [_("Write one of these: %(languages)s.") % {"languages": names}]
        for name, messages in errors.items():
            self.problem(row, fields.get(name, ""), " ".join(messages))


def _errors(check, field=""):
    """What a check says is wrong: {field: [message]}."""
    try:
        check()
    except ValidationError as error:
        return error.message_dict if hasattr(error, "error_dict") else {field: error.messages}
    return {}


@transaction.atomic
def measurements_import(*, steps, by):
    """Send in every figure, or none; return how many. Raises ValidationError where something changed meanwhile."""
    wanted = [step for step in steps if step.act != Act.SAME]
    for step in wanted:
        measurement_submit(
            indicator=step.indicator,
            value=step.row.value,
            measured_on=step.row.day,
            source=step.row.source,
            reason=step.row.note,
            language=step.row.language,
            corrects=step.corrects,
            by=by,
        )
    return len(wanted)
