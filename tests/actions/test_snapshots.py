"""A snapshot keeps how a plan stood at the end of a day, in every language, and can be checked by anybody."""

import hashlib
import json
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction

from actions.models import CoOwner, Indicator, Milestone, MilestoneReached, ProgressReport, Snapshot
from actions.querysets import end_of
from actions.services.snapshots import progress_report_make, snapshot_take
from actions.services.submissions import saying_translate
from actions.snapshots.content import content_of
from core.canonical import canonical, digest_of
from core.dates import today
from core.services import record_archive
from tests.actions.snapshot_world import AFTER, BEFORE, DAY, assess, grow, measure, recommend
from tests.database import Queries
from tests.factories import (
    ActionFactory,
    ActionPlanFactory,
    CommitmentFactory,
    GovernmentFactory,
    OrganisationFactory,
    PillarFactory,
    ReportFactory,
    UserFactory,
    pages_for,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("lone_pages")]


@pytest.fixture
def plan(site):
    return ActionPlanFactory(code="plan", name_nl="Het plan", name_fr="Le plan")


@pytest.fixture
def commitment(plan):
    government = GovernmentFactory(code="north", name_nl="Noord", name_fr="Nord")
    organisation = OrganisationFactory(code="office", name_nl="Dienst", name_fr="Service", government=government)
    action = ActionFactory(plan=plan, number=30_000, pillar=PillarFactory(plan=plan, number=1))
    return CommitmentFactory(
        action=action,
        organisation=organisation,
        code="plan-3-1",
        text_nl="Wij doen het.",
        text_fr="Nous le ferons.",
        first_deadline=date(2026, 6, 30),
    )


def only(content):
    """The only commitment of a content."""
    (found,) = [row for action in content["actions"] for row in action["commitments"]]
    return found


def test_a_content_tells_a_commitment_in_every_language(plan, commitment):
    report = ReportFactory(
        commitment=commitment, approved_on=BEFORE, language="nl", reason="Het loopt.", moves_to=date(2026, 12, 31)
    )
    saying_translate(saying=report, language="fr", reason="C’est en cours.", by=UserFactory())

    content = content_of(plan, DAY)

    row = only(content)
    assert content["plan"]["name"] == {"nl": "Het plan", "fr": "Le plan"}
    assert row["text"] == {"nl": "Wij doen het.", "fr": "Nous le ferons."}
    assert (row["organisation"], row["first_due_on"], row["due_on"]) == ("office", "2026-06-30", "2026-12-31")
    assert (row["status"], row["standing"]) == ("in_progress", "in_progress")
    reason = {"language": "nl", "words": {"nl": "Het loopt.", "fr": "C’est en cours."}}
    assert row["last_report"]["reason"] == reason
    assert row["moves"] == [{"to": "2026-12-31", "reported_on": BEFORE.isoformat(), "reason": reason}]
    assert content["governments"] == [{"code": "north", "name": {"nl": "Noord", "fr": "Nord"}}]


def test_a_content_counts_by_pillar_and_by_government(plan, commitment):
    CommitmentFactory(action__plan=plan, first_deadline=date(2025, 1, 1))

    counts = content_of(plan, DAY)["counts"]

    assert counts["plan"] == {"total": 2, "standings": {"late": 1, "no_news": 1}}
    assert counts["pillars"] == [
        {"pillar": 1, "total": 1, "standings": {"no_news": 1}},
        {"pillar": None, "total": 1, "standings": {"late": 1}},
    ]
    assert [row["government"] for row in counts["governments"]] == ["north", None]


def test_a_content_holds_milestones_co_owners_figures_and_both_voices(plan, commitment):
    CoOwner.objects.create(commitment=commitment, organisation=OrganisationFactory(code="helper"))
    milestone = Milestone.objects.create(commitment=commitment, name_nl="Stap", name_fr="Étape")
    report = ReportFactory(commitment=commitment, approved_on=BEFORE)
    MilestoneReached.objects.create(report=report, milestone=milestone)
    assess(commitment, level=1)
    measure(commitment.action)
    recommend(commitment)

    content = content_of(plan, DAY)

    row = only(content)
    assert row["co_owners"] == ["helper"]
    assert [step["reached_on"] for step in row["milestones"]] == [BEFORE.isoformat()]
    assert [(opinion["level"], opinion["reason"]["words"]) for opinion in row["assessments"]] == [
        (1, {"nl": "Te traag."})
    ]
    (indicator,) = content["indicators"]
    assert indicator["baseline"] == {"value": "12.5", "on": "2024-01-01"}
    assert [target["value"] for target in indicator["targets"]] == ["5"]
    assert indicator["latest"]["value"] == "10"
    (recommendation,) = content["recommendations"]
    assert recommendation["commitments"] == ["plan-3-1"]
    assert [answer["answer"] for answer in recommendation["responses"]] == ["accepted"]


def test_what_was_decided_later_or_returned_is_not_in_it(plan, commitment):
    ReportFactory(commitment=commitment, holds_on=BEFORE, approved_on=AFTER)
    ReportFactory(commitment=commitment, returned_on=BEFORE)
    ReportFactory(commitment=commitment, holds_on=BEFORE)
    assess(commitment, recorded_on=AFTER)

    row = only(content_of(plan, DAY))

    assert (row["status"], row["last_report"], row["assessments"]) == (None, None, [])


def test_a_corrected_assessment_is_left_out_once_the_correction_is_known(plan, commitment):
    first = assess(commitment, level=1)
    assess(commitment, level=3, recorded_on=AFTER, corrects=first)

    assert [row["level"] for row in only(content_of(plan, DAY))["assessments"]] == [1]
    assert [row["level"] for row in only(content_of(plan, AFTER))["assessments"]] == [3]


def test_what_is_not_public_is_not_in_it(plan, commitment):
    CommitmentFactory(action__plan=plan, is_public=False, text_nl="Geheim 1")
    CommitmentFactory(action=ActionFactory(plan=plan, is_public=False), text_nl="Geheim 2")
    hidden = CommitmentFactory(action__plan=plan, text_nl="Geheim 3")
    record_archive(record=hidden)
    secret = recommend(commitment, is_public=False)
    indicator = measure(commitment.action)
    Indicator.objects.filter(pk=indicator.pk).update(is_public=False)

    content = content_of(plan, DAY)

    assert only(content)["code"] == "plan-3-1"
    assert (content["recommendations"], content["indicators"]) == ([], [])
    assert "Geheim" not in canonical(content).decode()
    assert secret.text_nl not in canonical(content).decode()


def test_nobody_is_named_in_it(plan, commitment):
    author = UserFactory(username="secretive", first_name="Zeno", last_name="Geheim", email="zeno@example.org")
    report = ReportFactory(commitment=commitment, approved_on=BEFORE, submitted_by=author, decided_by=author)
    saying_translate(saying=report, language="fr", reason="C’est en cours.", by=author)
    assess(commitment)

    text = canonical(content_of(plan, DAY)).decode().lower()

    assert not [word for word in ("secretive", "zeno", "geheim", "example.org") if word in text]


def test_a_content_costs_as_many_queries_for_3_rows_as_for_30(plan):
    costs = []
    for number in (3, 27):
        grow(plan, number)
        with Queries() as queries:
            content_of(plan, DAY)
        costs.append(len(queries))

    assert costs[0] == costs[1]
    assert costs[0] <= 25


def test_the_digest_is_the_sha_256_of_json_with_sorted_keys_and_no_spaces(plan, commitment):
    snapshot = Snapshot.objects.get(pk=snapshot_take(plan=plan, as_of=DAY, by=UserFactory()).pk)

    text = json.dumps(snapshot.content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)

    assert snapshot.digest == hashlib.sha256(text.encode("utf-8")).hexdigest()
    assert canonical({"b": "é", "a": [1, None]}) == '{"a":[1,null],"b":"é"}'.encode()
    assert snapshot.is_intact


def test_a_content_with_another_digest_is_not_intact(plan):
    assert not Snapshot(plan=plan, content={"schema": 1}, digest=digest_of({"schema": 2})).is_intact


@pytest.mark.parametrize("day", [today(), today() + timedelta(days=1), date(1900, 1, 1), date(9999, 12, 31)])
def test_a_snapshot_of_a_day_that_is_not_over_or_cannot_be_meant_is_refused(plan, commitment, day):
    with pytest.raises(ValidationError):
        snapshot_take(plan=plan, as_of=day, by=UserFactory())

    assert not Snapshot.objects.exists()


def test_a_day_is_over_at_midnight_in_brussels(plan, commitment):
    with pytest.raises(ValidationError):
        snapshot_take(plan=plan, as_of=DAY, by=UserFactory(), at=end_of(DAY) - timedelta(seconds=1))

    assert snapshot_take(plan=plan, as_of=DAY, by=UserFactory(), at=end_of(DAY)).as_of == DAY


def test_a_plan_without_public_commitments_is_refused(plan, commitment):
    record_archive(record=commitment)

    with pytest.raises(ValidationError) as error:
        snapshot_take(plan=plan, as_of=DAY, by=UserFactory())

    assert "plan" in error.value.message_dict


def test_the_database_refuses_to_change_or_delete_a_snapshot(plan, commitment):
    snapshot = snapshot_take(plan=plan, as_of=DAY, by=UserFactory())

    for change in (
        lambda: Snapshot.objects.filter(pk=snapshot.pk).update(content={}),
        lambda: Snapshot.objects.filter(pk=snapshot.pk)._raw_delete("default"),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_a_progress_report_comes_with_its_snapshot_and_draft_pages_in_every_language(plan, commitment):
    pages_for(plan)
    user = UserFactory()

    report = progress_report_make(plan=plan, as_of=DAY, names={"nl": "Verslag", "fr": "Rapport"}, by=user)

    assert (report.code, report.snapshot.taken_by) == ("plan-2025-12-31", user)
    pages = report.pages_by_language()
    assert {code: (page.title, page.live) for code, page in pages.items()} == {
        "nl": ("Verslag", False), "fr": ("Rapport", False),
    }  # fmt: skip
    assert len({page.translation_key for page in pages.values()}) == 1
    second = progress_report_make(plan=plan, as_of=DAY, names={"nl": "Nog een", "fr": "Encore un"}, by=user)
    assert second.code == "plan-2025-12-31-2"


def test_a_progress_report_without_a_name_in_every_language_leaves_nothing_behind(plan, commitment):
    with pytest.raises(ValidationError):
        progress_report_make(plan=plan, as_of=DAY, names={"nl": "Verslag", "fr": ""}, by=UserFactory())

    assert not Snapshot.objects.exists()
    assert not ProgressReport.objects.exists()
