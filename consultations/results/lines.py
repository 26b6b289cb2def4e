"""Results as lines of a file: one for each number."""

import csv
from io import StringIO
from tempfile import TemporaryFile

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from actions.indicators.downloads import text as safe
from core.sheets.writing import cell

from .shown import kinds_of, shown


def headings(results):
    kinds = [str(kind.label) for kind in kinds_of(results)]
    return [
        _("Code"), _("Question or clause"), _("Kind"), _("No longer asked"), _("Row"), _("What"), _("Figure"),
        _("Share in %"), *kinds,
    ]  # fmt: skip


def lines(results, language):
    """First how many contributions there are, then every question with how many answered, and what."""
    kinds, none = kinds_of(results), [""] * len(kinds_of(results))
    respondents = [results.respondents.get(kind, 0) for kind in kinds]
    yield ["", "", "", "", "", _("Contributions"), results.total, "", *respondents]
    for result in shown(results, language):
        about = [result.code, result.title, result.kind, _("yes") if result.is_retired else ""]
        yield [*about, "", _("Answers"), result.answered, "", *none]
        for chart in result.charts:
            for bar in chart.bars:
                yield [*about, chart.title, bar.label, bar.count, round(bar.share * 100, 1), *bar.by]
        for option, _words, mean, firsts in result.places:
            yield [*about, option, _("Mean place"), "" if mean is None else mean, "", *none]
            yield [*about, option, _("First places"), firsts, "", *none]
        for what, _words, value in result.facts:
            yield [*about, "", what, value, "", *none]


def as_csv(results, language):
    """The text of the file, for spreadsheets too: no text in it is a formula."""
    buffer = StringIO("\ufeff")
    buffer.seek(1)
    writer = csv.writer(buffer)
    writer.writerow(headings(results))
    writer.writerows(
        [safe(value) if isinstance(value, str) else value for value in line] for line in lines(results, language)
    )
    return buffer.getvalue()


def as_xlsx(results, language):
    """The file, open; the response closes it."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_("Results"))
    sheet.freeze_panes = "A2"
    for letter, width in {"B": 60, "E": 30, "F": 40}.items():
        sheet.column_dimensions[letter].width = width
    for number, line in enumerate([headings(results), *lines(results, language)]):
        sheet.append([_bold(sheet, value) if number == 0 else cell(sheet, value) for value in line])
    output = TemporaryFile()  # noqa: SIM115 - the response closes it
    book.save(output)
    output.seek(0)
    return output


def _bold(sheet, value):
    heading = WriteOnlyCell(sheet, str(value))
    heading.font = Font(bold=True)
    return heading
