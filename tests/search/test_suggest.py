"""What is offered while a search is typed: links to what everybody may see, the same for every reader."""

import pytest
from django.urls import reverse
from django.utils.translation import override
from wagtail.models import Page

from search.models import Entry
from tests.database import Queries

from .entries import entries_for

pytestmark = pytest.mark.django_db


def suggest(client, language, text):
    with override(language):
        return client.get(reverse("search_suggestions"), {"q": text})


@pytest.fixture
def plans(homes):
    for language, home in homes.items():
        rows = [
            {"title": f"Ooievaar & {number}", "kind": Entry.Kind.PLAN, "language": language} for number in range(9)
        ]
        entries_for(Page.objects.get(pk=home.pk), rows)


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_links_to_what_begins_so_with_their_kind_and_last_the_search(client, plans, language):
    answer = suggest(client, language, "ooie").json()

    *found, last = answer["options"]
    with override(language):
        kind, address = str(Entry.Kind.PLAN.label), reverse("search")
    assert len(found) == 7
    assert found[0] == {"title": "Ooievaar & 0", "kind": kind, "url": f"/{language}/"}
    assert last["url"] == f"{address}?q=ooie"
    assert "ooie" in last["title"]
    assert answer["message"].startswith("7 ")


@pytest.mark.parametrize("text", ["", "o", "zzz", "..."])
def test_where_there_is_nothing_nothing_is_offered(client, plans, text):
    answer = suggest(client, "nl", text).json()

    assert answer["options"] == []
    assert answer["message"]


def test_the_answer_is_the_same_for_everybody_and_may_be_kept(client, plans):
    response = suggest(client, "nl", "ooie")

    assert "public" in response.headers["Cache-Control"]
    assert "max-age=60" in response.headers["Cache-Control"]
    assert "cookie" not in response.headers.get("Vary", "").lower()
    assert response.headers["X-Robots-Tag"] == "noindex"
    assert not response.cookies


def test_it_costs_few_queries(client, plans):
    suggest(client, "nl", "ooie")

    with Queries() as queries:
        suggest(client, "nl", "ooiev")

    assert queries.at_most(3), queries
