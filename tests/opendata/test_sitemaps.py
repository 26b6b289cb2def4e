"""The sitemaps name every page that everybody may see, once, with its other languages, and nothing else."""

import pytest
from django.core.cache import cache
from lxml import etree
from wagtail.models import PageViewRestriction

from home.models import StandardPage
from opendata.sitemaps import sections
from tests.database import Queries
from tests.factories import ActionFactory, CommitmentFactory, OrganisationFactory, page_for, pages_for

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site", "lone_pages")]

NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


def read(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"].startswith("application/xml")
    return etree.fromstring(answer.content)


def locations(client, language, page=1):
    root = read(client, f"/sitemap-{language}.xml?p={page}")
    return [node.text.removeprefix("http://testserver") for node in root.findall(".//s:loc", NAMES)]


def path_of(page):
    return page.url.removeprefix("http://localhost")


def test_the_index_names_a_sitemap_of_each_language_which_robots_are_told_of(client):
    index = [node.text for node in read(client, "/sitemap.xml").findall(".//s:loc", NAMES)]

    assert index == ["http://testserver/sitemap-nl.xml", "http://testserver/sitemap-fr.xml"]
    assert "Sitemap: http://testserver/sitemap.xml" in client.get("/robots.txt").text


def test_a_page_stands_in_the_sitemap_of_its_language_with_the_other_beside_it(client):
    pages = {code: path_of(page) for code, page in pages_for(OrganisationFactory(code="both")).items()}
    alone = path_of(page_for(OrganisationFactory(code="alone"), "fr"))
    root = read(client, "/sitemap-nl.xml")
    [entry] = [node for node in root if node.find("s:loc", NAMES).text == f"http://testserver{pages['nl']}"]
    links = {link.get("hreflang"): link.get("href") for link in entry.findall("x:link", NAMES)}

    assert links == {code: f"http://testserver{path}" for code, path in pages.items()}
    assert alone in locations(client, "fr")
    assert alone not in locations(client, "nl")


def test_the_page_of_a_commitment_is_in_it(client):
    action = ActionFactory()
    pages_for(action.plan)
    page = path_of(pages_for(action)["fr"])
    commitment = CommitmentFactory(action=action)
    CommitmentFactory(action=action, is_public=False)

    found = [path for path in locations(client, "fr") if path.startswith(page)]

    assert found == [page, f"{page}{commitment.code}/"]


def test_what_not_everybody_may_see_is_in_none(client, homes):
    homes["nl"].refresh_from_db()
    draft = homes["nl"].add_child(instance=StandardPage(title="Ontwerp", locale=homes["nl"].locale, live=False))
    closed = pages_for(OrganisationFactory())["nl"]
    PageViewRestriction.objects.create(page=closed, restriction_type="login")
    hidden = pages_for(OrganisationFactory(is_public=False))["nl"]

    assert not {path_of(draft), path_of(closed), path_of(hidden)} & set(locations(client, "nl"))


def test_it_is_split_and_each_address_stands_in_one_part(client, monkeypatch):
    for _number in range(5):
        pages_for(OrganisationFactory())
    whole = locations(client, "nl")
    monkeypatch.setattr(sections.LanguageSitemap, "limit", 4)
    cache.clear()
    parts = [node.text for node in read(client, "/sitemap.xml").findall(".//s:loc", NAMES)]
    split = [path for number in range(1, len(parts) // 2 + 1) for path in locations(client, "nl", number)]

    assert len(parts) > 4
    assert split == whole
    assert len(set(split)) == len(split)


@pytest.mark.parametrize(
    "address",
    ["/sitemap-xx.xml", "/sitemap-nl.xml?p=99999999", "/sitemap-nl.xml?p=x", "/sitemap-nl.xml?p=-1"],
)
def test_a_part_that_there_is_not_is_not_found(client, address):
    assert client.get(address).status_code == 404


def test_it_is_made_once_and_in_as_many_queries_for_3_pages_as_for_30(client):
    def cost(number):
        for _number in range(number):
            pages_for(OrganisationFactory())
        cache.clear()
        with Queries() as queries:
            read(client, "/sitemap-nl.xml")
        return len(queries)

    cost(1)
    assert cost(3) == cost(27)
    with Queries() as queries:
        read(client, "/sitemap-nl.xml")
    assert queries.at_most(1), queries
