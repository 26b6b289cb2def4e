"""The screens of the queue: what a moderator reads, decides, and is told when it cannot be."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils.timezone import now
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from partners.models import Claim, ProfileSubmission
from partners.moderation.acts import seen_of
from tests.factories import OrganisationFactory, RepresentativeFactory, UserFactory, page_for, person_in_role

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("lone_pages")]

INDEX = "/admin/requests/"
NEW = {"function": "Directeur", "motivation": "Ik werk er.", "name_nl": "Nieuwe vzw", "name_fr": "", "kind": "ngo"}


@pytest.fixture
def moderator(site):
    return person_in_role("partner-manager", first_name="Odile", last_name="Wauters")


@pytest.fixture
def browser(client, moderator):
    client.force_login(moderator)
    return client


@pytest.fixture
def claim(site):
    return claim_of(OrganisationFactory(name_nl="Bekende vzw", name_fr="Asbl connue"))


def claim_of(organisation=None, days=3, **values):
    values = {"typed": NEW, "language": "nl", "state": "submitted", "submitted_by": UserFactory()} | values
    return Claim.objects.create(organisation=organisation, submitted_at=now() - timedelta(days=days), **values)


def url(request, kind="claim"):
    return reverse("requests:decide", args=[kind, request.pk])


def decision(request, choice, **more):
    return {"seen": seen_of(request), "decision": choice, "claim-role": "administrator"} | more


# --- The queue -------------------------------------------------------------------------------------------------------


def test_the_queue_says_what_who_for_whom_since_when_and_who_knows_them(browser, moderator):
    organisation = OrganisationFactory(account_manager=person_in_role("administrator", first_name="Karel"))
    claim = claim_of(organisation, submitted_by=UserFactory(first_name="An", last_name="Claes"))

    shown = browser.get(INDEX)

    for words in (organisation.name_nl, "An Claes", "Karel", "3 dagen", url(claim)):
        assertContains(shown, words)


def test_the_queue_can_be_narrowed_and_forgives_any_address(browser, moderator, claim):
    mine = claim_of(OrganisationFactory(account_manager=moderator))

    narrowed = browser.get(INDEX, {"kind": "claim", "manager": "mine"})
    assertContains(narrowed, url(mine))
    assertNotContains(narrowed, url(claim))
    assertNotContains(browser.get(INDEX, {"kind": "profile"}), url(claim))
    for query in ({"kind": "\x00"}, {"kind": "none"}, {"manager": "x" * 5000}, {"p": "999999999999999999999"}):
        assertContains(browser.get(INDEX, query), url(claim))


def test_the_menu_and_the_front_say_how_many_wait(browser, claim):
    claim_of()

    front = browser.get("/admin/")

    assertContains(front, "(2)")
    assertContains(front, INDEX)


def test_who_decides_on_nothing_here_does_not_come_in(client, claim):
    for role in ("dutch-editor", "translator", "analyst", "consultation-manager"):
        client.force_login(person_in_role(role))
        for address in (INDEX, url(claim)):
            assertRedirects(client.get(address), "/admin/", fetch_redirect_response=False)
        assertNotContains(client.get("/admin/"), INDEX)
    client.force_login(claim.submitted_by)
    for address in (INDEX, url(claim)):
        assert client.get(address).status_code in (302, 403, 404)


@pytest.mark.parametrize("address", ["claim/999999999/", "nothing/1/", "claim/9999999999999999999999/"])
def test_what_is_not_there_is_not_found(browser, address):
    assert browser.get(INDEX + address, follow=True).status_code == 404


def test_the_draft_of_somebody_is_nobody_elses(browser):
    draft = ProfileSubmission.objects.create(organisation=OrganisationFactory(), saved_at=now(), language="nl")

    assert browser.get(url(draft, "profile"), follow=True).status_code == 404


# --- One request -----------------------------------------------------------------------------------------------------


def test_a_request_shows_what_it_changes_what_is_public_and_what_was_decided_before(browser, claim):
    page = page_for(claim.organisation, "fr")
    RepresentativeFactory(organisation=claim.organisation, user__first_name="Bea")
    claim_of(claim.organisation, state="returned", reason="Wie bent u <b>?</b>", decided_at=now())

    shown = browser.get(url(claim))

    for words in ("Directeur", "Ik werk er.", page.url, "Bea", "Wie bent u &lt;b&gt;?"):
        assertContains(shown, words)


def test_accepting_on_the_screen_decides_and_leads_back_to_the_queue(browser, claim, moderator):
    assertRedirects(browser.post(url(claim), decision(claim, "accept")), INDEX, fetch_redirect_response=False)

    claim.refresh_from_db()
    assert (claim.state, claim.decided_by, claim.representative.role) == ("accepted", moderator, "administrator")


def test_clicking_twice_decides_once_and_says_so(browser, claim):
    typed = decision(claim, "return", reason="Vul aan.")
    browser.post(url(claim), typed)

    again = browser.post(url(claim), decision(claim, "accept"))

    assertRedirects(again, url(claim), fetch_redirect_response=False)
    claim.refresh_from_db()
    assert (claim.state, claim.reason) == ("returned", "Vul aan.")
    shown = browser.get(url(claim))
    assertContains(shown, "Vul aan.")
    assertNotContains(shown, 'name="decision"')


@pytest.mark.parametrize(
    "typed",
    [
        {"decision": "return", "reason": "  "},
        {"decision": "", "reason": "Vul dit eerst aan."},
        {"decision": "accept", "claim-role": "king", "reason": "Vul dit eerst aan."},
        {"decision": "return", "reason": "x" * 2001},
        {"decision": "return", "reason": "Vul\x00aan"},
        {"decision": "delete", "reason": "Vul dit eerst aan."},
    ],
)
def test_what_is_not_right_decides_nothing_and_loses_nothing(browser, claim, typed):
    shown = browser.post(url(claim), decision(claim, "") | typed)

    assert shown.status_code == 200
    assertContains(shown, typed["reason"].strip("\x00 ")[:15].partition("\x00")[0])
    claim.refresh_from_db()
    assert claim.state == "submitted"


def test_a_text_that_changed_while_somebody_read_it_is_read_again(browser):
    submission = ProfileSubmission.objects.create(
        organisation=OrganisationFactory(), saved_at=now(), submitted_at=now(), state="submitted", language="nl",
        typed={"website": "https://nieuw.example"}, submitted_by=UserFactory(),
    )  # fmt: skip
    typed = decision(submission, "return", reason="Dit adres bestaat niet.")
    ProfileSubmission.objects.filter(pk=submission.pk).update(version=7, typed={"website": "https://nieuwer.example"})

    shown = browser.post(url(submission, "profile"), typed)

    assertContains(shown, "Dit adres bestaat niet.")
    assertContains(shown, "https://nieuwer.example")
    submission.refresh_from_db()
    assert submission.state == "submitted"
    fresh = shown.context["form"]["seen"].value()
    browser.post(url(submission, "profile"), typed | {"seen": fresh})
    submission.refresh_from_db()
    assert submission.state == "returned"


def test_ones_own_request_is_shown_without_a_decision(browser, moderator):
    own = claim_of(OrganisationFactory(), submitted_by=moderator)

    assertNotContains(browser.get(url(own)), 'name="decision"')
    assert browser.post(url(own), decision(own, "accept")).status_code in (302, 403)
    own.refresh_from_db()
    assert own.state == "submitted"


def test_a_new_organisation_asks_for_its_missing_name_or_which_one_it_is(browser):
    known, claim = OrganisationFactory(name_nl="Nieuwe vzw"), claim_of()

    assertContains(browser.get(url(claim)), known.code)
    refused = browser.post(url(claim), decision(claim, "accept", **{"claim-name_nl": "Nieuwe vzw"}))
    assert refused.status_code == 200
    browser.post(url(claim), decision(claim, "accept", **{"claim-known": known.pk}))
    claim.refresh_from_db()
    assert (claim.state, claim.organisation) == ("accepted", known)


def test_the_new_logo_is_for_who_decides(client, browser):
    submission = ProfileSubmission.objects.create(
        organisation=OrganisationFactory(), saved_at=now(), submitted_at=now(), state="submitted", language="nl"
    )
    submission.logo.save("logo.png", ContentFile(b"\x89PNG\r\n"))
    address = reverse("requests:logo", args=[submission.pk])

    assertContains(browser.get(url(submission, "profile")), address)
    shown = browser.get(address)
    assert shown["Content-Type"] == "image/png"
    assert "no-store" in shown["Cache-Control"]
    client.force_login(person_in_role("dutch-editor"))
    assert client.get(address).status_code in (302, 403)
    submission.logo.delete()


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_the_screens_are_in_the_language_of_who_decides(client, claim, language):
    client.force_login(person_in_role("partner-manager", language=language))

    for address in (INDEX, url(claim)):
        assertContains(client.get(address), claim.organisation.name_in(language))
