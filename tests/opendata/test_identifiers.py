"""An identifier leads people to the page and programs to the data, and says nothing of what is hidden."""

import pytest

from opendata.identifiers.addresses import identifier_of
from opendata.identifiers.views import RESOURCE_OF

from .api_world import world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("lone_pages")]


def lead(client, kind, code, **headers):
    response = client.get(identifier_of(kind, code), headers=headers)
    assert response.headers["Vary"] == "Accept, Accept-Language"
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert not response.cookies
    return response.status_code, response.headers.get("Location")


def test_programs_are_led_to_the_data_and_find_it(site, client):
    found = world()

    for kind, resource in RESOURCE_OF.items():
        status, address = lead(client, kind, found.codes[resource.name], accept="application/json")
        assert status == 303
        answer = client.get(address).json()
        assert answer["item"]["id"] == f"http://testserver{identifier_of(kind, found.codes[resource.name])}"


def test_people_are_led_to_the_page_in_their_language(site, client):
    pages = world().action.pages_by_language()
    client.cookies["django_language"] = "fr"  # has no say: the answer is the same for everybody
    asked = {"": "nl", "fr-BE,fr;q=0.9": "fr", "de, fr;q=0.5": "fr", "de": "nl", "%%,;q": "nl"}

    for languages, language in asked.items():
        status, address = lead(client, "action", "later-1", accept="text/html,*/*;q=0.8", accept_language=languages)
        assert (status, address) == (303, f"http://testserver{pages[language].url}")
        below = lead(client, "commitment", "later-1-1", accept_language=languages)[1]
        assert below == f"{address}later-1-1/"


def test_what_has_no_page_leads_to_the_data(site, client):
    found = world()
    found.organisation.pages.all().delete()

    assert lead(client, "organisation", "ministry") == (303, "/api/v1/organisations/ministry")


SECRET = [
    ("plan", "geheim-plan"), ("pledge", "geheim-pledge"), ("organisation", "geheim-archived"), ("plan", "nothing"),
    ("nothing", "later"), ("report", "0"), ("goal", "18"), ("recommendation", "geheim-1"),
]  # fmt: skip


def test_what_is_hidden_is_not_there(site, client):
    world()

    for kind, code in SECRET:
        for accept in ("text/html", "application/json"):
            assert lead(client, kind, code, accept=accept) == (404, None)


def test_an_identifier_is_only_read(site, client):
    assert client.post(identifier_of("goal", "1")).status_code == 405
    assert client.options(identifier_of("goal", "1")).status_code == 204
    assert client.get("/id/goal/1").status_code == 303
    assert client.get("/id/goal/1%00/").status_code == 404
