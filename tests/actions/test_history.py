"""The history of a plan: everything that happened, who did it and when, for who may know."""

import csv
import io
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from actions.board import history
from actions.models import (
    Action,
    Commitment,
    Recommendation,
    RecommendationSource,
    Snapshot,
    StatusReportTranslation,
)
from actions.services.voices import assessment_record, response_submit
from core.dates import today
from tests.database import Queries
from tests.factories import (
    ActionFactory,
    CommitmentFactory,
    ContactPersonFactory,
    GovernmentFactory,
    IndicatorFactory,
    MeasurementFactory,
    OrganisationFactory,
    ReportFactory,
    TargetFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

MOST_QUERIES = 40
HOSTILE = ["what=x", "person=" + "9" * 40, "person=x", "p=-1", "p=99999999", "ordering=at", "export=exe", "person=%00"]


@pytest.fixture
def government(site):
    return GovernmentFactory()


@pytest.fixture
def coordinator(client, person, government):
    user = person("plan-coordinator", government=government, first_name="Coördinatie", language="nl")
    client.force_login(user)
    return user


@pytest.fixture
def action(site):
    return ActionFactory()


@pytest.fixture
def commitment(action, government):
    return CommitmentFactory(
        action=action, organisation__government=government, first_deadline=today() + timedelta(days=50)
    )


@pytest.fixture
def owner(site):
    return UserFactory(first_name="Eigenaar")


def everything(commitment, owner, coordinator):
    """One of each sort of event in the plan of that commitment, by two people."""
    people = {"submitted_by": owner, "decided_by": coordinator}
    organisation, action = commitment.organisation, commitment.action
    report = ReportFactory(
        commitment=commitment, approved_on=today(), holds_on=today() - timedelta(days=1),
        moves_to=today() + timedelta(days=90), **people,
    )  # fmt: skip
    StatusReportTranslation.objects.create(report=report, language="fr", reason="Oui.", translated_by=coordinator)
    ReportFactory(commitment=commitment, returned_on=today() - timedelta(days=1), **people)
    indicator = IndicatorFactory(action=action, organisation=organisation)
    TargetFactory(indicator=indicator, **people)
    MeasurementFactory(indicator=indicator, **people)
    assessment_record(
        commitment=commitment, assessor=OrganisationFactory(), voice="stakeholder", level=2, reason="Half.",
        language="nl", source="Brief", by=coordinator,
    )  # fmt: skip
    number = Recommendation.objects.count() + 1
    source, _made = RecommendationSource.objects.get_or_create(code="advies", kind="advice", name_nl="A", name_fr="B")
    recommendation = Recommendation.objects.create(source=source, number=number, text_nl="Doe.", text_fr="Faites.")
    recommendation.actions.add(action)
    recommendation.save()
    response_submit(
        recommendation=recommendation, organisation=organisation, answer="done", reason="Ja.", language="nl", by=owner
    )
    Snapshot.objects.create(
        plan=action.plan, as_of=today(), content={}, digest="0" * 64, taken_by=coordinator, taken_at=timezone.now()
    )
    commitment.save_revision(user=coordinator, log_action=True, clean=False)


def address(plan, query=""):
    return f"{reverse('board:history', args=[plan.pk])}?{query}"


def events(client, plan, query=""):
    response = client.get(address(plan, query))
    assert response.status_code == 200
    return [row.instance for row in response.context["table"].rows] if response.context["object_list"] else []


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_everything_that_happened_is_told_newest_first(client, commitment, owner, coordinator, language):
    coordinator.language = language
    coordinator.save()
    everything(commitment, owner, coordinator)

    found = events(client, commitment.action.plan)

    assert {str(event.what) for event in found} == {str(label) for label in history.What.labels}
    assert [event.at for event in found] == sorted((event.at for event in found), reverse=True)
    assert all(event.words and event.about for event in found)
    assert {event.who for event in found} == {"Eigenaar", "Coördinatie"}


def test_what_happened_in_another_plan_is_left_out(client, commitment, owner, coordinator):
    other = CommitmentFactory(organisation__government=commitment.organisation.government, first_deadline=today())
    everything(other, owner, coordinator)

    assert events(client, commitment.action.plan) == []


@pytest.mark.parametrize("what", history.What.values)
def test_a_sort_of_event_is_found_alone_and_downloaded_so(client, commitment, owner, coordinator, what):
    everything(commitment, owner, coordinator)
    plan = commitment.action.plan

    found = events(client, plan, f"what={what}")

    assert found
    assert {str(event.what) for event in found} == {str(history.What(what).label)}
    content = b"".join(client.get(address(plan, f"what={what}&export=csv")).streaming_content)
    assert len(list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))) == len(found) + 1
    content = b"".join(client.get(address(plan, f"what={what}&export=xlsx")).streaming_content)
    assert load_workbook(io.BytesIO(content)).active.max_row == len(found) + 1


def test_what_one_person_did_is_found(client, commitment, owner, coordinator):
    everything(commitment, owner, coordinator)

    found = events(client, commitment.action.plan, f"person={owner.pk}")

    assert {event.who for event in found} == {"Eigenaar"}
    assert len(found) == 5


@pytest.mark.parametrize("mine", [True, False])
def test_a_contact_person_is_named_to_their_own_government_only(client, commitment, person, government, mine):
    contact = ContactPersonFactory(organisation=commitment.organisation, name="Lieve Voorbeeld")
    ReportFactory(commitment=commitment, submitted_by=None, contact=contact)
    client.force_login(person("plan-coordinator", government=government if mine else GovernmentFactory()))

    text = client.get(address(commitment.action.plan)).text
    content = b"".join(client.get(address(commitment.action.plan, "export=csv")).streaming_content).decode()

    assert ("Lieve Voorbeeld" in text) == mine
    assert ("Lieve Voorbeeld" in content) == mine


def test_a_change_of_a_record_through_its_form_is_told(client, commitment, coordinator):
    url = reverse(Action.snippet_viewset.get_url_name("edit"), args=[commitment.action.pk])
    action = commitment.action
    data = {
        "name_nl": "Anders", "name_fr": "Autrement", "code": action.code, "plan": action.plan_id,
        "number": action.number, "is_public": "on", "lineage-TOTAL_FORMS": "0", "lineage-INITIAL_FORMS": "0",
        "lineage-MIN_NUM_FORMS": "0", "lineage-MAX_NUM_FORMS": "0",
    }  # fmt: skip
    assert client.post(url, data).status_code == 302
    archive = reverse(Commitment.snippet_viewset.get_url_name("archive"), args=[commitment.pk])
    client.post(archive)

    found = events(client, action.plan, "what=record")

    assert [event.who for event in found] == ["Coördinatie"] * 2


@pytest.mark.parametrize("query", HOSTILE)
def test_a_hostile_address_shows_a_history(client, commitment, owner, coordinator, query):
    everything(commitment, owner, coordinator)

    for name in ("board:history", "board:history_results"):
        address = reverse(name, args=[commitment.action.plan_id])
        assert client.get(f"{address}?{query}").status_code == 200


@pytest.mark.parametrize("role", ["analyst", "plan-coordinator", "translator"])
def test_everybody_who_works_here_reads_the_history(client, commitment, owner, coordinator, person, role):
    everything(commitment, owner, coordinator)
    client.force_login(person(role))

    assert events(client, commitment.action.plan)


def test_nobody_reads_the_history_without_logging_in(client, commitment):
    assert reverse("wagtailadmin_login") in client.get(address(commitment.action.plan)).url


def test_the_history_costs_the_same_for_few_and_many_events(client, commitment, owner, coordinator):
    counts = []
    for number in (1, 2):
        for _place in range(number):
            everything(
                CommitmentFactory(
                    action=commitment.action, organisation=commitment.organisation, first_deadline=today()
                ),
                owner,
                coordinator,
            )
        client.get(address(commitment.action.plan))
        with Queries() as queries:
            client.get(address(commitment.action.plan))
        counts.append(len(queries))

    assert counts[0] == counts[1], queries
    assert max(counts) <= MOST_QUERIES, queries


def test_a_long_history_is_downloaded_whole_and_in_batches(client, commitment, coordinator, monkeypatch):
    monkeypatch.setattr(history, "AT_ONCE", 4)
    for days in range(11):
        ReportFactory(commitment=commitment, approved_on=today() - timedelta(days=days + 1))

    content = b"".join(client.get(address(commitment.action.plan, "export=csv")).streaming_content)

    assert len(list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))) == 23
