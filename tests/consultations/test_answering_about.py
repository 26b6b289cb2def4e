"""The page about the person: what is asked of whom, and what was agreed to."""

import pytest
from django.utils.translation import override

from consultations.answering.about_form import CONSENT, AboutForm, mark_of
from consultations.kinds import Mandate, Publication
from consultations.privacy.consents import PUBLICATION, SENSITIVE, texts_for

from .world import opened

pytestmark = pytest.mark.django_db
NUMBER = "0999.000.030"
PERSON = {"respondent": "individual", "publication": "none"}
COMPANY = {"respondent": "organisation", "organisation_name": "Voorbeeld nv", "publication": "organisation"}


@pytest.fixture
def form():
    consultation, _sample = opened()

    def make(typed, language="nl", **more):
        made = AboutForm(typed, consultation=consultation, language=language, **more)
        made.agreed_to = lambda key, words="nl": {
            CONSENT + key: mark_of(words, dict(texts_for(consultation, words))[key])
        }
        return made

    return make


def test_two_choices_are_enough(form):
    about = form(PERSON)
    assert about.is_valid()
    assert about.about().identity == {}
    assert not form({}).is_valid()
    assert set(form({}).errors) == {"respondent", "publication"}


def test_an_address_and_an_organisation_are_taken_as_they_count(form):
    typed = COMPANY | {"enterprise_number": f" BE {NUMBER} ", "speaks_for": "on", "email": "a@example.org"}
    about = form(typed)
    assert about.is_valid(), about.errors
    assert about.about().enterprise_number == "0999000030"
    assert about.about().mandate == Mandate.DECLARED
    assert about.about().publication == Publication.ORGANISATION


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        (PERSON | {"organisation_name": "Voorbeeld nv"}, "organisation_name"),
        (PERSON | {"speaks_for": "on"}, "organisation_name"),
        (PERSON | {"publication": "organisation"}, "organisation_name"),
        (PERSON | {"publication": "name"}, "name"),
        (COMPANY | {"organisation_name": ""}, "organisation_name"),
        (COMPANY | {"enterprise_number": "0999.000.031"}, "enterprise_number"),
        (COMPANY | {"enterprise_number": "9" * 900}, "enterprise_number"),
        (PERSON | {"email": "geen adres"}, "email"),
        (PERSON | {"email": "a@example.org\nBcc: b@example.org"}, "email"),
        (PERSON | {"name": "x" * 201}, "name"),
        (PERSON | {"name": "om\u202egekeerd"}, "name"),
        (PERSON | {"respondent": "robot"}, "respondent"),
        (COMPANY | {"respondent": "academic", "organisation_name": "\x07"}, "organisation_name"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_in_both_languages(form, typed, field):
    said = []
    for language in ("nl", "fr"):
        with override(language):
            about = form(typed, language)
            assert field in about.errors
            said.append(about.summary())
    assert said[0] != said[1]
    assert all(anchor.startswith("id_") for _message, anchor in said[0])


def test_a_name_in_public_asks_for_an_agreement_in_the_words_that_stood_there(form):
    typed = PERSON | {"name": "Griet", "publication": "name"}
    assert CONSENT + PUBLICATION in form(typed).errors

    ticked = typed | form(typed).agreed_to(PUBLICATION, "fr")
    agreed = form(ticked, "nl")

    assert agreed.is_valid(), agreed.errors
    languages = [language for language, _text in agreed.about().consents]
    assert languages == ["nl", "fr"]


def test_a_box_that_was_ticked_beside_other_words_is_not_ticked(form):
    typed = PERSON | {"name": "Griet", "publication": "name", CONSENT + PUBLICATION: mark_of("nl", "Iets anders")}
    about = form(typed)
    assert CONSENT + PUBLICATION in about.errors
    assert not about[CONSENT + PUBLICATION].value()


def test_sensitive_answers_ask_for_an_agreement_only_where_there_are_some(form):
    assert form(PERSON).is_valid()
    sensitive = form(PERSON, has_sensitive_answers=True)
    assert CONSENT + SENSITIVE in sensitive.errors
    assert form(PERSON | sensitive.agreed_to(SENSITIVE), has_sensitive_answers=True).is_valid()
