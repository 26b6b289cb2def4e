"""Calendars for other programs: what a calendar library reads back, and what never reaches one."""

from datetime import date, timedelta

import pytest
from django.core.cache import cache
from django.urls import reverse
from icalendar import Calendar

from actions.calendar.addresses import calendar_url
from actions.models import Action, Commitment, CoOwner, Milestone, MilestoneReached
from core.dates import add_months, today
from core.models import Theme
from tests.factories import (
    ActionFactory,
    ActionPlanFactory,
    CommitmentFactory,
    OrganisationFactory,
    PledgeFactory,
    ReportFactory,
    pages_for,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("lone_pages", "site")]

SOON = today() + timedelta(days=40)
LANGUAGES = pytest.mark.parametrize("language", ["nl", "fr"])


@pytest.fixture
def commitment():
    return CommitmentFactory(action__plan__code="example", action__number=3, first_deadline=SOON, code="example-3-1")


def read(client, kind, code, language="nl", **headers):
    response = client.get(calendar_url(kind, code, language), **headers)
    assert response.status_code == 200
    return Calendar.from_ical(response.content)


def events(client, kind, code, language="nl"):
    return list(read(client, kind, code, language).walk("VEVENT"))


@LANGUAGES
def test_a_library_reads_back_what_was_promised(client, commitment, language):
    plan = commitment.action.plan
    pages_for(plan)
    page = pages_for(commitment.action)[language]

    calendar = read(client, "plan", "example", language)

    (event,) = calendar.walk("VEVENT")
    assert (event.decoded("dtstart"), event.decoded("dtend")) == (SOON, SOON + timedelta(days=1))
    assert {event[name].params["VALUE"] for name in ("dtstart", "dtend")} == {"DATE"}
    assert commitment.text_in(language) in event["summary"]
    assert commitment.organisation.name_in(language) in event["description"]
    assert plan.name_in(language) in [str(text) for text in event["categories"].cats]
    assert event["url"] == f"http://testserver{page.url}example-3-1/"
    assert (event["status"], event["transp"], event["sequence"]) == ("CONFIRMED", "TRANSPARENT", 0)
    assert plan.name_in(language) in calendar["name"] == calendar["x-wr-calname"]
    assert str(calendar["refresh-interval"].to_ical(), "ascii") == "PT12H"
    assert calendar["version"] == "2.0"
    assert "method" not in calendar


def test_an_event_is_the_same_in_both_languages_and_after_its_deadline_moved(client, commitment):
    before = {language: events(client, "plan", "example", language)[0] for language in ("nl", "fr")}
    assert before["nl"]["uid"] == before["fr"]["uid"]
    assert before["nl"]["summary"] != before["fr"]["summary"]

    ReportFactory(commitment=commitment, approved_on=today(), moves_to=SOON + timedelta(days=60), reason="Later.")
    cache.clear()
    (after,) = events(client, "plan", "example")

    assert after["uid"] == before["nl"]["uid"]
    assert after.decoded("dtstart") == SOON + timedelta(days=60)
    assert (before["nl"]["sequence"], after["sequence"]) == (0, 1)
    assert after.decoded("last-modified") >= before["nl"].decoded("last-modified")


def test_the_number_of_a_version_never_falls_when_a_move_is_corrected(client, commitment):
    report = ReportFactory(commitment=commitment, approved_on=today(), moves_to=SOON + timedelta(days=60))
    moved = events(client, "plan", "example")[0]["sequence"]

    ReportFactory(commitment=commitment, approved_on=today(), corrects=report)
    cache.clear()
    (event,) = events(client, "plan", "example")

    assert event.decoded("dtstart") == SOON
    assert event["sequence"] > moved


def test_its_bytes_are_the_same_as_long_as_nothing_changes(client, commitment):
    first = client.get(calendar_url("plan", "example", "nl"))
    cache.clear()
    second = client.get(calendar_url("plan", "example", "nl"))

    assert first.content == second.content
    assert first.headers["ETag"] == second.headers["ETag"]
    assert "public" in first.headers["Cache-Control"]
    assert first.headers["Content-Language"] == "nl"
    assert "Vary" not in first.headers or "Cookie" not in first.headers["Vary"]
    not_modified = client.get(calendar_url("plan", "example", "nl"), headers={"If-None-Match": first.headers["ETag"]})
    assert not_modified.status_code == 304


def test_long_words_are_folded_and_signs_are_kept(client, commitment):
    text = "Ça; déjà, \\ backslash\nnieuwe regel: " + "é" * 300
    Commitment.objects.filter(pk=commitment.pk).update(text_nl=text)

    body = client.get(calendar_url("plan", "example", "nl")).content

    assert max(len(line) for line in body.split(b"\r\n")) <= 75
    assert body.endswith(b"END:VCALENDAR\r\n")
    (event,) = Calendar.from_ical(body).walk("VEVENT")
    assert "Ça; déjà, \\ backslash" in event["summary"]


def test_what_was_stopped_is_cancelled_and_what_is_completed_says_so(client, commitment):
    other = CommitmentFactory(action=commitment.action, first_deadline=SOON)
    ReportFactory(commitment=commitment, approved_on=today(), status="stopped")
    ReportFactory(commitment=other, approved_on=today(), status="completed")

    found = {event["status"]: event["summary"] for event in events(client, "plan", "example")}

    assert set(found) == {"CANCELLED", "CONFIRMED"}
    assert other.text_in("nl") in found["CONFIRMED"]


def test_milestones_and_review_dates_are_there_too(client, commitment):
    CommitmentFactory(action=commitment.action, timing="ongoing", review_on=SOON + timedelta(days=1))
    Milestone.objects.create(commitment=commitment, name_nl="Ontwerp", name_fr="Projet", due_on=SOON)
    milestone = Milestone.objects.create(commitment=commitment, name_nl="Klaar", name_fr="Prêt", due_on=SOON)
    report = ReportFactory(commitment=commitment, approved_on=today())
    MilestoneReached.objects.create(report=report, milestone=milestone)

    found = events(client, "plan", "example", "fr")

    assert len(found) == len({event["uid"] for event in found}) == 4
    assert any("Projet" in event["summary"] for event in found)


def test_nothing_older_than_twelve_months(client, commitment):
    edge = add_months(today(), -12)
    kept = CommitmentFactory(action=commitment.action, first_deadline=edge)
    CommitmentFactory(action=commitment.action, first_deadline=edge - timedelta(days=1))

    days = [event.decoded("dtstart") for event in events(client, "plan", "example")]

    assert days == [kept.first_deadline, SOON]


def test_a_theme_counts_for_a_commitment_when_it_is_its_own_or_its_actions(client, commitment):
    own, of_action = Theme.objects.all()[:2]
    commitment.themes.set([own])
    commitment.save()
    commitment.action.themes.set([of_action])
    commitment.action.save()

    assert len(events(client, "theme", own.code)) == len(events(client, "theme", of_action.code)) == 1
    assert events(client, "theme", Theme.objects.all()[2].code) == []


def test_an_organisation_has_what_it_leads_and_what_it_makes_with_others(client, commitment):
    CoOwner.objects.create(commitment=commitment, organisation=OrganisationFactory(code="together"))
    PledgeFactory(commitment__organisation__code="company", commitment__first_deadline=SOON)

    assert len(events(client, "organisation", commitment.organisation.code)) == 1
    assert len(events(client, "organisation", "together")) == 1
    assert len(events(client, "organisation", "company")) == 1


def test_what_is_not_public_reaches_no_calendar(client, commitment):
    organisation, action = commitment.organisation, commitment.action
    theme = Theme.objects.first()
    for row in (
        CommitmentFactory(action=action, organisation=organisation, first_deadline=SOON, is_public=False),
        CommitmentFactory(action=ActionFactory(plan=action.plan, is_public=False), organisation=organisation,
                          first_deadline=SOON),
        CommitmentFactory(action=ActionFactory(plan=ActionPlanFactory(is_public=False)), organisation=organisation,
                          first_deadline=SOON),
        PledgeFactory(is_public=False, commitment__organisation=organisation,
                      commitment__first_deadline=SOON).commitment,
    ):  # fmt: skip
        row.themes.set([theme])
        row.save()
        Milestone.objects.create(commitment=row, name_nl="Geheim", name_fr="Secret", due_on=SOON)
    report = ReportFactory(commitment=commitment, moves_to=date(2031, 1, 1))  # nobody approved it
    assert report.state == "submitted"

    assert [event.decoded("dtstart") for event in events(client, "plan", "example")] == [SOON]
    assert [event.decoded("dtstart") for event in events(client, "organisation", organisation.code)] == [SOON]
    assert events(client, "theme", theme.code) == []
    Action.objects.filter(pk=action.pk).update(is_public=False)
    cache.clear()
    assert events(client, "plan", "example") == []


@pytest.mark.parametrize("kind", ["plan", "theme", "organisation"])
def test_what_one_may_not_know_of_is_not_found(client, kind):
    ActionPlanFactory(code="hidden", is_public=False)
    OrganisationFactory(code="hidden", is_public=False)
    theme = Theme.objects.first().code

    for code, language in (("hidden", "nl"), ("unknown", "fr"), (theme, "de"), ("a" * 500, "nl")):
        assert client.get(calendar_url(kind, code, language)).status_code == 404
    assert client.post(calendar_url(kind, theme, "nl")).status_code == 405


def test_a_long_calendar_takes_as_many_queries_as_a_short_one(client, commitment, django_assert_num_queries):
    from tests.database import Queries

    counts = []
    for number in (1, 12):
        for _row in range(number):
            row = CommitmentFactory(action=ActionFactory(plan=commitment.action.plan), first_deadline=SOON)
            Milestone.objects.create(commitment=row, name_nl="Stap", name_fr="Étape", due_on=SOON)
        cache.clear()
        with Queries() as queries:
            read(client, "plan", "example")
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_the_address_has_no_language_before_it():
    assert calendar_url("plan", "example", "fr") == "/progress/plans/example/calendar.fr.ics"
    assert reverse("actions:theme_calendar", args=["labour", "nl"]) == calendar_url("theme", "labour", "nl")
