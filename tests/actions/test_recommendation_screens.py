"""Recommendations, their sources and the answers to them in the administration."""

import pytest
from django.urls import reverse
from django.utils.translation import override

from actions.models import Recommendation, RecommendationSource, Response
from actions.models.commitments import Commitment
from core import slots
from core.dates import today
from tests.actions.test_report_screens import errors_of
from tests.database import Queries
from tests.factories import (
    ActionFactory,
    CommitmentFactory,
    GovernmentFactory,
    OrganisationFactory,
    RecommendationFactory,
    RecommendationSourceFactory,
    ResponseFactory,
)

pytestmark = pytest.mark.django_db


def url(name, *args, model=Recommendation):
    return reverse(model.snippet_viewset.get_url_name(name), args=args)


@pytest.fixture
def government(site):
    return GovernmentFactory()


@pytest.fixture
def authority(government):
    return OrganisationFactory(government=government)


@pytest.fixture
def coordinator(person, government):
    return person("plan-coordinator", government=government)


@pytest.fixture
def answer(authority):
    return {
        "recommendation": RecommendationFactory().pk, "on_behalf_of": authority.pk, "answer": "partly",
        "answered_on": "2026-03-31", "language": "fr", "reason": "En partie.",
    }  # fmt: skip


# --- Answers ------------------------------------------------------------------------------------------------------


def test_a_coordinator_answers_for_the_own_government_and_it_waits_for_a_colleague(client, coordinator, answer):
    client.force_login(coordinator)

    response = client.post(url("add", model=Response), answer)

    submitted = Response.objects.get()
    assert response.url == url("inspect", submitted.pk, model=Response)
    assert (submitted.state, submitted.answer, submitted.submitted_by) == ("submitted", "partly", coordinator)
    assert list(Recommendation.objects.unanswered()) == [submitted.recommendation]
    assert client.get(response.url).status_code == 200


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_nobody_answers_for_another_government(client, person, answer, language):
    client.force_login(person("plan-coordinator", government=GovernmentFactory(), language=language))

    response = client.post(url("add", model=Response), answer)

    assert len(errors_of(response)) == 1
    assert "En partie." in response.text
    assert not Response.objects.exists()


@pytest.mark.parametrize(
    "change",
    [
        {"answered_on": "2099-01-01"}, {"answered_on": "1900-01-01"}, {"answered_on": "x"}, {"reason": " "},
        {"reason": "a\x00b"}, {"answer": "maybe"}, {"recommendation": "999999"}, {"recommendation": "x"},
        {"recommendation": "9" * 30}, {"on_behalf_of": "x"}, {"language": "xx"},
    ],
)  # fmt: skip
def test_an_answer_with_bad_input_says_so_at_the_field(client, coordinator, answer, change):
    client.force_login(coordinator)

    response = client.post(url("add", model=Response), answer | change)

    assert response.status_code == 200
    assert len(errors_of(response)) == 1
    assert not Response.objects.exists()


@pytest.mark.parametrize("role", ["dutch-editor", "federal-moderator", "analyst", "partner-manager"])
def test_who_may_not_answer_reads(client, person, government, answer, role):
    client.force_login(person(role, government=government))
    response = ResponseFactory()

    client.post(url("add", model=Response), answer)

    assert list(Response.objects.all()) == [response]
    assert client.get(url("list", model=Response)).status_code == 200
    assert client.get(url("inspect", response.pk, model=Response)).status_code == 200


@pytest.mark.parametrize("screen", ["edit", "delete"])
def test_an_answer_is_neither_edited_nor_deleted_by_anybody(client, admin_user, answer, screen):
    response = ResponseFactory()
    client.force_login(admin_user)

    assert client.post(url(screen, response.pk, model=Response), answer).status_code == 302
    assert Response.objects.filter(pk=response.pk, reason=response.reason).exists()


def test_the_form_is_filled_in_with_where_one_came_from_and_with_ones_own_language(client, coordinator):
    coordinator.language = "fr"
    coordinator.save()
    client.force_login(coordinator)
    recommendation = RecommendationFactory()

    text = client.get(f"{url('add', model=Response)}?recommendation={recommendation.pk}").text

    with override("fr"):
        assert str(recommendation) in text
    assert '<option value="fr" selected>' in text


# --- Recommendations and their sources ----------------------------------------------------------------------------


def test_a_coordinator_makes_a_source_and_a_recommendation_with_what_answers_it(client, coordinator):
    client.force_login(coordinator)
    commitment = CommitmentFactory()
    source = {"code": "advies-1", "kind": "advice", "name_nl": "Advies", "name_fr": "Avis", "is_public": "on"}

    client.post(url("add", model=RecommendationSource), source)
    made = RecommendationSource.objects.get()
    data = {
        "source": made.pk, "number": "3", "text_nl": "Doe dit.", "text_fr": "Faites ceci.", "is_public": "on",
        "actions": [commitment.action_id], "commitments": [commitment.pk],
    }  # fmt: skip
    response = client.post(url("add"), data)

    recommendation = Recommendation.objects.get()
    assert response.url == url("inspect", recommendation.pk)
    assert recommendation.code == "advies-1-3"
    assert list(recommendation.actions.all()) == [commitment.action]
    assert list(recommendation.commitments.all()) == [commitment]
    again = client.post(url("add"), data)
    assert again.status_code == 200
    assert Recommendation.objects.count() == 1


@pytest.mark.parametrize(
    "change",
    [
        {"number": "-1"}, {"number": "9" * 30}, {"number": "x"}, {"text_fr": ""}, {"source": "x"},
        {"source": "999999"}, {"text_nl": "a\x00b"}, {"actions": ["999999"]}, {"commitments": ["x"]},
    ],
)  # fmt: skip
def test_a_recommendation_with_bad_input_says_so(client, coordinator, change):
    client.force_login(coordinator)
    data = {
        "source": RecommendationSourceFactory().pk, "number": "3", "text_nl": "Doe dit.", "text_fr": "Faites ceci.",
        "is_public": "on",
    }  # fmt: skip

    response = client.post(url("add"), data | change)

    assert response.status_code == 200
    assert len(errors_of(response)) >= 1
    assert not Recommendation.objects.exists()


@pytest.mark.parametrize("role", ["dutch-editor", "federal-moderator", "analyst", "partner-manager"])
def test_who_keeps_no_plans_makes_no_recommendation(client, person, role):
    client.force_login(person(role))
    data = {"source": RecommendationSourceFactory().pk, "number": "3", "text_nl": "Doe dit.", "text_fr": "Faites."}

    client.post(url("add"), data)

    assert not Recommendation.objects.exists()
    assert client.get(url("list")).status_code == 200


def test_the_list_finds_what_has_no_answer_yet(client, coordinator):
    client.force_login(coordinator)
    answered, waiting = RecommendationFactory(), RecommendationFactory()
    ResponseFactory(recommendation=answered, approved_on=today())
    ResponseFactory(recommendation=waiting)

    pages = {value: client.get(f"{url('list')}?answered={value}").text for value in ("yes", "no", "rubbish")}

    assert answered.text_nl in pages["yes"]
    assert waiting.text_nl not in pages["yes"]
    assert waiting.text_nl in pages["no"]
    assert answered.text_nl not in pages["no"]


def test_a_dossier_shows_the_answers_and_what_follows_and_where_to_add_one(client, coordinator):
    client.force_login(coordinator)
    commitment = CommitmentFactory()
    recommendation = RecommendationFactory()
    recommendation.actions.set([commitment.action])
    recommendation.commitments.set([commitment])
    recommendation.save()
    response = ResponseFactory(recommendation=recommendation)

    text = client.get(url("inspect", recommendation.pk)).text

    assert url("inspect", response.pk, model=Response) in text
    assert f"{url('add', model=Response)}?recommendation={recommendation.pk}" in text
    assert commitment.text in text
    assert commitment.action.name in text
    source = client.get(url("inspect", recommendation.source_id, model=RecommendationSource)).text
    assert url("inspect", recommendation.pk) in source


def test_the_dossiers_of_an_action_and_a_commitment_list_their_recommendations(client, coordinator):
    client.force_login(coordinator)
    commitment = CommitmentFactory()
    by_action, by_commitment = RecommendationFactory(), RecommendationFactory()
    by_action.actions.set([commitment.action])
    by_commitment.commitments.set([commitment])
    for recommendation in (by_action, by_commitment):
        recommendation.save()

    of_action = client.get(url("inspect", commitment.action_id, model=type(commitment.action))).text
    of_commitment = client.get(url("inspect", commitment.pk, model=Commitment)).text

    assert url("inspect", by_action.pk) in of_action
    assert url("inspect", by_commitment.pk) in of_action
    assert url("inspect", by_commitment.pk) in of_commitment
    assert url("inspect", by_action.pk) not in of_commitment


def test_the_lists_in_dossiers_cost_what_they_say_for_3_and_for_30(site):
    action = ActionFactory()
    commitment = CommitmentFactory(action=action)
    for number in (3, 27):
        for _time in range(number):
            recommendation = RecommendationFactory()
            recommendation.actions.set([action])
            recommendation.commitments.set([commitment])
            recommendation.save()
            ResponseFactory(recommendation=recommendation, approved_on=today())
        for record in (action, commitment):
            (provider,) = [
                provider
                for provider in slots.providers(f"dossier:{record._meta.label_lower}")
                if provider.name == "recommendations"
            ]
            with Queries() as queries:
                assert provider.context(record, "nl")["section"].rows
            assert len(queries) == provider.queries, queries


@pytest.mark.parametrize("screen", ["list", "add", "dossier", "source", "answers"])
def test_a_screen_costs_as_many_queries_for_3_rows_as_for_30(client, coordinator, screen):
    client.force_login(coordinator)
    source = RecommendationSourceFactory()
    subject = RecommendationFactory(source=source)
    address = {
        "list": url("list"),
        "add": url("add"),
        "dossier": url("inspect", subject.pk),
        "source": url("inspect", source.pk, model=RecommendationSource),
        "answers": url("list", model=Response),
    }[screen]
    counts = []
    for number in (3, 27):
        for _time in range(number):
            commitment = CommitmentFactory()
            subject.actions.add(commitment.action)
            subject.commitments.add(commitment)
            ResponseFactory(recommendation=subject, approved_on=today())
            ResponseFactory(recommendation=RecommendationFactory(source=source), approved_on=today())
        subject.save()
        client.get(address)
        with Queries() as queries:
            assert client.get(address).status_code == 200
        counts.append(len(queries))

    assert counts[0] == counts[1], queries
