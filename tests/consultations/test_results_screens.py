"""Who sees results, from when, and how they read."""

import csv
from datetime import timedelta
from io import BytesIO, StringIO

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from consultations.models import AccessEntry, Consultation
from core.dates import today
from tests.factories import ConsultationFactory

from .world import Sample, opened, sent

pytestmark = pytest.mark.django_db


@pytest.fixture
def closed(site):
    """(a consultation that closed yesterday, its sample), with one contribution in Dutch and one in French."""
    sample = Sample()
    document = sample.document()
    document["sections"][0]["items"][0]["options"][0]["text"] = {"nl": "=1+1", "fr": "=1+1"}
    sample.document = lambda: document
    consultation, sample = opened(sample, opens_on=today() - timedelta(days=30), closes_on=today() + timedelta(days=1))
    now = timezone.now()
    typed = sample.typed() | {sample.key("long"): "<script>alert(1)</script>"}
    sent(consultation, sample, typed, at=now)
    sent(consultation, sample, typed, language="fr", at=now)
    Consultation.objects.filter(pk=consultation.pk).update(closes_on=today() - timedelta(days=1))
    return Consultation.objects.get(pk=consultation.pk), sample


@pytest.fixture
def manager(client, person):
    client.force_login(person("consultation-manager"))
    return client


def url(name, consultation, **query):
    address = reverse(Consultation.snippet_viewset.get_url_name(name), args=[consultation.pk])
    return f"{address}?{'&'.join(f'{key}={value}' for key, value in query.items())}" if query else address


def test_results_are_shown_with_their_numbers(manager, closed):
    consultation, sample = closed

    text = manager.get(url("results", consultation)).content.decode()

    assert f'id="result-{sample.uid("single")}"' in text
    assert '<rect width="100" height="8"/>' in text
    assert "12,5" in text
    assert url("results", consultation) in manager.get(url("inspect", consultation)).content.decode()


@pytest.mark.parametrize("name", ["results", "results_csv", "results_xlsx", "results_texts"])
def test_only_who_may_see_results_opens_them(client, person, closed, name):
    consultation, _sample = closed

    client.force_login(person("plan-coordinator"))

    assert client.get(url(name, consultation)).status_code == 302
    assert not client.get(url(name, consultation), follow=True).redirect_chain[-1][0].endswith("/results/")


def test_before_the_day_nobody_sees_a_number_and_everybody_from_when(manager, closed):
    consultation, sample = closed
    from_when = timezone.now() + timedelta(days=9)
    Consultation.objects.filter(pk=consultation.pk).update(results_from=from_when)

    text = manager.get(url("results", consultation)).content.decode()

    assert str(timezone.localtime(from_when).year) in text
    assert sample.uid("single") not in text
    for name in ("results_csv", "results_xlsx", "results_texts"):
        answer = manager.get(url(name, consultation, of=sample.uid("long")))
        assert answer.status_code == 302
        assert answer.url == url("results", consultation)
    assert not AccessEntry.objects.exists()


def test_while_it_is_open_there_are_no_results(manager, closed):
    consultation, sample = closed
    Consultation.objects.filter(pk=consultation.pk).update(closes_on=today())

    assert sample.uid("single") not in manager.get(url("results", consultation)).content.decode()


def test_a_draft_without_days_says_that_there_are_none(manager, site):
    assert manager.get(url("results", ConsultationFactory(opens_on=None, closes_on=None))).status_code == 200


def test_the_same_numbers_stand_in_the_file_and_no_text_is_a_formula(manager, closed):
    consultation, _sample = closed

    answer = manager.get(url("results_csv", consultation))
    lines = list(csv.reader(StringIO(answer.content.decode("utf-8-sig"))))
    book = load_workbook(BytesIO(b"".join(manager.get(url("results_xlsx", consultation)).streaming_content)))
    rows = list(book.worksheets[0].iter_rows())

    [option] = [line for line in lines if line[5] == "'=1+1"]
    assert option[6:8] == ["2", "100.0"]
    [cell] = [row[5] for row in rows if row[5].value == "=1+1"]
    assert cell.data_type == "s"
    assert len(rows) == len(lines)
    assert [row[6].value for row in rows if row[5].value == "=1+1"] == [2]


def test_answers_in_words_are_read_with_their_language_and_each_look_is_kept(manager, closed):
    consultation, sample = closed

    text = manager.get(url("results_texts", consultation, of=sample.uid("long"))).content.decode()

    assert text.count("&lt;script&gt;alert(1)&lt;/script&gt;") == 2
    assert text.count('<blockquote lang="') == 1
    entry = AccessEntry.objects.get()
    assert (entry.consultation, entry.rows, entry.act) == (consultation, 2, AccessEntry.Act.VIEW)


def test_comments_on_a_clause_are_read_in_words_too(manager, closed):
    consultation, sample = closed

    text = manager.get(url("results_texts", consultation, of=sample.uid("clause/1"))).content.decode()

    assert text.count("Anders zeggen") == 2


@pytest.mark.parametrize("of", ["", "x", "00000000-0000-0000-0000-000000000000", "email", "sensitive"])
def test_personal_answers_and_wrong_addresses_show_no_words(manager, closed, of):
    consultation, sample = closed

    answer = manager.get(url("results_texts", consultation, of=sample.uid(of) if of in ("email", "sensitive") else of))

    assert (answer.status_code, answer.url) == (302, url("results", consultation))
    assert not AccessEntry.objects.exists()
