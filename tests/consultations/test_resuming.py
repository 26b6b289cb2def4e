"""Coming back: by a link, in another browser, after the questions changed and after the last day."""

import threading
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from consultations.answering.closing import closing_notice
from consultations.models import Draft, QuestionnaireVersion, RespondentLink
from consultations.services.links import link_make
from consultations.services.sending import contribution_send
from consultations.services.versions import version_make

from .answering_world import Visitor, closed_since, form_of, now, open_now, soup_of, words_in
from .world import ABOUT, begun, moment, opened

pytestmark = pytest.mark.django_db
BOTH = pytest.mark.parametrize("language", ["nl", "fr"])
RESUME = RespondentLink.Purpose.RESUME


@pytest.fixture
def writing(client):
    consultation, sample = open_now()
    visitor = Visitor(client, consultation)
    visitor.sample = sample
    visitor.begin()
    return visitor


def link_in(mail):
    return next(line for line in mail.body.splitlines() if "://" in line).split("8000", 1)[1].strip()


def delivered():
    """Wait for the mails that leave in the background."""
    for thread in threading.enumerate():
        if thread.name == "link to a draft":
            thread.join(5)


# --- The link -------------------------------------------------------------------------------------------------------


@BOTH
def test_a_link_comes_in_the_language_of_the_draft_and_opens_it_elsewhere(writing, mailoutbox, language):
    key = writing.sample.key("short")
    writing.send("section", {key: "Onderweg"}, number=2, act="later", language=language)
    writing.send("send_link", {"email": "griet@example.org"}, language=language)
    elsewhere = Client()

    (mail,) = mailoutbox
    shown = elsewhere.get(link_in(mail))
    opened_by = elsewhere.post(link_in(mail))

    assert mail.to == ["griet@example.org"]
    assert mail.extra_headers["Content-Language"] == language
    assert writing.consultation.name_in(language) in mail.subject
    assert shown.status_code == 200
    assert opened_by.status_code == 302
    page = elsewhere.get(writing.address("section", language, number=2))
    assert soup_of(page).find(attrs={"name": key})["value"] == "Onderweg"


def test_looking_at_a_link_changes_nothing_however_often(writing):
    secret = link_make(purpose=RESUME, draft=writing.draft())
    stranger, address = Client(), reverse("take_part:resume", args=[secret])

    for _time in range(3):
        assert stranger.get(address).status_code == 200
        assert stranger.head(address).status_code == 200

    assert RespondentLink.objects.get().used_at is None
    assert stranger.get(writing.address("about")).status_code == 403


def test_another_site_cannot_open_a_draft_in_somebodys_browser(writing):
    secret = link_make(purpose=RESUME, draft=writing.draft())
    careful = Client(enforce_csrf_checks=True)

    assert careful.post(reverse("take_part:resume", args=[secret])).status_code == 403
    assert careful.get(writing.address("about")).status_code == 403


def test_a_link_opens_its_own_draft_also_where_another_was_begun_later(writing):
    first = writing.draft()
    writing.send("section", {writing.sample.key("short"): "De eerste"}, number=2)
    writing.client.post(writing.address("start"), {"act": "new"})
    secret = link_make(purpose=RESUME, draft=first)

    writing.client.post(reverse("take_part:resume", args=[secret]))

    assert "De eerste" in str(soup_of(writing.see("section", number=2)))


@BOTH
def test_a_link_that_is_wrong_old_or_used_says_so_in_words(writing, language):
    draft, single = writing.draft(), writing.sample.key("single")
    old = link_make(purpose=RESUME, draft=draft, at=now() - timedelta(days=61))
    used = link_make(purpose=RESUME, draft=draft)
    other = link_make(purpose=RespondentLink.Purpose.MANAGE, draft=draft)
    writing.send("section", {single: writing.sample.uid("single/1")}, number=1)
    contribution_send(draft=Draft.objects.get(pk=draft.pk), about=ABOUT)

    answers = []
    for secret in (old, used, other, "x" * 43):
        with override(language):
            answers.append(Client().get(reverse("take_part:resume", args=[secret])))

    assert [answer.status_code for answer in answers] == [410, 200, 404, 404]
    assert {"nl": "verlopen", "fr": "expiré"}[language] in words_in(answers[0])
    assert {"nl": "U verstuurde dit al", "fr": "Vous avez déjà envoyé"}[language] in words_in(answers[1])
    assert words_in(answers[2]) == words_in(answers[3])


def test_asking_for_a_link_tells_nobody_who_began(writing, mailoutbox):
    writing.send("about", {"email": "griet@example.org"}, act="later")
    said = []
    for email in ("griet@example.org", "niemand@example.org"):
        stranger = Client()
        answer = stranger.post(writing.address("send_link"), {"email": email}, follow=True)
        said.append(words_in(answer))
    delivered()

    assert said[0] == said[1]
    assert [mail.to for mail in mailoutbox] == [["griet@example.org"]]
    assert Client().post(link_in(mailoutbox[0])).status_code == 302


def test_of_one_draft_there_are_five_links_a_day(writing, mailoutbox):
    for _time in range(7):
        writing.send("send_link", {"email": "griet@example.org"})

    assert len(mailoutbox) == 5


def test_an_address_that_is_none_is_said_at_the_field(writing, mailoutbox):
    response = writing.send("send_link", {"email": "geen\nadres"})

    assert soup_of(response).select_one(".error-summary a")["href"] == "#id_email"
    assert not mailoutbox


def test_a_mail_server_that_is_away_is_said_and_leaves_no_link(writing, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_PORT = 1

    response = writing.client.post(writing.address("send_link"), {"email": "griet@example.org"}, follow=True)

    assert soup_of(response).select_one(".notice--error")
    assert not RespondentLink.objects.exists()


# --- A shared computer ----------------------------------------------------------------------------------------------


def test_leaving_forgets_the_drafts_and_the_forms_that_are_still_open(writing):
    page, key = writing.see("section", number=2), writing.sample.key("short")

    writing.client.post(reverse("take_part:leave"))

    assert writing.see("section", number=2).status_code == 403
    answer = writing.send("section", {key: "Van een ander"}, page=page, number=2)
    assert answer.status_code == 403
    assert "Van een ander" in words_in(answer)
    assert not writing.draft().typed
    writing.begin()
    assert writing.send("section", {key: "Opnieuw"}, number=2).status_code == 302


# --- Other questions ------------------------------------------------------------------------------------------------


def changed(writing):
    """The short question is gone, a new one came."""
    sample = writing.sample
    document = sample.document()
    items = document["sections"][1]["items"]
    items[:] = [item for item in items if item["uid"] != sample.uid("short")] + [sample.question("new", "short_text")]
    return version_make(
        consultation=writing.consultation, document=document, kind=QuestionnaireVersion.Kind.CHANGE,
        note={"nl": "Eén vraag vervangen.", "fr": "Une question remplacée."},
    )  # fmt: skip


@BOTH
def test_after_a_change_every_step_first_tells_what_changed_and_loses_nothing(writing, language):
    writing.language, key = language, writing.sample.key("short")
    writing.send("section", {key: "Een oud antwoord"}, number=2)
    changed(writing)

    told = writing.client.get(writing.address("section", number=2), follow=True)

    assert told.redirect_chain[0][0].startswith(writing.address("changed"))
    words = words_in(told)
    assert {"nl": "Eén vraag vervangen.", "fr": "Une question remplacée."}[language] in words
    assert "Een oud antwoord" in words
    assert writing.draft().version.number == 1
    onward = writing.client.post(writing.address("changed"), form_of(told))
    assert onward.url == writing.address("section", number=2)
    assert writing.draft().version.number == 2
    page = soup_of(writing.client.get(onward.url))
    assert page.find(attrs={"name": writing.sample.key("new")})
    assert writing.draft().typed[key] == "Een oud antwoord"
    again = page.select_one(f".notice a[href='{writing.address('changed')}']")
    assert "Een oud antwoord" in words_in(writing.client.get(again["href"]))


def test_a_form_from_an_old_version_is_saved_whole_before_the_change_is_told(writing):
    page = writing.see("section", number=2)
    changed(writing)

    response = writing.send("section", {writing.sample.key("short"): "Net op tijd"}, page=page, number=2)

    assert response.url.startswith(writing.address("changed"))
    assert writing.draft().typed[writing.sample.key("short")] == "Net op tijd"
    assert "Net op tijd" in words_in(writing.client.get(response.url))


def test_a_form_from_an_old_version_is_saved_also_after_another_tab_went_on(writing):
    page = writing.see("section", number=2)
    changed(writing)
    told = writing.client.get(writing.address("changed"))
    writing.client.post(writing.address("changed"), form_of(told))

    writing.send("section", {writing.sample.key("short"): "Uit de oude tab"}, page=page, number=2)

    assert writing.draft().typed[writing.sample.key("short")] == "Uit de oude tab"
    assert "Uit de oude tab" in words_in(writing.see("changed"))


@pytest.mark.parametrize("to", ["https://evil.example", "//evil.example", "9999", "x", ""])
def test_the_way_on_leads_to_a_page_of_the_questionnaire(writing, to):
    answer = writing.client.post(writing.address("changed"), {"to": to})

    assert answer.url.startswith(f"/nl/{writing.address('start').split('/')[2]}/{writing.consultation.code}/")


# --- The last day ---------------------------------------------------------------------------------------------------


def test_in_the_last_day_is_said_how_long_is_left():
    consultation, _sample = opened()

    assert closing_notice(consultation, moment(2026, 11, 29, 12)) is None
    assert "23" in closing_notice(consultation, moment(2026, 11, 30, 0, 30))[1]
    assert "15" in closing_notice(consultation, moment(2026, 11, 30, 23, 45))[1]
    assert closing_notice(consultation, moment(2026, 12, 1, 1))
    assert closing_notice(consultation, moment(2026, 12, 3))[1] != closing_notice(
        consultation, moment(2026, 12, 3), edits=True
    )[1]  # fmt: skip


@pytest.mark.parametrize("hours", [1, 100])
def test_what_was_begun_before_the_last_day_is_saved_after_it_and_says_so(client, hours):
    consultation, sample = closed_since(hours)
    draft = begun(consultation, sample, typed={}, at=now() - timedelta(days=10))
    visitor = Visitor(client, consultation)
    secret = link_make(purpose=RESUME, draft=draft)
    client.post(reverse("take_part:resume", args=[secret]))

    page = visitor.see("section", number=2)
    visitor.send("section", {sample.key("short"): "Na de laatste dag"}, page=page, number=2)

    assert soup_of(page).select_one(".answering .notice--warning")
    assert visitor.draft().typed[sample.key("short")] == "Na de laatste dag"
    assert visitor.client.post(visitor.address("start"), {"act": "new"}).status_code == 409
