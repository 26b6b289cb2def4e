"""Names and addresses stand in one place, encrypted: in no other table, session, log or report of an error."""

import logging
import sys

import pytest
from django.core import mail
from django.core.signals import got_request_exception
from django.db import connection
from django.views.debug import ExceptionReporter

from consultations.models import Contribution
from consultations.services.drafts import draft_save
from consultations.typed import QUESTION

from .afterwards import about_of, address, click, running
from .answering_world import Visitor

pytestmark = pytest.mark.django_db
NAME, EMAIL = "Zjozefien Ongewoon", "zjozefien@ongewoon.example"
WORDS = ("zjozefien", "ongewoon")


def everything_in_the_database():
    """(table, column, text) of every value in every table."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608 - names of our tables
            columns = [column[0] for column in cursor.description]
            for row in cursor.fetchall():
                yield from ((table, column, str(value)) for column, value in zip(columns, row, strict=True))


def places():
    """(table, column) of where a part of the name or the address can be read."""
    return {
        (table, column)
        for table, column, text in everything_in_the_database()
        if any(word in text.lower() for word in WORDS)
    }


@pytest.fixture
def contribution(client, site, caplog, settings, tmp_path):
    """Somebody took part in a browser, from the first page to the receipt, and asked for their data."""
    settings.ERASURE_LEDGER = str(tmp_path / "erasures.jsonl")
    caplog.set_level(logging.DEBUG)
    consultation, sample = running()
    visitor = Visitor(client, consultation)
    visitor.begin()
    visitor.send("about", about_of(consultation, name=NAME, email=EMAIL, publication="name"))
    typed = {key: value for key, value in sample.typed().items() if key.startswith(QUESTION)}
    draft = draft_save(draft=visitor.draft(), typed=typed, seen=99).draft
    assert places() == set()
    click(client, draft)
    client.post(address("data"), {"email": EMAIL})
    return Contribution.objects.get()


def test_after_a_sending_the_name_can_be_read_nowhere(contribution, caplog):
    assert any(EMAIL in letter.to for letter in mail.outbox)
    assert contribution.identity.sealed

    assert places() == set()
    assert not any(word in caplog.text.lower() for word in WORDS)


def test_the_scan_finds_what_somebody_typed_in_an_answer(contribution):
    contribution.answers.filter(question__kind="long_text").update(text=f"Ik ben {NAME}.")

    assert places() == {("consultations_answer", "text")}


def test_the_scan_reads_sessions_logs_and_revisions():
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))

    assert {"django_session", "wagtailcore_modellogentry", "wagtailcore_revision", "consultations_draft"} <= tables


@pytest.mark.parametrize(
    ("name", "where"),
    [
        ("about", "consultations.answering.about_views.about_typed"),
        ("data", "consultations.privacy.asking_views._send"),
    ],
)
def test_what_is_typed_about_a_person_is_in_no_report_of_an_error(client, site, monkeypatch, name, where):
    consultation, _sample = running()
    visitor, reports = Visitor(client, consultation), []
    visitor.begin()

    def report(sender, request, **kwargs):
        reports.append(ExceptionReporter(request, *sys.exc_info()).get_traceback_text())

    def breaks(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr(where, breaks)
    got_request_exception.connect(report)
    client.raise_request_exception = False
    url = visitor.address("about") if name == "about" else address("data")
    try:
        response = client.post(url, {"name": NAME, "email": EMAIL})
    finally:
        got_request_exception.disconnect(report)

    assert response.status_code == 500
    (text,) = reports
    assert "RuntimeError" in text
    assert not any(word in text.lower() for word in WORDS)
