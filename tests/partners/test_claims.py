"""Claiming an organisation: at once by the domain of an address, else by its administrators or the secretariat."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils.translation import override

from partners.evidence import is_proved
from partners.models import Claim, Organisation, OrganisationDomain, Representative
from partners.services.representatives import claim_accept, claim_return, claim_submit, claim_withdraw
from tests.factories import OrganisationFactory, RepresentativeFactory, UserFactory, person_in_role

from .people_world import person, speaker

pytestmark = pytest.mark.django_db

SITE = "https://www.voorbeeld.be/over-ons"
WORDS = {"function": "Coördinator", "motivation": "Ik werk er."}
NEW = {"name_nl": "Nieuwe Vereniging", "name_fr": "", "enterprise_number": "", "kind": "ngo", "website": ""}


@pytest.fixture
def organisation(site):
    return OrganisationFactory(code="voorbeeld", name_nl="Voorbeeld", name_fr="Exemple", website=SITE)


def submit(user, organisation, **typed):
    return claim_submit(user=user, organisation=organisation, typed=WORDS | typed, language="nl")


# --- By the domain ---------------------------------------------------------------------------------------------------


def test_an_address_of_the_domain_of_the_website_is_believed_at_once(organisation):
    user = person("An@Voorbeeld.be")

    claim = submit(user, organisation)

    assert (claim.state, claim.proof) == ("accepted", "domain")
    representative = Representative.objects.current().get(user=user)
    assert representative.is_administrator
    assert representative.function_nl == "Coördinator"
    assert claim.representative == representative


def test_an_address_of_a_confirmed_domain_is_believed_at_once(organisation):
    OrganisationDomain.objects.create(organisation=organisation, name="ander.example")

    assert submit(person("an@ander.example"), organisation).state == "accepted"


@pytest.mark.parametrize(
    ("email", "website"),
    [
        ("an@gmail.com", "https://gmail.com"),
        ("an@student.voorbeeld.be", SITE),
        ("an@voorbeeld.be.evil.example", SITE),
        ("an@elders.example", SITE),
        ("an@vооrbeeld.be", "https://vооrbeeld.be"),
        ("an@xn--vrbeeld-fbgb.be", "https://xn--vrbeeld-fbgb.be"),
        ("an@fass.example", "https://faß.example"),
        ("an@evil.example", "https://evil.example\\@voorbeeld.be"),
    ],
    ids=["freemail", "below", "longer", "other", "cyrillic", "its punycode", "sharp s", "two hosts"],
)
def test_other_addresses_prove_nothing(organisation, email, website):
    organisation.website = website

    assert not is_proved(person(email), organisation)


def test_an_address_that_was_not_confirmed_proves_nothing(organisation):
    assert not is_proved(person("an@voorbeeld.be", verified=False), organisation)


def test_the_domain_of_a_website_of_several_organisations_proves_nothing(organisation):
    OrganisationFactory(website="https://voorbeeld.be/afdeling")

    assert submit(person("an@voorbeeld.be"), organisation).state == "submitted"


# --- Sent twice, sent too often --------------------------------------------------------------------------------------


def test_a_double_click_makes_one_claim(organisation):
    believed, other = person("an@voorbeeld.be"), person("bo@elders.example")

    assert submit(believed, organisation) == submit(believed, organisation)
    assert submit(other, organisation) == submit(other, organisation)
    first = submit(other, None, **NEW)
    assert submit(other, None, **NEW | {"name_nl": "NIEUWE vereniging"}) == first
    assert Claim.objects.count() == 3


def test_who_speaks_for_it_already_cannot_claim_it(organisation):
    known = RepresentativeFactory(organisation=organisation, role="member")

    with pytest.raises(ValidationError):
        submit(known.user, organisation)


def test_only_so_many_claims_of_one_person_wait(organisation):
    user = person("bo@elders.example")
    for number in range(5):
        submit(user, None, **NEW | {"name_nl": f"Vereniging {number}"})

    with pytest.raises(ValidationError):
        submit(user, organisation)


def test_an_archived_organisation_cannot_be_claimed(organisation, client):
    Organisation.objects.filter(pk=organisation.pk).update(archived_at="2026-01-01T00:00Z")
    client.force_login(person("an@voorbeeld.be"))

    with pytest.raises(ValidationError):
        submit(person("bo@voorbeeld.be"), organisation)
    assert client.get(reverse("space:claim_one", args=["voorbeeld"])).status_code == 404
    assert "Voorbeeld" not in client.get(reverse("space:claim"), {"q": "Voorbeeld"}).text.partition("<h1")[2].replace(
        'value="Voorbeeld"', ""
    )


# --- Who decides -----------------------------------------------------------------------------------------------------


def test_a_claim_of_a_claimed_organisation_goes_to_its_administrators(
    organisation, mailoutbox, django_capture_on_commit_callbacks
):
    french = speaker(organisation, "chef@voorbeeld.be", language="fr")
    speaker(organisation, "lid@voorbeeld.be", role="member")

    with django_capture_on_commit_callbacks(execute=True):
        claim = submit(person("an@voorbeeld.be", first_name="An"), organisation)

    assert claim.state == "submitted"
    mail = next(mail for mail in mailoutbox if mail.to == [french.user.email])
    assert mail.extra_headers["Content-Language"] == "fr"
    with override("fr"):
        assert reverse("space:colleague", args=["voorbeeld", claim.pk]) in mail.body
    assert not any(mail.to == ["lid@voorbeeld.be"] for mail in mailoutbox)


def test_an_administrator_makes_a_colleague_of_who_claims(
    organisation, mailoutbox, django_capture_on_commit_callbacks
):
    chief = speaker(organisation, "chef@voorbeeld.be")
    claim = submit(person("an@elders.example", language="fr"), organisation)

    with django_capture_on_commit_callbacks(execute=True):
        claim = claim_accept(claim=claim, by=chief.user)

    assert (claim.proof, claim.representative.role, claim.decided_by) == ("people", "member", chief.user)
    (mail,) = [mail for mail in mailoutbox if mail.to == ["an@elders.example"]]
    assert mail.extra_headers["Content-Language"] == "nl", "in the language of the claim"


def test_the_secretariat_makes_an_administrator(organisation):
    claim = submit(person("an@elders.example"), organisation)

    claim = claim_accept(claim=claim, by=person_in_role("partner-manager"))

    assert (claim.proof, claim.representative.role) == ("secretariat", "administrator")


def test_others_decide_on_nothing(organisation):
    user = person("an@elders.example")
    claim = submit(user, organisation)
    member = RepresentativeFactory(organisation=organisation, role="member").user
    past = RepresentativeFactory(organisation=organisation, until=date(2021, 1, 1)).user
    elsewhere = RepresentativeFactory().user

    for by in (user, member, past, elsewhere, UserFactory()):
        with pytest.raises(PermissionDenied):
            claim_accept(claim=claim, by=by)
        with pytest.raises(PermissionDenied):
            claim_return(claim=claim, by=by, reason="Neen.")


def test_a_claim_is_decided_once_and_returned_with_a_reason(organisation):
    chief = speaker(organisation, "chef@voorbeeld.be").user
    claim = submit(person("an@elders.example"), organisation)

    with pytest.raises(ValidationError):
        claim_return(claim=claim, by=chief, reason="  ")
    assert claim_return(claim=claim, by=chief, reason="Ik ken u niet.").state == "returned"
    with pytest.raises(ValidationError):
        claim_accept(claim=claim, by=chief)


def test_a_claim_is_withdrawn_by_whose_it_is(organisation):
    user = person("an@elders.example")
    claim = submit(user, organisation)

    with pytest.raises(PermissionDenied):
        claim_withdraw(claim=claim, by=UserFactory())
    assert claim_withdraw(claim=claim, by=user).state == "withdrawn"


# --- A new organisation ----------------------------------------------------------------------------------------------


def test_accepting_a_new_organisation_makes_its_record_and_draft_pages(site):
    OrganisationFactory(code="nieuwe-vereniging")
    claim = submit(person("an@elders.example"), None, **NEW | {"enterprise_number": "0999.000.030"})

    claim = claim_accept(claim=claim, by=person_in_role("partner-manager"))

    made = claim.organisation
    assert (made.name_nl, made.name_fr, made.code) == ("Nieuwe Vereniging", "Nieuwe Vereniging", "nieuwe-vereniging-2")
    assert made.enterprise_number == "0999000030"
    assert not made.is_public
    assert sorted(made.pages_by_language()) == ["fr", "nl"]
    assert not any(page.live for page in made.pages_by_language().values())


def test_a_new_organisation_with_a_number_of_the_register_is_that_one(site):
    hidden = OrganisationFactory(enterprise_number="0999000030", is_public=False)
    claim = submit(person("an@elders.example"), None, **NEW | {"enterprise_number": "0999000030"})

    assert claim_accept(claim=claim, by=person_in_role("partner-manager")).organisation == hidden


# --- The screens -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("words", ["exemp", "voorbeeld", "VB", "0999.000.030"])
def test_an_organisation_is_found_by_name_acronym_or_number(client, organisation, words):
    Organisation.objects.filter(pk=organisation.pk).update(acronym_nl="VB", enterprise_number="0999000030")
    OrganisationFactory(name_nl="Iets anders", name_fr="Autre")
    OrganisationFactory(name_nl="Voorbeeld verborgen", is_public=False)
    client.force_login(UserFactory())

    response = client.get(reverse("space:claim"), {"q": words})

    assert reverse("space:claim_one", args=["voorbeeld"]) in response.text
    assert response.text.count("own__row") == 1


@pytest.mark.parametrize("words", ["0999.000.031", "x" * 300, "\x00", "\u202evoorbeeld", "   "])
def test_a_search_that_cannot_be_says_why(client, organisation, words):
    client.force_login(UserFactory())

    response = client.get(reverse("space:claim"), {"q": words})

    assert response.status_code == 200
    assert "error-summary" in response.text


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_a_claim_is_sent_from_its_screen(client, organisation, language):
    user = person("an@elders.example")
    client.force_login(user)
    with override(language):
        address, home = reverse("space:claim_one", args=["voorbeeld"]), reverse("space:home")

    refused = client.post(address, {"function": "Directeur", "motivation": ""})
    response = client.post(address, {"function": "Directeur", "motivation": "Ik\nwerk er."}, follow=True)

    assert 'value="Directeur"' in refused.text, "nothing typed is lost"
    assert response.redirect_chain == [(home, 302)]
    claim = Claim.objects.get()
    assert (claim.language, claim.submitted_by) == (language, user)
    assert claim.typed == {"function": "Directeur", "motivation": "Ik\nwerk er."}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("name_nl", "Goed\u202eeb"),
        ("name_nl", "A\x00B"),
        ("name_nl", "…"),
        ("name_nl", "x" * 201),
        ("name_nl", ""),
        ("motivation", "Ik \u2066werk\u2069 er."),
        ("enterprise_number", "0999.000.031"),
        ("kind", "kabouters"),
        ("website", "https://vооrbeeld.be"),
        ("website", "javascript:alert(1)"),
    ],
)
def test_a_new_organisation_with_something_wrong_is_refused_beside_the_field(client, site, name, value):
    client.force_login(UserFactory())
    good = NEW | WORDS | {"website": "https://nieuw.example"}

    response = client.post(reverse("space:claim_new"), good | {name: value})

    assert response.status_code == 200
    assert f'id="id_{name}_error"' in response.text
    assert not Claim.objects.exists()


def test_a_new_organisation_that_is_in_the_register_leads_there(client, organisation):
    Organisation.objects.filter(pk=organisation.pk).update(enterprise_number="0999000030")
    client.force_login(UserFactory())
    address, known = reverse("space:claim_new"), reverse("space:claim_one", args=["voorbeeld"])

    by_number = client.post(address, NEW | WORDS | {"enterprise_number": "BE 0999.000.030"})
    by_name = client.post(address, NEW | WORDS | {"name_nl": "exemple"})
    assert not Claim.objects.exists()
    another = client.post(address, NEW | WORDS | {"name_nl": "exemple", "is_another": "on"})

    assert known in by_number.text
    assert known in by_name.text
    assert another.status_code == 302
    assert Claim.objects.get().typed["name_nl"] == "exemple"


def test_pasted_names_are_cleaned_of_marks_that_mean_nothing(client, site):
    client.force_login(UserFactory())

    client.post(reverse("space:claim_new"), NEW | WORDS | {"name_nl": " Ver\u00ade\u200bniging \t A\ufeff "})

    assert Claim.objects.get().typed["name_nl"] == "Vereniging A"


def test_an_administrator_answers_from_their_space(client, organisation):
    chief = speaker(organisation, "chef@voorbeeld.be")
    claim = submit(person("an@elders.example", first_name="An"), organisation)
    address = reverse("space:colleague", args=["voorbeeld", claim.pk])
    client.force_login(chief.user)

    assert address in client.get(reverse("space:home")).text
    refused = client.post(address, {"answer": "no", "role": "member", "reason": ""})
    assert 'id="id_reason_error"' in refused.text
    client.post(address, {"answer": "yes", "role": "administrator", "reason": ""})

    claim.refresh_from_db()
    assert (claim.state, claim.representative.role) == ("accepted", "administrator")


def test_the_claim_of_a_colleague_is_nobody_elses_business(client, organisation):
    speaker(organisation, "chef@voorbeeld.be")
    claim = submit(person("an@elders.example"), organisation)
    other = speaker(OrganisationFactory(code="ander"), "x@ander.example").user
    member = speaker(organisation, "lid@voorbeeld.be", role="member").user

    for user, code in ((member, "voorbeeld"), (other, "voorbeeld"), (other, "ander")):
        client.force_login(user)
        assert client.get(reverse("space:colleague", args=[code, claim.pk])).status_code == 404
        assert client.post(reverse("space:withdraw_claim", args=[claim.pk])).status_code == 404
