"""What an import would do, row by row: the dry run shows it, and the import does exactly this or nothing."""

import hashlib
import json
from collections import Counter
from dataclasses import asdict, dataclass, field

from core.sheets.problems import Problem

NEW, CHANGED = "new", "changed"


@dataclass(frozen=True)
class Change:
    """One cell: what stands in the database and what the file puts there, as they would be written in a cell."""

    column: str
    old: str
    new: str


@dataclass(frozen=True)
class RowChange:
    """One row that is new or changed; `what` names the record in words."""

    sheet: str
    row: int
    kind: str
    what: str
    changes: list


@dataclass(frozen=True)
class Remark:
    """Something that does not stop the import: so many cells of a column that is not read differ."""

    sheet: str
    column: str
    count: int


@dataclass
class Difference:
    """The rows, the problems (all of them, up to a limit) and the numbers per sheet."""

    rows: list = field(default_factory=list)
    problems: list = field(default_factory=list)
    problems_left_out: int = 0
    remarks: list = field(default_factory=list)
    unchanged: dict = field(default_factory=dict)

    @property
    def is_empty(self):
        return not self.rows

    @property
    def may_be_applied(self):
        return bool(self.rows) and not self.problems

    @property
    def numbers(self):
        """Per sheet: (title, new, changed, unchanged, problems)."""
        kinds = Counter((row.sheet, row.kind) for row in self.rows)
        wrong = Counter(problem.sheet for problem in self.problems)
        titles = dict.fromkeys([*self.unchanged, *(row.sheet for row in self.rows), *wrong])
        return [
            (title, kinds[title, NEW], kinds[title, CHANGED], self.unchanged.get(title, 0), wrong[title])
            for title in titles
        ]

    def digest(self):
        """The same for the same changes of the same values: another one means that the database moved on."""
        content = json.dumps([asdict(row) for row in self.rows], sort_keys=True)
        return hashlib.sha256(content.encode()).hexdigest()

    def to_dict(self):
        return asdict(self)

    @classmethod
    def from_dict(cls, data):
        rows = [
            RowChange(**row | {"changes": [Change(**change) for change in row["changes"]]}) for row in data["rows"]
        ]
        return cls(
            rows,
            [Problem(**problem) for problem in data["problems"]],
            data["problems_left_out"],
            [Remark(**remark) for remark in data["remarks"]],
            data["unchanged"],
        )
