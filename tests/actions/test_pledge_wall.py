"""The wall of pledges: every one is there, counted once, and what is counted can be counted again."""

import csv
import json
import re
from collections import Counter
from io import BytesIO, StringIO

import pytest
from django.core.cache import cache
from django.http import QueryDict
from django.utils.http import urlencode
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from actions.models import CoOwner
from actions.wall import downloads
from actions.wall.states import State
from core.dates import today
from core.models import Goal, Sector, Theme
from partners.models import FormerName
from tests.database import Queries, rolled_back
from tests.factories import ActionFactory, OrganisationFactory, PledgeFactory, page_for, pages_for

from .pledge_world import pledge_in, set_on, wall

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("lone_pages", "site")]


def listing(language="nl", **chosen):
    return wall(language).get_listing(QueryDict(urlencode(chosen, doseq=True)), language)


def counts(found, name):
    return {option.value: option.count for group in found.groups if group.name == name for option in group.options}


def read(response):
    return b"".join(response.streaming_content)


# --- What is counted


choices = st.fixed_dictionaries(
    {
        "state": st.lists(st.sampled_from(["active", "lapsed", "fulfilled"]), max_size=2, unique=True),
        "kind": st.lists(st.sampled_from(["company", "ngo"]), max_size=2, unique=True),
        "theme": st.lists(st.integers(0, 1), max_size=1),
    }
)
rows = st.lists(
    st.fixed_dictionaries(
        {
            "state": st.sampled_from(["active", "lapsed", "fulfilled"]),
            "lead": st.integers(0, 2),
            "partner": st.one_of(st.none(), st.integers(3, 4)),
            "themes": st.lists(st.integers(0, 1), unique=True, max_size=2),
            "is_public": st.sampled_from([True, True, True, False]),
        }
    ),
    max_size=6,
)
KINDS = ["company", "company", "ngo", "ngo", "federal"]


@given(rows, choices)
def test_the_wall_counts_as_a_reader_would(site, rows, chosen):
    themes = list(Theme.objects.all()[:2])
    with rolled_back():
        makers = [OrganisationFactory(kind=kind) for kind in KINDS]
        for row in rows:
            partners = [] if row["partner"] is None else [makers[row["partner"]]]
            lead = makers[row["lead"]]
            values = {"is_public": row["is_public"], "commitment__organisation": lead}
            row["pledge"] = pledge_in(row["state"], partners=partners, **values)
            set_on(row["pledge"], themes=[themes[number] for number in row["themes"]])
            row["makers"] = {lead.pk, *(partner.pk for partner in partners)}
            row["values"] = {
                "state": {row["state"]},
                "kind": {lead.kind, *(partner.kind for partner in partners)},
                "theme": {themes[number].code for number in row["themes"]},
            }
        chosen = chosen | {"theme": [themes[number].code for number in chosen["theme"]]}

        def fitting(*but):
            asked = {name: set(values) for name, values in chosen.items() if values and name not in but}
            seen = [row for row in rows if row["is_public"]]
            return [row for row in seen if all(row["values"][name] & wanted for name, wanted in asked.items())]

        found = listing(**chosen)

        assert sorted(found.keys) == sorted(row["pledge"].pk for row in fitting())
        assert found.total == len(fitting())
        assert found.organisation_count == len(set().union(*(row["makers"] for row in fitting())))
        for name in chosen:
            expected = Counter(value for row in fitting(name) for value in row["values"][name])
            shown = {value: number for value, number in counts(found, name).items() if number}
            assert shown == dict(expected)


def test_sector_region_goal_and_plan_narrow_it_by_any_of_its_makers():
    sector = Sector.objects.last()
    joint = pledge_in("active", partners=[OrganisationFactory(sector=sector, region="wallonia")])
    action = ActionFactory()
    set_on(joint, goals=[Goal.objects.get(number=13)], supports=[action])
    pledge_in("active")
    hidden = ActionFactory(is_public=False)
    set_on(pledge_in("active"), supports=[hidden])

    for chosen in ({"sector": sector.code}, {"region": "wallonia"}, {"goal": 13}, {"plan": action.plan.code}):
        assert listing(**chosen).keys == [joint.pk], chosen
    assert hidden.plan.code not in counts(listing(), "plan")


def test_nonsense_in_the_address_is_no_error(client):
    pledge_in("active")
    query = "?state=x&goal=99999999999999999999&sort=drop&page=-1&q=%00%25&kind=company&kind=x&theme=%F0%9F%98%80"

    for address in (wall("nl").url + query, wall("nl").url + "download-json/" + query):
        assert client.get(address).status_code == 200
    assert client.get(wall("nl").url + "download-exe/").status_code == 404


# --- What is found


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_words_are_found_in_name_promise_and_makers_in_every_language(language):
    partner = OrganisationFactory(name_nl="Bakkers", name_fr="Boulangers", acronym_fr="FBX")
    FormerName.objects.create(organisation=partner, name_nl="Gilde", name_fr="Guilde", until=today())
    wanted = pledge_in(
        "active", partners=[partner], name_nl="Zonder plastic", name_fr="Sans plastique",
        commitment__text_nl="Elke zak wordt papier.", commitment__text_fr="Chaque sac sera en papier.",
    )  # fmt: skip
    pledge_in("active")

    for words in ("plastic", "sans", "zak papier", "sera", "boulangers plastic", "FBX", "guilde"):
        assert listing(language, q=words).keys == [wanted.pk], words
    assert not listing(language, q="plastic beton").keys


def test_it_is_sorted_by_day_by_deadline_and_by_name_whatever_the_accents():
    day = today().replace(year=today().year + 1)
    late, soon = (
        pledge_in("active", name_nl="zee"),
        pledge_in("lapsed", name_nl="Échte", commitment__first_deadline=day),
    )
    done = pledge_in("fulfilled", name_nl="eerst", commitment__first_deadline=today())

    assert listing(sort="name").keys == [soon.pk, done.pk, late.pk]
    assert listing(sort="deadline").keys[0] == soon.pk
    assert listing().keys == [late.pk, done.pk, soon.pk]


# --- What is shown


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_lapsed_and_withdrawn_pledges_are_on_the_wall_with_their_state_makers_and_themes(client, language):
    theme = Theme.objects.first()
    partner = OrganisationFactory()
    for state in State:
        pledge = set_on(pledge_in(state.value, partners=[partner]), themes=[theme])
        pages_for(pledge)
    text = client.get(wall(language).url).text

    with_labels = re.findall(r'class="status[^"]*"[^>]*>.*?</span>', text, re.DOTALL)
    assert len(with_labels) == 5
    for word in (partner.name_in(language), pledge.commitment.text_in(language), getattr(theme, f"name_{language}")):
        assert word in text
    assert "?state=lapsed" in text
    assert 'id="rules"' in text


def test_a_pledge_with_a_page_in_the_other_language_only_is_there_with_a_notice_and_its_language(client):
    page = page_for(pledge_in("active"), "nl", title="Alleen Nederlands")

    text = client.get(wall("fr").url).text

    assert f'hreflang="nl">{page.title}' in text
    assert "other-language" in text


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_the_sentence_and_the_empty_list_are_whole(client, language):
    assert 'class="empty"' in client.get(wall(language).url).text
    cache.clear()
    one = pledge_in("active", commitment__first_deadline=today().replace(year=today().year - 1))
    CoOwner.objects.create(commitment=one.commitment, organisation=OrganisationFactory())

    sentence = re.search(r'<p class="sentence">(.*?)</p>', client.get(wall(language).url).text, re.DOTALL).group(1)

    assert re.findall(r"\d+", re.sub(r"<[^>]*>", "", sentence)) == ["1", "2", "1", "1"]
    assert "?deadline=late" in sentence


# --- What can be taken along


def make_a_few():
    organisation = OrganisationFactory(
        name_nl="=1+1", name_fr="@som", sector=Sector.objects.first(), region="brussels"
    )
    return [
        pledge_in(state, partners=[organisation], name_nl=f"-{state}", commitment__organisation__kind=kind)
        for state, kind in (("active", "ngo"), ("lapsed", "company"), ("lapsed", "ngo"))
    ]


def test_the_three_files_hold_exactly_what_is_filtered_with_day_address_and_licence(client, monkeypatch):
    monkeypatch.setattr(downloads, "AT_ONCE", 2)
    make_a_few()
    address = wall("nl").url
    for query, number in (("", 3), ("?state=lapsed", 2), ("?state=lapsed&kind=ngo", 1), ("?state=fulfilled", 0)):
        found = listing(**QueryDict(query[1:]).dict())
        codes = [pledge.code for key in found.keys for pledge in [found.matching.get(pk=key)]]
        lines = list(csv.reader(StringIO(read(client.get(f"{address}download-csv/{query}")).decode("utf-8-sig"))))
        data = json.loads(read(client.get(f"{address}download-json/{query}")))
        sheet, notes = load_workbook(BytesIO(read(client.get(f"{address}download-xlsx/{query}")))).worksheets

        assert len(codes) == number
        assert [line[0] for line in lines[1:]] == codes
        assert [row["code"] for row in data["pledges"]] == codes
        assert data["total"] == number
        assert [row[0].value for row in list(sheet)[1:]] == codes
        assert data["date"] == today().isoformat()
        assert data["address"] == f"http://testserver{address}{query}"
        assert data["date"] in {row[1].value for row in notes}
        assert all(data["address"] in line for line in lines[1:])
        assert "licence" in data


def test_every_figure_of_the_wall_can_be_counted_again_from_the_file(client):
    make_a_few()
    found = listing()

    data = json.loads(read(client.get(wall("nl").url + "download-json/")))["pledges"]

    assert Counter(row["state"] for row in data) == {
        state: found.count("state", state) for state in ("active", "lapsed")
    }
    assert len({code for row in data for code in row["organisations"]}) == found.organisation_count
    assert counts(found, "kind") == Counter(kind for row in data for kind in row["organisation_kinds"])


def test_no_text_in_the_files_is_a_formula(client):
    make_a_few()

    lines = read(client.get(wall("nl").url + "download-csv/")).decode()
    sheet = load_workbook(BytesIO(read(client.get(wall("nl").url + "download-xlsx/")))).worksheets[0]

    assert "'-lapsed" in lines
    assert all(cell.data_type != "f" for row in sheet for cell in row)


# --- What it costs


def grow(number):
    for _time in range(number):
        pledge = pledge_in("active", partners=[OrganisationFactory()])
        page_for(pledge, "nl")
        set_on(pledge, themes=Theme.objects.all()[:2], supports=[ActionFactory()])


def cost(client, address):
    cache.clear()
    response = client.get(address)
    if response.streaming:
        read(response)
    with Queries() as queries:
        response = client.get(address)
        if response.streaming:
            read(response)
    assert response.status_code == 200
    return queries


def test_the_wall_costs_at_most_twelve_queries_and_as_many_for_3_as_for_30(client):
    queries = ["", "?state=active", "?q=pledge&kind=company&sort=name", "download-csv/"]
    addresses = [wall("nl").url + query for query in queries]
    grow(3)
    few = [cost(client, address) for address in addresses]
    grow(27)
    many = [cost(client, address) for address in addresses]

    for before, after in zip(few, many, strict=True):
        assert after.at_most(12), after
        assert len(before) == len(after), (before, after)


def test_the_wall_shows_at_once_what_became_public(client, django_capture_on_commit_callbacks):
    assert not listing().keys
    with django_capture_on_commit_callbacks(execute=True):
        pledge = PledgeFactory()

    assert listing().keys == [pledge.pk]
