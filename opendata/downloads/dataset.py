"""A data set: what it is, what stands in its columns, and how its rows are read, some hundreds at a time."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.db.models import CharField, Count, DateTimeField, Max, QuerySet, Value
from django.db.models.functions import Cast

from core.dates import day_of, today
from core.kept import kept

AT_ONCE = 500
"""How many records are read at a time."""


@dataclass(frozen=True)
class Dataset:
    code: str
    title: object
    description: object
    kind: str
    """What one row is, in public identifiers: "action"."""
    type: str
    """The class of a row in linked data; "terms:…" for one of our own."""
    columns: tuple
    found: Callable
    """`(day) -> [queryset]`: the public records, in the order of the file."""
    rows: Callable
    """`(queryset, keys, reading) -> [{column: value}]` of the records with these keys, in their order."""
    found_for_rows: Callable | None = None
    """`(day) -> [queryset]` with a record for each row, where `found` has fewer."""
    changed: str = "updated_at"
    """The field that says when a record changed last; empty where none does."""
    key: str = "code"
    """The column by which a row is known."""
    is_dated: bool = False
    """Whether it can be asked for as it was at the end of a past day."""
    keywords: tuple = ()
    themes: tuple = ("GOVE",)
    """Of the authority table of the European Union."""

    def __post_init__(self):
        names = [column.name for column in self.columns]
        if len(set(names)) != len(names):
            raise ValueError(f"{self.code} has two columns of one name.")

    def counted(self, day):
        """Querysets with a record for each row."""
        return (self.found_for_rows or self.found)(day)

    def thing(self, row):
        """What a row is: its kind, and its code or number."""
        return (row["vocabulary"], row["code"]) if self.kind == "term" else (self.kind, row[self.key])

    def batches(self, reading):
        """The rows, so many at a time; each batch in as many queries as any other."""
        for queryset in self.found(reading.on):
            keys = list(queryset.values_list("pk", flat=True))
            for start in range(0, len(keys), AT_ONCE):
                yield list(self.rows(queryset, keys[start : start + AT_ONCE], reading))


@dataclass(frozen=True)
class Size:
    """How many rows a data set has, and when the last of them changed."""

    rows: int = 0
    changed_on: date | None = None


def sizes_of(datasets):
    """{code: Size} of each data set as it is today, in one query, kept until something public changes."""
    return kept("open-data:sizes", lambda: _sizes(datasets))


def _sizes(datasets):
    branches = [_branch(dataset, found) for dataset in datasets for found in dataset.counted(today())]
    sizes = {}
    for code, number, changed in branches[0].union(*branches[1:], all=True):
        before = sizes.get(code, Size())
        day = day_of(changed)
        sizes[code] = Size(before.rows + number, max(filter(None, (before.changed_on, day)), default=None))
    return {dataset.code: sizes.get(dataset.code, Size()) for dataset in datasets}


def _branch(dataset, found):
    changed = Max(dataset.changed) if dataset.changed else Cast(Value(None), DateTimeField())
    # A plain queryset: that of translated models would put the columns in an order of its own.
    return (
        QuerySet(found.model, query=found.query.chain())
        .order_by()
        .values(of=Value(dataset.code, output_field=CharField()))
        .annotate(row_count=Count("pk"), last_change=changed)
        .values_list("of", "row_count", "last_change")
    )
