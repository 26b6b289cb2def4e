"""A plan as a spreadsheet: codes and labels, every language, no formulas, a constant number of queries."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils.translation import override
from openpyxl import load_workbook

from actions.models import ActionPlan, Milestone, StatusReport
from actions.sheets.schema import EXPLANATION, SHEETS
from actions.sheets.writing import plan_workbook
from core.dates import today
from tests.database import Queries
from tests.factories import (
    ActionFactory,
    ActionPlanFactory,
    CommitmentFactory,
    IndicatorFactory,
    MeasurementFactory,
    ReportFactory,
    TargetFactory,
)

from .sheet_world import downloaded, place, template, values

pytestmark = pytest.mark.django_db

LAST_MONTH = today() - timedelta(days=30)


@pytest.fixture
def plan(site):
    return ActionPlanFactory(code="plan")


def filled(plan, size):
    """The plan with so many of everything in it."""
    for number in range(size):
        action = ActionFactory(plan=plan, number=number + 1)
        commitment = CommitmentFactory(action=action)
        for approved in (LAST_MONTH, None):
            report = ReportFactory(commitment=commitment, approved_on=approved)
            report.translations.create(language="fr", reason="Oui.", translated_by=report.submitted_by)
            report.evidence.create(url="https://example.org/")
        indicator = IndicatorFactory(action=action)
        MeasurementFactory(indicator=indicator)
        TargetFactory(indicator=indicator)


def test_every_sheet_has_names_labels_and_rows(plan):
    filled(plan, 2)

    book = downloaded(plan)

    assert book.sheetnames == [EXPLANATION, *(form.title for form in SHEETS)]
    for form in SHEETS:
        sheet = book[form.title]
        assert [cell.value for cell in sheet[1]] == [column.name for column in form.columns]
        assert [cell.value for cell in sheet[2]] == [str(column.label) for column in form.columns]
    assert len(values(book, "Reports", "id")) == 4


def test_codes_stand_beside_labels_in_every_language_and_dates_are_dates(plan):
    ReportFactory(commitment__action__plan=plan, status="in_progress", approved_on=date(2026, 3, 1))

    book = downloaded(plan)

    assert values(book, "Reports", "status") == ["in_progress"]
    assert values(book, "Reports", "status_label_nl") == ["In uitvoering"]
    assert values(book, "Reports", "status_label_fr") == ["En cours"]
    assert book["Reports"][place(book, "Reports", "holds_on")].is_date
    assert values(book, "Commitments", "standing") == ["in_progress"]


def test_each_report_stands_with_its_own_evidence_words_and_milestones(plan):
    commitment = CommitmentFactory(action__plan=plan)
    steps = [Milestone.objects.create(commitment=commitment, name_nl="Stap", name_fr="Étape") for _step in range(4)]
    expected = []
    for number, days in enumerate([5, 50, 1, 20]):
        report = ReportFactory(commitment=commitment, approved_on=today() - timedelta(days=days))
        report.evidence.create(url=f"https://example.org/{number}")
        report.milestones_reached.create(milestone=steps[number])
        report.translations.create(language="fr", reason=f"Texte {number}", translated_by=report.submitted_by)
        expected.append((report.pk, f"https://example.org/{number}", str(steps[number].pk), f"Texte {number}"))

    book = downloaded(plan)

    columns = [values(book, "Reports", name) for name in ("id", "evidence", "milestones", "reason_fr")]
    assert list(zip(*columns, strict=True)) == expected


def test_each_figure_stands_with_its_own_words(plan):
    indicator = IndicatorFactory(action__plan=plan)
    expected = []
    for number, days in enumerate([5, 50, 1]):
        figure = MeasurementFactory(indicator=indicator, measured_on=today() - timedelta(days=days))
        figure.translations.create(language="fr", reason=f"Texte {number}", translated_by=figure.submitted_by)
        expected.append((figure.pk, f"Texte {number}"))

    book = downloaded(plan)

    assert (
        list(zip(values(book, "Measurements", "id"), values(book, "Measurements", "reason_fr"), strict=True))
        == expected
    )


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_row_two_speaks_the_readers_language_and_the_explanation_every_language(plan, language):
    with override(language):
        book = downloaded(plan)

    assert book["Plan"]["E1"].value == "kind"
    with override(language):
        assert book["Plan"]["E2"].value == str(SHEETS[0].by_name["kind"].label)
    rows = [row for row in book[EXPLANATION].iter_rows(values_only=True) if row[:3] == ("Plan", "kind", "csr")]
    assert rows[0][3:5] == ("Maatschappelijk verantwoord ondernemen", "Responsabilité sociétale des entreprises")


def test_the_explanation_names_every_column_and_every_code(plan):
    rows = {row[:3] for row in downloaded(plan)[EXPLANATION].iter_rows(values_only=True)}

    for form in SHEETS:
        for column in form.columns:
            assert (form.title, column.name, None) in rows
            for code, _label in column.kind.codes():
                assert (form.title, column.name, str(code)) in rows


@pytest.mark.parametrize(
    "text", ["=1+1", '=HYPERLINK("https://evil.example")', "+1", "-1", "@SUM(A1)", "\t=1", "#N/A"]
)
def test_no_text_is_a_formula(plan, text):
    ReportFactory(commitment__action__plan=plan, commitment__text_nl=text, reason=text)

    book = downloaded(plan)

    cell = book["Commitments"][place(book, "Commitments", "text_nl")]
    assert (cell.data_type, cell.quotePrefix) == ("s", True)
    assert cell.value == text.strip()


@pytest.mark.parametrize("is_public", [True, False])
def test_a_large_plan_takes_as_many_queries_as_a_small_one(site, is_public):
    small, large = ActionPlanFactory(), ActionPlanFactory()
    filled(small, 3)
    filled(large, 30)
    counts = []
    for plan in (small, large):
        cache.clear()
        with Queries() as queries, plan_workbook(plan, is_public=is_public):
            counts.append(len(queries))

    assert counts[0] == counts[1]
    assert counts[0] <= 40


def test_an_empty_template_has_the_sheets_and_no_rows(site):
    book = template()

    assert all(book[form.title].max_row == 2 for form in SHEETS)
    assert book["Plan"].data_validations.dataValidation


def test_what_is_archived_is_left_out(plan):
    commitment = CommitmentFactory(action__plan=plan)
    ReportFactory(commitment=commitment)
    commitment.archived_at = commitment.created_at
    commitment.save()

    book = downloaded(plan)

    assert (values(book, "Commitments", "id"), values(book, "Reports", "id")) == ([], [])


# --- For everybody ---


def public(client, plan, **query):
    response = client.get(reverse("actions:plan_xlsx", args=[plan.code]), query)
    return response, load_workbook(BytesIO(response.content)) if response.status_code == 200 else None


def test_everybody_downloads_what_everybody_may_see(client, plan):
    shown = CommitmentFactory(action__plan=plan)
    approved = ReportFactory(commitment=shown, approved_on=LAST_MONTH)
    ReportFactory(commitment=shown, reason="Nog niet goedgekeurd.")
    ReportFactory(commitment=shown, returned_on=LAST_MONTH, reason="Teruggestuurd.")
    approved.evidence.create(url="https://public.example/")
    approved.evidence.create(url="https://private.example/", is_public=False)
    hidden = CommitmentFactory(action=shown.action, is_public=False, text_nl="Verborgen belofte")
    ReportFactory(commitment=hidden, approved_on=LAST_MONTH)
    hidden_action = CommitmentFactory(action__plan=plan, action__is_public=False)
    indicator = IndicatorFactory(action=shown.action, is_public=False)
    MeasurementFactory(indicator=indicator)

    response, book = public(client, plan)

    assert response.headers["Content-Disposition"] == 'attachment; filename="plan.xlsx"'
    assert "public" in response.headers["Cache-Control"]
    assert values(book, "Commitments", "id") == [shown.pk]
    assert values(book, "Actions", "id") == [shown.action_id] != [hidden_action.action_id]
    assert values(book, "Reports", "id") == [approved.pk]
    assert values(book, "Reports", "evidence") == ["https://public.example/"]
    assert values(book, "Indicators", "id") == values(book, "Measurements", "id") == []
    names = {cell.value for form in SHEETS for cell in book[form.title][1]}
    assert not names & {"is_public", "lead_days", "escalation_days"}


def test_a_plan_that_is_not_public_is_for_nobody(client, site):
    plan = ActionPlanFactory(is_public=False)

    assert public(client, plan)[0].status_code == 404
    assert client.get(reverse("actions:plan_xlsx", args=["nowhere"])).status_code == 404


def test_a_plan_that_is_not_public_is_not_named_as_a_predecessor(client, plan):
    plan.predecessor = ActionPlanFactory(code="secret", is_public=False)
    plan.save()

    assert values(public(client, plan)[1], "Plan", "predecessor") == [None]


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_the_reader_chooses_the_language_of_the_labels(client, plan, language):
    _response, book = public(client, plan, language=language)

    with override(language):
        assert book["Plan"]["E2"].value == str(SHEETS[0].by_name["kind"].label)


@pytest.mark.parametrize("language", ["", "de", "x" * 200, "\x00"])
def test_another_language_gives_the_usual_file(client, plan, language):
    assert public(client, plan, language=language)[0].status_code == 200


def test_the_file_is_made_once_until_something_public_changes(client, plan, django_capture_on_commit_callbacks):
    first, _book = public(client, plan)
    with Queries() as queries:
        again, _book = public(client, plan)
    assert len(queries) <= 2
    assert again.content == first.content
    assert (
        client.get(
            reverse("actions:plan_xlsx", args=[plan.code]), headers={"if-none-match": first.headers["ETag"]}
        ).status_code
        == 304
    )

    with django_capture_on_commit_callbacks(execute=True):
        plan.name_nl = "Nieuwe naam"
        plan.save()

    assert values(public(client, plan)[1], "Plan", "name_nl") == ["Nieuwe naam"]
    assert (ActionPlan.objects.count(), StatusReport.objects.count()) == (1, 0)
