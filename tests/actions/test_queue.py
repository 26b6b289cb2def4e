"""The approval queue: what waits for whom, what it says beside what was approved before, and how it is decided on."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone

from actions.board.queue import waiting_count
from actions.models import (
    Evidence,
    Milestone,
    MilestoneReached,
    Recommendation,
    RecommendationSource,
    Response,
    StatusReport,
    Target,
)
from core.dates import today
from tests.database import Queries
from tests.factories import (
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
QUEUE = "queue:index"


@pytest.fixture
def government(site):
    return GovernmentFactory()


@pytest.fixture
def organisation(government):
    return OrganisationFactory(government=government)


@pytest.fixture
def commitment(organisation):
    return CommitmentFactory(organisation=organisation, first_deadline=today() + timedelta(days=100))


@pytest.fixture(params=["nl", "fr"])
def language(request):
    return request.param


@pytest.fixture
def coordinator(client, person, government):
    user = person("plan-coordinator", government=government, language="nl")
    client.force_login(user)
    return user


def response_to(organisation, **values):
    source, _made = RecommendationSource.objects.get_or_create(code="advies", kind="advice", name_nl="A", name_fr="B")
    number = Recommendation.objects.count() + 1
    recommendation = Recommendation(source=source, number=number, text_nl="Doe dit.", text_fr="Faites ceci.")
    recommendation.save()
    values = {"answer": "accepted", "reason": "Goed.", "language": "nl", "submitted_by": UserFactory()} | values
    return Response.objects.create(
        recommendation=values.pop("recommendation", recommendation), on_behalf_of=organisation,
        submitted_at=timezone.now(), **values,
    )  # fmt: skip


def one_of_each(organisation):
    indicator = IndicatorFactory(organisation=organisation)
    return [
        ReportFactory(commitment=CommitmentFactory(organisation=organisation)),
        TargetFactory(indicator=indicator, approved_on=None),
        MeasurementFactory(indicator=indicator, approved_on=None),
        response_to(organisation),
    ]


def key(submission):
    return f"{submission._meta.model_name}-{submission.pk}"


def screen(submission, name="decide"):
    return reverse(f"queue:{name}", args=[submission._meta.model_name, submission.pk])


def items(response):
    return [item["said"].key for item in response.context["items"]]


def decide(client, *submissions, every="", every_reason="", **answers):
    """Sends the queue with what was filled in: decide(client, report, **{"statusreport-1-decision": "approve"})."""
    data = {"item": [key(one) for one in submissions], "every": every, "every_reason": every_reason}
    return client.post(reverse(QUEUE), data | answers)


def states(*submissions):
    return [type(one).objects.get(pk=one.pk).state for one in submissions]


# --- What waits for whom ---


def test_every_kind_waits_the_oldest_first(client, organisation, coordinator):
    made = one_of_each(organisation)
    for days, submission in enumerate(made):
        type(submission).objects.filter(pk=submission.pk).update(submitted_at=timezone.now() - timedelta(days=days))

    response = client.get(reverse(QUEUE))

    assert items(response) == [key(one) for one in reversed(made)]
    assert waiting_count(coordinator) == 4


def test_what_i_sent_in_myself_or_another_government_did_does_not_wait_for_me(client, organisation, coordinator):
    owner = CommitmentFactory(organisation=organisation)
    ReportFactory(commitment=owner, submitted_by=coordinator)
    contact = ContactPersonFactory(organisation=organisation, user=coordinator)
    ReportFactory(commitment=owner, submitted_by=None, contact=contact)
    ReportFactory(commitment=CommitmentFactory(organisation__government=GovernmentFactory()))
    ReportFactory(commitment=CommitmentFactory(organisation__government=None))
    ReportFactory(commitment=owner, approved_on=today())

    assert items(client.get(reverse(QUEUE))) == []


def test_what_partners_send_in_waits_for_who_moderates_pledges(client, person):
    organisation = OrganisationFactory(government=None)
    pledge = CommitmentFactory(kind="pledge", action=None, organisation=organisation)
    report = ReportFactory(commitment=pledge)
    client.force_login(person("partner-manager"))

    assert items(client.get(reverse(QUEUE))) == [key(report)]
    client.post(screen(report), {"decision": "approve", "words_fr": "Un début a été fait."})

    assert states(report) == ["approved"]
    assert report.translations.get().language == "fr"


@pytest.mark.parametrize("role", ["analyst", "dutch-editor", "federal-moderator", "consultation-manager"])
def test_who_decides_on_nothing_has_no_queue(client, commitment, person, government, role):
    report = ReportFactory(commitment=commitment)
    client.force_login(person(role, government=government))

    for address in (reverse(QUEUE), screen(report), screen(report, "translate")):
        assert client.get(address).url == reverse("wagtailadmin_home")
    client.post(screen(report), {"decision": "approve"})
    assert states(report) == ["submitted"]


def test_nobody_sees_the_queue_without_logging_in(client, commitment):
    report = ReportFactory(commitment=commitment)

    for address in (reverse(QUEUE), screen(report), screen(report, "translate")):
        assert reverse("wagtailadmin_login") in client.get(address).url


# --- What it says ---


def test_a_report_stands_beside_the_one_approved_before(client, commitment, coordinator, language):
    coordinator.language = language
    coordinator.save()
    ReportFactory(commitment=commitment, approved_on=today() - timedelta(days=9), status="in_preparation")
    step = Milestone.objects.create(commitment=commitment, name_nl="Eerste stap", name_fr="Première étape")
    report = ReportFactory(commitment=commitment, moves_to=today() + timedelta(days=300), reason="Het duurt langer.")
    MilestoneReached.objects.create(report=report, milestone=step)
    Evidence.objects.create(report=report, file=ContentFile(b"x", "nota.pdf"), title="Nota", is_public=False)

    response = client.get(reverse(QUEUE))

    (said,) = (item["said"] for item in response.context["items"])
    before = {"nl": ("In voorbereiding", "In uitvoering"), "fr": ("En préparation", "En cours")}[language]
    assert (said.lines[0].before, said.lines[0].after) == before
    assert said.lines[0].changed
    deadline = said.lines[2]
    assert str(commitment.first_deadline.year) in deadline.before
    assert deadline.changed
    assert said.milestones == [{"nl": "Eerste stap", "fr": "Première étape"}[language]]
    assert said.evidence[0].href in response.text
    assert ('lang="nl"' in response.text.partition("Het duurt langer.")[0][-60:]) == (language == "fr")
    assert client.get(said.evidence[0].href).status_code == 200


def test_the_status_before_is_the_one_that_counts_not_a_corrected_one(client, commitment, coordinator):
    wrong = ReportFactory(commitment=commitment, approved_on=today() - timedelta(days=9), status="completed")
    ReportFactory(
        commitment=commitment, approved_on=today() - timedelta(days=8), holds_on=wrong.holds_on, status="not_started",
        corrects=wrong,
    )  # fmt: skip
    ReportFactory(commitment=commitment)

    (said,) = (item["said"] for item in client.get(reverse(QUEUE)).context["items"])

    assert said.lines[0].before == "Niet gestart"


def test_a_figure_stands_beside_the_one_it_replaces(client, organisation, coordinator):
    indicator = IndicatorFactory(organisation=organisation, decimals=1)
    first = TargetFactory(indicator=indicator, value="10.5")
    TargetFactory(indicator=indicator, value="99")
    TargetFactory(indicator=indicator, value="12.5", approved_on=None, corrects=first)

    (said,) = (item["said"] for item in client.get(reverse(QUEUE)).context["items"])

    assert said.lines[0].before.startswith("10,5")
    assert said.lines[0].after.startswith("12,5")


def test_an_answer_stands_beside_the_last_one_of_the_same_authority(client, organisation, government, coordinator):
    approved = {"state": "approved", "decided_by": UserFactory(), "decided_at": timezone.now()}
    first = response_to(organisation, answer="later", **approved)
    other = OrganisationFactory(government=government)
    response_to(other, answer="rejected", recommendation=first.recommendation, **approved)
    response_to(organisation, answer="accepted", recommendation=first.recommendation)

    (said,) = (item["said"] for item in client.get(reverse(QUEUE)).context["items"])

    assert said.lines[0].changed
    assert said.lines[0].before == str(Response.Answer.LATER.label)


def test_that_nothing_changed_is_said_in_words(client, commitment, coordinator, language):
    coordinator.language = language
    coordinator.save()
    ReportFactory(commitment=commitment, approved_on=today() - timedelta(days=9))
    ReportFactory(commitment=commitment, unchanged=True, reason="")

    (item,) = client.get(reverse(QUEUE)).context["items"]

    assert not item["said"].lines[0].changed
    assert not [name for name in item["form"].fields if name.startswith("words_")]


def test_a_name_is_shown_as_text(client, commitment, coordinator):
    ReportFactory(commitment=commitment, reason="<script>alert(1)</script>")

    assert "<script>alert(1)" not in client.get(reverse(QUEUE)).text


def test_the_queue_costs_the_same_for_3_and_18_of_each_kind(client, organisation, coordinator):
    counts = []
    for number in (1, 4):
        for _place in range(number):
            one_of_each(organisation)
        client.get(reverse(QUEUE))
        with Queries() as queries:
            assert client.get(reverse(QUEUE)).status_code == 200
        counts.append(len(queries))

    assert counts[0] == counts[1], queries
    assert max(counts) <= MOST_QUERIES, queries


@pytest.mark.parametrize("query", ["p=x", "p=-1", "p=99999999999999", "p=%00"])
def test_a_hostile_address_shows_the_queue(client, organisation, coordinator, query):
    one_of_each(organisation)

    assert client.get(f"{reverse(QUEUE)}?{query}").status_code == 200


# --- Deciding ---


def test_each_gets_its_own_decision_with_the_other_language(client, organisation, coordinator):
    report, target, measurement, response = one_of_each(organisation)

    answer = decide(
        client, report, target, measurement, response,
        **{
            f"{key(report)}-decision": "approve", f"{key(report)}-words_fr": "Un début a été fait.",
            f"{key(target)}-decision": "return", f"{key(target)}-reason": "Te laag.",
            f"{key(measurement)}-decision": "", f"{key(response)}-decision": "approve",
        },
    )  # fmt: skip

    assert answer.status_code == 302
    assert states(report, target, measurement, response) == ["approved", "returned", "submitted", "approved"]
    assert report.translations.get().translated_by == coordinator
    assert Target.objects.get().return_reason == "Te laag."


@pytest.mark.parametrize(("every", "state"), [("approve", "approved"), ("return", "returned")])
def test_all_others_are_decided_on_at_once(client, organisation, coordinator, every, state):
    made = one_of_each(organisation)

    decide(client, *made, every=every, every_reason="Nog niet.", **{f"{key(made[0])}-decision": "approve"})

    assert states(*made) == ["approved", state, state, state]


def test_what_is_refused_stays_with_what_was_typed_and_does_not_stop_the_others(client, organisation, coordinator):
    first, second = (ReportFactory(commitment=CommitmentFactory(organisation=organisation)) for _number in range(2))

    response = decide(
        client, first, second,
        **{
            f"{key(first)}-decision": "return", f"{key(first)}-words_fr": "Mes mots.",
            f"{key(second)}-decision": "approve",
        },
    )  # fmt: skip

    assert response.status_code == 200
    assert states(first, second) == ["submitted", "approved"]
    assert items(response) == [key(first)]
    assert "Mes mots." in response.text
    assert "error-message" in response.text


def test_returning_all_needs_a_reason(client, organisation, coordinator):
    made = one_of_each(organisation)

    response = decide(client, *made, every="return", every_reason=" ")

    assert response.status_code == 200
    assert states(*made) == ["submitted"] * 4


def test_a_second_decision_is_refused_in_words(client, commitment, coordinator):
    report = ReportFactory(commitment=commitment, approved_on=today())

    response = decide(client, report, every="return", every_reason="Toch niet.")

    assert response.status_code == 200
    assert states(report) == ["approved"]


@pytest.mark.parametrize("item", ["statusreport-999999", "user-1", "x", "target-" + "9" * 40, "target-\x00", "-"])
def test_nonsense_is_not_decided_on(client, commitment, coordinator, item):
    ReportFactory(commitment=commitment)

    response = client.post(reverse(QUEUE), {"item": [item], "every": "approve"})

    assert response.status_code == 302
    assert StatusReport.objects.get().state == "submitted"


@pytest.mark.parametrize("words", ["\x00", "x" * 3000])
def test_an_impossible_text_is_refused_at_its_field(client, commitment, coordinator, words):
    report = ReportFactory(commitment=commitment)

    response = client.post(screen(report), {"decision": "approve", "words_fr": words})

    assert response.status_code == 200
    assert states(report) == ["submitted"]


def test_another_government_neither_decides_in_bulk_nor_on_one(client, organisation, person, language):
    made = one_of_each(organisation)
    stranger = person("plan-coordinator", government=GovernmentFactory(), language=language)
    client.force_login(stranger)

    decide(client, *made, every="approve")
    for submission in made:
        client.post(screen(submission), {"decision": "approve"})
        client.post(screen(submission, "translate"), {"words_fr": "Non."})

    assert states(*made) == ["submitted"] * 4
    assert not made[0].translations.exists()


@pytest.mark.parametrize("role", ["administrator", "plan-coordinator"])
def test_an_administrator_decides_for_the_own_government_only(client, organisation, person, role):
    made = one_of_each(organisation)
    client.force_login(person(role, government=GovernmentFactory()))
    decide(client, *made, every="approve")
    assert states(*made) == ["submitted"] * 4

    client.force_login(person(role, government=organisation.government))
    for submission in made:
        assert client.post(screen(submission), {"decision": "approve"}).status_code == 302
    assert states(*made) == ["approved"] * 4


def test_every_kind_gets_the_other_language_afterwards(client, organisation, coordinator):
    for submission in one_of_each(organisation):
        assert client.get(screen(submission, "translate")).status_code == 200
        assert client.post(screen(submission, "translate"), {"words_fr": "En français."}).status_code == 302
        assert submission.translations.get().reason == "En français."


@pytest.mark.parametrize("kind", ["user", "statusreport", "x"])
def test_what_is_not_there_is_not_found(client, coordinator, kind):
    for name in ("decide", "translate"):
        assert client.get(reverse(f"queue:{name}", args=[kind, 999999]), follow=True).status_code == 404


# --- Where it is told ---


def test_the_menu_and_the_front_say_how_much_waits(client, organisation, coordinator, language):
    coordinator.language = language
    coordinator.save()
    front = client.get(reverse("wagtailadmin_home")).text
    assert "(4)" not in front
    assert 'id="waiting-for-me-section"' not in front
    one_of_each(organisation)

    front = client.get(reverse("wagtailadmin_home")).text

    assert "(4)" in front
    assert 'id="waiting-for-me-section"' in front
    assert client.get(reverse("editorial:waiting")).text.count(reverse(QUEUE)) >= 1


def test_who_decides_on_nothing_has_no_menu_item(client, person, organisation):
    one_of_each(organisation)
    client.force_login(person("analyst", government=organisation.government))

    assert f'"url": "{reverse(QUEUE)}"' not in client.get(reverse("wagtailadmin_home")).text
