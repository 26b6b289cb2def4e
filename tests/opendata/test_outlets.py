"""Whatever leaves the site, by whatever way, holds nothing that is not for everybody: one walk along all outlets."""

import pytest

from search.indexing import rebuild
from tests.opendata.hidden_world import OPEN, WORD, HiddenWorld
from tests.opendata.walker import walked

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site", "lone_pages")]

SEEDS = [
    "/", "/nl/", "/fr/", "/robots.txt", "/sitemap.xml", "/api/v1/", "/api/v1/openapi.json", "/data/",
    "/nl/zoeken/?q=" + WORD, "/fr/recherche/?q=" + WORD, "/nl/zoeken/?q=" + OPEN,
    "/nl/hidden-closed/", "/fr/hidden-closed/",
    "/card/action/open-plan-1.nl.html", "/nl/volgen/", "/fr/suivre/",
]  # fmt: skip
OUTLETS = [
    "/sitemap-nl.xml", "/sitemap-fr.xml", "/api/v1/actions", "/api/v1/commitments", "/api/v1/reports",
    "/api/v1/organisations", "/data/commitments.csv", "/data/status-reports.json", "/data/actions.xlsx",
    "/data/organisations.jsonld", "/data/catalogue.rdf", "/id/action/open-plan-1/",
    "/progress/plans/open-plan/calendar.nl.ics", "/picture/", ".atom", "/open-plan-1-1/", "/nl/open-data/",
]  # fmt: skip
"""Parts of addresses that a walk has to come along, or it saw too little."""


@pytest.fixture
def world(homes):
    made = HiddenWorld(homes)
    rebuild()
    return made


def test_nothing_hidden_reaches_any_page_feed_answer_download_sitemap_search_or_card(client, world):
    found = walked(client, SEEDS)

    assert [address for address, (status, _text) in found.items() if status >= 500] == []
    assert [part for part in OUTLETS if not any(part in address for address in found)] == []
    said = {address: text for address, (_status, text) in found.items() if WORD not in address}
    assert [address for address, text in said.items() if WORD in text.lower()] == []
    assert sum(OPEN in text for text in said.values()) > 30


def test_what_is_hidden_answers_like_what_is_not_there(client, world):
    for kind, code in world.codes:
        for address in (
            f"/id/{kind}/{code}/",
            f"/api/v1/{kind}s/{code}",
            f"/card/action/{code}.nl.html",
            f"/progress/plans/{code}/calendar.fr.ics",
            f"/progress/organisations/{code}/calendar.nl.ics",
            f"/nl/volgen/atom/{kind}/{code}.atom",
        ):
            assert client.get(address).status_code == 404, address
