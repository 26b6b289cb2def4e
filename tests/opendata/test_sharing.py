"""What a page says to who shares it: a picture drawn here, its meaning for programs, how to cite it, a card."""

import json
import re
from datetime import date
from io import BytesIO

import pytest
from django.core.cache import cache
from PIL import Image
from wagtail.models import PageViewRestriction

from home.models import StandardPage
from opendata.sharing.linked import script_of
from opendata.sharing.picture import SIZE, drawn
from tests.database import Queries
from tests.factories import ActionFactory, ActionPlanFactory, CommitmentFactory, ReportFactory, pages_for

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site", "lone_pages")]

HOSTILE = "</script><script>alert(1)</script> “É” \u2028"


@pytest.fixture
def action():
    action = ActionFactory(plan=ActionPlanFactory(code="example"), number=3, name_nl="Zorg", name_fr="Diligence")
    pages_for(action.plan)
    pages_for(action)
    ReportFactory(commitment=CommitmentFactory(action=action), status="completed", approved_on=date(2026, 1, 5))
    return action


def linked(response):
    return json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', response.text).group(1))


@pytest.mark.parametrize(("language", "name"), [("nl", "Zorg"), ("fr", "Diligence")])
def test_a_page_tells_programs_what_it_is_about(client, action, language, name):
    found = linked(client.get(action.pages_by_language()[language].url))

    assert found["@type"] == "WebPage"
    assert found["inLanguage"] == language
    assert found["url"].startswith(f"http://testserver/{language}/")
    assert found["about"] | {"@type": "Action", "name": name, "identifier": "example-3"} == found["about"]
    assert found["about"]["@id"] == "http://testserver/id/action/example-3/"


def test_no_text_can_end_the_block_in_which_it_stands():
    script = script_of({"name": HOSTILE})

    assert "<" not in script
    assert "\u2028" not in script
    assert json.loads(script) == {"name": HOSTILE}


def test_the_picture_of_a_page_is_drawn_in_the_size_that_it_says(client, action):
    response = client.get(action.pages_by_language()["nl"].url)
    address = re.search(r'<meta property="og:image" content="http://testserver([^"]*)">', response.text).group(1)
    answer = client.get(address)

    assert answer.headers["Content-Type"] == "image/png"
    assert "public" in answer.headers["Cache-Control"]
    assert Image.open(BytesIO(answer.content)).size == SIZE


@pytest.mark.parametrize("title", ["", "x" * 140, "Ärger " * 20, "漢字 \U0001f600 \u202e"])
def test_whatever_the_title_it_is_drawn(title):
    data = {"language": "nl", "site": "S", "kicker": "", "title": title, "sentence": "", "parts": []}

    assert Image.open(BytesIO(drawn(data))).size == SIZE


def test_nobody_gets_a_picture_of_what_is_not_for_everybody(client, action, homes):
    homes["nl"].refresh_from_db()
    draft = homes["nl"].add_child(instance=StandardPage(title="Ontwerp", locale=homes["nl"].locale, live=False))
    page = action.pages_by_language()["nl"]
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    hidden = ActionFactory(plan=action.plan, is_public=False)

    for number in (draft.pk, page.pk, pages_for(hidden)["nl"].pk, 10**30, 999_999):
        assert client.get(f"/picture/nl/{number}.png").status_code == 404
    assert client.get(f"/picture/fr/{homes['nl'].pk}.png").status_code == 404
    assert client.get(f"/picture/xx/{homes['nl'].pk}.png").status_code == 404


@pytest.mark.parametrize(("language", "words"), [("nl", "geraadpleegd op"), ("fr", "consulté le")])
def test_a_record_is_cited_with_its_date_and_identifier(client, action, language, words):
    text = client.get(action.pages_by_language()[language].url).text

    assert words in text
    assert "http://testserver/id/action/example-3/" in text
    assert f"src=&quot;http://testserver/card/action/example-3.{language}.html&quot;" in text


@pytest.mark.parametrize(("language", "status"), [("nl", "Voltooid"), ("fr", "Achevé")])
def test_the_card_of_an_action_may_stand_in_a_frame_of_any_site_and_says_where_it_stands(
    client, action, language, status
):
    answer = client.get(f"/card/action/example-3.{language}.html")

    assert status in answer.text
    assert "<script" not in answer.text
    assert "frame-ancestors *" in answer.headers["Content-Security-Policy"]
    assert "X-Frame-Options" not in answer.headers
    assert not answer.cookies
    assert 'target="_blank"' in answer.text


def test_no_other_page_may_stand_in_a_frame(client, action):
    answer = client.get(action.pages_by_language()["nl"].url)

    assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Frame-Options"] == "DENY"


@pytest.mark.parametrize("code", ["unknown", "example-9"])
def test_there_is_no_card_of_what_is_not_public(client, action, code):
    ActionFactory(plan=action.plan, number=9, is_public=False)

    assert client.get(f"/card/action/{code}.nl.html").status_code == 404
    assert client.get("/card/action/example-3.xx.html").status_code == 404


def test_a_card_costs_as_many_queries_for_3_commitments_as_for_30(client, action):
    def cost(number):
        while action.commitments.count() < number:
            CommitmentFactory(action=action)
        cache.clear()
        with Queries() as queries:
            client.get("/card/action/example-3.fr.html")
        return len(queries)

    cost(3)
    assert cost(3) == cost(30)
    with Queries() as queries:
        client.get("/card/action/example-3.fr.html")
    assert queries.at_most(1), queries
