"""Documents as they come in on paper, and forms of ours as people send them back."""

from datetime import timedelta
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import override
from openpyxl import load_workbook

from consultations.answering.about_form import CONSENT, mark_of
from consultations.paper.batch_sheet import FIRST_ROW as FIRST_LINE
from consultations.paper.batch_sheet import batch_template
from consultations.paper.form_sheet import ANSWER, NAME, form_workbook
from consultations.privacy.consents import texts_for
from consultations.questionnaire import read
from core.dates import today

from .world import opened

SCAN = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def running(**values):
    """An open consultation, as requests of today see it."""
    return opened(**({"opens_on": today() - timedelta(days=30), "closes_on": today() + timedelta(days=30)} | values))


def scan(name="brief.pdf", content=SCAN):
    return SimpleUploadedFile(name, content, content_type="application/pdf")


def xlsx(content, name="formulier.xlsx"):
    return SimpleUploadedFile(name, content)


def cells_of(sample):
    """An answer to everything that must be answered and more, as cells of a spreadsheet: {place name: value}."""
    key = sample.key
    return {
        key("single"): "2. single 2",
        f"{key('multiple')}/{sample.uid('multiple/1')}": "x",
        f"{key('multiple')}/other": "Iets anders",
        key("scale"): 4,
        **{f"{key('ranking')}/{sample.uid(f'ranking/{n}')}": 4 - n for n in (1, 2, 3)},
        f"{key('matrix')}/{sample.uid('matrix row/1')}": "3",
        key("short"): "Kort",
        key("number"): 12.5,
        key("date"): "20/10/2026",
        key("hidden"): "Nu wel gevraagd",
        f"{sample.clause_key('clause/1')}/stance": "2. Met wijziging",
        f"{sample.clause_key('clause/1')}/text": "Anders zeggen",
        "about/respondent": "1. Een particulier",
        "about/name": "Griet Voorbeeld",
        "about/email": "griet@example.org",
        "about/publication": 3,
    }


def form_of(consultation, cells, language="nl"):
    """Our form as a spreadsheet, filled in: its bytes."""
    version = consultation.version
    with override(language):
        content = form_workbook(consultation, version, read(version.document), language)
    book = load_workbook(BytesIO(content))
    for row in book.worksheets[0].iter_rows(min_row=7):
        if row[NAME - 1].value in cells:
            row[ANSWER - 1].value = cells[row[NAME - 1].value]
    return saved(book)


def batch_of(consultation, lines, language="nl"):
    """Our template with these lines ({place name: value}): its bytes."""
    version = consultation.version
    with override(language):
        content = batch_template(consultation, version, read(version.document), language)
    book = load_workbook(BytesIO(content))
    sheet = book.worksheets[0]
    columns = {cell.value: cell.column for cell in sheet[1]}
    for row, cells in enumerate(lines, start=FIRST_LINE):
        for name, value in cells.items():
            sheet.cell(row, columns[name]).value = value
    return saved(book)


def saved(book):
    output = BytesIO()
    book.save(output)
    return output.getvalue()


def posted(consultation, sample, language="nl", **more):
    """What the screen of an entry sends."""
    key = sample.key
    return {
        "channel": "paper",
        "received_on": today().isoformat(),
        "respondent": "individual",
        "name": "Griet Voorbeeld",
        "email": "griet@example.org",
        "organisation_name": "",
        "enterprise_number": "",
        "publication": "anonymous",
        **{CONSENT + name: mark_of(language, text) for name, text in texts_for(consultation, language)},
        key("single"): sample.uid("single/1"),
        f"{key('single')}-other": "",
        f"{key('multiple')}-other": "",
        key("short"): "Van het papier",
        key("long"): "",
        "act": "send",
    } | more
