"""The dashboard of a plan and the overview of plans: words, counts, and the list behind every number."""

import re
from datetime import date, timedelta

import pytest
from django.core.cache import cache
from django.http import QueryDict
from django.utils.html import strip_tags
from django.utils.translation import override

from actions.as_of import asked
from actions.dashboard.history import Column, columns_of, quarter_of, until
from actions.dashboard.logs import Entry, Log
from actions.dashboard.reading import Promise
from actions.ledger import plan_context, plans_context, public_commitments
from actions.models import ActionPlanIndexPage, StatusReportTranslation
from core.dates import add_months, today
from core.models import Theme
from home.front import MOST_PLANS, front_page
from tests.database import Queries
from tests.factories import (
    ActionFactory,
    ActionPlanFactory,
    CommitmentFactory,
    GovernmentFactory,
    OrganisationFactory,
    PillarFactory,
    ReportFactory,
    moment,
    page_for,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("lone_pages")]

START = quarter_of(today())
BEFORE = START - timedelta(days=40)


class Promises:
    """A plan of which something changed this quarter."""

    def __init__(self):
        self.plan = ActionPlanFactory(starts_on=add_months(START, -9), ends_on=add_months(START, 24))
        pillar = PillarFactory(plan=self.plan, number=1)
        first, second = ActionFactory(plan=self.plan, pillar=pillar), ActionFactory(plan=self.plan)
        self.theme, other = Theme.objects.all()[:2]
        first.themes.add(self.theme)
        first.save()
        governments = GovernmentFactory.create_batch(2)
        promises = {
            "completed": {"action": first},
            "moved": {"action": first, "first_deadline": add_months(START, 1)},
            "late": {"action": second, "first_deadline": START},
            "silent": {"action": second},
            "quiet": {"action": second},
        }
        for number, (name, values) in enumerate(promises.items()):
            organisation = OrganisationFactory(government=[*governments, None][number % 3])
            setattr(self, name, CommitmentFactory(organisation=organisation, **values))
        self.quiet.themes.add(other)
        self.quiet.save()
        for commitment in (self.completed, self.moved, self.late, self.quiet):
            ReportFactory(commitment=commitment, approved_on=BEFORE)
        ReportFactory(commitment=self.completed, status="completed", approved_on=START, language="nl")
        self.move = ReportFactory(
            commitment=self.moved,
            approved_on=START,
            moves_to=add_months(START, 9),
            reason="De aanbesteding loopt langer.",
        )
        CommitmentFactory(action=first, is_public=False)

    def context(self, query="", language="nl"):
        return plan_context(self.plan, language, QueryDict(query.lstrip("?").partition("#")[0]))

    def shown(self, address):
        """How many promises stand in the list at that address."""
        assert address.endswith("#ledger")
        return sum(len(row["parts"]) for pillar in self.context(address)["pillars"] for row in pillar["actions"])


@pytest.fixture
def promises(site):
    return Promises()


def numbers(context):
    """Every (number, address) that the dashboard shows."""
    yield from ((part.count, part.url) for part in context["progress"].parts)
    for breakdown in context["breakdowns"]:
        for row in [*breakdown.rows, *breakdown.more]:
            yield row.progress.total, row.url
            yield from ((part.count, part.url) for part in row.progress.parts)
    yield from ((step.count, step.url) for step in context["changed"].steps)
    for line in context["history"].lines:
        yield line.total, line.url
        yield from ((cell.count, cell.url) for cell in line.cells if cell.count)


@pytest.mark.parametrize("day", [None, START - timedelta(days=1)])
def test_every_number_leads_to_a_list_of_as_many(promises, day):
    context = promises.context(f"on={day}" if day else "")

    found = list(numbers(context))

    assert {breakdown.name for breakdown in context["breakdowns"]} == {"pillar", "government", "theme"}
    assert len(found) > 20
    for number, address in found:
        assert promises.shown(address) == number, address
    figures = re.findall(r'href="([^"]*)">(\d+)', f"{context['sentence']} {context['changed'].sentence}")
    for address, number in figures:
        assert promises.shown(address.replace("&amp;", "&")) == int(number), address


def test_the_sentence_tells_of_every_standing_so_that_the_figures_add_up(promises):
    text = strip_tags(promises.context()["sentence"])

    total, *rest = [int(number) for number in re.findall(r"\d+", text)]
    assert total == sum(rest) == 5


def test_the_sentence_tells_since_when(promises):
    since = promises.context()["since"]

    assert f'datetime="{START}"' not in since
    assert "status=late#ledger" in since
    with override("nl"):
        silent = ActionPlanFactory()
        CommitmentFactory(action__plan=silent)
        assert "since" not in plan_context(silent, "nl")


def test_what_changed_says_from_where_to_where_and_which_deadline_moved_and_why(promises):
    changed = promises.context()["changed"]

    steps = {(row.stand.before.standing(), row.stand.standing) for row in changed.shown if row.step}
    assert steps == {("in_progress", "completed"), ("in_progress", "late")}
    assert sum(step.count for step in changed.steps) == 2
    (moved,) = [row for row in changed.shown if row.stand.has_moved]
    assert (moved.first, moved.due_on) == (add_months(START, 1), add_months(START, 9))
    assert (moved.reason.text, moved.reason.lang) == ("De aanbesteding loopt langer.", "")
    assert promises.context(language="fr")["changed"].shown[2].reason.lang == "nl"
    assert {row.stand.promise.pk for row in changed.shown} == {
        promises.completed.pk,
        promises.moved.pk,
        promises.late.pk,
    }


def test_what_changed_is_about_the_quarter_of_the_day(promises):
    before = promises.context(f"on={START - timedelta(days=1)}")["changed"]

    assert before.since == add_months(START, -3)
    assert {row.stand.promise.pk for row in before.shown} == {
        promises.completed.pk,
        promises.moved.pk,
        promises.late.pk,
        promises.quiet.pk,
    }
    assert all(step.url.startswith(f"?on={START - timedelta(days=1)}") for step in before.steps)


def test_a_deadline_that_moved_has_the_reason_in_the_readers_language_where_it_is_there(promises):
    StatusReportTranslation.objects.create(
        report=promises.move, language="fr", reason="Le marché dure plus.", translated_by=promises.move.submitted_by
    )

    (moved,) = [row for row in promises.context(language="fr")["changed"].shown if row.stand.has_moved]

    assert (moved.reason.text, moved.reason.lang) == ("Le marché dure plus.", "")


def test_the_history_counts_as_the_database_does_at_the_end_of_each_quarter(promises):
    lines = promises.context()["history"].lines

    assert [line.on for line in lines] == [
        *(add_months(START, number) - timedelta(days=1) for number in (-6, -3, 0)),
        today(),
    ]
    for line in lines:
        standings = [row.standing() for row in public_commitments(line.on)]
        assert {cell.code: cell.count for cell in line.cells if cell.count} == {
            code: standings.count(code) for code in set(standings)
        }


def column(day):
    return Column(day, {"late": 1})


def test_a_long_history_is_shown_by_year_and_never_in_more_than_24_columns():
    log = Log(None, False, None, (Entry(1, "completed", date(1994, 5, 1), date(1994, 5, 1)),))
    promise = Promise(1, 1, "", "-", "-", (), log)
    for begins_on in (date(2022, 1, 1), date(2012, 3, 4), date(1990, 1, 1)):
        quarters = columns_of([promise], begins_on)
        shown, step = until(quarters, column(today()))

        assert len(shown) <= 24
        assert shown[-1].on == today()
        if begins_on.year == 2022:
            assert step == 3
        else:
            assert step > 3
            assert {(found.on.month, found.on.day) for found in shown[:-1]} == {(12, 31)}
    assert [found.counts for found in quarters[16:18]] == [{"no_news": 1}, {"completed": 1}]
    assert columns_of([], date(2022, 1, 1)) == columns_of([promise], None) == []


def test_the_picture_has_a_title_a_description_and_stripes_for_what_is_late(client, promises):
    page = page_for(promises.plan, "nl")

    html = client.get(page.url).text

    picture = re.search(r'<svg class="history__picture".*?</figure>', html, re.DOTALL).group()
    assert re.search(r"<title id=\"history-title\">[^<]+</title>", picture)
    assert re.search(r"<desc id=\"history-description\">[^<]+</desc>", picture)
    assert 'fill="url(#history-late)"' in picture
    assert "style=" not in html
    for part in ("calendar", "coverage", "comparison"):
        with override("nl"):
            address = page.url + page.specific.reverse_subpage(part).lstrip("/")
        assert f'href="{address}"' in html


NONSENSE = ["2026-02-30", "x", "<b>", "2026-02-30\x00", "9" * 400, "1800-01-01"]


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_a_day_that_cannot_be_shown_is_named_beside_the_field_which_keeps_what_was_typed(client, promises, language):
    page = page_for(promises.plan, language)
    days = [*NONSENSE, str(today() + timedelta(days=1)), str(promises.plan.starts_on - timedelta(days=1))]
    said = set()

    for typed in days:
        response = client.get(page.url, {"on": typed, "x": "y" * 3000})
        field = response.context["day_form"]["on"]
        kept = typed.replace("\x00", "")[:30]
        assert response.status_code == 200
        assert field.value() == kept
        assert not response.context["is_past"]
        message = re.search(r'<p class="field__error[^>]*id="id_on_error"[^>]*>([^<]+)<', response.text).group(1)
        assert 'aria-describedby="id_on_error"' in response.text
        said.add(message.strip())
    # There is no such day; no such year; still to come; before the plan.
    assert len(said) == 4


def test_today_and_the_first_day_of_a_plan_can_be_shown():
    first = today() - timedelta(days=9)

    assert asked({"on": str(today())}, first).day is None
    assert not asked({"on": str(today())}, first).form["on"].errors
    assert asked({"on": str(first)}, first).day == first
    assert asked({"on": ""}, first).day is None
    assert not asked({"on": ""}).form["on"].errors


def test_a_plan_is_read_once_until_something_public_changes(promises, django_capture_on_commit_callbacks):
    promises.context()
    with Queries() as queries:
        promises.context("on=2000-01-01&status=late&status=nonsense&theme=x&page=99999999999999999999")
        assert promises.context(f"on={BEFORE}")["progress"].count("in_progress") == 4
    assert len(queries) == 0, queries

    with django_capture_on_commit_callbacks(execute=True):
        ReportFactory(commitment=promises.quiet, status="stopped", approved_on=today())

    assert promises.context()["progress"].count("stopped") == 1


def test_a_plan_costs_the_same_however_many_promises_it_has(promises):
    found = []
    for number in (3, 30):
        while promises.plan.actions.count() < number:
            action = ActionFactory(plan=promises.plan)
            action.themes.set(Theme.objects.all()[:3])
            action.save()
            commitment = CommitmentFactory(action=action, organisation__government=GovernmentFactory())
            ReportFactory(commitment=commitment, approved_on=BEFORE)
        cache.clear()
        with Queries() as queries:
            promises.context()
        found.append(len(queries))
    assert found[0] == found[1], queries


def test_a_plan_of_which_nothing_was_reported_shows_no_dashboard(client, site):
    plan = ActionPlanFactory(starts_on=add_months(START, -9))
    CommitmentFactory(action__plan=plan)

    response = client.get(page_for(plan, "nl").url)

    assert "changed" not in plan_context(plan, "nl")
    assert "history__picture" not in response.text


def test_the_page_of_a_plan_is_worked_out_once_as_long_as_nothing_is_chosen(client, promises, monkeypatch):
    url = page_for(promises.plan, "nl").url
    first = client.get(url).text

    monkeypatch.setattr("actions.ledger.plan_context", lambda *_: {"found": "anew"})

    assert client.get(url).text == first
    assert client.get(url, {"on": "2026-02-30"}).context["found"] == "anew"


def index(client, **query):
    return client.get(ActionPlanIndexPage.objects.get(locale__language_code="nl").url, query)


PERIODS = {
    "running": (today(), today()),
    "coming": (today() + timedelta(days=1), today() + timedelta(days=2)),
    "ended": (today() - timedelta(days=2), today() - timedelta(days=1)),
    "undated": (None, today()),
}


def test_the_overview_is_narrowed_by_period_and_kind_with_counts(client, site):
    for kind in ("csr", "local"):
        for name, (starts_on, ends_on) in PERIODS.items():
            ActionPlanFactory(code=f"{kind}-{name}", kind=kind, starts_on=starts_on, ends_on=ends_on)
    ActionPlanFactory(is_public=False, starts_on=today(), ends_on=today())

    groups = index(client).context["listing"].groups

    counts = {group.name: {row.value: row.count for row in group.options} for group in groups}
    assert counts == {"phase": dict.fromkeys(PERIODS, 2), "kind": {"csr": 4, "local": 4}}
    for name in PERIODS:
        found = index(client, phase=name, kind="local").context["plans"]
        assert [row["plan"].code for row in found] == [f"local-{name}"]
    assert index(client, phase="nonsense", page="9" * 400, q="\x00").status_code == 200


def test_the_overview_comes_in_pages_and_costs_the_same_for_3_plans_and_30(client, site):
    found, made = [], 0
    for number in (3, 30):
        while made < number:
            plan = ActionPlanFactory()
            page_for(plan, "nl")
            ReportFactory(commitment=CommitmentFactory(action__plan=plan), approved_on=today())
            made += 1
        cache.clear()
        index(client)
        with Queries() as queries:
            response = index(client)
        found.append(len(queries))
    assert found[0] == found[1] <= 12, queries
    assert len(response.context["plans"]) == 10
    assert response.context["listing"].total == 30
    assert all(row["progress"].count("in_progress") == 1 for row in response.context["plans"])


def test_the_overview_counts_what_everybody_may_see(site):
    plan = ActionPlanFactory()
    hidden = [CommitmentFactory(action__plan=plan, is_public=False), CommitmentFactory(action__plan=plan)]
    hidden[1].action.is_public = False
    hidden[1].action.save()
    ReportFactory(commitment=CommitmentFactory(action__plan=plan))  # only submitted

    (row,) = plans_context("nl")["plans"]

    assert (row["progress"].total, row["progress"].no_news) == (1, 1)


def test_the_front_page_adds_up_every_plan_and_names_those_that_run(site, django_capture_on_commit_callbacks):
    for _number in range(MOST_PLANS + 1):
        running = CommitmentFactory(action__plan=ActionPlanFactory(starts_on=today(), ends_on=today()))
    ended = CommitmentFactory(action__plan=ActionPlanFactory(starts_on=date(2006, 1, 1), ends_on=date(2010, 1, 1)))
    ReportFactory(commitment=ended, status="completed", approved_on=date(2009, 1, 1), decided_at=moment(BEFORE))

    context = front_page("nl")

    assert context["progress"].total == MOST_PLANS + 2
    assert len(context["plans"]) == MOST_PLANS
    assert all(row["plan"].is_running() for row in context["plans"])
    with Queries() as queries:
        front_page("nl")
    assert len(queries) == 0, queries
    with django_capture_on_commit_callbacks(execute=True):
        ReportFactory(commitment=running, status="completed", approved_on=today())
    assert front_page("nl")["progress"].count("completed") == 2


def test_the_front_page_names_the_newest_plans_where_none_runs(site):
    plan = ActionPlanFactory(starts_on=date(2006, 1, 1), ends_on=date(2010, 1, 1))

    assert [row["plan"] for row in front_page("nl")["plans"]] == [plan]


def test_many_commitments_are_drawn_as_a_bar_on_the_front_page(client, homes, monkeypatch):
    ReportFactory(approved_on=today())
    assert 'class="marks"' in client.get(homes["nl"].url).text

    monkeypatch.setattr("home.front.MOST_MARKS", 0)
    cache.clear()

    assert 'class="marks"' not in client.get(homes["nl"].url).text
