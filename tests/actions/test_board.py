"""The plan board: who sees what of a plan’s commitments, what filters find, what is done with several at once."""

import csv
import io
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from actions.board import rows
from actions.board.settings import settings_in_words
from actions.due import next_report
from actions.models import Commitment, Responsibility, StatusReport
from core.dates import add_months, today
from tests.database import Queries
from tests.factories import (
    ActionFactory,
    ActionPlanFactory,
    CommitmentFactory,
    ContactPersonFactory,
    GovernmentFactory,
    OrganisationFactory,
    ReportFactory,
    ResponsibilityFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

MOST_QUERIES = 30
HOSTILE = [
    "standing=x", "p=-1", "p=x", "p=99999999999999999999", "government=" + "9" * 40, "organisation=x", "contact=0",
    "ordering=password", "ordering=-", "q=%25_%5C'\"", "q=" + "x" * 5000, "q=%00", "export=exe", "contact=%00",
    "standing=late&standing=x&government=",
]  # fmt: skip


@pytest.fixture
def government(site):
    return GovernmentFactory()


@pytest.fixture
def plan(site):
    return ActionPlanFactory(rhythm=3)


@pytest.fixture
def promise(plan, government):
    """Makes a commitment of that plan: promise("late", first_deadline=...)."""

    def make(text="x", *, of=None, **values):
        organisation = values.pop("organisation", None) or OrganisationFactory(government=of or government)
        return CommitmentFactory(
            action=ActionFactory(plan=plan), organisation=organisation, text_nl=text, text_fr=text, **values
        )

    return make


@pytest.fixture
def coordinator(person, government, client):
    user = person("plan-coordinator", government=government, language="nl")
    client.force_login(user)
    return user


def responsible(commitment, name="Lieve Voorbeeld"):
    return ResponsibilityFactory(
        commitment=commitment, contact__organisation=commitment.organisation, contact__name=name
    ).contact


def address(plan, query=""):
    return f"{reverse('board:plan', args=[plan.pk])}?{query}"


def shown(client, plan, query=""):
    """The texts of the commitments that the board shows, in its order."""
    response = client.get(address(plan, query))
    assert response.status_code == 200
    return [row.instance.text for row in response.context["table"].rows] if response.context["object_list"] else []


def download(client, plan, file_format, query=""):
    response = client.get(address(plan, f"export={file_format}&{query}"))
    content = b"".join(response.streaming_content)
    if file_format == "csv":
        return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))[1:]
    sheet = load_workbook(io.BytesIO(content)).active
    return [["" if value is None else value for value in row] for row in sheet.iter_rows(min_row=2, values_only=True)]


def do(client, plan, act, commitments, **more):
    """Choose those commitments on the board, and confirm the act."""
    data = {"act": act, "row": [one.pk for one in commitments], "query": "", **more}
    asked = client.post(reverse("board:bulk", args=[plan.pk]), data)
    assert asked.status_code == 200, asked.url
    assert "error-message" not in asked.text
    return client.post(reverse("board:bulk", args=[plan.pk]), data | {"sure": "yes"}, follow=True)


# --- What it shows ---


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_the_board_says_where_each_commitment_stands_in_the_readers_language(
    client, plan, promise, coordinator, language
):
    coordinator.language = language
    coordinator.save()
    late = promise("te laat", first_deadline=today() - timedelta(days=3))
    responsible(late)
    ReportFactory(commitment=late, status="not_started")
    ReportFactory(commitment=late, approved_on=today() - timedelta(days=5))

    response = client.get(address(plan))

    assert {"nl": "Te laat", "fr": "En retard"}[language] in response.text
    assert "Lieve Voorbeeld" in response.text
    assert {"nl": "Niet gestart", "fr": "Non démarré"}[language] in response.text


def test_only_what_is_in_the_plan_and_not_archived_is_on_its_board(client, plan, promise, coordinator):
    promise("hier")
    promise("weg", archived_at=timezone.now())
    CommitmentFactory(text_nl="elders", text_fr="elders")

    assert shown(client, plan) == ["hier"]


@pytest.fixture
def scenes(plan, promise, government):
    """A commitment for each standing, two organisations and two governments."""
    long_ago, yesterday = today() - timedelta(days=600), today() - timedelta(days=1)
    made = {
        "late": promise("late", first_deadline=yesterday),
        "no news": promise("no news"),
        "due": promise("due"),
        "lapsed": promise("lapsed", of=GovernmentFactory()),
        "soon": promise("soon", first_deadline=today() + timedelta(days=10)),
        "done": promise("done"),
        "waits": promise("waits"),
    }
    ReportFactory(commitment=made["due"], approved_on=today() - timedelta(days=100))
    ReportFactory(commitment=made["lapsed"], approved_on=long_ago)
    ReportFactory(commitment=made["soon"], approved_on=yesterday)
    ReportFactory(commitment=made["done"], approved_on=long_ago, status="completed")
    ReportFactory(commitment=made["waits"])
    return made


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("standing=late", {"late"}),
        ("standing=no_news", {"no news", "waits"}),
        ("standing=update_due", {"due"}),
        ("standing=lapsed", {"lapsed"}),
        ("standing=completed", {"done"}),
        ("standing=due_soon", {"soon"}),
        ("standing=waiting", {"waits"}),
        ("standing=late&standing=lapsed", {"late", "lapsed"}),
        ("government={other}", {"lapsed"}),
        ("organisation={late}", {"late"}),
        ("contact={contact}", {"late"}),
        ("q=lap", {"lapsed"}),
        ("q=lap&standing=late", set()),
        ("standing=late&government=x", {"late"}),
    ],
)
def test_a_filter_finds_what_a_download_holds(client, plan, scenes, coordinator, query, found):
    query = query.format(
        other=scenes["lapsed"].organisation.government_id,
        late=scenes["late"].organisation_id,
        contact=responsible(scenes["late"]).pk,
    )

    assert set(shown(client, plan, query)) == found
    for file_format in ("csv", "xlsx"):
        lines = download(client, plan, file_format, query)
        assert {row[3] for row in lines} == found
        assert len(lines) == len(found)


@pytest.mark.parametrize(
    ("ordering", "first"), [("number", "late"), ("-number", "waits"), ("standing", "late"), ("due", "late"),
                            ("-due", "soon"), ("reported", "done"), ("-reported", "soon")],
)  # fmt: skip
def test_the_board_is_sorted_by_its_headings(client, plan, scenes, coordinator, ordering, first):
    order = shown(client, plan, f"ordering={ordering}")

    assert len(order) == len(scenes)
    assert order[0] in ({"done", "lapsed"} if ordering == "reported" else {first})


@pytest.mark.parametrize("query", HOSTILE)
def test_a_hostile_address_shows_a_board(client, plan, promise, coordinator, query):
    promise()

    for name in ("board:plan", "board:plan_results"):
        assert client.get(f"{reverse(name, args=[plan.pk])}?{query}").status_code == 200


@pytest.mark.parametrize("pk", [0, 999999, 10**30])
def test_there_is_no_board_of_a_plan_that_is_not_there(client, coordinator, pk):
    assert client.get(f"{reverse('board:index')}{pk}/", follow=True).status_code == 404


@pytest.mark.parametrize("role", ["analyst", "plan-coordinator", "dutch-editor", "administrator", "partner-manager"])
def test_everybody_reads_the_board_and_only_who_may_act_gets_the_choice(client, site, plan, promise, person, role):
    promise()
    client.force_login(person(role))

    response = client.get(address(plan))

    assert response.status_code == 200
    assert ('name="act"' in response.text) == (role not in ("analyst", "dutch-editor"))


def test_nobody_reads_a_board_without_logging_in(client, plan):
    assert reverse("wagtailadmin_login") in client.get(address(plan)).url
    assert reverse("wagtailadmin_login") in client.post(reverse("board:bulk", args=[plan.pk])).url


@pytest.mark.parametrize("role", ["plan-coordinator", "administrator", "analyst"])
def test_the_names_of_contact_persons_are_for_their_own_government(client, plan, promise, person, role):
    responsible(promise())
    client.force_login(person(role, government=GovernmentFactory()))

    for text in (
        client.get(address(plan)).text,
        client.get(address(plan, "standing=no_news")).text,
        str(download(client, plan, "csv")),
        client.get(
            reverse(Commitment.snippet_viewset.get_url_name("inspect"), args=[Commitment.objects.get().pk])
        ).text,
    ):
        assert "Lieve" not in text


def test_no_cell_of_the_download_is_a_formula(client, plan, promise, coordinator):
    promise("=1+1")

    for file_format in ("csv", "xlsx"):
        assert download(client, plan, file_format)[0][3] == "'=1+1"


def test_a_long_board_is_downloaded_whole_and_in_batches(client, plan, promise, coordinator, monkeypatch):
    monkeypatch.setattr(rows, "AT_ONCE", 4)
    for number in range(11):
        promise(f"rij {number}")

    assert [row[3] for row in download(client, plan, "csv")] == [f"rij {number}" for number in range(11)]


def test_the_board_costs_the_same_for_3_and_30_commitments(client, plan, promise, coordinator):
    counts = []
    for number in (3, 27):
        for place in range(number):
            commitment = promise(f"rij {place}", first_deadline=today() + timedelta(days=place))
            responsible(commitment, f"Persoon {place}")
            ReportFactory(commitment=commitment, approved_on=today() - timedelta(days=20))
            ReportFactory(commitment=commitment)
        client.get(address(plan))
        with Queries() as queries:
            assert client.get(address(plan)).status_code == 200
        counts.append(len(queries))

    assert counts[0] == counts[1], queries
    assert max(counts) <= MOST_QUERIES, queries


def test_the_list_of_boards_costs_the_same_for_any_number_of_plans(client, promise, coordinator):
    counts = []
    for number in (3, 27):
        ActionPlanFactory.create_batch(number)
        client.get(reverse("board:index"))
        with Queries() as queries:
            client.get(reverse("board:index"))
        counts.append(len(queries))

    assert counts[0] == counts[1], queries


# --- What is due ---


def test_the_next_report_is_due_after_the_rhythm_or_on_the_review_date(plan, promise):
    monthly, review, closed = promise("a"), promise("b", timing="ongoing"), promise("c")
    Commitment.objects.filter(pk=review.pk).update(review_on=today() + timedelta(days=5))
    day = today() - timedelta(days=10)
    for commitment in (monthly, review):
        ReportFactory(commitment=commitment, approved_on=day)
    ReportFactory(commitment=closed, approved_on=day, status="stopped")
    found = {row.pk: next_report(row) for row in Commitment.objects.with_status()}

    assert found[monthly.pk].on == add_months(day, 3)
    assert found[review.pk].on == today() + timedelta(days=5)
    assert found[closed.pk] is None


def test_a_commitment_becomes_update_due_the_day_after_its_next_report_was_due(plan, promise):
    commitment = promise()
    ReportFactory(commitment=commitment, approved_on=today() - timedelta(days=10))
    row = Commitment.objects.with_status().get(pk=commitment.pk)
    due_on = next_report(row).on

    assert Commitment.objects.with_status(due_on).get(pk=commitment.pk).standing(due_on) == "in_progress"
    after = due_on + timedelta(days=1)
    assert Commitment.objects.with_status(after).get(pk=commitment.pk).standing(after) == "update_due"


def test_the_settings_of_a_plan_say_what_they_mean_for_it(plan, promise):
    ReportFactory(commitment=promise("a"), approved_on=today() - timedelta(days=80))
    ReportFactory(commitment=promise("b"), approved_on=today() - timedelta(days=200))
    promise("c")
    with Queries() as queries:
        words = " ".join(settings_in_words(plan))

    assert str(plan.lead_days) in words
    assert len(queries) == 1
    assert len(settings_in_words(plan)) == 7
    plan.rhythm = None
    plan.save()
    assert len(settings_in_words(plan)) == 3


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_the_form_of_a_plan_and_its_dossier_explain_the_settings(client, plan, coordinator, language):
    coordinator.language = language
    coordinator.save()

    for name in ("edit", "inspect"):
        response = client.get(reverse(plan.snippet_viewset.get_url_name(name), args=[plan.pk]))
        assert response.status_code == 200
        assert "14" in response.text
    assert client.get(reverse(plan.snippet_viewset.get_url_name("add"))).status_code == 200


# --- Several at once ---


def test_waiting_reports_of_the_own_government_are_approved_and_others_refused_in_words(
    client, plan, promise, coordinator
):
    mine, theirs, own, silent = promise("a"), promise("b", of=GovernmentFactory()), promise("c"), promise("d")
    ReportFactory(commitment=mine)
    ReportFactory(commitment=theirs)
    ReportFactory(commitment=own, submitted_by=coordinator)

    response = do(client, plan, "approve", [theirs, own, silent, mine])

    assert set(StatusReport.objects.approved().values_list("commitment", flat=True)) == {mine.pk}
    messages = [str(message) for message in response.context["messages"]]
    assert len(messages) == 2
    assert messages[1].count("<li>") == 3


def test_nothing_changed_is_reported_for_several_at_once(client, plan, promise, coordinator):
    mine, theirs, silent, closed = promise("a"), promise("b", of=GovernmentFactory()), promise("c"), promise("d")
    waits = promise("e")
    for commitment in (mine, theirs, waits):
        ReportFactory(commitment=commitment, approved_on=today() - timedelta(days=40))
    ReportFactory(commitment=closed, approved_on=today() - timedelta(days=40), status="completed")
    ReportFactory(commitment=waits)

    do(client, plan, "confirm", [theirs, silent, closed, waits, mine])

    report = StatusReport.objects.submitted().get(unchanged=True)
    assert (report.commitment, report.status, report.submitted_by) == (mine, "in_progress", coordinator)


def test_a_contact_person_is_assigned_to_commitments_of_the_own_government(client, plan, promise, coordinator):
    mine, again, theirs = promise("a"), promise("b"), promise("c", of=GovernmentFactory())
    contact = ContactPersonFactory(organisation=mine.organisation)
    ResponsibilityFactory(commitment=again, contact=contact)

    do(client, plan, "assign", [mine, again, theirs], contact=contact.pk)

    assert set(Responsibility.objects.values_list("commitment", flat=True)) == {mine.pk, again.pk}


@pytest.mark.parametrize("contact", ["", "x", "999999", "9" * 40, "\x00", None])
def test_only_a_known_person_can_be_assigned(client, plan, promise, coordinator, contact):
    mine = promise()
    other = ContactPersonFactory(organisation__government=GovernmentFactory(), name="Iemand Anders")

    response = do(client, plan, "assign", [mine], contact=other.pk if contact is None else contact)

    assert not Responsibility.objects.exists()
    assert "Iemand Anders" not in response.text
    assert "error-message" in response.text


def test_commitments_are_made_public_and_archived_with_a_trace(client, plan, promise, coordinator):
    hidden, half = promise("a", is_public=False), promise("b", is_public=False)
    theirs = promise("c", of=GovernmentFactory(), is_public=False)
    Commitment.objects.filter(pk=half.pk).update(text_fr="")

    do(client, plan, "publish", [hidden, half, theirs])
    assert set(Commitment.objects.public().values_list("pk", flat=True)) == {hidden.pk}
    do(client, plan, "archive", [hidden, theirs])

    hidden.refresh_from_db()
    theirs.refresh_from_db()
    assert hidden.is_archived
    assert not theirs.is_archived
    assert hidden.revisions.filter(user=coordinator).count() == 2


@pytest.mark.parametrize(
    "data",
    [
        {}, {"act": "burn", "row": ["1"]}, {"act": "approve"}, {"act": "approve", "row": ["999999"], "sure": "yes"},
        {"act": "approve", "row": ["x", "9" * 40, "-1", "\x00"]},
    ],
)  # fmt: skip
def test_a_nonsense_choice_leads_back_to_the_board_with_a_word(client, plan, coordinator, data):
    response = client.post(reverse("board:bulk", args=[plan.pk]), data | {"query": "standing=late"})

    assert response.url == address(plan, "standing=late")


def test_a_commitment_of_another_plan_cannot_be_chosen(client, plan, coordinator, government):
    other = CommitmentFactory(organisation__government=government)
    ReportFactory(commitment=other)

    client.post(
        reverse("board:bulk", args=[plan.pk]), {"act": "approve", "row": [other.pk], "query": "", "sure": "yes"}
    )

    assert StatusReport.objects.get().state == "submitted"


@pytest.mark.parametrize(
    ("role", "acts"),
    [
        ("plan-coordinator", {"approve", "confirm", "assign", "publish", "archive"}),
        ("partner-manager", {"approve"}),
        ("analyst", set()),
        ("federal-moderator", set()),
    ],
)
def test_only_acts_of_the_own_role_are_offered_and_done(client, plan, promise, person, government, role, acts):
    commitment = promise()
    client.force_login(person(role, government=government))

    response = client.get(address(plan))

    offered = {act.code for act in response.context["acts"]}
    assert offered == acts
    for act in {"approve", "confirm", "assign", "publish", "archive"} - acts:
        response = client.post(
            reverse("board:bulk", args=[plan.pk]), {"act": act, "row": [commitment.pk], "sure": "yes", "query": ""}
        )
        assert response.status_code == 302
    commitment.refresh_from_db()
    assert not commitment.is_archived


def test_an_administrator_archives_for_every_government_and_decides_for_none(client, plan, promise, person):
    commitment = promise()
    ReportFactory(commitment=commitment, submitted_by=UserFactory())
    client.force_login(person("administrator", government=GovernmentFactory()))

    do(client, plan, "approve", [commitment])
    do(client, plan, "confirm", [commitment])
    do(client, plan, "archive", [commitment])

    assert [report.state for report in StatusReport.objects.all()] == ["submitted"]
    commitment.refresh_from_db()
    assert commitment.is_archived
