"""The page of one commitment, below that of its action: who, what, by when, how it went, what others say."""

import re
from datetime import date, timedelta

import pytest
from django.core.cache import cache

from actions.models import Commitment, CoOwner, Evidence, Milestone, MilestoneReached
from actions.promises.addresses import address_of_commitment
from actions.promises.moves import due_of, moves_in
from actions.timeline import timeline_of
from core.dates import today
from tests.database import Queries
from tests.factories import (
    AssessmentFactory,
    CommitmentFactory,
    GovernmentFactory,
    IndicatorFactory,
    OrganisationFactory,
    PledgeFactory,
    ReportFactory,
    page_for,
    pages_for,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("lone_pages")]

FIRST, SECOND, THIRD = date(2030, 1, 31), date(2030, 6, 30), date(2031, 3, 31)


def shown_in(language, **values):
    """A commitment of a government, whose action has a page in that language."""
    commitment = CommitmentFactory(**{"organisation__government": GovernmentFactory()} | values)
    page_for(commitment.action.plan, language)
    page_for(commitment.action, language)
    return commitment


def moved_twice(commitment):
    early, late = today() - timedelta(days=60), today() - timedelta(days=5)
    return [
        ReportFactory(commitment=commitment, approved_on=early, moves_to=SECOND, reason="Er was geen geld."),
        ReportFactory(commitment=commitment, approved_on=late, moves_to=THIRD, reason="Er was geen volk."),
    ]


def with_status(commitment):
    return Commitment.objects.with_status().get(pk=commitment.pk)


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_it_says_who_promised_what_and_by_when_and_why_that_moved(client, site, language):
    commitment = shown_in(language, first_deadline=FIRST)
    reports = moved_twice(commitment)
    partner = OrganisationFactory()
    commitment.co_owners.add(CoOwner(organisation=partner))
    commitment.save()

    text = client.get(address_of_commitment(commitment, language)).text

    assert commitment.text_in(language) in re.search(r"<h1[^>]*>(.*?)</h1>", text).group(1)
    assert len(re.findall(r"<h1[ >]", text)) == 1
    for words in (
        commitment.organisation.name_in(language), partner.name_in(language), commitment.code, "Er was geen geld.",
        "Er was geen volk.",
    ):  # fmt: skip
        assert words in text
    assert re.search(r'<del class="due__first"><span class="visually-hidden">[^<]+</span>31 \w+ 2030</del>', text)
    assert all(f'id="report-{report.pk}"' in text and f'href="#report-{report.pk}"' in text for report in reports)


def test_each_move_starts_where_the_one_before_it_ended_and_corrected_ones_do_not_count(site):
    commitment = CommitmentFactory(first_deadline=FIRST)
    _first, last = moved_twice(commitment)
    ReportFactory(commitment=commitment, approved_on=today(), corrects=last)

    found = with_status(commitment)
    moves = moves_in(found, timeline_of([found], "nl")[found.pk])

    assert [(move.before, move.to) for move in moves] == [(FIRST, SECOND)]
    assert len(moves) == found.moves
    assert due_of(found, found.standing(), moves).moves == moves


def test_a_date_that_never_moved_is_not_struck_through(site):
    found = with_status(CommitmentFactory(first_deadline=FIRST))

    assert due_of(found, found.standing()).times == ""


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_the_history_keeps_what_was_corrected_and_marks_a_reason_in_the_other_language(client, site, language):
    other = {"nl": "fr", "fr": "nl"}[language]
    commitment = shown_in(language)
    wrong = ReportFactory(commitment=commitment, approved_on=today(), status="completed", reason="Fout.")
    ReportFactory(commitment=commitment, approved_on=today(), corrects=wrong, language=other, reason="Ailleurs.")
    ReportFactory(commitment=commitment, reason="Niet goedgekeurd.")

    text = client.get(address_of_commitment(commitment, language)).text

    assert "timeline__item--corrected" in text
    assert "Fout." in text
    assert f'lang="{other}">Ailleurs.' in text
    assert "Niet goedgekeurd." not in text


def test_only_evidence_for_everybody_is_linked_and_a_milestone_says_when_it_was_reached(client, site):
    commitment = shown_in("nl")
    commitment.milestones.add(Milestone(name_nl="Stap een", name_fr="Étape"))
    commitment.save()
    report = ReportFactory(commitment=commitment, holds_on=date(2026, 2, 3), approved_on=today())
    Evidence.objects.create(report=report, title="Verslag", url="https://voorbeeld.example/a")
    Evidence.objects.create(report=report, title="Geheim", url="https://voorbeeld.example/b", is_public=False)
    MilestoneReached.objects.create(report=report, milestone=commitment.milestones.get())

    text = client.get(address_of_commitment(commitment, "nl")).text

    assert "https://voorbeeld.example/a" in text
    assert "Geheim" not in text
    assert "https://voorbeeld.example/b" not in text
    assert re.search(r"Stap een</span>\s*<span class=\"milestone__day\">\s*[^<]*3 februari 2026", text)


def test_both_voices_stand_side_by_side_and_what_the_organisation_measures_below(client, site):
    commitment = shown_in("nl")
    ReportFactory(commitment=commitment, approved_on=today(), reason="Het loopt goed.")
    AssessmentFactory(commitment=commitment, reason="Wij zien er niets van.")
    own = IndicatorFactory(action=commitment.action, organisation=commitment.organisation)
    other = IndicatorFactory(action=commitment.action)
    sibling = CommitmentFactory(action=commitment.action)

    text = client.get(address_of_commitment(commitment, "nl")).text

    both = text[text.index('class="both"') : text.index('id="reports"')]
    assert "Het loopt goed." in both
    assert "Wij zien er niets van." in both
    assert own.name_in("nl") in text
    assert other.name_in("nl") not in text
    assert f'href="{address_of_commitment(sibling, "nl")}"' in text


def test_the_switcher_and_the_breadcrumbs_lead_to_the_same_commitment_and_its_action(client, site):
    commitment = CommitmentFactory()
    pages_for(commitment.action.plan)
    pages = pages_for(commitment.action)

    response = client.get(f"{pages['nl'].url}{commitment.code}/")

    assert [link.url for link in response.context["languages"]] == [
        address_of_commitment(commitment, language) for language in ("nl", "fr")
    ]
    assert response.context["breadcrumbs"][-1].url == pages["nl"].url
    assert response.headers["Content-Language"] == "nl"
    assert commitment.organisation.name_in("nl") in response.context["page_title"]
    assert commitment.action.plan.name_in("nl") in response.context["description"]


@pytest.mark.parametrize("hidden", ["commitment", "action", "plan", "unknown", "elsewhere"])
def test_what_one_may_not_know_of_is_not_found(client, site, hidden):
    commitment = shown_in("nl")
    address = address_of_commitment(commitment, "nl")
    if hidden == "unknown":
        address = address.replace(commitment.code, "niets")
    elif hidden == "elsewhere":
        address = address.replace(commitment.code, CommitmentFactory().code)
    else:
        record = {"commitment": commitment, "action": commitment.action, "plan": commitment.action.plan}[hidden]
        type(record).objects.filter(pk=record.pk).update(is_public=False)
        cache.clear()

    assert client.get(address).status_code == 404


def test_a_commitment_whose_action_has_no_page_has_no_address_and_a_pledge_has_its_own(site):
    assert address_of_commitment(CommitmentFactory(), "nl") == ""

    pledge = PledgeFactory()
    page = page_for(pledge, "fr")
    assert address_of_commitment(pledge.commitment, "fr") == page.url


def test_it_costs_at_most_twelve_queries_and_as_many_for_3_rows_as_for_30(client, site):
    commitment, counts, made = shown_in("nl"), [], 0
    address = address_of_commitment(commitment, "nl")
    for number in (3, 30):
        while made < number:
            ReportFactory(commitment=commitment, approved_on=today())
            sibling = CommitmentFactory(action=commitment.action)
            sibling.co_owners.add(CoOwner(organisation=OrganisationFactory()))
            sibling.save()
            made += 1
        cache.clear()
        client.get(address)
        with Queries() as queries:
            assert client.get(address).status_code == 200
        counts.append(len(queries))
        cache.clear()
        with Queries() as cold:
            client.get(address)
        counts.append(len(cold))

    assert counts[0] == counts[2] <= 12
    assert counts[1] == counts[3]
