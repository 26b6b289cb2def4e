"""A progress report as a spreadsheet: a sheet that explains, and one for each table."""

from datetime import date
from io import BytesIO

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font

from actions.progress import RULE, RULE_OF_ACTIONS

from .parts import Figure
from .tables import tables_of
from .words import Text

LONGEST_CELL = 32_767
WIDE, NARROW = 60, 18
DAY = "DD/MM/YYYY"


def spreadsheet_of(page, snapshot, reading):
    """The bytes of the XLSX file, in the active language."""
    book = Workbook(write_only=True)
    book.properties.title, book.properties.language = page.title, reading.language
    _write(book, _("About this report"), None, _about(page, snapshot, reading))
    for table in tables_of(reading):
        _write(book, table.title, table.headings, table.rows)
    output = BytesIO()
    book.save(output)
    return output.getvalue()


def _about(page, snapshot, reading):
    taken = date_format(localtime(snapshot.taken_at), "DATETIME_FORMAT")
    rows = [
        [_("Progress report"), page.title],
        [_("Action plan"), reading.plan_name],
        [_("As it stood on"), reading.day],
        [_("Frozen on"), taken],
        [_("SHA-256 of the JSON file:"), snapshot.digest],
        [_("How we count"), str(RULE)],
        ["", str(RULE_OF_ACTIONS)],
    ]
    return [[_("Fictional"), _("An invented example.")], *rows] if reading.is_fictional else rows


def _write(book, title, headings, rows):
    sheet = book.create_sheet(title)
    width = len(headings or rows[0])
    for number in range(width):
        texts = [str(row[number] or "") for row in rows[:50]]
        letter = chr(ord("A") + number)
        sheet.column_dimensions[letter].width = WIDE if max(map(len, texts), default=0) > WIDE else NARROW
    if headings:
        sheet.freeze_panes = "A2"
        sheet.append([_cell(sheet, str(heading), bold=True) for heading in headings])
    for row in rows:
        sheet.append([_cell(sheet, value, bold=not headings and not number) for number, value in enumerate(row)])


def _cell(sheet, value, bold=False):
    cell = WriteOnlyCell(sheet, _plain(value))
    if isinstance(cell.value, str):
        cell.data_type = "s"  # never a formula, whatever the text begins with
    cell.font = Font(bold=bold)
    cell.alignment = Alignment(vertical="top", wrap_text=isinstance(cell.value, str))
    if isinstance(value, date):
        cell.number_format = DAY
    elif isinstance(value, Figure):
        cell.number_format = "0." + "0" * value.decimals if value.decimals else "0"
    return cell


def _plain(value):
    """What a cell can hold."""
    if isinstance(value, Figure):
        return value.value
    if isinstance(value, Text):
        value = f"{value} ({value.notice})" if value.notice else str(value)
    return ILLEGAL_CHARACTERS_RE.sub("", value)[:LONGEST_CELL] if isinstance(value, str) else value
