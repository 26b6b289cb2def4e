"""The list of contributions as a file: every answer in its column, in the reader's language, without who sent it."""

import csv
import io
import tracemalloc
from collections import deque
from datetime import timedelta
from weakref import WeakSet

import pytest
from django.db import connection
from django.db.models.signals import post_init
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override
from openpyxl import load_workbook

from consultations.models import AccessEntry, AnswerFile, Contribution, Question, QuestionnaireVersion
from consultations.paper import lines as lines_module
from consultations.paper.answers import Answers
from consultations.paper.lines import facts_line, in_batches
from consultations.services.versions import version_make
from core.dates import today

from . import bulk
from .world import DURING, opened, sent

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(site):
    return opened(opens_on=today() - timedelta(days=90), closes_on=today() + timedelta(days=20))


def table_of(client, user, consultation, language="nl", **asked):
    client.force_login(user)
    address = reverse("contributions:index")
    response = client.get(
        address, {"consultation": consultation.pk, "export": "csv"} | asked, headers={"accept-language": language}
    )
    content = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(content)))


def column(table, heading):
    return [row[table[0].index(heading)] for row in table[1:]]


def test_each_answer_stands_in_a_column_with_its_code_and_its_words(client, person, world):
    consultation, sample = world
    sent(consultation, sample)

    table = table_of(client, person("analyst"), consultation)

    assert column(table, "single") == ["single (nl)", "single 1 (nl)"]
    assert column(table, "multiple.1") == ["multiple (nl) – multiple 1 (nl)", "1"]
    assert column(table, "multiple.2")[1] == "0"
    assert column(table, "multiple.other")[1] == "Iets anders"
    assert column(table, "scale")[1] == "4"
    assert column(table, "ranking.1")[1] == "3"
    assert column(table, "matrix.1")[1] == "matrix 1 (nl)"
    assert column(table, "number")[1] == "12.5"
    assert column(table, "date")[1] == "2026-10-20"
    assert column(table, "long")[1] == "Lang\nin twee regels"
    assert column(table, "§1 text")[1] == "Anders zeggen"


def test_options_are_in_the_language_of_the_reader(world):
    consultation, sample = world
    contribution = sent(consultation, sample)

    with override("fr"):
        answers = Answers(consultation, "fr", with_private=False)
        (cells,) = answers.cells([contribution.pk]).values()

    assert cells[sample.key("single")] == "single 1 (fr)"
    assert answers.columns[sample.key("single")] == ("single", "single (fr)")


def test_sensitive_answers_and_addresses_are_left_out(client, person, world):
    consultation, sample = world
    sent(consultation, sample)

    for role in ("analyst", "consultation-manager"):
        table = table_of(client, person(role), consultation)
        content = str(table)
        assert "sensitive" not in table[0]
        assert "email" not in table[0]
        assert "Iets persoonlijks" not in content
        assert "example.org" not in content
    assert not AccessEntry.objects.exists()


def test_who_may_take_them_away_asks_for_them_and_is_recorded(client, person, world):
    consultation, sample = world
    sent(consultation, sample)
    manager = person("consultation-manager")

    table = table_of(client, manager, consultation, private="1")

    assert column(table, "sensitive")[1] == "Iets persoonlijks"
    (entry,) = AccessEntry.objects.all()
    assert (entry.act, entry.user, entry.rows) == ("export", manager, 1)


def test_nobody_else_gets_them_by_asking(client, person, world):
    consultation, sample = world
    sent(consultation, sample)

    assert "sensitive" not in table_of(client, person("analyst"), consultation, private="1")[0]
    assert not AccessEntry.objects.exists()


def test_no_answer_is_a_formula(client, person, world):
    consultation, sample = world
    sent(consultation, sample, sample.typed() | {sample.key("short"): "=HYPERLINK(1)", sample.key("long"): "@sum"})
    client.force_login(person("analyst"))

    response = client.get(reverse("contributions:index"), {"consultation": consultation.pk, "export": "xlsx"})
    sheet = load_workbook(io.BytesIO(b"".join(response.streaming_content))).active
    headings = [cell.value for cell in sheet[1]]

    for name in ("short", "long"):
        cell = sheet.cell(3, headings.index(name) + 1)
        assert cell.data_type == "s"
        assert cell.value.startswith("'")


def test_without_a_consultation_there_are_only_facts(client, person, world):
    consultation, sample = world
    contribution = sent(consultation, sample)
    client.force_login(person("analyst"))

    response = client.get(reverse("contributions:index"), {"export": "csv"})
    table = list(csv.reader(io.StringIO(b"".join(response.streaming_content).decode("utf-8-sig"))))

    assert table[1][0] == contribution.reference
    assert "single" not in table[0]
    assert len(table) == 2


def test_a_question_that_is_asked_no_longer_keeps_its_column(world):
    consultation, sample = world
    contribution = sent(consultation, sample)
    document = sample.document()
    replaced = document["sections"][1]["items"][0]
    replaced["uid"] = sample.uid("another")
    version_make(consultation=consultation, document=document, kind=QuestionnaireVersion.Kind.CHANGE, at=DURING)

    answers = Answers(consultation, "nl", with_private=False)

    assert answers.columns[sample.key("short")][0] == "short (v1)"
    assert answers.columns[sample.key("another")][0] == "short"
    assert answers.cells([contribution.pk])[contribution.pk][sample.key("short")] == "Kort"


def test_documents_are_named(world):
    consultation, sample = world
    contribution = sent(consultation, sample)
    question = Question.objects.get(uid=sample.uid("file"))
    for name in ("een.pdf", "twee.pdf"):
        AnswerFile.objects.create(
            contribution=contribution, question=question, file=f"answers/{name}", name=name, size=1, added_at=DURING,
            content_type="application/pdf", digest="0" * 64,
        )  # fmt: skip

    cells = Answers(consultation, "nl", with_private=False).cells([contribution.pk])[contribution.pk]

    assert cells[sample.key("file")] == "een.pdf; twee.pdf"


def read_all(consultation):
    """Everything that a download reads, as it reads it: how many lines."""
    answers, lines = Answers(consultation, "nl", with_private=False), 0
    list(answers.columns)
    for batch in in_batches(consultation.contributions.order_by("-sent_at", "-pk")):
        cells = answers.cells([row.pk for row in batch])
        lines += len([facts_line(row) | cells[row.pk] for row in batch])
    return lines


def test_many_are_read_in_few_queries_and_little_memory(world, monkeypatch):
    consultation, sample = world
    bulk.contributions(consultation, sample, 600)
    monkeypatch.setattr(lines_module, "AT_ONCE", 150)

    tracemalloc.start()
    with CaptureQueriesContext(connection) as queries:
        lines = read_all(consultation)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert lines == 600
    assert len(queries) <= 6 + 4 * 6  # the versions and identities once, then five or six for each batch
    assert peak < 5 * 1024 * 1024


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_download_reads_no_more_at_a_time_than_a_batch(client, person, world, monkeypatch, kind):
    consultation, sample = world
    bulk.contributions(consultation, sample, 60)
    monkeypatch.setattr(lines_module, "AT_ONCE", 20)
    alive, most = WeakSet(), [0]

    def count(instance, **kwargs):
        alive.add(instance)
        most[0] = max(most[0], len(alive))

    client.force_login(person("consultation-manager"))
    post_init.connect(count, sender=Contribution)
    try:
        response = client.get(reverse("contributions:index"), {"consultation": consultation.pk, "export": kind})
        deque(response.streaming_content, maxlen=0)
    finally:
        post_init.disconnect(count, sender=Contribution)

    assert 20 <= most[0] <= 2 * 20  # the one that is written, and the next
