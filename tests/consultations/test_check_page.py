"""Check your answers: everything that was typed, in words, and the way to each place where it is changed."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django.asserts import assertContains

from consultations.answering.about_form import CONSENT
from consultations.answering.closing import closing_notice
from consultations.models import Contribution, QuestionnaireVersion
from consultations.services.drafts import draft_save
from consultations.services.versions import version_make
from core.dates import today

from .afterwards import about_of, address, browser_of, click, form_of, ready, running
from .world import Sample, opened

pytestmark = pytest.mark.django_db


def page_of(client, consultation, language="nl"):
    return client.get(address("check", consultation.code, language=language))


@pytest.mark.parametrize(
    ("language", "words"),
    [("nl", ["Wijzigen", "Kijk uw antwoorden na"]), ("fr", ["Modifier", "Vérifiez vos réponses"])],
)
def test_every_answer_stands_there_in_words_with_the_way_to_change_it(language, words):
    consultation, sample = running()
    draft = ready(consultation, sample)

    response = page_of(browser_of(draft), consultation, language)

    text = response.content.decode()
    assert response.status_code == 200
    for shown in ("single 1", "multiple 1", "matrix row 1", "ranking 1", "Lang", "Iets anders", "Anders zeggen"):
        assert shown in text
    assert f"single 1 ({language})" in text
    assert all(word in text for word in words)
    assert re.search(rf'href="[^"]+/1/#id_{sample.key("single")}_0"', text)
    assert re.search(rf'href="[^"]+/2/#id_{sample.key("short")}"', text)
    assert re.search(r'<span class="visually-hidden">: short', text)
    assert "no-store" in response.headers["Cache-Control"]


def test_a_question_that_is_not_asked_is_left_out_and_one_without_an_answer_says_so():
    consultation, sample = running()
    typed = sample.typed()
    del typed[sample.key("short")]
    draft = ready(consultation, sample, typed)

    text = page_of(browser_of(draft), consultation).content.decode()

    assert "hidden (nl)" not in text
    assert "short (nl)" in text
    assert "Niet beantwoord" in text


def test_what_is_missing_or_wrong_leads_to_its_place_and_nothing_is_sent():
    consultation, sample = running()
    typed = sample.typed() | {sample.key("single"): {"option": "", "other": ""}, sample.key("number"): "veel"}
    draft = ready(consultation, sample, typed, email="geen adres")
    client = browser_of(draft)

    looked, posted = page_of(client, consultation), click(client, draft)

    for text in (looked.content.decode(), posted.content.decode()):
        assert re.search(rf'<li><a href="[^"]+/1/#id_{sample.key("single")}_0">', text)
        assert re.search(rf'<li><a href="[^"]+/2/#id_{sample.key("number")}">', text)
        assert re.search(r'<li><a href="[^"]+#id_email">', text)
        assert "veel" in text
    assert "autofocus" not in looked.content.decode()
    assert 'role="alert" tabindex="-1" autofocus' in posted.content.decode()
    assert re.search(r"<title>\s*Fout", posted.content.decode())
    assert not Contribution.objects.exists()


def test_what_was_typed_is_shown_and_never_run():
    consultation, sample = running()
    typed = sample.typed() | {sample.key("long"): "<script>alert(1)</script> =cmd|'/c calc'!A1"}
    draft = ready(consultation, sample, typed, name="<img src=x onerror=alert(1)>")

    text = page_of(browser_of(draft), consultation).content.decode()

    assert "<script>alert" not in text
    assert "&lt;script&gt;alert" in text
    assert "<img src=x" not in text


@pytest.mark.parametrize(("choice", "word"), [("name", "met uw naam"), ("none", "niet gepubliceerd")])
def test_it_says_what_becomes_public(choice, word):
    consultation, sample = running()
    draft = ready(consultation, sample, publication=choice)

    assert word in page_of(browser_of(draft), consultation).content.decode()


@pytest.mark.parametrize(("ticked", "word"), [(True, "U gaat akkoord"), (False, "Niet aangevinkt")])
def test_it_shows_what_somebody_agrees_to_and_what_they_did_not(ticked, word):
    consultation, sample = running()
    boxes = {name: "" for name in about_of(consultation) if name.startswith(CONSENT)}
    draft = ready(consultation, sample, **({} if ticked else boxes))

    text = page_of(browser_of(draft), consultation).content.decode()

    assert word in text
    assert (click(browser_of(draft), draft).status_code == 303) is ticked


def test_other_questions_since_lead_to_what_changed_and_nothing_is_sent():
    consultation, sample = running()
    draft = ready(consultation, sample)
    client, form = browser_of(draft), form_of(draft)
    version_make(consultation=consultation, document=sample.document(), kind=QuestionnaireVersion.Kind.CORRECTION)

    for response in (page_of(client, consultation), client.post(address("check", consultation.code), form)):
        assert response.status_code == 302
        assert response.url.startswith(address("changed", consultation.code))
    assert not Contribution.objects.exists()


def test_in_the_days_of_grace_and_after_them_it_says_so():
    in_grace = running(closes_on=today() - timedelta(days=1), grace_hours=200)
    over = running(closes_on=today() - timedelta(days=3), grace_hours=1)
    for consultation, sample in (in_grace, over):
        draft = ready(consultation, sample, at=timezone.now() - timedelta(days=4))

        response = page_of(browser_of(draft), consultation)

        _tone, text = closing_notice(consultation, timezone.now())
        assertContains(response, text)
        assertContains(response, 'name="proof"')


def test_nobody_else_sees_it_and_a_forged_form_sends_nothing():
    consultation, sample = running()
    draft = ready(consultation, sample)
    other, _sample = running(Sample())
    stranger = browser_of()

    assert page_of(stranger, consultation).status_code == 403
    for token in ("", "x" * 5000, "\x00", form_of(ready(other, _sample))["token"]):
        response = stranger.post(address("check", consultation.code), form_of(draft) | {"token": token})
        assert response.status_code == 403
    assert stranger.get(address("check", "geen-raadpleging")).status_code == 404
    assert not Contribution.objects.exists()


def test_a_form_that_is_too_old_sends_nothing_and_loses_nothing():
    consultation, sample = running()
    draft = ready(consultation, sample)
    client = browser_of(draft)

    response = client.post(address("check", consultation.code), form_of(draft) | {"token": "verlopen"})

    assert response.status_code == 200
    assert "te lang" in response.content.decode()
    assert "Anders zeggen" in response.content.decode()
    assert not Contribution.objects.exists()


class Long(Sample):
    """The sample with so many more questions."""

    def __init__(self, count):
        super().__init__()
        self.count = count

    def document(self):
        document = super().document()
        for number in range(self.count):
            document["sections"][1]["items"].append(self.question(f"extra {number}", "short_text", longest=100))
        return document

    def typed(self):
        return super().typed() | {self.key(f"extra {number}"): "Iets" for number in range(self.count)}


def test_the_pages_ask_as_many_queries_for_thirty_questions_as_for_three():
    few, many = (_queries(*running(Long(count))) for count in (3, 30))

    assert few == many
    assert max(few) < 40


def _queries(consultation, sample):
    draft = ready(consultation, sample)
    client = browser_of(draft)
    page_of(client, consultation)
    counts = [_counted(client, address("check", consultation.code))]
    reference = click(client, draft).url.rstrip("/").rsplit("/", 1)[1]
    return counts + [_counted(client, address(name, reference)) for name in ("received", "contribution")]


def _counted(client, url):
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


def test_another_tab_that_typed_meanwhile_is_sent_with_it():
    consultation, sample = running()
    draft = ready(consultation, sample)
    client, form = browser_of(draft), form_of(draft)
    draft_save(draft=draft, typed={sample.key("short"): "Later"}, seen=99)

    client.post(address("check", consultation.code), form)

    assert Contribution.objects.get().answers.get(question__uid=sample.uid("short")).text == "Later"


def test_a_consultation_that_is_hidden_meanwhile_keeps_what_was_written():
    consultation, sample = opened(
        opens_on=today() - timedelta(days=1), closes_on=today() + timedelta(days=1), is_public=False
    )
    draft = ready(consultation, sample)

    assert page_of(browser_of(draft), consultation).status_code == 200
