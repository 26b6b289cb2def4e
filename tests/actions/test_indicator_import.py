"""Measurements from a spreadsheet: what each row would do, every error with its place, then all or nothing."""

import re
import zipfile
from datetime import date
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook

from actions.indicators import tables
from actions.models import Measurement
from tests.database import Queries
from tests.factories import GovernmentFactory, IndicatorFactory, MeasurementFactory

pytestmark = pytest.mark.django_db

HEADINGS = ["indicator", "day", "value", "source", "note", "language"]
DAY = date(2026, 6, 30)


def url(name):
    return reverse(Measurement.snippet_viewset.get_url_name(name))


def xlsx(rows, headings=HEADINGS, change=None):
    book = Workbook()
    book.active.title = "Cijfers"
    for row in [headings, *rows]:
        book.active.append(row)
    if change:
        change(book.active)
    file = BytesIO()
    book.save(file)
    return SimpleUploadedFile("cijfers.xlsx", file.getvalue())


def csv(text, name="cijfers.csv", encoding="utf-8"):
    return SimpleUploadedFile(name, text.encode(encoding))


def problems_of(response):
    assert response.status_code == 200
    table = response.text.partition("help-critical")[2].partition("</table>")[0]
    return [re.sub(r"\s+", " ", place).strip() for place in re.findall(r"<tr><td>(.*?)</td>", table, re.DOTALL)]


def error_of(response):
    assert response.status_code == 200
    assert not Measurement.objects.exists()
    [found] = re.findall(r'error-message">(.*?)</p>', response.text, re.DOTALL)
    return re.sub(r"<[^>]+>|\s+", " ", found).strip()


def token_of(response):
    found = re.search(r'name="rows" value="([^"]+)"', response.text)
    return found and found[1]


@pytest.fixture
def government(site):
    return GovernmentFactory()


@pytest.fixture
def indicator(government):
    return IndicatorFactory(
        code="bestekken", organisation__government=government, organisation__kind="federal", decimals=1
    )


@pytest.fixture
def owner(client, person, government):
    user = person("plan-coordinator", government=government, language="nl")
    client.force_login(user)
    return user


@pytest.fixture
def upload(client, owner, indicator):
    def send(file):
        return client.post(url("import"), {"file": file})

    return send


def test_a_dry_run_sends_in_nothing_and_the_second_step_everything(client, owner, indicator, upload):
    response = upload(
        xlsx(
            [
                ["bestekken", DAY, 34.5, "Register", "Zonder de gemeenten", "nl"],
                ["bestekken", "31/12/2025", "1 234,5", "Registre", None, "FR"],
                [None, None, None, None, None, None],
                ["bestekken", "2025-06-30", "12", "Register", "", ""],
            ]
        )
    )
    assert not Measurement.objects.exists()
    assert "Register" in response.text

    answer = client.post(url("import"), {"rows": token_of(response)})

    assert answer.url == url("list")
    figures = [
        (str(figure.measured_on), str(figure.value), figure.source, figure.reason, figure.language, figure.state)
        for figure in Measurement.objects.order_by("measured_on")
    ]
    assert figures == [
        ("2025-06-30", "12.0000", "Register", "", "nl", "submitted"),
        ("2025-12-31", "1234.5000", "Registre", "", "fr", "submitted"),
        ("2026-06-30", "34.5000", "Register", "Zonder de gemeenten", "nl", "submitted"),
    ]
    assert {figure.submitted_by for figure in Measurement.objects.all()} == {owner}


@pytest.mark.parametrize(
    "text",
    [
        "indicator;day;value;source\nbestekken;30/06/2026;34,5;Dépôt\n",
        "\ufeffIndicator,Dag,Cijfer,Bron\r\nbestekken,2026-06-30,34.5,Dépôt\r\n",
        "indicateur\tjour\tchiffre\tsource\nbestekken\t2026-06-30\t34.5\tDépôt\n",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
def test_a_csv_file_is_read_as_spreadsheets_of_both_languages_write_it(client, upload, text, encoding):
    if encoding == "cp1252":
        text = text.removeprefix("\ufeff")

    client.post(url("import"), {"rows": token_of(upload(csv(text, encoding=encoding)))})

    figure = Measurement.objects.get()
    assert (str(figure.value), figure.measured_on, figure.source) == ("34.5000", DAY, "Dépôt")


@pytest.mark.parametrize(
    ("row", "place"),
    [
        (["bestaat-niet", DAY, 1, "Register"], "A2"),
        ([None, DAY, 1, "Register"], "A2"),
        (["bestekken", "gisteren", 1, "Register"], "B2"),
        (["bestekken", "31/02/2026", 1, "Register"], "B2"),
        (["bestekken", date(1900, 3, 1), 1, "Register"], "B2"),
        (["bestekken", date(2099, 1, 1), 1, "Register"], "B2"),
        (["bestekken", None, 1, "Register"], "B2"),
        (["bestekken", DAY, "veel", "Register"], "C2"),
        (["bestekken", DAY, None, "Register"], "C2"),
        (["bestekken", DAY, "1e300", "Register"], "C2"),
        (["bestekken", DAY, 10**15, "Register"], "C2"),
        (["bestekken", DAY, 0.25, "Register"], "C2"),
        (["bestekken", DAY, "=1+1", "Register"], "C2"),
        (["bestekken", DAY, 1, None], "D2"),
        (["bestekken", DAY, 1, "x" * 301], "D2"),
        (["bestekken", DAY, 1, "Register", "x" * 2001], "E2"),
        (["bestekken", DAY, 1, "Register", None, "klingon"], "F2"),
    ],
)
def test_an_error_is_named_by_sheet_row_and_column_and_stops_everything(upload, row, place):
    response = upload(xlsx([row, ["bestekken", date(2025, 1, 1), 5, "Register"]]))

    assert set(problems_of(response)) == {f"Cijfers!{place}"}
    assert token_of(response) is None
    assert not Measurement.objects.exists()


def test_every_error_is_named_at_once(upload):
    response = upload(xlsx([["x", "y", "z", None], ["bestekken", DAY, 1, "R"], ["bestekken", DAY, 2, "R"]]))

    assert problems_of(response) == [f"Cijfers!{place}" for place in ("B2", "C2", "A2", "D2", "B4")]


@pytest.mark.parametrize(
    ("headings", "places"),
    [
        (["indicator", "day", "value"], {"Cijfers!1"}),
        (["indicator", "day", "value", "source", "notes"], {"Cijfers!E1"}),
        (["indicator", "day", "value", "source", "bron"], {"Cijfers!E1"}),
    ],
)
def test_a_wrong_heading_is_named(upload, headings, places):
    assert set(problems_of(upload(xlsx([["bestekken", DAY, 1, "R", "x"][: len(headings)]], headings)))) == places


def test_merged_cells_are_named(upload):
    response = upload(xlsx([["bestekken", DAY, 1, "R"]], change=lambda sheet: sheet.merge_cells("A2:A3")))

    assert problems_of(response) == ["Cijfers!A2"]


def test_a_figure_of_a_day_that_has_one_corrects_it_and_the_same_figure_changes_nothing(client, indicator, upload):
    there = MeasurementFactory(indicator=indicator, measured_on=DAY, value=34)
    same = MeasurementFactory(indicator=indicator, measured_on=date(2025, 6, 30), value=12)
    rows = [["bestekken", DAY, 30, "Register"], ["bestekken", same.measured_on, 12, "Register"]]

    client.post(url("import"), {"rows": token_of(upload(xlsx(rows)))})

    new = Measurement.objects.get(state="submitted")
    assert (new.corrects, new.value) == (there, 30)


def test_a_file_that_was_sent_in_already_is_refused_until_somebody_decides(client, upload):
    rows = [["bestekken", DAY, 30, "Register"]]
    token = token_of(upload(xlsx(rows)))
    client.post(url("import"), {"rows": token})

    assert client.post(url("import"), {"rows": token}).url == url("import")
    assert problems_of(upload(xlsx(rows))) == ["Cijfers!B2"]
    assert Measurement.objects.count() == 1


def test_another_government_sends_in_nothing_by_spreadsheet(client, indicator, person):
    client.force_login(person("plan-coordinator", government=GovernmentFactory()))

    response = client.post(url("import"), {"file": xlsx([["bestekken", DAY, 1, "R"]])})

    assert problems_of(response) == ["Cijfers!A2"]


def test_the_rows_of_one_person_are_sent_in_by_nobody_else(client, upload, person, government):
    token = token_of(upload(xlsx([["bestekken", DAY, 30, "Register"]])))
    client.force_login(person("plan-coordinator", government=government))

    for rows in (token, token[:-3], "", "x:y:z", "\x00"):
        assert client.post(url("import"), {"rows": rows}).url == url("import")

    assert not Measurement.objects.exists()


def test_where_something_changed_meanwhile_nothing_is_sent_in(client, indicator, upload):
    rows = [["bestekken", DAY, 30, "Register"], ["bestekken", date(2025, 1, 1), 5, "Register"]]
    token = token_of(upload(xlsx(rows)))
    MeasurementFactory(indicator=indicator, measured_on=DAY, approved_on=None)

    client.post(url("import"), {"rows": token})

    assert Measurement.objects.count() == 1


def test_markup_in_a_file_is_text_on_the_screen(upload):
    for row in (["<script>alert(1)</script>", DAY, 1, "R"], ["bestekken", DAY, 1, "<script>alert(1)</script>"]):
        assert "<script>alert(1)" not in upload(xlsx([row])).text


# Files that are no spreadsheet, or too much of one


def packed(parts):
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return file.getvalue()


BOMB = {
    "[Content_Types].xml": b"<Types/>",
    "xl/workbook.xml": b"<workbook/>",
    "xl/worksheets/sheet1.xml": b" " * 10**8,
}
MACROS = {**BOMB, "xl/worksheets/sheet1.xml": b"", "xl/vbaProject.bin": b"x"}


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("cijfers.xlsx", b"no spreadsheet"),
        ("cijfers.xlsx", b"PK\x03\x04 broken"),
        ("cijfers.xlsx", packed({"readme.txt": b"hello"})),
        ("cijfers.xlsx", packed(BOMB)),
        ("cijfers.xlsx", packed(MACROS)),
        ("cijfers.xlsm", packed(MACROS)),
        ("cijfers.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
        ("cijfers.pdf", b"%PDF-1.7"),
        ("cijfers.csv", b"\x00\x01\x02"),
        ("cijfers.csv", b'"' + b"x" * 200_000),
        ("cijfers.csv", b"   \n  "),
        ("cijfers.csv", b"indicator;day;value;source\n"),
        ("cijfers.csv", b";" * 5000),
        ("cijfers.xlsx", b""),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
@pytest.mark.parametrize("language", ["nl", "fr"])
def test_a_file_that_is_no_plain_spreadsheet_is_refused_in_words(owner, upload, name, content, language):
    owner.language = language
    owner.save()

    assert error_of(upload(SimpleUploadedFile(name, content)))


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_file_with_a_hundred_thousand_rows_is_refused_with_the_limit(upload, kind):
    if kind == "csv":
        file = csv("indicator;day;value;source\n" + "bestekken;2026-06-30;1;R\n" * 100_000)
    else:
        file = xlsx([["bestekken", DAY, 1, "R"]] * (tables.MOST_ROWS + 1))

    assert "1.000" in error_of(upload(file))


@pytest.mark.parametrize("count", [3, 30])
def test_a_dry_run_asks_the_same_number_of_questions_for_3_rows_and_for_30(upload, count):
    rows = [["bestekken", date(2020, 1, day + 1), day, "Register"] for day in range(count)]
    upload(xlsx(rows))

    with Queries() as queries:
        response = upload(xlsx(rows))

    assert token_of(response)
    assert queries.at_most(20), queries
