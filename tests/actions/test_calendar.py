"""The calendar: every date once, what is due first, nothing that is not public."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.http import QueryDict
from django.utils.html import strip_tags
from django.utils.http import urlencode
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from actions.calendar.listing import MOST_OVERDUE, PER_PAGE, CalendarListing
from actions.calendar.sentence import sentence_of
from actions.models import ActionPlanIndexPage, CoOwner, Milestone, MilestoneReached
from core.dates import add_months, today
from core.models import Theme
from tests.database import Queries, rolled_back
from tests.factories import (
    ActionFactory,
    ActionPlanFactory,
    CommitmentFactory,
    GovernmentFactory,
    OrganisationFactory,
    PledgeFactory,
    ReportFactory,
    pages_for,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("lone_pages", "site")]

LANGUAGES = pytest.mark.parametrize("language", ["nl", "fr"])
SOON, PAST, FAR = (today() + timedelta(days=days) for days in (40, -40, 500))


def listing(plan=None, language="nl", **chosen):
    return CalendarListing(QueryDict(urlencode(chosen, doseq=True)), language, plan)


def shown(found):
    """What the reader sees of a page: the days on top, and those of the list."""
    return [line.day for line in found.top], [line.day for _month, _later, lines in found.months for line in lines]


def counts(found, name):
    return {option.value: option.count for group in found.groups if group.name == name for option in group.options}


def address(language="nl", plan=None):
    page = plan.pages.get(language=language).specific_class() if plan else None
    above = plan.pages.get(language=language) if plan else ActionPlanIndexPage.objects.get(
        locale__language_code=language
    )  # fmt: skip
    with override(language):
        return f"{above.url}{(page or above).reverse_subpage('calendar')}"


def step(commitment, day, **values):
    return Milestone.objects.create(commitment=commitment, name_nl="Ontwerp", name_fr="Projet", due_on=day, **values)


# --- What is due


def test_what_is_overdue_stands_on_top_then_the_coming_months_then_what_is_later():
    for day in (FAR, SOON, PAST, today()):
        CommitmentFactory(first_deadline=day)

    found = listing()

    assert shown(found) == ([PAST], [today(), SOON, FAR])
    assert [is_later for _month, is_later, _lines in found.months][-1] is True
    assert (found.coming.bit_count(), found.later.bit_count(), found.overdue.bit_count()) == (2, 1, 1)


def test_twelve_months_end_before_the_same_day_of_next_year():
    edge = add_months(today(), 12)
    for day in (edge - timedelta(days=1), edge):
        CommitmentFactory(first_deadline=day)

    found = listing()

    assert (found.coming.bit_count(), found.later.bit_count()) == (1, 1)


def test_a_deadline_stands_on_the_day_to_which_it_moved_with_the_first_one_beside_it():
    commitment = CommitmentFactory(first_deadline=PAST)
    ReportFactory(commitment=commitment, approved_on=PAST - timedelta(days=1), moves_to=SOON)

    ((_month, _later, (line,)),) = listing().months

    assert (line.day, line.first) == (SOON, PAST)
    assert line.history


@pytest.mark.parametrize("status", ["completed", "stopped"])
def test_what_is_closed_is_no_longer_due_and_stays_among_the_past(status):
    for day in (PAST, SOON):
        commitment = CommitmentFactory(first_deadline=day)
        step(commitment, day)
        ReportFactory(commitment=commitment, approved_on=today(), status=status)

    assert shown(listing()) == ([], [])
    assert shown(listing(past=1)) == ([], [PAST, PAST])


def test_a_milestone_is_due_until_a_report_says_that_it_was_reached():
    commitment = CommitmentFactory()
    reached, late, coming = (step(commitment, day) for day in (PAST, PAST, SOON))
    report = ReportFactory(commitment=commitment, approved_on=PAST)
    MilestoneReached.objects.create(report=report, milestone=reached)

    found = listing()

    assert [line.milestone for line in found.top] == [late.pk]
    assert [line.milestone for _month, _later, lines in found.months for line in lines] == [coming.pk]
    assert found.top[0].is_overdue


def test_a_review_is_overdue_until_a_report_comes_on_or_after_its_day():
    answered, silent = (CommitmentFactory(timing="ongoing", review_on=PAST) for _row in range(2))
    ReportFactory(commitment=answered, approved_on=PAST)
    ReportFactory(commitment=silent, approved_on=PAST - timedelta(days=1))

    found = listing()

    assert [line.commitment for line in found.top] == [silent]
    assert counts(found, "kind") == {}  # one kind only: nothing to choose


def test_a_pledge_is_on_the_calendar_of_all_and_not_on_that_of_a_plan():
    plan = ActionPlanFactory()
    PledgeFactory(commitment__first_deadline=SOON)

    assert shown(listing()) == ([], [SOON])
    assert shown(listing(plan)) == ([], [])


def test_what_is_not_public_is_on_no_calendar():
    CommitmentFactory(first_deadline=SOON, is_public=False)
    CommitmentFactory(first_deadline=SOON, action__is_public=False)
    CommitmentFactory(first_deadline=SOON, action__plan__is_public=False)
    PledgeFactory(commitment__first_deadline=SOON, is_public=False)
    hidden = CommitmentFactory(first_deadline=SOON, organisation__is_public=False)
    step(CommitmentFactory(is_public=False), SOON)
    waiting = CommitmentFactory()
    ReportFactory(commitment=waiting, moves_to=FAR)

    found = listing()

    assert [line.commitment for _month, _later, lines in found.months for line in lines] == [hidden]
    assert counts(found, "organisation") == {}


# --- Facets and pages

rows = st.lists(
    st.fixed_dictionaries(
        {
            "days": st.sampled_from([-400, -1, 0, 200, 700]),
            "theme": st.integers(0, 1),
            "government": st.integers(0, 1),
            "organisation": st.integers(0, 1),
            "partner": st.sampled_from([None, 0, 1]),
            "milestone": st.booleans(),
        }
    ),
    max_size=6,
)
choices = st.fixed_dictionaries(
    {
        "theme": st.lists(st.integers(0, 1), max_size=2, unique=True),
        "government": st.lists(st.integers(0, 1), max_size=2, unique=True),
        "organisation": st.lists(st.integers(0, 1), max_size=2, unique=True),
        "kind": st.lists(st.sampled_from(["deadline", "milestone"]), max_size=2, unique=True),
    }
)


@given(rows, choices)
def test_what_is_shown_and_counted_is_what_one_counts_by_hand(made, chosen):
    with rolled_back():
        themes = list(Theme.objects.all()[:2])
        governments = [GovernmentFactory(code=f"g{number}") for number in range(2)]
        organisations = [
            [OrganisationFactory(code=f"o{number}-{place}", government=government)
             for place, government in enumerate(governments)]
            for number in range(2)
        ]  # fmt: skip
        plan = ActionPlanFactory()
        dates = []
        for row in made:
            day, government = today() + timedelta(days=row["days"]), row["government"]
            lead = organisations[row["organisation"]][government]
            commitment = CommitmentFactory(
                action=ActionFactory(plan=plan), organisation=lead, first_deadline=None if row["milestone"] else day
            )
            commitment.themes.set([themes[row["theme"]]])
            commitment.save()
            makers = {lead.code}
            if row["partner"] is not None and row["partner"] != row["organisation"]:
                partner = organisations[row["partner"]][government]
                CoOwner.objects.create(commitment=commitment, organisation=partner)
                makers.add(partner.code)
            if row["milestone"]:
                step(commitment, day)
            values = {"theme": {themes[row["theme"]].code}, "government": {f"g{government}"}, "organisation": makers,
                      "kind": {"milestone" if row["milestone"] else "deadline"}}  # fmt: skip
            dates.append((day, values))
        asked = {
            "theme": [themes[number].code for number in chosen["theme"]],
            "government": [f"g{number}" for number in chosen["government"]],
            "organisation": [f"o{number}-0" for number in chosen["organisation"]],
            "kind": chosen["kind"],
        }

        found = listing(plan, **asked)

        offered = {name: {value for value, _label in found.form.fields[name].choices} for name in asked}
        known = {name: {value for value in values if value in offered[name]} for name, values in asked.items()}

        def fits(values, *but):
            return all(not known[name] or values[name] & known[name] for name in known if name not in but)

        left = [day for day, values in dates if fits(values)]
        top, rest = shown(found)
        assert sorted(top) == sorted(day for day in left if day < today())
        assert rest == sorted(day for day in left if day >= today())
        for name in asked:
            for value, number in counts(found, name).items():
                assert number == sum(value in values[name] for _day, values in dates if fits(values, name))


@pytest.mark.parametrize("number", [0, 1, PER_PAGE + 3])
def test_a_long_calendar_is_paged_and_loses_nothing(number):
    plan = ActionPlanFactory()
    commitment = CommitmentFactory(action__plan=plan)
    for place in range(number):
        step(commitment, SOON + timedelta(days=place))

    pages = [listing(plan, page=page) for page in (1, 2)] if number > PER_PAGE else [listing(plan)]

    days = [day for found in pages for day in shown(found)[1]]
    assert days == [SOON + timedelta(days=place) for place in range(number)]


def test_only_the_last_overdue_ones_stand_on_top_and_all_of_them_are_a_click_away():
    plan = ActionPlanFactory()
    commitment = CommitmentFactory(action__plan=plan)
    for place in range(MOST_OVERDUE + 2):
        step(commitment, PAST - timedelta(days=place))

    found = listing(plan)

    assert shown(found)[0] == [PAST - timedelta(days=place) for place in reversed(range(MOST_OVERDUE))]
    assert len(shown(listing(plan, overdue=1))[1]) == found.overdue.bit_count() == MOST_OVERDUE + 2
    assert shown(listing(plan, page=2))[0] == shown(found)[0]  # there is one page only


# --- The sentence and the page


def test_the_first_sentence_for_none_one_and_many():
    def sentence(**chosen):
        cache.clear()
        with override("en"):
            return strip_tags(sentence_of(listing(**chosen), "#dates"))

    assert sentence() == (
        "In the next twelve months nothing falls due; nothing has passed its day without being reached."
    )
    commitment = CommitmentFactory(first_deadline=SOON)
    assert sentence() == (
        "In the next twelve months 1 deadline falls due; nothing has passed its day without being reached."
    )
    step(commitment, SOON)
    step(commitment, SOON)
    step(commitment, PAST)
    CommitmentFactory(timing="ongoing", review_on=SOON)
    assert sentence() == (
        "In the next twelve months 1 deadline, 2 milestones and 1 review fall due; 1 has passed its day already."
    )


@LANGUAGES
def test_the_page_says_what_by_whom_and_leads_there(client, language):
    commitment = CommitmentFactory(first_deadline=SOON, organisation__government=GovernmentFactory())
    pages_for(commitment.action.plan)
    page = pages_for(commitment.action)[language]
    milestone = step(commitment, SOON)
    pledge = PledgeFactory(commitment__first_deadline=SOON)
    promised = pages_for(pledge)[language]

    response = client.get(address(language))

    for text in (
        commitment.text_in(language), milestone.name_in(language), commitment.organisation.name_in(language),
        pledge.name_in(language), f'href="{page.url}{commitment.code}/"', f'href="{promised.url}"',
    ):  # fmt: skip
        assert text in response.text
    other = next(link.url for link in response.context["languages"] if link.code != language)
    assert client.get(other).status_code == 200
    assert other.startswith(address("fr" if language == "nl" else "nl"))


@LANGUAGES
def test_the_calendar_of_a_plan_can_be_put_in_ones_own(client, language):
    plan = CommitmentFactory(first_deadline=SOON).action.plan
    pages_for(plan)

    text = client.get(address(language, plan)).text

    path = f"/progress/plans/{plan.code}/calendar.{language}.ics"
    assert f'href="webcal://testserver{path}"' in text
    assert f'href="{path}"' in text
    assert client.get(path).status_code == 200


@pytest.mark.parametrize(
    "query",
    [
        "page=1000000000", "page=-1", "page=x", "theme=unknown&organisation=unknown&kind=x&government=x",
        "past=1&overdue=1&page=99999999999999999999999", "organisation=" + "a" * 5000, "theme=%00&organisation=%F0%9F",
        "&".join(["organisation=x"] * 1000), "&".join(["kind=deadline"] * 1000),
    ],
)  # fmt: skip
def test_nonsense_still_gives_a_calendar(client, query):
    CommitmentFactory(first_deadline=SOON)

    response = client.get(f"{address()}?{query}")

    assert response.status_code == 200


def test_an_organisation_that_is_not_public_cannot_be_asked_for():
    CommitmentFactory(first_deadline=SOON, organisation__code="secret", organisation__is_public=False)

    found = listing(organisation="secret")

    assert found.chosen["organisation"] == []


def test_more_dates_take_no_more_queries(client):
    plan = ActionPlanFactory()
    pages_for(plan)
    numbers = []
    for number in (3, 27):
        for _row in range(number):
            commitment = CommitmentFactory(
                action=ActionFactory(plan=plan), first_deadline=SOON, organisation__government=GovernmentFactory()
            )
            step(commitment, SOON)
        PledgeFactory(commitment__first_deadline=SOON)
        for there in (address(), address(plan=plan)):
            client.get(there)
            with Queries() as queries:
                client.get(there)
            numbers.append(len(queries))
            assert queries.at_most(12), queries

    assert numbers[:2] == numbers[2:]
