"""A copy of a consultation has the same questions and the same text, and no identity of the first."""

import pytest
from django.urls import reverse

from consultations.authoring.copying import consultation_copy
from consultations.compiling import document_of
from consultations.models import Consultation, QuestionnaireVersion
from consultations.services.versions import version_make
from core.models import Theme

from .authoring_world import draft_text, questionnaire, written
from .world import DURING, opened, sent

pytestmark = pytest.mark.django_db

NAMES = {"nl": "Tweede raadpleging", "fr": "Deuxième consultation"}


def uids_in(value):
    """Every identity in blocks as the database has them."""
    if isinstance(value, dict):
        return {uid for key, item in value.items() for uid in ([item] if key == "id" else uids_in(item))}
    return {uid for item in value for uid in uids_in(item)} if isinstance(value, list) else set()


def streams_of(consultation):
    return [consultation.questionnaire.get_prep_value(), consultation.draft_text.get_prep_value()]


def without_uids(value):
    if isinstance(value, dict):
        return {key: without_uids(item) for key, item in value.items() if key != "id"}
    return [without_uids(item) for item in value] if isinstance(value, list) else value


def test_a_copy_says_the_same_and_shares_no_identity(site):
    consultation = written()

    copy = consultation_copy(consultation=consultation, names=NAMES)

    copy.refresh_from_db()
    assert without_uids(streams_of(copy)) == without_uids(streams_of(consultation))
    assert uids_in(streams_of(copy))
    assert len(uids_in(streams_of(copy))) == len(uids_in(streams_of(consultation)))
    assert not uids_in(streams_of(copy)) & uids_in(streams_of(consultation))


def test_both_can_be_opened_with_the_same_conditions(site):
    consultation = written()
    copy = consultation_copy(consultation=consultation, names=NAMES)

    for one in (consultation, copy):
        document, _problems = document_of(one)
        version_make(consultation=one, document=document, kind=QuestionnaireVersion.Kind.OPENING, at=DURING)

    conditions = [
        [question["conditions"] for part in one.version.document["sections"] for question in part["items"]]
        for one in (consultation, copy)
    ]
    assert [len(held) for held in conditions[0]] == [len(held) for held in conditions[1]]
    assert any(conditions[1])
    assert conditions[0] != conditions[1]


def test_a_copy_is_a_draft_without_days_versions_and_contributions_and_has_pages(site):
    consultation, sample = opened(questionnaire=questionnaire(), draft_text=draft_text(), purpose_nl="Waarom")
    consultation.themes.set([Theme.objects.first()])
    consultation.save()
    sent(consultation, sample)

    copy = Consultation.objects.get(pk=consultation_copy(consultation=consultation, names=NAMES).pk)

    assert (copy.opens_on, copy.closes_on, copy.results_from) == (None, None, None)
    assert not copy.is_public
    assert not copy.is_opened
    assert not copy.contributions.exists()
    assert copy.purpose_nl == "Waarom"
    assert copy.organisation == consultation.organisation
    assert list(copy.themes.all()) == [Theme.objects.first()]
    assert {code: page.title for code, page in copy.pages_by_language().items()} == NAMES
    assert not any(page.live for page in copy.pages_by_language().values())


def url(name, *args):
    return reverse(Consultation.snippet_viewset.get_url_name(name), args=args)


def test_a_manager_copies_by_the_button_of_the_dossier(client, person, site):
    consultation = written()
    client.force_login(person("consultation-manager"))
    assert url("duplicate", consultation.pk) in client.get(url("inspect", consultation.pk)).text

    wrong = client.post(url("duplicate", consultation.pk), {"name_nl": "Een naam", "code": consultation.code})
    response = client.post(
        url("duplicate", consultation.pk), {"name_nl": NAMES["nl"], "name_fr": NAMES["fr"], "code": "second"}
    )

    assert set(wrong.context["form"].errors) == {"name_fr", "code"}
    assert "Een naam" in wrong.text
    copy = Consultation.objects.get(code="second")
    assert response.url == url("inspect", copy.pk)
    assert copy.name_fr == NAMES["fr"]


def test_a_name_whose_code_is_taken_is_said_at_the_code(client, person, site):
    consultation = written(code="tweede-raadpleging")
    client.force_login(person("consultation-manager"))

    response = client.post(url("duplicate", consultation.pk), {"name_nl": NAMES["nl"], "name_fr": NAMES["fr"]})

    assert set(response.context["form"].errors) == {"code"}
    assert Consultation.objects.count() == 1
