"""Reads CSV files from people we do not know, as rows like those of a workbook."""

import csv
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from io import StringIO

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .package import LARGEST_FILE
from .problems import Refused
from .reading import Line, plain

MOST_COLUMNS = 100
SEPARATORS = ";,\t"
UNREADABLE = gettext_lazy("The letters of this file cannot be read. Save it as “CSV UTF-8”, or as XLSX.")


def lines_of_csv(file):
    """The rows that are not empty, as UTF-8 or as spreadsheets of Windows write it. Raises Refused."""
    content = file.read(LARGEST_FILE + 1)
    if content.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        raise Refused(UNREADABLE)
    if len(content) > LARGEST_FILE or b"\x00" in content:
        raise Refused(_("This is not a CSV file, or it is damaged."))
    text = _decoded(content)
    first = text.partition("\n")[0]
    separator = max(SEPARATORS, key=first.count)
    reader = csv.reader(StringIO(plain(text)), delimiter=separator)
    try:
        for cells in reader:
            if len(cells) > MOST_COLUMNS:
                raise Refused(_("This file has more than %(columns)s columns.") % {"columns": MOST_COLUMNS})
            values = {column: cell for column, cell in enumerate(cells, start=1) if cell.strip()}
            if values:
                yield Line(reader.line_num, values)
    except csv.Error:
        raise Refused(_("This is not a CSV file, or it is damaged.")) from None


def _decoded(content):
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Refused(UNREADABLE)
