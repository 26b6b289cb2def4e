"""The wall as a file: exactly what is filtered, however long, with the day, the address and the licence."""

import csv
import json
from functools import partial
from io import StringIO
from tempfile import TemporaryFile

from django.http import FileResponse, StreamingHttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import override
from openpyxl import Workbook

from core.dates import today
from core.sheets.writing import CONTENT_TYPE as XLSX
from core.sheets.writing import cell
from core.shell import shell_in
from editorial.downloads import harmless

from .lines import headings, lines_of
from .states import RULES


def download(listing, kind, request):
    """The answer to a request for the list as a file: csv, xlsx or json."""
    here = request.build_absolute_uri(request.path.rpartition(f"download-{kind}/")[0] + listing.url())
    about = {
        "date": today().isoformat(),
        "address": here.removesuffix("?"),
        "licence": shell_in(listing.language).licence_line,
    }
    response = MAKERS[kind](listing, about, partial(batches, listing, request))
    name = f"{_('pledges')}-{about['date']}.{kind}"
    response.headers["Content-Disposition"] = content_disposition_header(True, name)
    response.headers["X-Robots-Tag"] = "noindex"
    return response


AT_ONCE = 500
"""How many pledges are read at a time."""


def batches(listing, request):
    """The lines, some at a time; a streamed answer is written when the reader's language is left already."""
    keys = listing.keys
    for start in range(0, len(keys), AT_ONCE):
        with override(listing.language):
            yield lines_of(keys[start : start + AT_ONCE], listing.language, request.build_absolute_uri)


def _csv(listing, about, batches):
    columns = headings()
    origin = {"date": _("Date of this file"), "address": _("Address of this list"), "licence": _("Licence")}
    response = StreamingHttpResponse(
        _csv_text(columns | origin, about, batches), content_type="text/csv; charset=utf-8"
    )
    return response


def _csv_text(columns, about, batches):
    yield "\ufeff"  # tells spreadsheets that what follows is UTF-8
    buffer = StringIO()
    writer = csv.writer(buffer)
    writer.writerow(columns.values())
    for lines in batches():
        writer.writerows([harmless(_flat((line | about)[name])) for name in columns] for line in lines)
        yield _emptied(buffer)
    yield _emptied(buffer)


def _emptied(buffer):
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text


def _xlsx(listing, about, batches):
    columns = headings()
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_("Pledges"))
    sheet.freeze_panes = "A2"
    sheet.append([cell(sheet, str(heading)) for heading in columns.values()])
    for lines in batches():
        for line in lines:
            sheet.append([cell(sheet, _flat(line[name])) for name in columns])
    notes = book.create_sheet(_("About this file"))
    origin = [
        (_("Date of this file"), about["date"]),
        (_("Address of this list"), about["address"]),
        (_("Licence"), about["licence"]),
        *((_("How we count"), str(rule)) for rule in RULES),
    ]
    for row in origin:
        notes.append([cell(notes, text) for text in row])
    output = TemporaryFile()  # noqa: SIM115 - the response closes it
    book.save(output)
    output.seek(0)
    return FileResponse(output, content_type=XLSX)


def _json(listing, about, batches):
    rules = [str(rule) for rule in RULES]
    return StreamingHttpResponse(
        _json_text(about | {"rules": rules, "total": listing.total}, batches), content_type="application/json"
    )


def _json_text(about, batches):
    head = json.dumps(about, ensure_ascii=False)
    yield f'{head[:-1]}, "pledges": ['
    separator = "\n"
    for lines in batches():
        for line in lines:
            yield separator + json.dumps(line, ensure_ascii=False)
            separator = ",\n"
    yield "\n]}\n"


def _flat(value):
    """Several values in one cell."""
    if isinstance(value, list):
        return " · ".join(map(str, value))
    return "" if value is None else value


MAKERS = {"csv": _csv, "xlsx": _xlsx, "json": _json}
