"""The list of partners as a file: exactly what is filtered, in the order asked for, however long."""

import csv
import json
from dataclasses import dataclass
from io import StringIO
from tempfile import TemporaryFile

from django.core.serializers.json import DjangoJSONEncoder
from django.http import FileResponse, StreamingHttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import override
from openpyxl import Workbook

from core.dates import today
from core.models import Sector
from core.places import address_of
from core.sheets.writing import CONTENT_TYPE, cell, heading
from core.shell import shell_in
from core.visible import visible
from editorial.downloads import harmless
from partners.models.organisations import Organisation

from . import columns
from .table import terms_of_organisations

AT_ONCE = 500
"""How many organisations are read at a time."""


@dataclass(frozen=True)
class Origin:
    """Where a file comes from, which every format says."""

    address: str
    made_on: object
    licence: str
    site: str
    """The address of the site, to make those of pages whole."""

    def facts(self):
        return {"list": self.address, "made_on": self.made_on, "licence": self.licence}


def download(listing, kind, request, list_url):
    """The answer to a request for this list as a file of that kind; None for a kind that there is not."""
    if kind not in FORMATS:
        return None
    origin = Origin(
        address=request.build_absolute_uri(f"{list_url}{listing.url()}".removesuffix("?")),
        made_on=today(),
        licence=shell_in(listing.language).licence_line,
        site=request.build_absolute_uri("/").rstrip("/"),
    )
    response = FORMATS[kind](listing, origin)
    response.headers["Content-Disposition"] = f'attachment; filename="organisations-{origin.made_on}.{kind}"'
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _csv(listing, origin):
    return StreamingHttpResponse(_csv_text(listing, origin), content_type="text/csv; charset=utf-8")


def _csv_text(listing, origin):
    yield "\ufeff"  # tells spreadsheets that what follows is UTF-8
    buffer = StringIO()
    writer = csv.DictWriter(buffer, fieldnames=[*columns.names(), *origin.facts()])
    writer.writeheader()
    for lines in _batches(listing, origin):
        for line in lines:
            writer.writerow({name: harmless(value) for name, value in (line | origin.facts()).items()})
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()
    yield buffer.getvalue()


def _json(listing, origin):
    return StreamingHttpResponse(_json_text(listing, origin), content_type="application/json")


def _json_text(listing, origin):
    """One organisation per line, so that a file of any length can be read as it comes in."""
    head = _dumped(origin.facts() | {"number": listing.total})
    yield f'{head.removesuffix("}")}, "organisations": ['
    between = "\n"
    for lines in _batches(listing, origin):
        for line in lines:
            yield f"{between}{_dumped(line)}"
            between = ",\n"
    yield "\n]}\n"


def _dumped(values):
    return json.dumps(values, cls=DjangoJSONEncoder, ensure_ascii=False)


def _xlsx(listing, origin):
    book = Workbook(write_only=True)
    sheet = book.create_sheet("organisations")
    sheet.freeze_panes = "C2"
    sheet.append([heading(sheet, name) for name in columns.names()])
    for lines in _batches(listing, origin):
        for line in lines:
            sheet.append([cell(sheet, line[name]) for name in columns.names()])
    _explain(book.create_sheet("about"), origin)
    output = TemporaryFile()  # noqa: SIM115 - the response closes it
    book.save(output)
    output.seek(0)
    return FileResponse(output, content_type=CONTENT_TYPE)


def _explain(sheet, origin):
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 24, 90
    for words, value in [(_("List"), origin.address), (_("Made on"), origin.made_on), (_("Licence"), origin.licence)]:
        sheet.append([heading(sheet, words), cell(sheet, value)])
    sheet.append([])
    sheet.append([heading(sheet, _("Column")), heading(sheet, _("What it holds"))])
    for name in columns.names():
        sheet.append([name, str(columns.about(name))])


FORMATS = {"csv": _csv, "xlsx": _xlsx, "json": _json}


def _batches(listing, origin):
    """The lines, some hundreds at a time; a streamed answer is written when the reader's language is left already."""
    labels, keys = columns.Labels.read(Sector.objects.all()), list(listing.keys)
    for start in range(0, len(keys), AT_ONCE):
        with override(listing.language):
            yield _lines(keys[start : start + AT_ONCE], labels, origin)


def _lines(keys, labels, origin):
    there = Organisation.objects.public().select_related("sector").in_bulk(keys)
    terms, pages = {}, {}
    for facet, key, value in terms_of_organisations(organisation__in=keys):
        terms.setdefault(key, {}).setdefault(facet, []).append(value)
    page_model = Organisation.page_model()
    found = visible(page_model.objects.filter(organisation__in=keys))
    for key, language, path in found.order_by().values_list("organisation", "language", "url_path"):
        address = address_of(path)
        if address:
            pages.setdefault(key, {})[language] = f"{origin.site}{address}"
    return [columns.line(there[key], labels, terms.get(key, {}), pages.get(key, {})) for key in keys if key in there]
