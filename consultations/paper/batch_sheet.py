"""The template for many contributions: a line each, a column for each thing that can be filled in.

Its first row is hidden and names the columns by identity: see .places. Words and order may change, that row may not.
"""

from io import BytesIO

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from core.languages import language_codes

from .form_sheet import SOFT, STRONG, TO_FILL_IN, Lists, put
from .places import ABOUT, Place, places_about, places_of, words

NAMES, CODES, WORDS, FIRST_ROW = 1, 2, 3, 4
MOST_ROWS = 250
"""Contributions in one file: so many are checked, and later read by a person, in one go."""

VERSION = "version:"
LANGUAGE = Place("language", "", "", choices=tuple((code, code) for code in language_codes()))


def columns_of(consultation, questionnaire, language):
    """The places of a batch, in their order; words about the person are in that language."""
    return [LANGUAGE, *places_about(consultation, language), *places_of(questionnaire)]


def batch_template(consultation, version, questionnaire, language):
    """The bytes of the spreadsheet, in that language, which is the active one."""
    book = Workbook()
    sheet = book.active
    sheet.title = _("Contributions")
    book.properties.title, book.properties.language = consultation.name_in(language), language
    put(sheet, NAMES, 1, f"{VERSION}{version.digest}")
    put(sheet, CODES, 1, _("Your own number"), STRONG)
    put(sheet, WORDS, 1, _("Not kept: it tells you which line is which. At most %(number)s lines.") % {
        "number": MOST_ROWS
    }, SOFT)  # fmt: skip
    lists = Lists(book)
    for column, place in enumerate(columns_of(consultation, questionnaire, language), start=2):
        letter = get_column_letter(column)
        put(sheet, NAMES, column, place.name)
        put(sheet, CODES, column, _code(place), STRONG).fill = TO_FILL_IN
        put(sheet, WORDS, column, _words(place, language), SOFT)
        sheet.column_dimensions[letter].width = 24
        lists.offer(sheet, place, language, f"{letter}{FIRST_ROW}:{letter}{FIRST_ROW + MOST_ROWS - 1}")
    sheet.column_dimensions["A"].width = 18
    sheet.row_dimensions[NAMES].hidden = True
    sheet.freeze_panes = f"B{FIRST_ROW}"
    output = BytesIO()
    book.save(output)
    return output.getvalue()


def _code(place):
    if place is LANGUAGE:
        return _("Language")
    return place.part if place.key == ABOUT else place.code


def _words(place, language):
    if place is LANGUAGE:
        return _("The language in which this contribution was written.")
    return " – ".join(filter(None, (words(place.question, language), words(place.line, language))))
