"""The form on paper and as a spreadsheet, and one's own answers to keep."""

from datetime import date
from io import BytesIO

import pytest
from django.urls import reverse
from django.utils.translation import override
from openpyxl import load_workbook
from pypdf import PdfReader

from consultations.access import CONTRIBUTIONS, DRAFTS
from consultations.checking import check
from consultations.models import QuestionnaireVersion
from consultations.paper.blank import blank_data
from consultations.paper.form_reading import read_form
from consultations.questionnaire import read
from consultations.services.versions import version_make
from core.sheets.problems import Refused

from .paper_world import cells_of, form_of, running, saved
from .world import DURING, begun, opened, sent

pytestmark = pytest.mark.django_db

LANGUAGES = pytest.mark.parametrize("language", ["nl", "fr"])


def fetched(client, name, argument, language="nl"):
    with override(language):
        return client.get(reverse(f"take_part:{name}", args=[argument]))


def words(response):
    reader = PdfReader(BytesIO(response.content))
    return reader, "\n".join(page.extract_text() for page in reader.pages)


@LANGUAGES
def test_the_form_to_print_is_tagged_and_asks_everything(client, language):
    consultation, _sample = opened()

    response = fetched(client, "blank", consultation.code, language)
    reader, text = words(response)

    assert response["Content-Type"] == "application/pdf"
    assert reader.trailer["/Root"]["/Lang"] == language
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert b"pdfuaid" in reader.xmp_metadata.stream.get_data()
    for name in ("single 1", "multiple 4", "ranking 3", "matrix row 2", "long", "number", "statement", "clause"):
        assert f"{name} ({language})" in text
    assert consultation.version.digest in text.replace("\n", "")


@LANGUAGES
def test_what_a_screen_hides_is_told_on_paper(language):
    consultation, _sample = opened()
    questionnaire = read(consultation.version.document)
    with override(language):
        data = blank_data(consultation, consultation.version, questionnaire, language)

    items = {
        item["text"]: item for section in data["sections"] for item in section["items"] if item["kind"] != "statement"
    }

    assert f"single 2 ({language})" in items[f"13. hidden ({language})"]["only_if"]
    assert f"1. single ({language})" in items[f"13. hidden ({language})"]["only_if"]
    assert items[f"6. short ({language})"]["only_if"] == ""


def test_words_are_never_markup(client):
    consultation, _sample = opened(name_nl="#panic() $x$ *vet* \\ [haak] <b>", contact_email="a@example.org")

    _reader, text = words(fetched(client, "blank", consultation.code))

    assert "#panic() $x$ *vet* \\ [haak] <b>" in text
    assert "a@example.org" in text


def test_the_spreadsheet_is_there_for_everybody_and_is_a_form_of_ours(client):
    consultation, _sample = opened()

    response = fetched(client, "blank_xlsx", consultation.code, "fr")

    assert response["Content-Disposition"] == f'attachment; filename="{consultation.code}-1-fr.xlsx"'
    assert read_form(BytesIO(response.content), consultation).language == "fr"


def test_a_consultation_that_is_not_public_has_no_form(client):
    consultation, _sample = opened(is_public=False)

    for name in ("blank", "blank_xlsx"):
        assert fetched(client, name, consultation.code).status_code == 404
        assert fetched(client, name, "none-such").status_code == 404


@LANGUAGES
def test_a_spreadsheet_that_comes_back_says_what_was_typed(language):
    consultation, sample = opened()
    content = form_of(consultation, cells_of(sample), language)

    filled = read_form(BytesIO(content), consultation)
    checked = check(read(consultation.version.document), filled.typed)

    assert (filled.language, filled.problems, checked.problems) == (language, [], {})
    answers = {name: checked.answers[sample.uid(name)] for name in ("single", "multiple", "ranking", "matrix", "date")}
    assert answers["single"].choices == ((sample.uid("single/2"), None, None),)
    assert answers["multiple"].text == "Iets anders"
    assert answers["ranking"].choices[0] == (sample.uid("ranking/1"), None, 3)
    assert answers["matrix"].choices == ((sample.uid("matrix/3"), sample.uid("matrix row/1"), None),)
    assert answers["date"].day == date(2026, 10, 20)
    assert checked.comments[sample.uid("clause/1")] == ("change", "Anders zeggen")
    assert filled.about["publication"] == "anonymous"
    assert filled.about["email"] == "griet@example.org"


def test_the_words_and_the_order_of_its_lines_mean_nothing():
    consultation, sample = opened()
    book = load_workbook(BytesIO(form_of(consultation, cells_of(sample))))
    sheet = book.worksheets[0]
    lines = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=7)]
    for row, values in enumerate(reversed(lines), start=7):
        for column, value in enumerate(values, start=1):
            sheet.cell(row, column).value = "anders" if column in (2, 3, 4) else value

    filled = read_form(BytesIO(saved(book)), consultation)

    assert filled.typed == read_form(BytesIO(form_of(consultation, cells_of(sample))), consultation).typed


def test_a_wrong_cell_is_named_and_the_others_are_read():
    consultation, sample = opened()
    cells = cells_of(sample) | {sample.key("single"): "Iets dat er niet staat", sample.key("date"): "ooit"}

    filled = read_form(BytesIO(form_of(consultation, cells)), consultation)

    assert len(filled.problems) == 2
    assert all(problem.column == "E" and problem.row >= 7 for problem in filled.problems)
    assert filled.typed[sample.key("short")] == "Kort"
    assert sample.key("single") not in filled.typed


def test_a_form_of_another_consultation_is_refused():
    consultation, sample = opened()
    other, _sample = opened()

    with pytest.raises(Refused):
        read_form(BytesIO(form_of(consultation, cells_of(sample))), other)


def test_a_form_of_an_older_version_is_known_as_such():
    consultation, sample = opened()
    content = form_of(consultation, cells_of(sample))
    document = sample.document()
    document["sections"][0]["title"] = {"nl": "Anders", "fr": "Autre"}
    version_make(consultation=consultation, document=document, kind=QuestionnaireVersion.Kind.CORRECTION, at=DURING)

    assert read_form(BytesIO(content), consultation).version.number == 1


def remember(client, name, value):
    session = client.session
    session[name] = [value]
    session.save()


@LANGUAGES
def test_own_answers_are_a_tagged_file_in_the_language_of_the_reader(client, language):
    consultation, sample = opened()
    contribution = sent(consultation, sample)
    remember(client, CONTRIBUTIONS, contribution.pk)

    response = fetched(client, "own_pdf", contribution.reference, language)
    reader, text = words(response)

    assert reader.trailer["/Root"]["/Lang"] == language
    assert contribution.reference in text
    assert contribution.receipts.get().digest in text.replace("\n", "")
    assert f"single 1 ({language})" in text
    for said in ("Iets anders", "in twee regels", "Anders zeggen"):
        assert said in text
    assert "no-store" in response["Cache-Control"]


def test_somebody_elses_answers_are_not_found(client):
    consultation, sample = opened()
    contribution = sent(consultation, sample)

    assert fetched(client, "own_pdf", contribution.reference).status_code == 404
    assert fetched(client, "own_pdf", "NONE").status_code == 404


def test_a_draft_can_be_kept_as_a_file_even_where_it_is_wrong(client):
    consultation, sample = running()
    assert fetched(client, "draft_pdf", consultation.code).status_code == 404
    draft = begun(consultation, sample, {sample.key("short"): "Half af", sample.key("number"): "geen getal"}, at=None)
    remember(client, DRAFTS, str(draft.key))

    _reader, text = words(fetched(client, "draft_pdf", consultation.code))

    assert "Half af" in text
    assert "geen getal" in text
