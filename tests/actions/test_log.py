"""The log of status reports is final: the database itself refuses to change or delete what was decided."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.utils import DatabaseError

from actions.models import StatusReport, StatusReportTranslation
from core.dates import today
from tests.factories import ReportFactory, UserFactory

pytestmark = pytest.mark.django_db

FINAL = ["approved_on", "returned_on"]


def refused():
    """What a trigger raises: one kind of error on both databases."""
    return pytest.raises(DatabaseError, match="append-only")


@pytest.fixture(params=FINAL)
def report(request):
    return ReportFactory(**{request.param: today()})


@pytest.fixture
def translation(report):
    return StatusReportTranslation.objects.create(
        report=report, language="fr", reason="Le travail a commencé.", translated_by=UserFactory()
    )


CHANGES = [
    {"status": "completed"}, {"reason": "x"}, {"holds_on": "2020-01-01"}, {"state": "submitted", "decided_at": None},
    {"decided_at": "2020-01-01T00:00:00Z"}, {"moves_to": "2099-01-01"}, {"return_reason": "x"},
]  # fmt: skip


@pytest.mark.parametrize("change", CHANGES)
def test_a_decided_report_is_not_changed_by_a_queryset(report, change):
    with refused(), transaction.atomic():
        StatusReport.objects.filter(pk=report.pk).update(**change)


def test_a_decided_report_is_not_saved_anew(report):
    report.status = "completed"

    with refused(), transaction.atomic():
        report.save()


def test_a_decided_report_is_not_deleted(report):
    with refused(), transaction.atomic():
        report.delete()
    with refused(), transaction.atomic():
        StatusReport.objects.filter(pk=report.pk).delete()
    assert StatusReport.objects.filter(pk=report.pk).exists()


@pytest.mark.parametrize(
    "sql",
    ["UPDATE actions_statusreport SET reason = 'x' WHERE id = %s", "DELETE FROM actions_statusreport WHERE id = %s"],
)
def test_a_decided_report_withstands_plain_sql(report, sql):
    with refused(), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, [report.pk])


def test_a_submitted_report_may_still_change():
    report = ReportFactory()

    StatusReport.objects.filter(pk=report.pk).update(reason="Anders")
    report.refresh_from_db()

    assert report.reason == "Anders"
    report.delete()


def test_a_translation_of_a_reason_is_neither_changed_nor_deleted(translation):
    rows = StatusReportTranslation.objects.filter(pk=translation.pk)

    with refused(), transaction.atomic():
        rows.update(reason="x")
    with refused(), transaction.atomic():
        rows.delete()
    for verb in (
        "UPDATE actions_statusreporttranslation SET reason = 'x'",
        "DELETE FROM actions_statusreporttranslation",
    ):
        with refused(), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(verb)


@pytest.mark.parametrize(
    "values",
    [
        {"state": "approved"},
        {"state": "returned"},
        {"state": "submitted", "decided_at": "2024-01-01T00:00:00Z"},
        {"reason": ""},
    ],
)
def test_the_database_refuses_a_report_that_nobody_decided_on_or_that_gives_no_reason(values):
    report = ReportFactory()

    with pytest.raises(IntegrityError), transaction.atomic():
        StatusReport.objects.filter(pk=report.pk).update(**values)


def test_the_database_refuses_a_return_without_a_reason():
    with pytest.raises(IntegrityError), transaction.atomic():
        ReportFactory(returned_on=today(), return_reason="")


def test_a_reason_is_translated_once_in_a_language(translation):
    with pytest.raises(IntegrityError), transaction.atomic():
        StatusReportTranslation.objects.create(
            report=translation.report, language="fr", reason="Encore.", translated_by=UserFactory()
        )


@pytest.mark.django_db(transaction=True)
def test_the_log_is_guarded_again_after_the_database_was_emptied():
    report = ReportFactory(approved_on=today())

    with refused():
        StatusReport.objects.filter(pk=report.pk).update(reason="x")
