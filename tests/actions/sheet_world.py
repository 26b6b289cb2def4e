"""Workbooks for tests of spreadsheets: downloaded, changed and sent back; and hostile ones."""

import zipfile
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook, load_workbook

from actions.sheets.importing import carry_out, dry_run
from actions.sheets.writing import FIRST_ROW, empty_workbook, plan_workbook
from core.sheets.writing import CONTENT_TYPE


def downloaded(plan):
    with plan_workbook(plan) as file:
        return load_workbook(BytesIO(file.read()))


def template():
    with empty_workbook() as file:
        return load_workbook(BytesIO(file.read()))


def saved(book, name="plan.xlsx"):
    content = BytesIO()
    book.save(content)
    return SimpleUploadedFile(name, content.getvalue(), content_type=CONTENT_TYPE)


def letter(book, sheet, name):
    return next(cell.column_letter for cell in book[sheet][1] if cell.value == name)


def place(book, sheet, name, row=FIRST_ROW):
    return f"{letter(book, sheet, name)}{row}"


def put(book, sheet, name, value, row=FIRST_ROW):
    """Write a cell; returns where it is."""
    where = place(book, sheet, name, row)
    book[sheet][where] = value
    return f"{sheet}!{where}"


def add(book, sheet, **values):
    """Add a row; returns its number."""
    row = max(book[sheet].max_row + 1, FIRST_ROW)
    for name, value in values.items():
        put(book, sheet, name, value, row)
    return row


def values(book, sheet, name):
    """What stands in a column, below the labels."""
    return [cell.value for cell in book[sheet][letter(book, sheet, name)][FIRST_ROW - 1 :]]


def tried(book, plan, user):
    return dry_run(file=saved(book), plan=plan, user=user)


def done(book, plan, user):
    """The plan after an import, dry run first."""
    file = saved(book)
    difference = dry_run(file=file, plan=plan, user=user)
    assert difference.problems == []
    return carry_out(file=file, plan=plan, user=user, digest=difference.digest())[0]


def problems(difference):
    return {problem.place: problem.message for problem in difference.problems}


def changes(difference):
    """{(sheet, row): {column: (old, new)}}"""
    return {
        (row.sheet, row.row): {change.column: (change.old, change.new) for change in row.changes}
        for row in difference.rows
    }


# --- Hostile files ---


def plain(cells=((1, "a"),)):
    """A workbook of one sheet with these cells."""
    book = Workbook()
    book.active.title = "Commitments"
    for row in cells:
        book.active.append(row)
    return saved(book)


def with_part(name, content, file=None):
    """The same package with one part more, or another one."""
    source = zipfile.ZipFile(BytesIO((file or plain()).read()))
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for info in source.infolist():
            if info.filename != name:
                package.writestr(info, source.read(info))
        package.writestr(name, content)
    return SimpleUploadedFile("plan.xlsx", target.getvalue())


def sheet_xml(rows, tail=""):
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return f'<?xml version="1.0"?><worksheet xmlns="{space}"><sheetData>{rows}</sheetData>{tail}</worksheet>'
