"""Who speaks for an organisation: which one it is, and who confirms it."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from consultations.about import About
from consultations.after.mandate_mails import MOST, mandate_send
from consultations.kinds import Mandate, RespondentKind
from consultations.services.drafts import draft_edit
from consultations.services.mandates import organisation_of
from consultations.services.sending import contribution_confirm, contribution_send, contribution_withdraw
from partners.domains import belongs, domain_of_address, domain_of_site
from tests.factories import OrganisationFactory

from .afterwards import address, browser_of, click, ready, running
from .world import DURING, opened, sent

pytestmark = pytest.mark.django_db

SPEAKS = About(
    respondent=RespondentKind.ORGANISATION,
    name="Griet Voorbeeld",
    email="griet@voorbeeld.example",
    organisation_name="Vereniging Élan",
    speaks_for=True,
)


def partner(**values):
    names = {"name_nl": "Vereniging Élan", "name_fr": "Association Élan"}
    return OrganisationFactory(**(names | {"is_public": True} | values))


@pytest.mark.parametrize("name", ["vereniging elan", "ASSOCIATION  ÉLAN", " Vereniging Élan "])
def test_a_partner_is_known_by_its_name_in_either_language(name):
    known = partner()

    assert organisation_of(replace(SPEAKS, organisation_name=name)) == known


@pytest.mark.parametrize("name", ["Vereniging Elán vzw", "Elan", "", "Vereniging", "%", "V\u0435reniging Élan"])
def test_a_name_that_only_looks_like_it_is_no_partner(name):
    partner()

    assert organisation_of(replace(SPEAKS, organisation_name=name)) is None


def test_the_number_comes_before_the_name_and_another_number_is_another_organisation():
    named, numbered = partner(enterprise_number="0999000030"), partner(
        name_nl="Andere", name_fr="Autre", enterprise_number="0999000129"
    )  # fmt: skip

    assert organisation_of(replace(SPEAKS, enterprise_number="BE 0999.000.129")) == numbered
    assert organisation_of(replace(SPEAKS, enterprise_number="0999.000.228")) is None
    assert organisation_of(SPEAKS) == named


def test_two_partners_of_one_name_are_none_and_hidden_ones_are_not_known():
    partner()
    partner()
    hidden = partner(name_nl="Verborgen", name_fr="Cachée", is_public=False)

    assert organisation_of(SPEAKS) is None
    assert organisation_of(replace(SPEAKS, organisation_name=hidden.name_nl)) is None


def test_a_partner_is_known_by_the_domain_of_the_address_and_an_individual_never():
    known = partner(website="https://www.voorbeeld.example/nl/")
    elsewhere = replace(SPEAKS, organisation_name="Iets anders")

    assert organisation_of(elsewhere) == known
    assert organisation_of(replace(SPEAKS, respondent=RespondentKind.INDIVIDUAL)) is None
    assert organisation_of(replace(elsewhere, email="")) is None


@pytest.mark.parametrize(
    ("email", "holds"),
    [
        ("griet@voorbeeld.example", True),
        ("griet@post.voorbeeld.example", True),
        ("griet@VOORBEELD.example.", True),
        ("griet@voorbeeld.example.evil.com", False),
        ("griet@evilvoorbeeld.example", False),
        ("griet@example", False),
        ("voorbeeld.example@evil.com", False),
        ("griet@voorbeeld.example@evil.com", False),
        ("griet@voorb\u0435eld.example", False),
        ("griet@", False),
        ("", False),
    ],
)
def test_an_address_is_of_the_domain_or_below_it(email, holds):
    assert belongs(domain_of_address(email), domain_of_site("https://www.voorbeeld.example")) is holds


@pytest.mark.parametrize(
    "site",
    ["https://gmail.com", "https://www.facebook.com/voorbeeld", "https://x.wordpress.com", "http://10.0.0.1", "http://[",
     "http://localhost", ""],
)  # fmt: skip
def test_a_domain_that_everybody_can_have_proves_nothing(site):
    domain = domain_of_site(site)

    assert domain == ""
    assert not belongs(domain_of_address("griet@gmail.com"), domain_of_address("vereniging@gmail.com"))


def test_the_mandate_is_confirmed_by_the_domain_once_the_address_is():
    partner(website="https://voorbeeld.example")
    consultation, sample = opened()
    contribution = sent(consultation, sample, about=SPEAKS)
    assert contribution.mandate == Mandate.DECLARED

    assert contribution_confirm(contribution=contribution, at=DURING).mandate == Mandate.DOMAIN


def test_another_domain_or_nobody_spoken_for_confirms_nothing():
    partner(website="https://elders.example")
    consultation, sample = opened()
    elsewhere = sent(consultation, sample, about=SPEAKS)
    for_nobody = sent(consultation, sample, about=replace(SPEAKS, speaks_for=False))

    assert contribution_confirm(contribution=elsewhere, at=DURING).mandate == Mandate.DECLARED
    assert contribution_confirm(contribution=for_nobody, at=DURING).mandate == Mandate.NONE


def test_an_edit_keeps_what_was_confirmed_only_for_the_same_organisation_and_address():
    partner(website="https://voorbeeld.example")
    consultation, sample = opened()

    def edited(**changed):
        contribution = contribution_confirm(contribution=sent(consultation, sample, about=SPEAKS), at=DURING)
        draft = draft_edit(contribution=contribution, at=DURING)
        return contribution_send(draft=draft, about=replace(SPEAKS, **changed), at=DURING)[0]

    assert edited().mandate == Mandate.DOMAIN
    assert edited(email="griet@gmail.com").mandate == Mandate.DECLARED
    assert edited(email="griet@gmail.com").confirmed_at is None
    assert edited(organisation_name="Een andere", email="x@elders.example").mandate == Mandate.DECLARED
    assert edited(speaks_for=False).mandate == Mandate.NONE


def asked(**values):
    """(a contribution that an organisation was asked about, the addresses in the mail)."""
    organisation = partner(**({"email": "info@elan.example"} | values))
    consultation, sample = running()
    contribution = sent(consultation, sample, about=SPEAKS, at=timezone.now())
    assert contribution.organisation == organisation
    assert mandate_send(contribution, timezone.now())
    letter = mail.outbox[-1]
    return contribution, ["/" + line.split("/", 3)[-1] for line in letter.body.splitlines() if line.startswith("http")]


def test_the_organisation_is_asked_at_its_general_address_in_both_languages_without_a_name():
    asked()

    letter = mail.outbox[0]
    assert letter.to == ["info@elan.example"]
    assert (
        letter.subject
        == "Spreekt iemand namens Vereniging Élan? / Quelqu’un parle-t-il au nom de Association Élan\u202f?"
    )
    assert "Griet" not in letter.body
    assert letter.extra_headers["Content-Language"] == "nl, fr"


@pytest.mark.parametrize(("language", "answer", "mandate"), [(0, "confirm", "people"), (1, "deny", "denied")])
def test_the_organisation_answers_once_and_sees_who_and_nothing_of_the_answers(language, answer, mandate):
    contribution, links = asked()
    client = browser_of()

    looked = client.get(links[language])
    contribution.refresh_from_db()
    assert contribution.mandate == Mandate.DECLARED
    assertContains(looked, "Griet Voorbeeld")
    for hidden in ("single 1", "Anders zeggen", SPEAKS.email, contribution.reference):
        assertNotContains(looked, hidden)
    assertContains(client.post(links[language], {"answer": "perhaps"}), "error-summary")

    after = client.post(links[language], {"answer": answer}, follow=True)
    client.post(links[1 - language], {"answer": "confirm" if answer == "deny" else "deny"})

    contribution.refresh_from_db()
    assert contribution.mandate == mandate
    assertNotContains(after, "Griet Voorbeeld")
    assert client.get(address("contribution", contribution.reference)).status_code == 404


def test_a_link_that_was_used_answers_nothing_else_about_the_same_person():
    contribution, links = asked()
    browser_of().post(links[0], {"answer": "deny"})
    type(contribution).objects.filter(pk=contribution.pk).update(mandate=Mandate.DECLARED)

    browser_of().post(links[0], {"answer": "confirm"})

    contribution.refresh_from_db()
    assert contribution.mandate == Mandate.DECLARED


def test_nothing_is_asked_any_longer_about_what_was_withdrawn_or_is_about_another():
    contribution, links = asked()
    contribution_withdraw(contribution=contribution)

    page = browser_of().get(links[0])

    assertContains(page, "niets meer gevraagd")
    assertNotContains(page, "Griet Voorbeeld")
    browser_of().post(links[0], {"answer": "confirm"})
    contribution.refresh_from_db()
    assert contribution.mandate == Mandate.DECLARED


def test_the_link_expires():
    contribution, links = asked()
    contribution.links.update(expires_at=timezone.now() - timedelta(seconds=1))

    assert browser_of().post(links[0], {"answer": "confirm"}).status_code == 410
    contribution.refresh_from_db()
    assert contribution.mandate == Mandate.DECLARED


def test_the_organisation_is_asked_once_for_each_and_not_without_end():
    organisation = partner(email="info@elan.example")
    consultation, sample = opened()
    contributions = [sent(consultation, sample, about=SPEAKS) for _time in range(MOST + 1)]

    asked_for = [mandate_send(contribution, DURING) for contribution in contributions]

    assert asked_for == [True] * MOST + [False]
    assert not mandate_send(contributions[0], DURING + timedelta(days=2))
    assert mandate_send(contributions[-1], DURING + timedelta(days=2))
    assert {letter.to[0] for letter in mail.outbox} == {organisation.email}


def test_the_organisation_is_not_asked_where_its_domain_can_confirm_it_or_it_has_no_address():
    partner(website="https://voorbeeld.example", email="info@voorbeeld.example")
    partner(name_nl="Zonder adres", name_fr="Sans adresse")
    consultation, sample = opened()

    assert not mandate_send(sent(consultation, sample, about=SPEAKS), DURING)
    nameless = replace(SPEAKS, organisation_name="Zonder adres", email="")
    assert not mandate_send(sent(consultation, sample, about=nameless), DURING)
    assert mail.outbox == []


def test_the_whole_way_from_the_button_to_the_confirmation_by_the_domain():
    partner(website="https://voorbeeld.example", email="info@voorbeeld.example")
    consultation, sample = running()
    draft = ready(
        consultation, sample, respondent="organisation", organisation_name="vereniging elan", speaks_for="on",
        publication="organisation",
    )  # fmt: skip
    click(browser_of(draft), draft)
    (letter,) = mail.outbox
    link = next(line for line in letter.body.splitlines() if line.startswith("http"))

    page = browser_of().post("/" + link.split("/", 3)[-1], follow=True)

    assertContains(page, "Bevestigd door het domein")
