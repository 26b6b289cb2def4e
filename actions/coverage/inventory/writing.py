"""Writes the inventory of a plan as a workbook: what is there, ready to be completed, with its explanation."""

from tempfile import TemporaryFile

from django.utils.translation import gettext_lazy as _
from openpyxl import Workbook

from actions.sheets.explaining import authorities, in_each_language, labels_per_language, meaning, vocabularies
from actions.sheets.schema import EXPLANATION
from actions.sheets.writing import write_sheet
from core.sheets.writing import STRONG, cell, heading

from .columns import INVENTORY
from .items import items_of

RULES = [
    _("Row 1 names the columns and row 2 explains them; leave both. The data begin in row 3."),
    _("A row is known by its number: an existing number changes that action, a new one makes a new action."),
    _("A name in one language is enough to begin with: the action stays unpublished until the other is written."),
    _("Nothing is deleted by an import: what is missing from the file stays."),
    _("How far a commitment is does not stand here: its owner reports that, and a colleague approves it."),
    _("A first deadline never changes once it is there."),
    _("Write values, no formulas, and merge no cells. Dates: 31/12/2026 or 2026-12-31."),
]


def inventory_workbook(plan):
    """An open temporary file with the inventory of the plan, which may be empty still."""
    book = Workbook(write_only=True)
    _explain(book.create_sheet(EXPLANATION))
    write_sheet(book.create_sheet(INVENTORY.title), INVENTORY.columns, items_of(plan))
    output = TemporaryFile()  # noqa: SIM115 - the response closes it
    book.save(output)
    output.seek(0)
    return output


def _explain(sheet):
    headings, *lines = _lines()
    sheet.freeze_panes = "A2"
    for letter, width in zip("ABCDEF", (18, 18, 18, 50, 50, 50), strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.append([heading(sheet, str(words), STRONG) for words in headings])
    for line in lines:
        sheet.append([cell(sheet, value) for value in line])


def _lines():
    yield [_("Column"), _("Code"), *labels_per_language(_("Name")), *labels_per_language(_("Meaning"))]
    for rule in RULES:
        yield ["", "", *[""] * len(in_each_language(rule)), *in_each_language(rule)]
    for column in INVENTORY.columns:
        yield [column.name, "", *in_each_language(column.label), *in_each_language(meaning(column))]
        for code, label in column.kind.codes():
            yield [column.name, str(code), *in_each_language(label)]
    for _sheet, name, code, *names in vocabularies():
        if name in INVENTORY.by_name:
            yield [name, code, *names]
    for _sheet, name, code, *names in authorities(is_public=False):
        yield [name, code, *names]
