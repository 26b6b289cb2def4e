"""Writes the spreadsheet of a plan, row by row: nothing of it is held but the row that is being written."""

from tempfile import TemporaryFile

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from core.sheets.kinds import Choice, Day, Number, Whole
from core.sheets.reading import MOST_ROWS
from core.sheets.writing import SOFT, STRONG, cell, heading

from .explaining import explanation
from .rows import PlanRows
from .schema import EXPLANATION, SHEETS

FIRST_ROW = 3
"""Above it stand the names of the columns and their labels."""

LONGEST_LIST = 250
"""Signs in a list of codes to pick from; a spreadsheet takes no more."""


def plan_workbook(plan, *, is_public=False):
    """An open temporary file with the plan; `is_public`: only what everybody may see."""
    rows = PlanRows(plan, is_public=is_public)
    return _written(lambda form: rows.of(form.model), is_public=is_public)


def empty_workbook():
    """An open temporary file with the sheets of a plan and nothing in them."""
    return _written(lambda form: (), is_public=False)


def _written(records_of, *, is_public):
    book = Workbook(write_only=True)
    _explain(book, is_public)
    for form in SHEETS:
        columns = form.for_everybody() if is_public else form.columns
        write_sheet(book.create_sheet(form.title), columns, records_of(form))
    output = TemporaryFile()  # noqa: SIM115 - the response closes it
    book.save(output)
    output.seek(0)
    return output


def write_sheet(sheet, columns, records):
    sheet.freeze_panes = f"{get_column_letter(min(3, len(columns)))}{FIRST_ROW}"
    for place, column in enumerate(columns, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = _width(column)
        _offer_codes(sheet, column, get_column_letter(place))
    sheet.append([heading(sheet, column.name, STRONG) for column in columns])
    sheet.append([heading(sheet, str(column.label), SOFT) for column in columns])
    for record in records:
        sheet.append([cell(sheet, column.kind.cell(column.tidy(record))) for column in columns])


def _width(column):
    if isinstance(column.kind, Day | Number | Whole | Choice):
        return 16
    return 60 if column.name.startswith(("text", "reason")) else 26


def _offer_codes(sheet, column, letter):
    codes = ",".join(str(code) for code, _label in column.kind.codes())
    if codes and len(codes) < LONGEST_LIST:
        offer = DataValidation(type="list", formula1=f'"{codes}"', allow_blank=True, showErrorMessage=False)
        offer.add(f"{letter}{FIRST_ROW}:{letter}{MOST_ROWS}")
        sheet.data_validations.append(offer)


def _explain(book, is_public):
    sheet = book.create_sheet(EXPLANATION)
    headings, *lines = explanation(SHEETS, is_public=is_public)
    sheet.freeze_panes = "A2"
    for place in range(1, len(headings) + 1):
        sheet.column_dimensions[get_column_letter(place)].width = 18 if place <= 3 else 50
    sheet.append([heading(sheet, str(words), STRONG) for words in headings])
    for line in lines:
        sheet.append([cell(sheet, value) for value in line])
