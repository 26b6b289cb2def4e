"""Cells of spreadsheets that we write: no text is ever a formula, and no sign is lost."""

import re

from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill

from .reading import LONGEST_TEXT

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMULA = re.compile(r"[=+\-@\t#]")
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")

STRONG, SOFT = Font(bold=True), Font(italic=True, color="FF555555")
SHADE = PatternFill("solid", fgColor="FFE8EDF2")
WRAPPED = Alignment(wrap_text=True, vertical="top")


def cell(sheet, value):
    """What goes into a cell of a sheet that is only written."""
    if not isinstance(value, str):
        return value
    text = UNWRITABLE.sub(lambda found: f"_x{ord(found[0]):04X}_", value[:LONGEST_TEXT])
    if not FORMULA.match(text):
        return text or None
    guarded = WriteOnlyCell(sheet, value=text)
    guarded.data_type = "s"
    guarded.quotePrefix = True
    return guarded


def heading(sheet, words, font=STRONG):
    """A cell above a column."""
    found = WriteOnlyCell(sheet, value=str(words))
    found.font, found.fill, found.alignment = font, SHADE, WRAPPED
    return found
