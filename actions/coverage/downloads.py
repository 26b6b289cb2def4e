"""The matrix as a file: every column of what is shown, with where it comes from."""

import csv
from io import StringIO
from tempfile import TemporaryFile

from django.http import FileResponse, StreamingHttpResponse
from django.utils.translation import gettext as _
from openpyxl import Workbook

from core.dates import today
from core.sheets.writing import CONTENT_TYPE, cell, heading
from core.shell import shell_in
from editorial.downloads import harmless

from .words import caption_of, rules


def download(matrix, kind, request):
    """The answer to a request for this matrix as a file of that kind."""
    columns = matrix.with_words(matrix.all_columns)
    lines = list(_lines(matrix, columns))
    about = _about(matrix, request)
    response = FORMATS[kind](lines, about)
    name = f"coverage-{matrix.plan.code}" if matrix.plan else "coverage"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}-{today()}.{kind}"'
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _lines(matrix, columns):
    """Rows of cells: the headings, a row for each term, the totals. Codes stand with the words, for programs."""
    yield [_("Code"), str(matrix.row_axis.label), *(f"{one.label} ({one.value})" for one in columns), _("Total")]
    for line in matrix.lines_of(columns):
        yield [line.value, line.label, *(one.number for one in line.cells), line.total.number]
    totals = matrix.totals_of(columns)
    yield ["", _("Total"), *(one.number for one in totals.cells), totals.total.number]


def _about(matrix, request):
    """[(what, value)]: the caption, where it comes from, of which day, under which licence."""
    chosen = matrix.form.chosen
    query = "&".join(f"{name}={value}" for name, value in chosen.items())
    return [
        (_("Content"), caption_of(matrix)),
        (_("Address"), request.build_absolute_uri(f"{request.path}?{query}")),
        (_("Made on"), today()),
        (_("Licence"), shell_in(matrix.language).licence_line),
        *((_("How we count"), rule) for rule in rules(matrix)),
    ]


def _csv(lines, about):
    return StreamingHttpResponse(_csv_text(lines, about), content_type="text/csv; charset=utf-8")


def _csv_text(lines, about):
    """Where it comes from stands below, after an empty line: the first line is that of the columns."""
    yield "\ufeff"  # tells spreadsheets that what follows is UTF-8
    buffer = StringIO()
    writer = csv.writer(buffer)
    for line in [*lines, [], *about]:
        writer.writerow([harmless(value) for value in line])
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()


def _xlsx(lines, about):
    book = Workbook(write_only=True)
    sheet = book.create_sheet("coverage")
    sheet.freeze_panes = "C2"
    sheet.column_dimensions["B"].width = 40
    first, *others = lines
    sheet.append([heading(sheet, words) for words in first])
    for line in others:
        sheet.append([cell(sheet, value) for value in line])
    sheet = book.create_sheet("about")
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 24, 90
    for words, value in about:
        sheet.append([heading(sheet, words), cell(sheet, value)])
    output = TemporaryFile()  # noqa: SIM115 - the response closes it
    book.save(output)
    output.seek(0)
    return FileResponse(output, content_type=CONTENT_TYPE)


FORMATS = {"csv": _csv, "xlsx": _xlsx}
