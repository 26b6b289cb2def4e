"""The data dictionary: every column of every file, what stands in it and which codes it knows, in every language."""

import csv
from io import StringIO

from core.languages import language_codes
from editorial.downloads import harmless

from .columns import beside, words_of
from .datasets import DATASETS
from .linked import PREFIXES, term_of
from .origin import IN_EVERY_ROW, in_every_language


def entry(dataset, column):
    """One column, as the dictionary says it."""
    return {
        "name": column.name,
        "type": column.type.value,
        "several": column.many,
        "language": column.language,
        "about": in_every_language(column.about),
        "codes": [{"code": str(code), **words_of(column.choices, code)} for code, _words in column.choices],
        "refers_to": column.refers,
        "term": term_of(dataset, column),
        "example": column.example,
    }


def datasets():
    """The whole dictionary."""
    return [
        {
            "code": dataset.code,
            "title": in_every_language(dataset.title),
            "description": in_every_language(dataset.description),
            "identified_by": dataset.key,
            "past_days": dataset.is_dated,
            "columns": [entry(dataset, column) for column in dataset.columns],
        }
        for dataset in DATASETS
    ]


def as_json(site, head):
    in_csv = [entry(DATASETS[0], column) | {"term": ""} for column in IN_EVERY_ROW]
    prefixes = PREFIXES | {"terms": f"{site}/data/terms#"}
    return head | {"prefixes": prefixes, "columns_of_every_csv_file": in_csv, "datasets": datasets()}


def as_csv():
    """One line for each column of each data set."""
    names = ["dataset", "position", "column", "type", "several", "language"]
    names += [f"about_{code}" for code in language_codes()] + ["codes", "refers_to", "term", "example"]
    buffer = StringIO()
    buffer.write("\ufeff")  # tells spreadsheets that what follows is UTF-8
    writer = csv.DictWriter(buffer, fieldnames=names)
    writer.writeheader()
    for dataset in datasets():
        for position, column in enumerate(dataset["columns"], start=1):
            line = {name: column[name] for name in ("type", "language", "refers_to", "term", "example")}
            line |= {"dataset": dataset["code"], "position": position, "column": column["name"]}
            line |= beside("about", column["about"])
            line |= {"several": "yes" if column["several"] else "no"}
            line["codes"] = " ".join(row["code"] for row in column["codes"])
            writer.writerow({name: harmless(value) for name, value in line.items()})
    return buffer.getvalue()
