"""The preview: what a respondent would see of the working draft, in each language, and nothing that can be sent."""

import pytest
from django.urls import reverse

from consultations.models import Consultation, Contribution, Draft

from .authoring_world import draft_text, question, questionnaire, words, written
from .world import opened

pytestmark = pytest.mark.django_db


def url(name, *args):
    return reverse(Consultation.snippet_viewset.get_url_name(name), args=args)


@pytest.fixture
def manager(person, client):
    user = person("consultation-manager")
    client.force_login(user)
    return user


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_it_shows_every_section_question_and_clause_in_that_language(client, site, manager, language):
    consultation = written(**{f"name_{language}": "What is asked"})
    other = {"nl": "fr", "fr": "nl"}[language]

    response = client.get(url("previewed_page", consultation.pk), {"language": language})

    assert f'<html lang="{language}">' in response.text
    for said in ("What is asked", f"First ({language})", f"Question q2 ({language})", f"Three ({language})"):
        assert said in response.text
    assert f"free of charge for everybody who asks ({language})" in response.text
    assert f"({other})" not in response.text


def test_nothing_can_be_sent_or_kept_and_only_the_administration_shows_it_in_a_frame(client, site, manager):
    consultation = written()

    response = client.get(url("previewed_page", consultation.pk))

    main = response.text.split("<main")[1].split("</main>")[0]
    assert "<form" not in main
    assert "csrf" not in main
    assert response.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert "no-store" in response.headers["Cache-Control"]
    assert client.post(url("previewed_page", consultation.pk), {}).status_code == 405
    assert not Draft.objects.exists()
    assert not Contribution.objects.exists()


def test_it_shows_the_working_draft_of_an_open_consultation(client, site, manager):
    new = question("date", "q1", **words("text", "Asked tomorrow"))
    consultation, _sample = opened(questionnaire=[new])

    text = client.get(url("previewed_page", consultation.pk), {"language": "nl"}).text

    assert "Asked tomorrow (nl)" in text
    assert "single (nl)" not in text


def test_the_screen_says_what_stands_in_the_way_and_leads_to_the_block(client, site, manager):
    questions = [*questionnaire(), question("date", "q9", **dict.fromkeys(words("text", ""), ""))]
    consultation = written(questionnaire=questions)

    shown = client.get(url("preview", consultation.pk), {"language": "fr", "width": "narrow"})

    assert shown.context["problems"]
    assert f"{url('edit', consultation.pk)}#block-{questions[-1]['id']}-section" in shown.text
    assert f"{url('previewed_page', consultation.pk)}?language=fr" in shown.text
    assert "authoring__frame--narrow" in shown.text


def test_wrong_words_in_the_address_and_an_empty_draft_are_no_error(client, site, manager):
    consultation = written(questionnaire=[], draft_text=[])

    for name in ("preview", "previewed_page"):
        for query in ({}, {"language": "xx", "width": "9"}, {"language": "nl%00"}):
            assert client.get(url(name, consultation.pk), query).status_code == 200
        assert client.get(url(name, 10**9), follow=True).status_code == 404


def test_who_is_not_logged_in_sees_no_draft(client, site):
    consultation = written()

    for name in ("preview", "previewed_page"):
        assert client.get(url(name, consultation.pk)).status_code == 302


def test_dossier_and_form_lead_to_it(client, site, manager):
    consultation = written(draft_text=draft_text())

    for name in ("inspect", "edit"):
        assert url("preview", consultation.pk) in client.get(url(name, consultation.pk)).text
