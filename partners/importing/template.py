"""The empty spreadsheet that people fill in, and what its columns mean."""

from tempfile import TemporaryFile

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from core.languages import language_codes, localized_value
from core.sheets.writing import SOFT, cell, heading

from .columns import Term, columns
from .reading import FIRST_ROW, MOST_ROWS, SHEET

LONGEST_LIST = 250
"""Signs in a list of codes to pick from; a spreadsheet takes no more."""


def empty_workbook():
    """An open temporary file, in the active language; the names of the columns are the same in every language."""
    book, found = Workbook(write_only=True), columns()
    sheet = book.create_sheet(SHEET)
    sheet.freeze_panes = f"C{FIRST_ROW}"
    for place, column in enumerate(found, start=1):
        letter = get_column_letter(place)
        sheet.column_dimensions[letter].width = 40 if column.name.startswith("name") else 20
        _offer_codes(sheet, column, letter)
    sheet.append([heading(sheet, column.name) for column in found])
    sheet.append([heading(sheet, column.label, SOFT) for column in found])
    _explain(book.create_sheet("explanation"), found)
    output = TemporaryFile()  # noqa: SIM115 - the response closes it
    book.save(output)
    output.seek(0)
    return output


def _offer_codes(sheet, column, letter):
    codes = "" if column.is_many else ",".join(str(code) for code, _label in column.kind.codes())
    if codes and len(codes) < LONGEST_LIST:
        offer = DataValidation(type="list", formula1=f'"{codes}"', allow_blank=True, showErrorMessage=False)
        offer.add(f"{letter}{FIRST_ROW}:{letter}{FIRST_ROW + MOST_ROWS - 1}")
        sheet.data_validations.append(offer)


def _explain(sheet, found):
    for letter, width in {"A": 22, "B": 22, "C": 50, "D": 50}.items():
        sheet.column_dimensions[letter].width = width
    titles = [_("Column"), _("Code"), _("Name"), _("What may stand in it")]
    sheet.append([heading(sheet, title) for title in titles])
    for column in found:
        words = f"{column.kind.words}. {_('Has to be filled in.')}" if column.is_required else f"{column.kind.words}."
        sheet.append([column.name, "", str(column.label), words])
        for code, label in column.kind.codes():
            sheet.append([column.name, str(code), cell(sheet, _in_words(column, code, label)), ""])


def _in_words(column, code, label):
    """The name of a code; of a vocabulary in every language, for each of them is taken."""
    if not isinstance(column.kind, Term):
        return str(label)
    term = column.kind.terms[code]
    return " / ".join(dict.fromkeys(localized_value(term, "name", language) for language in language_codes()))
