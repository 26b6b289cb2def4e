"""The figures of an indicator as a file, at an address that stays."""

import csv
from datetime import date
from io import StringIO

import pytest

from actions.services.submissions import saying_translate
from core.services import record_archive
from tests.database import Queries
from tests.factories import IndicatorFactory, MeasurementFactory, TargetFactory, UserFactory

pytestmark = pytest.mark.django_db

MARCH, JUNE = date(2025, 3, 31), date(2025, 6, 30)


def address(indicator):
    return f"/progress/indicators/{indicator.code}.csv"


def lines_of(response):
    return list(csv.DictReader(StringIO(response.content.decode("utf-8-sig"))))


@pytest.fixture
def indicator(site):
    return IndicatorFactory(
        code="bestekken",
        name_nl="Bestekken",
        name_fr="Cahiers des charges",
        baseline="18.5",
        baseline_on=date(2024, 1, 1),
    )


def test_the_file_has_every_figure_with_codes_and_the_words_of_every_language(client, indicator):
    TargetFactory(indicator=indicator, value=90, due_on=date(2027, 12, 31), approved_on=MARCH)
    wrong = MeasurementFactory(indicator=indicator, value=380, measured_on=MARCH, approved_on=MARCH, reason="Eén.")
    saying_translate(saying=wrong, language="fr", reason="Un.", by=UserFactory())
    MeasurementFactory(
        indicator=indicator, value="-3.25", measured_on=MARCH, approved_on=JUNE, corrects=wrong, reason=""
    )

    response = client.get(address(indicator))
    lines = lines_of(response)

    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert 'filename="bestekken.csv"' in response.headers["Content-Disposition"]
    assert {(line["indicator"], line["name_nl"], line["name_fr"]) for line in lines} == {
        ("bestekken", "Bestekken", "Cahiers des charges")
    }
    assert [(line["kind"], line["day"], line["value"], line["is_replaced"]) for line in lines] == [
        ("baseline", "2024-01-01", "18.5", ""),
        ("measurement", "2025-03-31", "380", "yes"),
        ("measurement", "2025-03-31", "-3.25", "no"),
        ("target", "2027-12-31", "90", "no"),
    ]
    assert lines[1]["note_nl"] == "Eén."
    assert lines[1]["note_fr"] == "Un."
    assert lines[1]["approved_on"] == "2025-03-31"
    assert lines[1]["kind_nl"] != lines[1]["kind_fr"]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =HYPERLINK(1)"])
def test_no_text_in_the_file_is_a_formula(client, site, text):
    indicator = IndicatorFactory(name_nl=text, unit_fr=text)
    MeasurementFactory(indicator=indicator, source=text, reason=text, value=-5)

    [line] = lines_of(client.get(address(indicator)))

    for column in ("name_nl", "unit_fr", "source", "note_nl"):
        assert line[column] == f"'{text}"
    assert line["value"] == "-5"


@pytest.mark.parametrize("what", ["indicator", "action", "plan"])
def test_what_is_not_public_has_no_file(client, indicator, what):
    record_archive(record={"indicator": indicator, "action": indicator.action, "plan": indicator.action.plan}[what])

    assert client.get(address(indicator)).status_code == 404


@pytest.mark.parametrize("code", ["bestaat-niet", "a" * 200, "%00", "..%2f", "x;y"])
def test_an_unknown_code_is_not_found(client, site, code):
    assert client.get(f"/progress/indicators/{code}.csv").status_code == 404


def test_figures_that_wait_for_approval_are_not_in_the_file(client, indicator):
    MeasurementFactory(indicator=indicator, approved_on=None)

    assert [line["kind"] for line in lines_of(client.get(address(indicator)))] == ["baseline"]


def test_the_file_can_be_kept_and_asked_for_again(client, indicator):
    response = client.get(address(indicator))
    assert response.headers["Cache-Control"] == "public, max-age=300"
    assert "Cookie" not in response.headers.get("Vary", "")
    assert not response.cookies

    again = client.get(address(indicator), headers={"if-none-match": response.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    MeasurementFactory(indicator=indicator)
    changed = client.get(address(indicator), headers={"if-none-match": response.headers["ETag"]})
    assert changed.status_code == 200


@pytest.mark.parametrize("language", ["nl", "fr", "en"])
def test_the_file_is_the_same_for_every_reader(client, indicator, language):
    MeasurementFactory(indicator=indicator, value="1234.5", approved_on=JUNE, measured_on=JUNE)
    first = client.get(address(indicator), headers={"accept-language": "nl"}).content

    assert client.get(address(indicator), headers={"accept-language": language}).content == first
    assert b"1234.5" in first


def test_nothing_is_sent_to_the_file(client, indicator):
    assert client.post(address(indicator)).status_code == 405


@pytest.mark.parametrize("count", [3, 30])
def test_two_questions_whatever_the_number_of_figures(client, indicator, count):
    for _number in range(count):
        MeasurementFactory(indicator=indicator)

    with Queries() as queries:
        client.get(address(indicator))

    assert queries.at_most(2), queries
