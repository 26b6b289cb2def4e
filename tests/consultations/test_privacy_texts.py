"""What people are told and agree to, what everybody can read about it, and under which name they are published."""

from datetime import date

import pytest
from django.template.loader import render_to_string
from django.utils.translation import override

from consultations.about import About
from consultations.kinds import Publication
from consultations.models import Consent, ConsentText, Contribution, Extension
from consultations.privacy.consents import INFORMATION, PUBLICATION, SENSITIVE, is_consent, needed, texts_for
from consultations.privacy.names import shown_name
from consultations.privacy.record import processing_record
from consultations.services.erasing import identity_erase
from consultations.services.identities import consents_record
from tests.factories import ConsultationFactory, OrganisationFactory

from .world import DURING, Sample, opened, sent

pytestmark = pytest.mark.django_db
FACTS = {
    "purpose_nl": "Wij willen weten wat u vindt.", "purpose_fr": "Nous voulons votre avis.",
    "legal_basis_nl": "Taak van algemeen belang", "legal_basis_fr": "Mission d’intérêt public",
    "recipients_nl": "Het secretariaat", "recipients_fr": "Le secrétariat",
    "contact_name_nl": "Meldpunt", "contact_name_fr": "Point de contact", "contact_email": "punt@example.org",
}  # fmt: skip


@pytest.fixture(autouse=True)
def ledger_file(settings, tmp_path):
    settings.ERASURE_LEDGER = str(tmp_path / "erasures.jsonl")


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_the_texts_say_the_facts_of_the_consultation_in_the_language_that_is_asked(language):
    consultation, _sample = opened(**FACTS)
    other = {"nl": "fr", "fr": "nl"}[language]

    with override(other):
        texts = dict(texts_for(consultation, language))

    assert list(texts) == [INFORMATION, PUBLICATION, SENSITIVE]
    for name in ("purpose", "legal_basis", "recipients", "contact_name"):
        assert FACTS[f"{name}_{language}"] in texts[INFORMATION]
        assert FACTS[f"{name}_{other}"] not in texts[INFORMATION]
    assert consultation.organisation.name_in(language) in texts[INFORMATION]
    assert "2027" in texts[INFORMATION]  # a year after the last day


def test_the_texts_follow_an_extension():
    consultation, _sample = opened()
    before = dict(texts_for(consultation, "nl"))[INFORMATION]
    Extension.objects.create(
        consultation=consultation, closes_on=date(2027, 3, 1), reason_nl="x", reason_fr="x", decided_at=DURING
    )

    assert dict(texts_for(consultation, "nl"))[INFORMATION] != before
    assert "2028" in dict(texts_for(consultation, "nl"))[INFORMATION]


def test_without_sensitive_questions_nobody_is_asked_about_them():
    consultation, sample = ConsultationFactory(), Sample()

    assert [key for key, _text in texts_for(consultation, "nl")] == [INFORMATION, PUBLICATION]
    assert sample.uid("sensitive") not in str(texts_for(consultation, "nl"))


def test_what_is_not_filled_in_leaves_no_half_sentence():
    consultation = ConsultationFactory(organisation=OrganisationFactory())

    for language in ("nl", "fr"):
        for _key, text in texts_for(consultation, language):
            assert "None" not in text
            assert ": \n" not in text + "\n"


@pytest.mark.parametrize(
    ("publication", "sensitive", "keys"),
    [
        (Publication.NAME, False, {PUBLICATION}),
        (Publication.NAME, True, {PUBLICATION, SENSITIVE}),
        (Publication.ANONYMOUS, True, {SENSITIVE}),
        (Publication.ORGANISATION, False, set()),
        (Publication.NONE, False, set()),
    ],
)
def test_one_agrees_only_to_what_the_public_task_does_not_cover(publication, sensitive, keys):
    assert needed(publication, sensitive) == keys
    assert all(is_consent(key) for key in keys)
    assert not is_consent(INFORMATION)


def test_what_was_shown_is_kept_word_for_word_and_once():
    consultation, sample = opened(**FACTS)
    shown = tuple(("fr", text) for _key, text in texts_for(consultation, "fr"))
    first, second = (sent(consultation, sample, about=About(consents=shown)) for _contribution in range(2))
    consents_record(contribution=first, consents=shown, at=DURING)

    assert set(first.consents.values_list("text__language", "text__text")) == set(shown)
    assert ConsentText.objects.count() == 3
    assert Consent.objects.count() == 6
    consultation.purpose_fr = "Autre chose"
    consultation.save()
    assert set(second.consents.values_list("text__language", "text__text")) == set(shown)


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_the_record_of_processing_has_all_that_the_law_asks_in_one_language(language):
    consultation, _sample = opened(**FACTS)

    record = {row.key: row.lines for row in processing_record(consultation, language)}

    assert list(record) == [
        "controller", "purpose", "legal_basis", "data", "recipients", "processors", "retention", "rights", "contact",
    ]  # fmt: skip
    assert record["purpose"] == [FACTS[f"purpose_{language}"]]
    assert len(record["retention"]) == 3
    assert "punt@example.org" in record["contact"][0]


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_the_record_names_each_sensitive_question_and_its_purpose(language):
    consultation, _sample = opened()

    data = "\n".join({row.key: row.lines for row in processing_record(consultation, language)}["data"])

    assert f"sensitive ({language})" in data
    assert f"purpose ({language})" in data
    assert "short (" not in data


def test_the_record_stands_before_the_opening_without_what_is_not_known():
    record = processing_record(ConsultationFactory(), "nl")

    assert [row.key for row in record] == ["controller", "data", "processors", "retention", "rights"]
    assert all(line for row in record for line in row.lines)


def test_the_record_names_the_scanner_only_where_there_is_one(settings):
    consultation, _sample = opened()
    settings.CLAMD = ""
    without = {row.key: row.lines for row in processing_record(consultation, "nl")}["processors"]
    settings.CLAMD = "localhost:3310"
    with_scanner = {row.key: row.lines for row in processing_record(consultation, "nl")}["processors"]

    assert len(with_scanner) == len(without) + 1


def test_what_is_typed_by_editors_is_shown_and_never_run():
    consultation, _sample = opened(purpose_nl="<script>alert(1)</script>")

    html = render_to_string("consultations/privacy/record.html", {"record": processing_record(consultation, "nl")})

    assert "<script>" not in html
    assert "&lt;script&gt;" in html


def test_the_record_asks_little_of_the_database(django_assert_max_num_queries):
    consultation, _sample = opened()

    with django_assert_max_num_queries(6):
        processing_record(consultation, "nl")


def published(publication, **values):
    contribution = sent(*opened(), about=About(name="Griet Voorbeeld", email="g@example.org", publication=publication))
    for name, value in values.items():
        setattr(contribution, name, value)
    contribution.save()
    return contribution


def test_each_is_published_under_the_name_that_they_chose():
    named = {"organisation_name": "Voorbeeld NV"}

    assert shown_name(published(Publication.NAME), "nl") == "Griet Voorbeeld"
    assert shown_name(published(Publication.NAME, **named), "nl") == "Griet Voorbeeld, Voorbeeld NV"
    assert shown_name(published(Publication.ORGANISATION, **named), "nl") == "Voorbeeld NV"
    anonymous = shown_name(published(Publication.ANONYMOUS, **named), "nl")
    assert anonymous
    assert "Voorbeeld" not in anonymous
    assert shown_name(published(Publication.NONE, **named), "nl") is None


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_a_partner_is_named_in_the_language_of_the_reader(language):
    partner = OrganisationFactory(name_nl="Gemeente Ergens", name_fr="Commune Quelquepart")
    contribution = published(Publication.ORGANISATION, organisation=partner, organisation_name="ergens")

    assert shown_name(contribution, language) == partner.name_in(language)


def test_when_the_identity_is_gone_nobody_is_named():
    contribution = published(Publication.NAME)
    identity_erase(contribution=contribution, cause="retention")

    name = shown_name(Contribution.objects.get(), "nl")

    assert name
    assert "Griet" not in name


def test_an_organisation_that_denies_is_not_named():
    contribution = published(Publication.ORGANISATION, organisation_name="Voorbeeld NV", mandate="denied")

    assert "Voorbeeld" not in shown_name(contribution, "nl")


@pytest.mark.parametrize("state", ["unconfirmed", "to_check", "withdrawn"])
def test_what_is_not_sent_is_not_published(state):
    contribution = published(Publication.NAME, state=state, withdrawn_at=DURING)

    assert shown_name(contribution, "nl") is None


def test_staff_sees_that_there_is_something_but_no_name(person):
    contribution = published(Publication.NONE)

    assert shown_name(contribution, "nl", person("analyst"))
    assert "Griet" not in shown_name(contribution, "nl", person("analyst"))
    assert shown_name(contribution, "nl", person("dutch-editor")) is None


def test_a_list_of_names_asks_nothing_more_of_the_database(django_assert_num_queries):
    published(Publication.NAME)
    published(Publication.NAME)
    contributions = list(Contribution.objects.select_related("identity", "organisation"))

    with django_assert_num_queries(0):
        assert {shown_name(one, "nl") for one in contributions} == {"Griet Voorbeeld"}
