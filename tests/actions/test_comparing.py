"""A plan beside the one before it, on two days, by two governments: nothing is lost, nothing is counted twice."""

from collections import Counter
from datetime import date, timedelta

import pytest
from django.core.cache import cache
from django.utils.html import strip_tags
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from actions.comparing.dates import changes_of_plan
from actions.comparing.fates import fates_of
from actions.comparing.forms import DatesForm
from actions.comparing.governments import Side
from actions.comparing.sentences import later_by, sides_sentence, succession_sentence
from actions.comparing.succession import succession_of
from actions.comparing.sums import Sums
from actions.models import ActionPlanIndexPage, Commitment, Lineage
from actions.models.statuses import Standing
from actions.snapshots.compare import compare
from actions.snapshots.content import content_of
from core.dates import today
from tests.database import Queries
from tests.factories import (
    ActionFactory,
    ActionPlanFactory,
    CommitmentFactory,
    GovernmentFactory,
    ReportFactory,
    moment,
    pages_for,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("lone_pages", "site")]

LANGUAGES = pytest.mark.parametrize("language", ["nl", "fr"])
THEN, NOW = today() - timedelta(days=200), today()


# --- What became of actions


def test_each_kind_of_fate_is_told_by_the_rows_and_by_how_they_meet():
    steps = [
        (1, 11, "continued"),
        (2, 12, "merged"), (3, 12, "merged"),
        (4, 13, "split"), (4, 14, "split"),
        (5, 90, "continued"),  # 90 stands in another plan
        (7, 15, "continued"), (8, 15, "continued"),  # two that continue in one were merged all the same
        (80, 16, "continued"),  # 16 took over from another plan
    ]  # fmt: skip

    fates = fates_of([1, 2, 3, 4, 5, 6, 7, 8], [11, 12, 13, 14, 15, 16, 17], steps)

    assert fates.kinds == {
        1: "continued", 2: "merged", 3: "merged", 4: "split", 5: "elsewhere", 6: "dropped", 7: "merged", 8: "merged",
    }  # fmt: skip
    assert (fates.new, fates.taken_up) == ([17], [16])
    assert fates.onward[4] == {13: "split", 14: "split"}


def test_chains_are_followed_and_circles_end():
    steps = [(1, 2, "merged"), (2, 11, "continued"), (3, 50, "split"), (50, 12, "continued"), (4, 5, "continued"),
             (5, 4, "continued")]  # fmt: skip

    fates = fates_of([1, 2, 3, 4, 5], [11, 12], steps)

    assert fates.kinds == {1: "merged", 2: "merged", 3: "split", 4: "dropped", 5: "dropped"}
    assert (fates.new, fates.taken_up) == ([], [])


def test_one_that_goes_on_in_several_was_split_whatever_the_rows_call_it():
    fates = fates_of([1], [11, 12], [(1, 11, "continued"), (1, 12, "merged")])

    assert fates.kinds == {1: "split"}


steps = st.lists(
    st.tuples(st.integers(0, 7), st.integers(0, 11), st.sampled_from(["continued", "merged", "split"])).filter(
        lambda step: step[0] != step[1]
    ),
    max_size=14,
)


@given(steps)
def test_every_action_is_counted_exactly_once(found):
    earlier, later = [0, 1, 2, 3], [4, 5, 6, 7, 8]

    fates = fates_of(earlier, later, found)

    assert list(fates.kinds) == earlier
    reached = {key for onward in fates.onward.values() for key in onward if key in later}
    assert Counter([*fates.new, *fates.taken_up, *reached]) == Counter(later)
    assert all(not fates.onward[action] for action in fates.of_kind("dropped"))
    named = {after for _before, after, _kind in found}
    assert set(fates.new) == set(later) - named


# --- The page of a plan with its predecessor


@pytest.fixture
def plans(site):
    """An earlier plan with three actions and a later one that goes on with the first, both with pages."""
    earlier = ActionPlanFactory(starts_on=date(2019, 1, 1), ends_on=date(2023, 12, 31))
    later = ActionPlanFactory(predecessor=earlier, starts_on=date(2024, 1, 1))
    for plan, numbers in ((earlier, (1, 2, 3)), (later, (1, 2))):
        pages_for(plan)
        for number in numbers:
            pages_for(ActionFactory(plan=plan, number=number))
    first = later.actions.get(number=1)
    Lineage.objects.create(action=first, predecessor=earlier.actions.get(number=1), kind="continued")
    return earlier, later


def get(client, plan, language="nl", **data):
    page = plan.pages.get(language=language)
    with override(language):
        below = page.specific_class().reverse_subpage("comparison")
    return client.get(f"{page.url}{below}", data)


def test_the_first_sentence_counts_what_became_of_every_action(plans):
    earlier, later = plans
    for number, kind in ((2, "merged"), (3, "merged")):
        Lineage.objects.create(
            action=later.actions.get(number=2), predecessor=earlier.actions.get(number=number), kind=kind
        )
    ActionFactory(plan=earlier, number=4)
    ActionFactory(plan=later, number=5)

    with override("en"):
        sentence = succession_sentence(succession_of(earlier, later, "nl"))

    assert strip_tags(sentence) == (
        "Of the 4 actions of the plan before, 1 continues, 2 merged into one and 1 was dropped; 1 is new."
    )


@LANGUAGES
def test_a_dropped_action_is_shown_with_where_it_stood_and_why(client, plans, language):
    earlier, later = plans
    dropped = CommitmentFactory(action=earlier.actions.get(number=2))
    ReportFactory(commitment=dropped, approved_on=date(2023, 6, 1), status="in_progress", reason="Te weinig geld.")
    ReportFactory(commitment=dropped, approved_on=date(2023, 9, 1), status="in_progress", unchanged=True, reason="")

    response = get(client, later, language)

    ((_prefix, succession, _sentence),) = response.context["successions"]
    first, second = next(part.rows for part in succession.parts if part.kind == "dropped")
    assert (first.earlier.number, second.earlier.number) == (2, 3)
    (word,) = first.words
    assert (word.standing, str(word.reason), word.on) == (Standing.IN_PROGRESS, "Te weinig geld.", date(2023, 6, 1))
    assert response.text.count("Te weinig geld.") == 1
    assert 'href="#dropped"' in response.text
    assert 'id="dropped"' in response.text
    assert word.url == f"{earlier.actions.get(number=2).pages.get(language=language).url}{dropped.code}/"


def test_the_earlier_plan_shows_what_became_of_it_and_a_lone_plan_says_so(client, plans):
    earlier, later = plans
    alone = ActionPlanFactory()
    pages_for(alone)

    response = get(client, earlier)
    assert not response.context["has_predecessor"]
    assert [found.later.record for _prefix, found, _sentence in response.context["successions"]] == [later]
    assert get(client, alone).context["successions"] == []


def test_nothing_counts_as_dropped_before_the_later_plan_has_actions(client, plans):
    _earlier, later = plans
    coming = ActionPlanFactory(predecessor=later)
    pages_for(coming)

    response = get(client, coming)

    assert response.context["successions"][0][1].earlier_count == 2
    assert 'id="dropped"' not in response.text


def test_no_private_action_is_told_of(client, plans):
    earlier, later = plans
    secret = ActionFactory(plan=later, number=9, is_public=False, name_nl="Geheim", name_fr="Secret")
    Lineage.objects.create(action=secret, predecessor=earlier.actions.get(number=2), kind="continued")
    hidden = ActionPlanFactory(predecessor=later, is_public=False, name_nl="Verborgen", name_fr="Caché")
    ActionFactory(plan=hidden)

    response = get(client, later)

    assert "Geheim" not in response.text
    assert "Verborgen" not in response.text
    assert response.context["successions"][0][1].fates.kinds[earlier.actions.get(number=2).pk] == "dropped"


def test_more_actions_take_no_more_queries(client, plans):
    earlier, later = plans
    counts = {}
    for number in (10, 20):
        for place in range(number, number * 2):
            before = ActionFactory(plan=earlier, number=place)
            after = ActionFactory(plan=later, number=place)
            CommitmentFactory(action=before, organisation__government=GovernmentFactory())
            row = CommitmentFactory(action=after, organisation__government=GovernmentFactory())
            ReportFactory(commitment=row, approved_on=THEN + timedelta(days=1), moves_to=NOW + timedelta(days=90))
            Commitment.objects.filter(pk=row.pk).update(first_deadline=None, review_on=None)
            if place % 2:
                Lineage.objects.create(action=after, predecessor=before)
        cache.clear()
        for view in ("predecessor", "dates", "governments"):
            get(client, later, view=view)
            with Queries() as queries:
                get(client, later, view=view)
            counts.setdefault(view, []).append(len(queries))
            assert queries.at_most(12), queries

    assert all(few == many for few, many in counts.values()), counts


# --- Two days


def test_two_days_are_compared_by_the_rule_of_snapshots(plans):
    _earlier, plan = plans
    commitment = CommitmentFactory(action=plan.actions.first(), first_deadline=NOW + timedelta(days=30))
    ReportFactory(commitment=commitment, approved_on=THEN - timedelta(days=9), status="in_preparation")
    ReportFactory(commitment=commitment, approved_on=THEN + timedelta(days=9), status="in_progress",
                  moves_to=NOW + timedelta(days=61), reason="Meer tijd.")  # fmt: skip
    sooner = CommitmentFactory(action=plan.actions.first(), first_deadline=NOW + timedelta(days=300))
    ReportFactory(commitment=sooner, approved_on=THEN + timedelta(days=9), moves_to=NOW + timedelta(days=100))
    Commitment.objects.update(created_at=moment(THEN - timedelta(days=50)))

    changes = changes_of_plan(plan, THEN, NOW, "nl")

    assert changes.found == compare(content_of(plan, THEN), content_of(plan, NOW))
    assert {change.promise.number for change in changes.moved} == {1}
    ((change, _span),) = changes.late_by
    with override("en"):
        ((_change, span),) = changes.early_by
    assert span == "7 months earlier"
    assert [str(step.reason) for step in change.promise.steps] == ["Meer tijd."]
    assert changes.new == []


def test_what_was_added_in_between_is_new_and_what_was_there_from_the_start_is_not(plans):
    _earlier, plan = plans
    type(plan).objects.filter(pk=plan.pk).update(created_at=moment(THEN - timedelta(days=90)))
    plan.refresh_from_db()
    old, new, told = (CommitmentFactory(action=plan.actions.first()) for _row in range(3))
    ReportFactory(commitment=told, approved_on=THEN - timedelta(days=1))
    for row, day in ((old, THEN - timedelta(days=90)), (new, THEN + timedelta(days=5)), (told, THEN)):
        Commitment.objects.filter(pk=row.pk).update(created_at=moment(day))

    changes = changes_of_plan(plan, THEN, NOW, "nl")

    assert changes.found.new == [new.code]
    assert changes.before.progress.total == changes.after.progress.total == 3


def test_a_plan_that_was_entered_later_has_nothing_new(plans):
    _earlier, plan = plans
    CommitmentFactory(action=plan.actions.first())

    assert changes_of_plan(plan, THEN, NOW, "nl").found.new == []


@pytest.mark.parametrize(("days", "words"), [(1, "1 day later"), (-60, "60 days earlier"), (61, "2 months later"),
                                             (365, "12 months later")])  # fmt: skip
def test_by_how_much_a_date_moved_is_told_in_days_or_months(days, words):
    with override("en"):
        assert later_by(days) == words


@LANGUAGES
def test_the_counts_lead_to_their_lists_on_that_day(client, plans, language):
    _earlier, plan = plans
    commitment = CommitmentFactory(action=plan.actions.first())
    ReportFactory(commitment=commitment, approved_on=THEN + timedelta(days=1), status="completed")
    address = plan.pages.get(language=language).url

    response = get(client, plan, language, **{"from": THEN, "to": NOW})

    assert response.context["view"] == "dates"
    assert f'href="{address}?on={NOW}&amp;status=completed#ledger"' in response.text
    assert f'href="{address}?on={THEN}&amp;status=no_news#ledger"' in response.text
    other = next(link.url for link in response.context["languages"] if link.code != language)
    assert f"view=dates&from={THEN}&to={NOW}" in other
    assert client.get(other).status_code == 200


@pytest.mark.parametrize(
    ("typed", "field", "message"),
    [
        ({"from": "9999-99-99"}, "from", "This day does not exist"),
        ({"from": "2025-02-30"}, "from", "This day does not exist"),
        ({"to": "0001-01-01"}, "to", "give a year from 1990"),
        ({"to": "2099-01-01"}, "to", "still to come"),
        ({"from": "2025-06-01", "to": "2025-06-01"}, "to", "later than the first"),
        ({"from": "x" * 5000}, "from", "This day does not exist"),
    ],
)
def test_what_is_wrong_with_a_day_is_said_beside_it_and_nothing_is_lost(typed, field, message):
    with override("en"):
        form = DatesForm(typed)

        assert message in form.errors[field][0]
        for name, value in typed.items():
            assert f'value="{value[:20]}"' in str(form[name])


@LANGUAGES
def test_a_wrong_day_gives_the_form_again_and_no_comparison(client, plans, language):
    response = get(client, plans[1], language, view="dates", **{"from": "9999-99-99"})

    assert response.status_code == 200
    assert "changes" not in response.context
    assert 'value="9999-99-99"' in response.text


# --- Two governments


@pytest.fixture
def governments(plans):
    """North with a late commitment that moved twice, and South with one that is completed."""
    north, south = (GovernmentFactory(code=code, order=place) for place, code in enumerate(["north", "south"]))
    first, second = plans[1].actions.all()
    late = CommitmentFactory(action=first, organisation__government=north, first_deadline=THEN - timedelta(days=90))
    for day in (60, 30):
        ReportFactory(commitment=late, approved_on=THEN - timedelta(days=day + 1), moves_to=NOW - timedelta(days=day))
    CommitmentFactory(action=second, organisation__government=north, first_deadline=NOW - timedelta(days=10))
    done = CommitmentFactory(action=first, organisation__government=south)
    ReportFactory(commitment=done, approved_on=THEN, status="completed")
    return north, south


@LANGUAGES
def test_two_governments_stand_beside_each_other_action_by_action(client, plans, governments, language):
    response = get(client, plans[1], language, a="north", b="south")

    north, south = (side.sums for side in response.context["sides"])
    assert (north.total, north.late, north.share_late, north.moves, north.moved) == (2, 2, 100, 2, 1)
    assert north.median_late == 20
    assert (south.total, south.late, south.moves, south.median_late) == (1, 0, 0, None)
    rows = response.context["rows"]
    assert [[len(cell) for cell in row.cells] for row in rows] == [[1, 1], [1, 0]]
    assert "?government=north&amp;status=late#ledger" in response.text
    assert governments[0].code in response.text


def test_two_governments_over_all_public_plans(client, plans, governments):
    CommitmentFactory(action__plan__is_public=False, organisation__government=governments[1])
    index = ActionPlanIndexPage.objects.get(locale__language_code="fr")
    with override("fr"):
        address = f"{index.url}{index.reverse_subpage('comparison')}"

    response = client.get(address, {"a": "south", "b": "north"})

    assert [side.sums.total for side in response.context["sides"]] == [1, 2]
    assert [row.line.record for row in response.context["rows"]] == [plans[1]]
    with Queries() as queries:
        client.get(address, {"a": "south", "b": "north"})
    assert queries.at_most(12), queries


def test_no_lateness_is_told_of_a_government_without_any_published_status(plans):
    sums = Sums()
    sums.add("no_news", 0, None, False)
    side = Side("silent", "Stil", "", "#plans", sums)

    with override("en"):
        assert "1 commitment, of which no status has been published;" in strip_tags(sides_sentence([side, side]))


def test_those_that_promised_most_are_compared_unless_told(client, plans, governments):
    for _row in range(3):
        CommitmentFactory(action=plans[1].actions.first(), organisation__government=GovernmentFactory(code=f"g{_row}"))
    big = GovernmentFactory(code="big")
    for _row in range(4):
        CommitmentFactory(action=plans[1].actions.first(), organisation__government=big)

    response = get(client, plans[1], view="governments")

    assert [side.code for side in response.context["sides"]] == ["big", "north"]


@pytest.mark.parametrize(
    ("typed", "field"), [({"a": "unknown"}, "a"), ({"a": "north", "b": "north"}, "b"), ({"b": "\x00" * 9}, "b")]
)
def test_what_is_wrong_with_a_government_is_said_beside_it(client, plans, governments, typed, field):
    response = get(client, plans[1], view="governments", **typed)

    assert response.status_code == 200
    assert response.context["form"].errors[field]
    assert "sides" not in response.context


def test_nonsense_still_gives_a_page(client, plans):
    page = plans[1].pages.get(language="nl")
    address = f"{page.url}{page.specific_class().reverse_subpage('comparison')}"

    assert client.get(f"{address}?view=nonsense").context["view"] == "predecessor"
    assert client.get(address + "?" + "&".join(["from=1"] * 1000)).status_code == 200
    assert client.get(address + "?" + "&".join(["a=%F0%9F"] * 1000)).status_code == 200
    assert get(client, plans[1], view="governments").context["can_compare"] is False
