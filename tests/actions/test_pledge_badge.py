"""The badge and the certificate of a pledge: what they say, to whom, and for how long."""

from datetime import date, timedelta
from io import BytesIO
from xml.etree import ElementTree

import pytest
from django.core.cache import cache
from django.urls import reverse
from pypdf import PdfReader
from wagtail.models import PageViewRestriction

from actions.wall.states import State
from core.dates import today
from partners.models import FormerName
from tests.factories import PledgeFactory, ReportFactory, page_for, pages_for

from .pledge_world import pledge_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("lone_pages", "site")]

SVG = "{http://www.w3.org/2000/svg}"


def address(pledge, language="nl", name="badge"):
    return reverse(f"actions:pledge_{name}", args=[pledge.code, language])


def words_of(response):
    return " ".join("".join(ElementTree.fromstring(response.content).itertext()).split())  # noqa: S314 - our own


def pdf_words(response):
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(response.content)).pages).split())


# --- The badge


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_the_badge_says_the_state_of_now_in_its_language(client, language, django_capture_on_commit_callbacks):
    pledge = pledge_in("lapsed")
    pages_for(pledge)
    before = client.get(address(pledge, language))
    with django_capture_on_commit_callbacks(execute=True):
        ReportFactory(commitment=pledge.commitment, status="completed", approved_on=today())
    after = client.get(address(pledge, language))

    assert before.headers["ETag"] != after.headers["ETag"]
    for response in (before, after):
        assert pledge.name_in(language) in words_of(response)
        assert pledge.organisation.name_in(language) in words_of(response)
        assert response.headers["Content-Language"] == language


def test_the_badge_is_a_picture_of_its_own_with_a_name_and_without_script_style_or_address(client):
    pledge = pledge_in("active", name_nl="A < B & “C” " + "heel lang " * 15, fictional=True)
    pages_for(pledge)
    response = client.get(address(pledge))
    picture = ElementTree.fromstring(response.content)  # noqa: S314 - our own

    assert response.headers["Content-Type"].startswith("image/svg+xml")
    assert picture.get("role") == "img"
    names = {part.get("id"): part.text for part in picture if part.tag in (f"{SVG}title", f"{SVG}desc")}
    assert pledge.name_in("nl").strip() in names["title"]
    assert {picture.get("aria-labelledby"), picture.get("aria-describedby")} == set(names)
    for part in picture.iter():
        assert part.tag.removeprefix(SVG) in {"svg", "title", "desc", "rect", "g", "text", "circle", "path"}
        assert not any(key in ("style", "href") or key.startswith("on") for key in part.attrib)
    lines = [part.text for part in picture.iter(f"{SVG}text")]
    assert all(len(line) < 60 for line in lines)


def test_no_sign_in_a_name_breaks_the_picture(client):
    pledge = pledge_in("active", name_nl="Een\x0b twee\u202e drie\ufffe</text><script>x</script>")
    pages_for(pledge)

    response = client.get(address(pledge))

    assert "<script>x</script>" in words_of(response)
    assert b"<script" not in response.content


def test_only_these_pictures_may_be_shown_by_other_sites_and_a_copy_lasts_for_minutes(client):
    pledge = pledge_in("active")
    page = pages_for(pledge)["nl"]
    badge, certificate = client.get(address(pledge)), client.get(address(pledge, name="certificate"))
    again = client.get(address(pledge), headers={"If-None-Match": badge.headers["ETag"]})

    assert again.status_code == 304
    for response in (badge, again):
        assert response.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
        assert response.headers["Access-Control-Allow-Origin"] == "*"
        assert "max-age=300" in response.headers["Cache-Control"]
        assert not response.cookies
    for response in (certificate, client.get(page.url), client.get("/progress/pledges/x/badge.nl.svg")):
        assert "Cross-Origin-Resource-Policy" not in response.headers
        assert "Access-Control-Allow-Origin" not in response.headers
    assert client.post(address(pledge)).status_code == 405


# --- Who gets them


def test_what_is_not_for_everybody_has_neither_badge_nor_certificate(client):
    draft, private = pledge_in("active"), pledge_in("active")
    for page in pages_for(draft).values():
        page.unpublish()
    for page in pages_for(private).values():
        PageViewRestriction.objects.create(page=page, restriction_type="login")
    hidden = [
        PledgeFactory(is_public=False),
        PledgeFactory(archived_at="2026-01-01T00:00Z"),
        PledgeFactory(commitment__archived_at="2026-01-01T00:00Z"),
    ]
    for pledge in hidden:
        pages_for(pledge)
    cache.clear()

    for pledge in (draft, private, *hidden, PledgeFactory.build(code="unknown"), pledge_in("active")):
        for name in ("badge", "certificate"):
            assert client.get(address(pledge, name=name)).status_code == 404, (pledge, name)
    shown = pledge_in("active")
    page_for(shown, "nl")
    assert client.get(address(shown, "fr")).status_code == 200
    assert client.get(address(shown, "en")).status_code == 404


# --- The certificate


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_the_certificate_says_the_state_of_the_moment_where_the_one_of_today_is_and_its_identifier(client, language):
    pledge = pledge_in("active", commitment__first_deadline=today() - timedelta(days=2), fictional=True)
    page = pages_for(pledge)[language]

    response = client.get(address(pledge, language, name="certificate"))
    words = pdf_words(response)

    assert response.headers["Content-Type"] == "application/pdf"
    for part in (
        pledge.name_in(language), pledge.commitment.text_in(language), pledge.organisation.name_in(language),
        pledge.code, str(today().year),
    ):  # fmt: skip
        assert part in words, (part, words)
    assert f"http://testserver{page.url}".replace("-", "") in words.replace(" ", "").replace("-", "")
    root = PdfReader(BytesIO(response.content)).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"].startswith(language)
    assert b"pdfuaid" in response.content


def test_both_name_an_organisation_as_it_promised(client):
    pledge = pledge_in("active")
    for name, until in (("Ouder NV", date(2001, 1, 1)), ("Toen NV", today()), ("Later NV", today())):
        FormerName.objects.create(organisation=pledge.organisation, name_nl=name, name_fr=name, until=until)
    pages_for(pledge)
    cache.clear()

    for words in (words_of(client.get(address(pledge))), pdf_words(client.get(address(pledge, name="certificate")))):
        assert "Toen NV" in words
        assert pledge.organisation.name_in("nl") not in words
        assert "Ouder NV" not in words


def test_every_state_has_its_own_shape_and_colour_on_the_badge(client):
    pictures = set()
    for state in State:
        pledge = pledge_in(state.value, name_nl="Zelfde", commitment__organisation__name_nl="Zelfde")
        page_for(pledge, "nl")
        picture = client.get(address(pledge)).text
        pictures.add(picture.partition('transform="')[2].partition("</g>")[0])

    assert len(pictures) == len(State)
