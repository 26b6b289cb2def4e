"""The coverage matrix: every number is that of the list behind it, and gaps are said in words."""

import csv
from io import BytesIO, StringIO
from urllib.parse import urlsplit

import pytest
from django.core.cache import cache
from django.http import QueryDict
from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override
from openpyxl import load_workbook

from actions.coverage.axes import ROWS, columns_for
from actions.coverage.forms import CoverageForm
from actions.coverage.gaps import sentences_of
from actions.coverage.matrix import AT_ONCE, Matrix
from actions.models import ActionPlanIndexPage
from actions.table.listing import ActionListing
from core.models import Goal
from tests.database import Queries
from tests.factories import ActionFactory, CommitmentFactory, OrganisationFactory, page_for

from .coverage_world import world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("lone_pages")]


def matrix(plan=None, language="nl", list_url="/nl/acties/", **query):
    form = CoverageForm(QueryDict("&".join(f"{name}={value}" for name, value in query.items())), plan=plan)
    return Matrix(form, language, list_url=list_url, plan=plan)


def every_matrix(plan, count):
    for rows in ROWS:
        for columns in columns_for(plan):
            yield matrix(plan, rows=rows.name, columns=columns.name, count=count)


def listed(url):
    return ActionListing(QueryDict(urlsplit(url).query), "nl")


def cells_of(found):
    for line in [*found.lines, found.totals]:
        yield from [*line.cells, line.total]


@pytest.mark.parametrize("of_plan", [False, True])
def test_the_number_in_every_cell_is_that_of_the_list_that_it_opens(site, of_plan):
    plan = world()["plan"] if of_plan else world() and None
    full = 0
    for found in every_matrix(plan, "actions"):
        for cell in cells_of(found):
            full += bool(cell.number)
            if cell.number:
                assert listed(cell.url).total == cell.number, cell
            else:
                assert not cell.url
        for line in found.lines:
            for column, cell in zip(found.columns, line.cells, strict=True):
                values = {found.row_axis.facet: line.value, found.column_axis.facet: column.value}
                values |= {"plan": plan.code} if plan else {}
                query = "&".join(f"{name}={value}" for name, value in values.items())
                assert listed(f"?{query}").total == cell.number, values
    assert full > 20


def test_commitments_count_where_they_are_promised_and_lead_to_their_actions(site):
    world()
    found = matrix(rows="goals", columns="governments", count="commitments")
    columns = [column.value for column in found.columns]
    first = dict(zip(columns, (cell.number for cell in found.lines[0].cells), strict=True))

    assert (first["one"], first["two"]) == (1, 1)
    assert found.lines[0].total.number == 2
    assert found.lines[2].total.number == 1
    for cell in cells_of(found):
        assert not cell.number or listed(cell.url).total


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_the_gaps_are_said_in_words(site, language):
    there = world()
    goals = next(axis for axis in ROWS if axis.name == "goals")
    for goal in Goal.objects.exclude(number=5):
        there["first"].goals.add(goal)
    there["first"].save()
    cache.clear()

    with override(language):
        gaps, most = sentences_of(goals, language, list_url="/acties/", plan=there["plan"])

    name = getattr(Goal.objects.get(number=5), f"name_{language}")
    with override(language):
        words = ngettext("No action on goal {list}.", "No action on goals {list}.", 1)
    assert strip_tags(gaps) == words.format(list=f"5 ({name})")
    assert "plan=plan" in most
    assert "goal=" in most


def test_what_is_empty_or_full_as_a_whole_is_said_as_such(site):
    goals = next(axis for axis in ROWS if axis.name == "goals")
    assert sentences_of(goals, "nl", list_url="") == []
    action = ActionFactory()
    cache.clear()
    assert len(sentences_of(goals, "nl", list_url="")) == 1
    ActionFactory(goals=list(Goal.objects.all()), plan=action.plan)
    cache.clear()
    gaps, most = sentences_of(goals, "nl", list_url="")
    assert not any(sign.isdigit() for sign in gaps)
    assert "href" not in most


def test_the_organisations_with_most_come_first_and_twelve_at_a_time(site):
    action = ActionFactory()
    many = [OrganisationFactory() for _number in range(AT_ONCE + 3)]
    for organisation in many:
        CommitmentFactory(action=action, organisation=organisation)
    CommitmentFactory(organisation=many[-1])
    first, last = (matrix(columns="organisations", page=page) for page in ("1", "99999"))

    assert first.columns[0].value == many[-1].code
    assert first.page.paginator.num_pages == 2
    assert (len(first.columns), len(last.columns)) == (AT_ONCE, 3)


def address(language, page=None, query=""):
    page = page or ActionPlanIndexPage.objects.get(locale__language_code=language)
    with override(language):
        return f"{page.url}{page.specific.reverse_subpage('coverage').lstrip('/')}{query}"


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_the_page_of_a_town_is_its_local_picture(site, client, language):
    there = world()
    page = page_for(there["plan"], language)

    response = client.get(address(language, page))

    with override(language):
        assert _("Local picture") in response.text
    assert len(response.context_data["gaps"]) == 2
    assert response.text.count("<h1") == 1
    assert 'scope="row"' in response.text
    assert 'scope="col"' in response.text
    assert 'role="region"' in response.text
    assert "Vary" not in response.headers or "Cookie" not in response.headers["Vary"]


@pytest.mark.parametrize("query", ["", "?rows=goals&columns=organisations&count=commitments&page=2"])
def test_the_matrix_costs_as_many_queries_for_3_rows_as_for_30(site, client, query):
    there = world()
    url = address("nl", query=query)

    def cost():
        cache.clear()
        client.get(url)
        with Queries() as queries:
            client.get(url)
        return queries

    few = cost()
    for number in range(30):
        action = ActionFactory(plan=there["plan"], number=number + 10, goals=there["goals"])
        CommitmentFactory(action=action, organisation=OrganisationFactory())
    many = cost()
    assert many.at_most(12), many
    assert len(few) == len(many), (few, many)


@pytest.mark.parametrize(
    "query",
    [
        "?rows=nonsense&columns=&count=%00&page=-1",
        "?rows=goals&rows=themes&page=1e9",
        "?columns=pillars&page=" + "9" * 500,
    ],
)
def test_nonsense_in_the_address_still_gives_a_matrix(site, client, query):
    world()
    assert client.get(address("nl", query=query)).status_code == 200


def test_another_kind_of_file_is_not_there(site, client):
    assert client.get(address("nl", query="?download=exe")).status_code == 404


def test_a_download_holds_exactly_what_is_shown_and_every_column(site, client):
    world()
    action = ActionFactory(goals=[Goal.objects.get(number=1)])
    for number in range(AT_ONCE + 1):
        organisation = OrganisationFactory(name_nl=f"=cmd{number}", code=f"evil-{number}")
        CommitmentFactory(action=action, organisation=organisation)
    query = "?rows=goals&columns=organisations&download="

    text = client.get(address("nl", query=f"{query}csv")).getvalue().decode("utf-8-sig")
    head, *lines = csv.reader(StringIO(text))
    table, about = lines[: lines.index([])], dict(line[:2] for line in lines[lines.index([]) + 1 :])

    found = matrix(rows="goals", columns="organisations")
    assert len(head) == len(found.all_columns) + 3 == AT_ONCE + 1 + 2 + 3
    assert [line[1] for line in table[:-1]] == [line.label for line in found.lines]
    assert [int(line[-1]) for line in table[:-1]] == [line.total.number for line in found.lines]
    assert not any(value.startswith("=") for line in [head, *table] for value in line)
    assert any(address("nl") in value for value in about.values())

    book = load_workbook(BytesIO(client.get(address("nl", query=f"{query}xlsx")).getvalue()))
    rows = [[str(value if value is not None else "") for value in row] for row in book["coverage"].values]
    assert [row[2:] for row in rows[1:]] == [line[2:] for line in table]
