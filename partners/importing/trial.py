"""What each row of a spreadsheet would do: the dry run shows it, and the import does exactly this or nothing."""

import hashlib
import json
from dataclasses import asdict, dataclass, field

from django.core.exceptions import ValidationError
from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.folding import folded
from core.languages import language_codes, localized_name
from partners.models import Organisation
from partners.space.words import validate_domain_of_address, validate_site

from .columns import REQUIRED, Term, columns
from .known import Known, keys_of
from .reading import read_sheet

CHECKED = {"website": validate_site, "email": validate_domain_of_address}


class State(TextChoices):
    NEW = "new", gettext_lazy("New")
    TWICE = "twice", gettext_lazy("In this file already")
    THERE = "there", gettext_lazy("There already")
    DIFFERS = "differs", gettext_lazy("There already, with other facts")
    WRONG = "wrong", gettext_lazy("Cannot be read")


class Act(TextChoices):
    ADD = "add", gettext_lazy("Add")
    COMPLETE = "complete", gettext_lazy("Complete the empty facts")
    SKIP = "skip", gettext_lazy("Leave out")


@dataclass(frozen=True)
class Change:
    """A fact: what the organisation has, and what the file says, as cells; `old` is empty where nothing is known."""

    column: str
    old: str
    new: str


@dataclass
class Outcome:
    """What one row is, and what may be done with it; `like`: [(primary key, name, [what is the same])]."""

    row: int
    name: str
    state: str
    like: list = field(default_factory=list)
    twin: int = 0
    """The row above that seems to be the same."""
    completes: list = field(default_factory=list)
    differs: list = field(default_factory=list)
    problems: list = field(default_factory=list)
    """[(letters of the column, message)]."""
    acts: list = field(default_factory=list)

    @property
    def match(self):
        """The organisation with which the row was compared."""
        return self.like[0][0] if self.like else None

    @classmethod
    def from_dict(cls, data):
        changes = {name: [Change(**change) for change in data[name]] for name in ("completes", "differs")}
        return cls(**data | changes)


@dataclass
class Trial:
    """The dry run of a whole file; with problems of the sheet, none of it can be done."""

    outcomes: list
    problems: list
    values: dict = field(default_factory=dict)
    """{row: {name of the column: value}}, for who carries it out."""

    def digest(self):
        """The same for the same rows against the same organisations: another one means that something moved on."""
        content = json.dumps([asdict(outcome) for outcome in self.outcomes], sort_keys=True)
        return hashlib.sha256(content.encode()).hexdigest()

    def as_json(self):
        return {"outcomes": [asdict(outcome) for outcome in self.outcomes], "problems": self.problems}

    @classmethod
    def from_json(cls, data):
        return cls([Outcome.from_dict(outcome) for outcome in data["outcomes"]], data["problems"])


def dry_run(file, *, may_change=True):
    """The Trial of that file; `may_change`: whether who asks may complete what is there. Raises Refused."""
    found = columns()
    sheet = read_sheet(file, found)
    problems = [[problem.place, problem.message] for problem in sheet.problems]
    rows = [] if problems else sheet.rows
    check = _Check(sheet, Known(), may_change)
    check.remember(rows)
    return Trial([check.outcome(row) for row in rows], problems, {row.number: row.values for row in rows})


class _Check:
    """Looks at rows one after the other, and remembers the earlier ones; few queries for any number of rows."""

    def __init__(self, sheet, known, may_change):
        self.sheet, self.known, self.may_change = sheet, known, may_change
        self.seen, self.like, self.there = {}, {}, {}

    def remember(self, rows):
        """Ask for the organisations that these rows are like, all at once."""
        self.like = {row.number: self.known.like(row.values) for row in rows}
        keys = {key for like in self.like.values() for key, _why in like}
        self.there = Organisation.objects.select_related("sector").in_bulk(keys)

    def outcome(self, row):
        self._check_facts(row)
        twin = self._twin(row)
        like = [[key, str(self.there[key]), why] for key, why in self.like[row.number]]
        name = next((row.values[column] for column in _names() if row.values.get(column)), "")
        outcome = Outcome(row.number, name, State.NEW, like, twin)
        if row.problems:
            outcome.state, outcome.acts = State.WRONG, [Act.SKIP]
            outcome.problems = [[problem.column, problem.message] for problem in row.problems]
        elif like:
            self._compare(outcome, row)
        else:
            # What would be added, as it was understood.
            outcome.completes = [Change(key, "", in_words(value)) for key, value in row.values.items()]
            outcome.state = State.TWICE if twin else State.NEW
            outcome.acts = [Act.SKIP, Act.ADD] if twin else [Act.ADD, Act.SKIP]
        outcome.state, outcome.acts = str(outcome.state), [str(act) for act in outcome.acts]
        return outcome

    def _check_facts(self, row):
        """What the model says of each fact, at its cell; what could not be read was said already."""
        said = {problem.column for problem in row.problems}
        for name, message in self._wrong(row.values):
            if self.sheet.letters.get(name, "") not in said:
                row.problems.append(self.sheet.problem(row.number, name, message))

    def _wrong(self, values):
        for name, column in self.sheet.columns.items():
            value = values.get(name)
            if value is None:
                if name in REQUIRED:
                    yield name, _("Fill this in.")
                continue
            if column.is_many or isinstance(column.kind, Term):
                continue
            try:
                Organisation._meta.get_field(name).clean(value, None)
                CHECKED.get(name, lambda value: None)(value)
            except ValidationError as error:
                yield name, error.messages[0]

    def _twin(self, row):
        """The row above that has the same number, name or domain; the same number is a mistake."""
        keys = keys_of(row.values)
        rows = {self.seen[key]: key[0] for key in sorted(keys) if key in self.seen}
        number = next((self.seen[key] for key in keys if key[0] == "number" and key in self.seen), None)
        if number:
            message = _("Row %(row)s has this number too: leave one of them out.") % {"row": number}
            row.problems.append(self.sheet.problem(row.number, "enterprise_number", message))
        for key in keys:
            self.seen.setdefault(key, row.number)
        return min(rows, default=0)

    def _compare(self, outcome, row):
        key, _name, why = outcome.like[0]
        organisation = self.there[key]
        for name, value in row.values.items():
            column = self.sheet.columns[name]
            old = column.of(organisation)
            if old is None:
                outcome.completes.append(Change(name, "", in_words(value)))
            elif not _same(old, value):
                outcome.differs.append(Change(name, in_words(old), in_words(value)))
        is_same = not outcome.completes and not outcome.differs
        outcome.state = State.THERE if is_same else State.DIFFERS
        has_one = len([item for item in outcome.like if item[2][0] == why[0]]) == 1
        may_complete = outcome.completes and has_one and self.may_change and not organisation.is_archived
        outcome.acts = [Act.SKIP]
        if may_complete and "number" not in {change.column for change in outcome.differs}:
            outcome.acts.append(Act.COMPLETE)
        if why[0] != "number":
            outcome.acts.append(Act.ADD)


def in_words(value):
    """A value as it stands in a cell."""
    return "; ".join(value) if isinstance(value, tuple) else str(value)


def _same(old, new):
    if isinstance(old, str) and isinstance(new, str):
        return folded(old).rstrip("/") == folded(new).rstrip("/")
    return old == new


def _names():
    return [localized_name("name", code) for code in language_codes()]
