"""The rows of a data set in each format, piece by piece, so that no file is ever held in memory."""

import csv
import json
from datetime import date
from io import StringIO
from tempfile import TemporaryFile

from openpyxl import Workbook

from core.sheets.kinds import FIRST_DAY
from core.sheets.writing import cell, heading
from editorial.downloads import harmless

from .linked import context_of, linked
from .origin import IN_EVERY_ROW, in_every_language


def in_csv(dataset, reading, origin):
    yield "\ufeff"  # tells spreadsheets that what follows is UTF-8
    buffer = StringIO()
    columns = (*dataset.columns, *IN_EVERY_ROW)
    writer, about = csv.writer(buffer), origin.in_every_row()
    writer.writerow([column.name for column in columns])
    for rows in dataset.batches(reading):
        writer.writerows([harmless(flat(column, (row | about)[column.name])) for column in columns] for row in rows)
        yield _emptied(buffer)
    yield _emptied(buffer)


def in_json(dataset, reading, origin):
    """One row a line, so that a file of any length can be read as it comes in."""
    return _lines(origin.head(), dataset, reading, lambda row: {name: row[name] for name in names_of(dataset)})


def in_json_ld(dataset, reading, origin):
    head = {"@context": context_of(dataset, origin.site), "@id": origin.address, "@type": "dcat:Distribution"}
    return _lines(head | origin.head(), dataset, reading, lambda row: linked(dataset, row, origin.site))


def _lines(head, dataset, reading, shape):
    yield f'{dumped(head).removesuffix("}")}, "rows": ['
    between = "\n"
    for rows in dataset.batches(reading):
        for row in rows:
            yield f"{between}{dumped(shape(row))}"
            between = ",\n"
    yield "\n]}\n"


def in_xlsx(dataset, reading, origin):
    """A workbook in a temporary file: the rows, and a sheet about them."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(dataset.code)
    sheet.freeze_panes = "B2"
    sheet.append([heading(sheet, column.name) for column in dataset.columns])
    for rows in dataset.batches(reading):
        for row in rows:
            sheet.append([_cell(sheet, column, row[column.name]) for column in dataset.columns])
    _explain(book.create_sheet("about"), dataset, origin)
    output = TemporaryFile()  # noqa: SIM115 - the response closes it
    book.save(output)
    output.seek(0)
    return output


def _cell(sheet, column, value):
    found = flat(column, value)
    if isinstance(found, date) and found < FIRST_DAY:
        return found.isoformat()
    return cell(sheet, found)


def _explain(sheet, dataset, origin):
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 24, 80
    for name, value in origin.head().items():
        for text in [value] if isinstance(value, str) else filter(None, value.values()):
            sheet.append([name, cell(sheet, text)])
    sheet.append([])
    languages = in_every_language("")
    sheet.append([heading(sheet, words) for words in ("column", *(f"about_{code}" for code in languages))])
    for column in dataset.columns:
        sheet.append([column.name, *(cell(sheet, text) for text in in_every_language(column.about).values())])


def flat(column, value):
    """A value where a format has no lists and no truth: in one cell."""
    if column.many:
        return column.separator.join(map(str, value or ()))
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else value


def names_of(dataset):
    return [column.name for column in dataset.columns]


def dumped(values):
    return json.dumps(values, default=_plain, ensure_ascii=False)


def _plain(value):
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


def _emptied(buffer):
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text
