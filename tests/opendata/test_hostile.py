"""Whatever stands in an address or its headers, every way out answers, and never with an error of ours."""

import pytest

from tests.opendata.hidden_world import HiddenWorld

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site", "lone_pages")]

QUERIES = {
    "no such day": "on=2026-02-30&from=9999-99-99&to=0001-01-01&since=yesterday",
    "days far off": "on=0001-01-01&from=0001-01-01&to=9999-12-31&since=9999-12-31",
    "huge numbers": "page=1000000000&p=1000000000&limit=99999999999999999999&after=" + "9" * 400,
    "unknown codes": "rows=x&columns=y&count=z&a=x&b=y&theme=x&government=y&status=z&view=w&kind=v&code=u&changed=t",
    "no text": "q=%00%ff%fe&on=%00&page=%F0%9F&rows=%C3%28&kind=%u1234",
    "markup": "q=<script>&on='\"><svg>&rows=../../etc/passwd&language=../x&a={{7*7}}&b=%25s",
    "many values": "&".join(["theme=labour"] * 900),
    "many names": "&".join(f"n{number}=1" for number in range(20_000)),
    "ten megabytes": "q=" + "a" * 10_000_000,
    "brackets": "q=" + "(" * 5_000 + "&on[]=1&filter[a][b][c]=1",
}


@pytest.fixture
def addresses(homes):
    world = HiddenWorld(homes)
    plan, action = (record.pages_by_language()["fr"].url for record in (world.plan, world.action))
    above = plan.rsplit("/", 2)[0]
    return [
        plan, action, f"{action}open-plan-1-1/", f"{above}/", f"{plan}couverture/", f"{plan}comparaison/",
        f"{plan}calendrier/", f"{above}/couverture/", f"{above}/comparaison/", f"{above}/calendrier/",
        f"{above}/autorite/open-government/", f"{above}/organisation/open-maker/", "/fr/toutes-les-actions/",
        "/fr/suivre/", "/fr/suivre/atom/everything.atom", "/fr/suivre/atom/theme/labour.atom", "/fr/donnees-ouvertes/",
        "/api/v1/commitments", "/api/v1/changes", "/api/v1/openapi.json", "/data/commitments.csv",
        "/data/catalogue.ttl", "/data/dictionary.json", "/id/action/open-plan-1/", "/sitemap.xml", "/sitemap-fr.xml",
        "/card/action/open-plan-1.fr.html", "/progress/plans/open-plan/calendar.fr.ics",
    ]  # fmt: skip


@pytest.mark.parametrize("query", QUERIES)
def test_whatever_is_asked_there_is_an_answer(client, addresses, query):
    for address in addresses:
        response = client.get(address, QUERY_STRING=QUERIES[query])
        if response.streaming:
            b"".join(response.streaming_content)

        assert response.status_code < 500, (address, query)


EXPECTED = (200, 206, 303, 406)
HEADERS = {
    "another host": {"HTTP_X_FORWARDED_HOST": "evil.example", "HTTP_FORWARDED": "host=evil.example"},
    "no such tag": {"HTTP_IF_NONE_MATCH": 'W/"' + "x" * 9_000, "HTTP_IF_MODIFIED_SINCE": "Foo, 99 Bar 0000"},
    "languages": {"HTTP_ACCEPT_LANGUAGE": ",".join(["xx-" + "y" * 50] * 200), "HTTP_ACCEPT": "*/*;q=x,,;="},
    "parts": {"HTTP_RANGE": "bytes=9-1,-0,x", "HTTP_IF_RANGE": "\x7f"},
}


@pytest.mark.parametrize("headers", HEADERS)
def test_no_header_leads_elsewhere_or_to_an_error(client, addresses, headers):
    for address in addresses:
        response = client.get(address, **HEADERS[headers])
        content = b"".join(response.streaming_content) if response.streaming else response.content

        assert response.status_code in EXPECTED, (address, headers, response.status_code)
        assert b"evil.example" not in content, (address, headers)
