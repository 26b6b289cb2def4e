"""A pledge is written in peace: kept as typed, by several at once, judged only when it is sent on."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext, override
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from actions.models import PledgeProposal
from actions.pledging.promise import read
from actions.services.pledges import (
    NewerText,
    NotEditable,
    NotWhole,
    proposal_drop,
    proposal_save,
    proposal_start,
    proposal_submit,
    proposal_take_back,
)
from core.dates import today
from tests.factories import ActionFactory, OrganisationFactory, RepresentativeFactory

from .pledging_world import (
    AT,
    LANGUAGES,
    MILESTONE,
    TYPED,
    again,
    drafted,
    rewritten,
    sent,
    speaker,
    typed,
    url,
    version_in,
)

pytestmark = pytest.mark.django_db

JSON = {"HTTP_ACCEPT": "application/json"}


@pytest.fixture
def speaks(site):
    return speaker()


@pytest.fixture
def inside(client, speaks):
    client.force_login(speaks.user)
    return client


def problems(representative, **more):
    return read(typed(**more), organisation=representative.organisation, on=AT.date()).problems


class Tab:
    """A browser tab with the text open, which remembers what it carries unseen."""

    def __init__(self, client, proposal, language="nl"):
        self.client, self.key, self.language = client, proposal.key, language
        self.version = version_in(client.get(url("edit", language, proposal.key)))

    def post(self, act, **more):
        data = TYPED | {"version": self.version, "act": act} | more
        response = self.client.post(url("edit", self.language, self.key), data)
        if response.status_code != 302:
            self.version = version_in(response)
        return response

    def type(self, **more):
        """What the script sends a moment after a pause."""
        data = TYPED | {"version": self.version} | more
        response = self.client.post(url("draft", self.language, self.key), data, **JSON)
        if response.status_code == 200:
            self.version = response.json()["version"]
        return response


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_pledge_is_begun_once_and_kept_as_typed(inside, speaks, language):
    for _click in range(2):
        response = inside.post(url("start", language), {"organisation": speaks.organisation.code})
    proposal = PledgeProposal.objects.get()
    assertRedirects(response, url("edit", language, proposal.key), fetch_redirect_response=False)
    tab = Tab(inside, proposal, language)

    response = tab.post("later", name_nl="  Half <b>af</b> ", ends_on="morgen", **MILESTONE)

    assert response.url == url("list", language)
    assert again(proposal).typed["name_nl"] == "  Half <b>af</b> "
    assertContains(inside.get(url("edit", language, proposal.key)), "Half &lt;b&gt;af&lt;/b&gt;")
    assertContains(inside.get(url("edit", language, proposal.key)), "Bekers gekocht")
    assert again(proposal).state == "draft"


def test_the_script_keeps_what_is_typed_with_a_version_per_save(inside, speaks):
    proposal = drafted(speaks)
    tab = Tab(inside, proposal)

    assert tab.type(name_nl="Anders").json()["version"] == 2
    assert tab.type(name_nl="Nog anders").status_code == 200
    assert again(proposal).typed["name_nl"] == "Nog anders"


def test_two_tabs_or_colleagues_lose_nothing(inside, speaks, client):
    proposal = drafted(speaks)
    here, there = Tab(inside, proposal), Tab(inside, proposal)
    there.type(name_nl="Van een collega")

    refused = here.type(name_nl="Van hier")
    response = here.post("send", name_nl="Van hier")

    assert refused.status_code == response.status_code == 409
    assertContains(response, "Van een collega", status_code=409)
    assertContains(response, 'value="Van hier"', status_code=409)
    assert again(proposal).typed["name_nl"] == "Van een collega"
    assert here.post("later", name_nl="Van hier").status_code == 302
    assert again(proposal).typed["name_nl"] == "Van hier"


def test_the_same_words_are_no_conflict(speaks):
    proposal = drafted(speaks)
    proposal_save(proposal=proposal, typed=typed(), version=0, by=speaks.user)
    with pytest.raises(NewerText):
        proposal_save(proposal=proposal, typed=typed(reason="Anders."), version=0, by=speaks.user)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_wrong_is_said_at_its_field_only_when_it_is_sent_on(inside, speaks, language):
    proposal = drafted(speaks)
    tab = Tab(inside, proposal, language)

    assert tab.post("later", ends_on="1900-01-01", text_nl="").status_code == 302
    tab = Tab(inside, proposal, language)
    assertNotContains(inside.get(url("edit", language, proposal.key)), "error-summary")
    response = tab.post("send", ends_on="1900-01-01", text_nl="", aim_fr="Gardé")

    assertContains(response, 'href="#id_text_nl"', status_code=422)
    assertContains(response, 'href="#id_ends_on"', status_code=422)
    assertContains(response, 'aria-invalid="true"', status_code=422)
    assertContains(response, "Gardé", status_code=422)
    assert again(proposal).state == "draft"
    assert again(proposal).typed["aim_fr"] == "Gardé"


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"ends_on": "1900-01-01"}, "ends_on"),
        ({"ends_on": "9999-12-31"}, "ends_on"),
        ({"ends_on": "2026-11-02"}, "ends_on"),
        ({"ends_on": "31-02-2027"}, "ends_on"),
        ({"ends_on": ""}, "ends_on"),
        ({"timing": ""}, "timing"),
        ({"timing": "forged"}, "timing"),
        ({"status": "completed"}, "status"),
        ({"reason": " \n"}, "reason"),
        ({"reason": "x" * 2001}, "reason"),
        ({"name_nl": "x" * 101}, "name_nl"),
        ({"name_nl": "om\u202egekeerd"}, "name_nl"),
        ({"text_fr": "x" * 20_000}, "text_fr"),
        ({"language": "xx"}, "language"),
        ({"themes": ["forged"]}, "themes"),
        ({"goals": ["18"]}, "goals"),
        ({"goals": ["²"]}, "goals"),
        ({"actions": ["forged"]}, "actions"),
        ({"partners": ["forged"]}, "partners"),
        ({"partners": [f"o-{number}" for number in range(100)]}, "partners"),
        ({"organisation": "somebody-else"}, "organisation"),
        (MILESTONE | {"milestone-0-due_on": "2029-01-01"}, "milestone-0-due_on"),
        (MILESTONE | {"milestone-0-due_on": "2020-01-01"}, "milestone-0-due_on"),
        (MILESTONE | {"milestone-0-name_fr": ""}, "milestone-0-name_fr"),
    ],
)
def test_what_cannot_be_right_is_refused_at_its_field(speaks, more, field):
    assert list(problems(speaks, **more)) == [field]


def test_a_whole_text_has_no_problem(speaks):
    assert problems(speaks, **MILESTONE) == {}
    assert problems(speaks, ends_on="31/12/2028") == {}
    assert problems(speaks, timing="ongoing", ends_on="") == {}


def test_one_language_is_enough_for_who_asks_for_a_translation(speaks):
    dutch = {name: "" for name in TYPED if name.endswith("_fr")} | {"name_fr": "Le titre seul"}

    assert set(problems(speaks, **dutch)) == {"text_fr", "aim_fr", "measure_fr"}
    assert problems(speaks, wants_translation="on", **dutch) == {}
    assert set(problems(speaks, wants_translation="on", **dutch, text_nl="")) == {"text_nl"}


def test_control_signs_are_left_out_and_nothing_typed_is_cut_unseen(speaks):
    proposal = drafted(speaks, name_nl="Be\x00kers\x07", reason="Eén\r\ntwee")

    promise = read(proposal.typed, organisation=speaks.organisation, on=AT.date())
    assert promise.texts["name"]["nl"] == "Bekers"
    assert promise.reason == "Eén\ntwee"
    assert len(drafted(speaker(), aim_nl="x" * 10_000_000).typed["aim_nl"]) == 10_000


def test_ten_megabytes_are_refused_without_an_error_of_ours(inside, speaks):
    proposal = drafted(speaks)
    data = TYPED | {"version": "1", "act": "later", "reason": "x" * 10_000_000}
    assert inside.post(url("edit", "nl", proposal.key), data).status_code in {302, 400, 413}


@pytest.mark.parametrize("language", LANGUAGES)
def test_actions_and_partners_are_found_and_ticked_without_script(inside, speaks, language):
    action = ActionFactory(name_nl="Zwerfvuil weg", name_fr="Déchets sauvages")
    hidden = ActionFactory(name_nl="Zwerfvuil geheim", name_fr="Déchets sauvages secrets", is_public=False)
    partner = OrganisationFactory(name_nl="De Buren", name_fr="Les Voisins")
    OrganisationFactory(name_nl="De Buren vroeger", name_fr="Les Voisins d’avant", is_public=False)
    proposal = drafted(speaks)
    word = {"nl": "zwerfvuil", "fr": "sauvages"}[language]

    response = Tab(inside, proposal, language).post("find_actions", find_actions=word, name_nl="Bewaard")
    found = inside.get(response.url)
    assertContains(found, f'name="actions" value="{action.code}"')
    assertNotContains(found, hidden.code)
    assert again(proposal).typed["name_nl"] == "Bewaard"

    name = partner.name_in(language)
    tab = Tab(inside, proposal, language)
    found = inside.get(tab.post("find_partners", find_partners=name, actions=[action.code]).url)
    assert found.text.count('name="partners"') == 1
    Tab(inside, proposal, language).post("later", actions=[action.code], partners=[partner.code])
    assert again(proposal).typed["partners"] == [partner.code]
    assertContains(inside.get(url("edit", language, proposal.key)), name)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_enter_key_searches_what_was_typed_there_and_never_leaves_the_text(inside, speaks, language):
    proposal = drafted(speaks)
    here = url("edit", language, proposal.key)
    assert Tab(inside, proposal, language).post("enter").url == here
    found = Tab(inside, proposal, language).post("enter", find_partners="zzz").url
    assert found == f"{here}?partners=zzz#find-partners"
    with override(language):
        assertContains(inside.get(found), gettext("Nothing was found for “%(query)s”.") % {"query": "zzz"})


def test_somebody_speaks_for_a_hidden_organisation_then_it_can_be_a_partner(inside, speaks):
    claimed = speaker(OrganisationFactory(is_public=False)).organisation
    assert problems(speaks, partners=[claimed.code]) == {}
    assert "partners" in problems(speaks, partners=[OrganisationFactory(is_public=False).code])


def test_an_archived_action_is_named_so_that_it_can_be_taken_out(inside, speaks):
    action = ActionFactory()
    proposal = drafted(speaks, actions=[action.code])
    action.archived_at = AT
    action.save()

    with pytest.raises(NotWhole) as refusal:
        proposal_submit(proposal=proposal, by=speaks.user, at=AT)
    assert list(refusal.value.problems) == ["actions"]
    assertContains(inside.get(url("edit", "nl", proposal.key)), f'value="{action.code}"')


def test_it_is_sent_once_and_stands_still_until_it_is_taken_back(inside, speaks):
    proposal = drafted(speaks)
    first = proposal_submit(proposal=proposal, by=speaks.user, at=AT)
    second = proposal_submit(proposal=proposal, by=speaks.user, at=AT + timedelta(minutes=1))

    assert first.submitted_at == second.submitted_at == AT
    with pytest.raises(NotEditable):
        rewritten(proposal, speaks.user, reason="Te laat")
    late = inside.post(url("edit", "nl", proposal.key), TYPED | {"version": "1", "act": "later", "reason": "Te laat"})
    assertContains(late, "Te laat", status_code=409)
    assert inside.get(url("edit", "nl", proposal.key)).url == url("proposal", "nl", proposal.key)

    proposal_take_back(proposal=proposal, by=speaks.user)
    rewritten(proposal, speaks.user, reason="Op tijd")
    assert again(proposal).state == "draft"
    assert again(proposal).submitted_at is None


def test_the_second_click_on_send_shows_that_it_is_sent(inside, speaks):
    proposal = drafted(speaks)
    tab = Tab(inside, proposal)
    date = str(today() + timedelta(days=400))

    assert tab.post("send", ends_on=date).url == url("proposal", "nl", proposal.key)
    again_posted = inside.post(
        url("edit", "nl", proposal.key), TYPED | {"version": tab.version, "act": "send", "ends_on": date}
    )

    assert again_posted.status_code in {302, 409}
    assert again(proposal).state == "submitted"


def test_what_was_given_up_is_over(speaks):
    proposal = proposal_drop(proposal=drafted(speaks), by=speaks.user)
    assert proposal.state == "withdrawn"
    with pytest.raises(NotEditable):
        proposal_submit(proposal=proposal, by=speaks.user)
    with pytest.raises(NotEditable):
        proposal_take_back(proposal=sent_and_dropped(speaks), by=speaks.user)


def sent_and_dropped(speaks):
    proposal = sent(speaks)
    proposal_take_back(proposal=proposal, by=speaks.user)
    return proposal_drop(proposal=proposal, by=speaks.user)


def test_staff_of_the_organisation_write_too_and_others_know_nothing_of_it(client, speaks):
    proposal = drafted(speaks)
    colleague, other = speaker(speaks.organisation, role="member"), speaker()
    rewritten(proposal, colleague.user, reason="Van een collega")

    with pytest.raises(PermissionDenied):
        rewritten(proposal, other.user, reason="Van een ander")
    with pytest.raises(PermissionDenied):
        proposal_start(organisation=speaks.organisation, by=other.user, language="nl")
    client.force_login(other.user)
    for name in ("proposal", "edit"):
        assert client.get(url(name, "nl", proposal.key)).status_code == 404
        assert client.post(url(name, "nl", proposal.key), {"act": "drop"}).status_code == 404
    assert client.post(url("draft", "nl", proposal.key)).status_code == 404
    assert client.post(url("answer", "nl", proposal.key), {"act": "confirm"}).status_code == 404
    assert client.post(url("start"), {"organisation": speaks.organisation.code}).status_code == 404
    assert client.post(url("start"), {"organisation": "\x00"}).status_code == 404


def test_another_organisation_of_the_writer_can_lead_and_a_forged_one_cannot(speaks):
    proposal = drafted(speaks)
    second = RepresentativeFactory(user=speaks.user).organisation

    assert rewritten(proposal, speaks.user, organisation=second.code).organisation == second
    forged = rewritten(proposal, speaks.user, organisation=OrganisationFactory().code)
    assert forged.organisation == second
    with pytest.raises(ValidationError):
        proposal_submit(proposal=forged, by=speaks.user, at=AT)


def test_a_session_that_ends_gives_back_what_was_typed(client, speaks):
    proposal = drafted(speaks)
    response = client.post(url("edit", "nl", proposal.key), TYPED | {"reason": "Lang getypt", "act": "later"})
    assertContains(response, "Lang getypt", status_code=403)
    assert client.post(url("draft", "nl", proposal.key), TYPED, **JSON).status_code == 403
