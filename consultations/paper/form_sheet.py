"""The form of a consultation as a spreadsheet: one line for each thing that can be filled in, with lists to pick from.

What comes back is read by the identities in its hidden column, never by its words: see .form_reading.
"""

from io import BytesIO

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.worksheet.datavalidation import DataValidation

from consultations.fields.sentences import limits, only_if

from .places import ABOUT, is_box, places_about, places_of, words

FIRST_ROW = 7
NAME, CODE, QUESTION, LINE, ANSWER, HINT = range(1, 7)
ANSWER_LETTER = "E"
WIDTHS = {"A": 4, "B": 10, "C": 60, "D": 36, "E": 44, "F": 60}
LISTS = "lists"
LONGEST_CELL = 32_767

STRONG, SOFT = Font(bold=True), Font(italic=True, color="FF555555")
TO_FILL_IN = PatternFill("solid", fgColor="FFFFF8DC")
LINED = Border(*(Side("thin", color="FFBBBBBB") for _side in range(4)))
WRAPPED = Alignment(wrap_text=True, vertical="top")


def form_workbook(consultation, version, questionnaire, language):
    """The bytes of the spreadsheet, in that language, which is the active one."""
    book = Workbook()
    sheet = book.active
    sheet.title = _("Form")
    book.properties.title, book.properties.language = consultation.name_in(language), language
    lists = Lists(book)
    head = [consultation.name_in(language), *_how(version)]
    for row, text in enumerate(head, start=1):
        put(sheet, row, QUESTION, text, STRONG if row == 1 else SOFT)
    for row, key in enumerate((version.digest, consultation.code, language), start=1):
        put(sheet, row, NAME, key)
    headings = {
        CODE: _("Code"),
        QUESTION: _("Question"),
        LINE: _("Line"),
        ANSWER: _("Your answer"),
        HINT: _("Help with the question"),
    }
    for column, heading in headings.items():
        put(sheet, FIRST_ROW - 1, column, heading, STRONG)
    places = [*places_about(consultation, language), *places_of(questionnaire)]
    for row, place in enumerate(places, start=FIRST_ROW):
        _line(sheet, row, place, questionnaire, language, places[row - FIRST_ROW - 1] if row > FIRST_ROW else None)
        lists.offer(sheet, place, language, f"{ANSWER_LETTER}{row}")
    _finish(sheet)
    output = BytesIO()
    book.save(output)
    return output.getvalue()


def _how(version):
    return [
        _("Fill in the coloured cells only, and send the file back. Leave empty what you do not want to answer."),
        _("Some cells have a list to pick from. Put an x in a cell to choose that line."),
        _("Documents cannot be put in this file: send them along."),
        _("Version %(number)s of the questionnaire.") % {"number": version.number},
    ]


def _line(sheet, row, place, questionnaire, language, before):
    is_first = before is None or before.key != place.key or place.key == ABOUT
    put(sheet, row, NAME, place.name)
    put(sheet, row, CODE, "" if place.key == ABOUT else place.code)
    put(sheet, row, QUESTION, words(place.question, language) if is_first else "", STRONG)
    put(sheet, row, LINE, words(place.line, language))
    cell = put(sheet, row, ANSWER, "")
    cell.fill, cell.border, cell.protection = TO_FILL_IN, LINED, Protection(locked=False)
    put(sheet, row, HINT, _hint(place, questionnaire, language) if is_first else "", SOFT)


def _hint(place, questionnaire, language):
    if place.item is None:
        return _("Put an x here to choose this line, or leave the cell empty.") if is_box(place.choices) else ""
    item = place.item
    sentences = [
        _("Please answer this question.") if item.required else "",
        only_if(item, questionnaire.questions, language) if item.conditions else "",
        item.help.get(language) or "",
        limits(item, language),
    ]
    return "\n".join(filter(None, sentences))


def _finish(sheet):
    for letter, width in WIDTHS.items():
        sheet.column_dimensions[letter].width = width
    sheet.column_dimensions["A"].hidden = True
    sheet.freeze_panes = f"B{FIRST_ROW}"
    sheet.protection.sheet = True  # without a password: it guards against slips, no more
    sheet.protection.formatColumns = sheet.protection.formatRows = False
    sheet.page_setup.orientation, sheet.page_setup.fitToHeight = "landscape", 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def put(sheet, row, column, text, font=None):
    """Write a text, whatever it begins with: it is never a formula."""
    cell = sheet.cell(row, column)
    if text:
        cell.value = ILLEGAL_CHARACTERS_RE.sub("", str(text))[:LONGEST_CELL]
        cell.data_type = "s"
    cell.alignment = WRAPPED
    if font:
        cell.font = font
    return cell


class Lists:
    """The lists to pick from, each once, in a sheet that is hidden."""

    def __init__(self, book):
        self.sheet = book.create_sheet(LISTS)
        self.sheet.sheet_state = "hidden"
        self.made = {}

    def offer(self, sheet, place, language, cells):
        """Let these cells pick from the choices of a place."""
        if not place.choices:
            return
        key = tuple(line_of(place, number, language) for number in range(1, len(place.choices) + 1))
        if key not in self.made:
            column = len(self.made) + 1
            for row, text in enumerate(key, start=1):
                put(self.sheet, row, column, text)
            letter = self.sheet.cell(1, column).column_letter
            self.made[key] = DataValidation(
                type="list", formula1=f"{LISTS}!${letter}$1:${letter}${len(key)}", allow_blank=True,
                showErrorMessage=False,
            )  # fmt: skip
            sheet.add_data_validation(self.made[key])
        self.made[key].add(cells)


def line_of(place, number, language):
    """A line of a list: its number and its words; a number or a mark stands alone."""
    value, text = place.choices[number - 1]
    return value if value.isdecimal() or is_box(place.choices) else f"{number}. {words(text, language)}"
