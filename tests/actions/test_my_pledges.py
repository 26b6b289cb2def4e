"""The pledges of somebody's organisations: what waits first, who reports, and what became of them."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override
from pytest_django.asserts import assertContains, assertNotContains

from actions.models import CoOwner, Responsibility
from actions.pledging.rows import rows_of
from actions.pledging.slots import pledges_of_somebody
from actions.services.pledges import pledge_accept, pledge_report_by, pledge_return
from actions.services.reporters import current_reporters
from actions.wall.states import State
from core import slots
from core.dates import today
from partners.signals import representation_ended
from tests.factories import (
    CommitmentFactory,
    ContactPersonFactory,
    PledgeFactory,
    ReportFactory,
    RepresentativeFactory,
    ResponsibilityFactory,
    pages_for,
    person_in_role,
)

from .pledging_world import AT, LANGUAGES, answered, drafted, joint, sent, speaker, url

pytestmark = pytest.mark.django_db


@pytest.fixture
def speaks(site):
    return speaker()


def pledge_of(representative, *partners, reported=100, **values):
    """A public pledge of that organisation, of which the last report is so many days old."""
    pledge = PledgeFactory(commitment__organisation=representative.organisation, **values)
    for partner in partners:
        CoOwner.objects.create(commitment=pledge.commitment, organisation=partner.organisation)
    if reported is not None:
        ReportFactory(commitment=pledge.commitment, approved_on=today() - timedelta(days=reported))
    return pledge


def reporting(pledge):
    return {row.contact.user for row in current_reporters(pledge.commitment)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_waits_for_somebody_stands_first(client, speaks, language):
    other = speaker()
    asked = joint(other, speaks, name_nl="Gevraagd", name_fr="Demandé")
    returned = sent(speaks, name_nl="Terug", name_fr="Renvoyé")
    pledge_return(proposal=returned, by=person_in_role("partner-manager"), reason="Te vaag <b>.", at=AT)
    drafted(speaks, name_nl="Klad", name_fr="Brouillon")
    due = pledge_of(speaks, reported=400)
    pledge_report_by(pledge=due, representatives=[speaks], by=speaks.user)
    pledge_of(speaks)

    waiting, making, made = rows_of(speaks.user, language)
    assert {row.code for row in waiting} == {str(asked.key), str(returned.key), due.code}
    assert (len(making), len(made)) == (1, 1)
    client.force_login(speaks.user)
    page = client.get(url("list", language)).text
    assert page.index(str(asked.key)) < page.index({"nl": "Klad", "fr": "Brouillon"}[language])
    assert "Te vaag &lt;b&gt;" in page
    with override(language):
        assert f'href="{reverse("owners:report", args=[due.commitment.code])}"' in page


def test_who_speaks_for_nobody_is_told_and_has_no_part_on_my_space(client, site):
    user = person_in_role("analyst")
    client.force_login(user)
    assertNotContains(client.get(url("list")), 'name="organisation"')
    assert pledges_of_somebody(user, "nl") is None
    assert pledges_of_somebody(speaker().user, "nl") == {"waiting": [], "count": 0}


def test_many_cost_as_many_queries_as_few(speaks, django_assert_max_num_queries):
    def grow(number):
        for _row in range(number):
            pledge_of(speaks)
            joint(speaker(), speaks)
            drafted(speaks)

    grow(3)
    cost = next(row.queries for row in slots.providers("partners.my_space") if row.name == "pledges")
    with django_assert_max_num_queries(cost):
        few = pledges_of_somebody(speaks.user, "nl")
    grow(9)
    with django_assert_max_num_queries(cost):
        many = pledges_of_somebody(speaks.user, "nl")
    assert (few["count"], many["count"]) == (9, 36)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_pledge_shows_its_state_its_reports_and_its_public_page(client, speaks, language):
    partner = speaker()
    pledge = pledge_of(speaks, partner)
    ReportFactory(commitment=pledge.commitment, returned_on=today(), return_reason="Zonder bewijs.")
    page = pages_for(pledge)[language]
    client.force_login(speaks.user)

    shown = client.get(url("pledge", language, pledge.code))

    assertContains(shown, "Zonder bewijs.")
    assertContains(shown, page.url)
    assertContains(shown, partner.organisation.name_in(language))
    with override(language):
        assertContains(shown, str(State.ACTIVE.label))


def test_people_of_every_organisation_that_makes_it_see_it_and_others_do_not(client, speaks):
    partner, other = speaker(), speaker()
    pledge = pledge_of(speaks, partner)
    newcomer = speaker(partner.organisation, role="member")
    for who, status in ((speaks, 200), (partner, 200), (newcomer, 200), (other, 404)):
        client.force_login(who.user)
        assert client.get(url("pledge", "nl", pledge.code)).status_code == status
        expected = 404 if who is not speaks else 422
        assert client.post(url("reporters", "nl", pledge.code)).status_code == expected
    authority = CommitmentFactory(organisation=speaks.organisation)
    client.force_login(speaks.user)
    assert client.get(url("pledge", "nl", authority.code)).status_code == 404
    newcomer.until = today()
    newcomer.save()
    client.force_login(newcomer.user)
    assert client.get(url("pledge", "nl", pledge.code)).status_code == 404


def test_a_pledge_of_many_costs_as_many_queries_as_one_of_few(client, speaks, django_assert_num_queries):
    few, many = pledge_of(speaks, speaker()), pledge_of(speaks, *(speaker() for _partner in range(9)))
    client.force_login(speaks.user)
    client.get(url("pledge", "nl", few.code))
    with CaptureQueriesContext(connection) as queries:
        client.get(url("pledge", "nl", few.code))
    with django_assert_num_queries(len(queries)):
        client.get(url("pledge", "nl", many.code))


def test_a_withdrawn_pledge_stays_in_the_list(client, speaks):
    pledge = pledge_of(speaks, reported=None)
    ReportFactory(commitment=pledge.commitment, status="stopped", approved_on=today())
    client.force_login(speaks.user)
    assertContains(client.get(url("list")), pledge.name_nl)
    assertContains(client.get(url("pledge", "nl", pledge.code)), "status--stopped")


def test_administrators_of_who_leads_choose_who_reports(client, speaks):
    partner, colleague = speaker(), speaker(speaks.organisation, role="member")
    pledge = pledge_of(speaks, partner)
    client.force_login(speaks.user)

    client.post(url("reporters", "nl", pledge.code), {"who": [colleague.pk, partner.pk]})
    assert reporting(pledge) == {colleague.user, partner.user}
    client.post(url("reporters", "nl", pledge.code), {"who": [colleague.pk, "9" * 40, "x"]})
    assert reporting(pledge) == {colleague.user}
    refused = client.post(url("reporters", "nl", pledge.code), {})
    assertContains(refused, 'href="#who"', status_code=422)
    assert reporting(pledge) == {colleague.user}
    for who in (colleague, partner):
        with pytest.raises(PermissionDenied):
            pledge_report_by(pledge=pledge, representatives=[who], by=who.user)
    with pytest.raises(ValidationError):
        pledge_report_by(pledge=pledge, representatives=[speaker()], by=speaks.user)


def test_whom_the_secretariat_named_stays_beside_the_chosen(client, speaks):
    pledge = pledge_of(speaks)
    named = ContactPersonFactory(organisation=speaks.organisation, name="Door het secretariaat")
    ResponsibilityFactory(commitment=pledge.commitment, contact=named)
    pledge_report_by(pledge=pledge, representatives=[speaks], by=speaks.user)
    assert reporting(pledge) == {None, speaks.user}
    client.force_login(speaks.user)
    assertContains(client.get(url("pledge", "nl", pledge.code)), "Door het secretariaat")


def test_who_leaves_reports_no_longer_and_the_administrators_do(speaks):
    colleague = speaker(speaks.organisation, role="member")
    pledge = pledge_of(speaks)
    pledge_report_by(pledge=pledge, representatives=[colleague], by=speaks.user)
    colleague.until = today()
    colleague.save()
    representation_ended.send(sender=type(colleague), representative=colleague)
    assert reporting(pledge) == {speaks.user}
    assert Responsibility.objects.get(contact__user=colleague.user).until == today()


def test_who_still_speaks_for_a_partner_goes_on_reporting(speaks):
    partner = speaker()
    both = RepresentativeFactory(user=speaks.user, organisation=partner.organisation)
    pledge = pledge_of(speaks, partner)
    pledge_report_by(pledge=pledge, representatives=[both], by=speaks.user)
    speaks.until = today()
    speaks.save()
    representation_ended.send(sender=type(speaks), representative=speaks)
    assert reporting(pledge) == {both.user}


def test_an_accepted_proposal_leads_to_its_pledge(client, speaks):
    partner = speaker()
    proposal = joint(speaks, partner)
    answered(proposal, partner)
    client.force_login(speaks.user)
    client.post(url("proposal", "nl", proposal.key), {"act": "send"})
    pledge = pledge_accept(proposal=proposal, by=person_in_role("partner-manager"))
    for who in (speaks, partner):
        client.force_login(who.user)
        assert client.get(url("proposal", "nl", proposal.key)).url == url("pledge", "nl", pledge.code)
        assertContains(client.get(url("list")), url("pledge", "nl", pledge.code))


def test_the_day_of_brussels_decides_what_is_due(speaks):
    pledge = pledge_of(speaks, reported=None)
    ReportFactory(commitment=pledge.commitment, approved_on=date(2025, 11, 10))
    ResponsibilityFactory(
        commitment=pledge.commitment, contact=ContactPersonFactory(user=speaks.user), since=date(2025, 1, 1)
    )
    assert not rows_of(speaks.user, "nl", date(2026, 11, 9))[0]
    assert rows_of(speaks.user, "nl", date(2026, 11, 10))[0]
