"""Feeds that every reader can read: valid, in both languages, the same for everybody, and never an error."""

from datetime import date, timedelta

import feedparser
import pytest
from django.test import override_settings
from django.urls import reverse
from lxml import etree

from actions.models import Commitment
from core import slots
from core.languages import language_codes
from core.models import Theme
from follow.feeds import making
from follow.feeds.addresses import feed_url
from follow.feeds.atom import clean
from tests.consultations.test_changes import asked
from tests.database import Queries
from tests.factories import (
    ActionFactory,
    CommitmentFactory,
    GovernmentFactory,
    OrganisationFactory,
    ReportFactory,
    moment,
    page_for,
    pages_for,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("lone_pages")]

DAY = date(2026, 3, 10)
ATOM = {"a": "http://www.w3.org/2005/Atom"}
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
SITE = "https://example.org"


@pytest.fixture(autouse=True)
def own_host(settings):
    settings.WAGTAILADMIN_BASE_URL = SITE


@pytest.fixture
def commitment(site):
    owner = OrganisationFactory(code="north", government=GovernmentFactory(code="example"))
    action = ActionFactory(code="plan-3", plan__code="plan", name_nl="Kwikstaart & <co>", name_fr="Kwikstaart & <co>")
    action.themes.add(Theme.objects.get(code="community"))
    action.save()
    pages_for(action.plan)
    pages_for(action, first_published_at=moment(DAY), last_published_at=moment(DAY))
    commitment = CommitmentFactory(action=action, organisation=owner, code="plan-3-1")
    Commitment.objects.update(created_at=moment(DAY), shown_since=moment(DAY))
    return commitment


SUBJECTS = [
    ("plan", "plan"), ("action", "plan-3"), ("commitment", "plan-3-1"), ("organisation", "north"),
    ("government", "example"), ("theme", "community"), ("consultation", "asked"), ("consultations", ""),
    ("everything", ""), ("search", "kwikstaart"),
]  # fmt: skip


def check(response, language):
    """The MUSTs of RFC 4287, and what feedparser finds: the tree."""
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    read = feedparser.parse(response.content)
    assert read.bozo is False
    assert read.version == "atom10"
    tree = etree.fromstring(response.content)
    assert tree.get(XML_LANG) == language
    for node in (tree, *tree.findall("a:entry", ATOM)):
        for name in ("id", "title", "updated"):
            assert len(node.findall(f"a:{name}", ATOM)) == 1, name
            assert node.findtext(f"a:{name}", namespaces=ATOM).strip(), name
    assert tree.findtext("a:author/a:name", namespaces=ATOM)
    ids = [node.text for node in tree.iter(f"{{{ATOM['a']}}}id")]
    assert len(set(ids)) == len(ids)
    assert all(one.startswith("tag:example.org,2026:") for one in ids)
    assert all(link.get("href").startswith(f"{SITE}/") for link in tree.iter(f"{{{ATOM['a']}}}link"))
    alternates = [(link.get("type"), link.get("hreflang")) for link in tree.findall("a:link[@rel='alternate']", ATOM)]
    assert len(set(alternates)) == len(alternates)
    for entry in tree.findall("a:entry", ATOM):
        assert entry.find("a:link[@rel='alternate']", ATOM) is not None
    return tree


def names(tree):
    return [entry.findtext("a:title", namespaces=ATOM) for entry in tree.findall("a:entry", ATOM)]


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_every_kind_of_feed_is_valid_with_none_one_and_many_entries(client, commitment, language):
    asked()
    for number in (0, 1, 4):
        for _report in range(number):
            ReportFactory(commitment=commitment, approved_on=DAY, reason="Goed\x0b zo.\n\nMeer <b>later</b>.")
        for kind, code in SUBJECTS:
            tree = check(client.get(feed_url(kind, code, language)), language)
            assert tree.findtext("a:id", namespaces=ATOM).startswith(f"tag:example.org,2026:{language}/feed/{kind}")
    summaries = tree.iterfind(".//a:summary", ATOM)
    assert all(summary.get("type") == "text" for summary in summaries)


def test_a_feed_without_entries_is_valid_and_says_always_the_same(client, site):
    OrganisationFactory(code="quiet")

    first, second = (client.get(feed_url("organisation", "quiet", "nl")) for _time in range(2))

    assert names(check(first, "nl")) == []
    assert first.content == second.content


def test_a_text_in_another_language_says_so_and_nothing_is_markup(client, commitment):
    ReportFactory(commitment=commitment, approved_on=DAY, language="nl", reason="Het <b>loopt</b> & \x01gaat.")

    tree = check(client.get(feed_url("action", "plan-3", "fr")), "fr")
    summary = tree.find(".//a:summary", ATOM)

    assert summary.get(XML_LANG) == "nl"
    assert summary.text == "Het <b>loopt</b> & gaat."
    assert tree.find("a:title", ATOM).text.startswith("Kwikstaart & <co>")


def test_an_entry_has_the_same_name_in_every_language_and_a_feed_its_own(client, commitment):
    report = ReportFactory(commitment=commitment, approved_on=DAY)
    trees = [check(client.get(feed_url("plan", "plan", code)), code) for code in language_codes()]

    first, second = ([node.text for node in tree.iterfind("a:entry/a:id", ATOM)] for tree in trees)
    assert first == second
    assert f"tag:example.org,2026:change/report-{report.pk}" in first
    assert len({tree.findtext("a:id", namespaces=ATOM) for tree in trees}) == len(trees)


def test_the_links_lead_to_the_page_to_itself_and_to_the_other_language(client, commitment):
    tree = check(client.get(feed_url("action", "plan-3", "nl")), "nl")
    links = {(link.get("rel"), link.get("hreflang")): link.get("href") for link in tree.findall("a:link", ATOM)}

    page = commitment.action.pages.get(language="nl")
    assert links["alternate", "nl"] == f"{SITE}{page.url}"
    assert links["self", None] == f"{SITE}{feed_url('action', 'plan-3', 'nl')}"
    assert links["alternate", "fr"] == f"{SITE}{feed_url('action', 'plan-3', 'fr')}"


def test_it_is_updated_when_its_newest_change_was_public_and_says_who_may_use_it(client, commitment, site):
    from core.models import SiteSettings

    SiteSettings.objects.update_or_create(
        site=site, defaults={"name_nl": "Partnerschap", "licence_line_nl": "CC BY 4.0"}
    )
    ReportFactory(commitment=commitment, approved_on=DAY + timedelta(days=2))

    tree = check(client.get(feed_url("plan", "plan", "nl")), "nl")

    assert tree.findtext("a:updated", namespaces=ATOM) == moment(DAY + timedelta(days=2)).isoformat().replace(
        "12:00:00+01:00", "11:00:00+00:00"
    )
    assert tree.findtext("a:rights", namespaces=ATOM) == "CC BY 4.0"


def test_long_histories_come_a_page_at_a_time_and_end(client, commitment, monkeypatch):
    monkeypatch.setattr(making, "PER_PAGE", 2)
    for days in range(5):
        ReportFactory(commitment=commitment, approved_on=DAY + timedelta(days=days))
    address, seen = f"{SITE}{feed_url('action', 'plan-3', 'nl')}", []
    while address:
        tree = check(client.get(address.removeprefix(SITE)), "nl")
        seen += names(tree)
        link = tree.find("a:link[@rel='next']", ATOM)
        address = link is not None and link.get("href")

    assert len(seen) == 6
    assert tree.find("a:link[@rel='previous']", ATOM) is not None


@pytest.mark.parametrize("query", ["page=0", "page=-1", "page=1000000000", "page=x", "page=2", "page=" + "9" * 5000])
def test_a_page_that_is_not_there_is_not_found(client, commitment, query):
    assert client.get(f"{feed_url('plan', 'plan', 'nl')}?{query}").status_code == 404


@pytest.mark.parametrize(("language", "words"), [("nl", "Pagina niet gevonden"), ("fr", "Page introuvable")])
def test_what_does_not_exist_or_is_hidden_is_not_found_in_the_readers_language(client, commitment, language, words):
    Commitment.objects.update(is_public=False)
    ActionFactory(code="hidden", is_public=False)
    for kind, code in (
        ("commitment", "plan-3-1"), ("action", "hidden"), ("plan", "nowhere"), ("nonsense", "plan"), ("plan", ""),
        ("search", ""), ("everything", "x"), ("consultations", "x"),
    ):  # fmt: skip
        response = client.get(feed_url(kind, code, language))
        assert response.status_code == 404, kind
        assert f'lang="{language}"' in response.text
        assert words in response.text


def test_who_has_it_already_gets_nothing_again_until_something_changes(client, commitment):
    address = feed_url("plan", "plan", "nl")
    first = client.get(address)
    etag, modified = first.headers["ETag"], first.headers["Last-Modified"]

    assert first.headers["Cache-Control"].startswith("public")
    assert "Cookie" not in first.headers.get("Vary", "")
    assert not first.cookies
    assert client.get(address, headers={"If-None-Match": etag}).status_code == 304
    assert client.get(address, headers={"If-Modified-Since": modified}).status_code == 304
    assert client.head(address).content == b""


def test_an_approval_is_in_the_feed_at_once(client, commitment, django_capture_on_commit_callbacks):
    address = feed_url("plan", "plan", "nl")
    etag = client.get(address).headers["ETag"]

    with django_capture_on_commit_callbacks(execute=True):
        ReportFactory(commitment=commitment, approved_on=DAY + timedelta(days=1))

    response = client.get(address, headers={"If-None-Match": etag})
    assert response.status_code == 200
    assert len(names(check(response, "nl"))) == 2


@override_settings(ALLOWED_HOSTS=["*"])
@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "evil.example"}, {"X-Forwarded-Host": "evil.example"}, {"X-Forwarded-Proto": "gopher"},
        {"If-None-Match": '"' * 99}, {"If-None-Match": "W/\"\xff,,*"},
        {"If-Modified-Since": "Mon, 99 Foo 99999 25:61:61 GMT"},
        {"If-Modified-Since": "-1"}, {"Range": "bytes=5-2,-,x"}, {"Accept-Language": "xx-" + "a" * 300},
        {"Accept": "image/png"}, {"X-Long": "x" * 8000}, {"If-Match": '"no"'}, {"If-Unmodified-Since": "never"},
    ],
)  # fmt: skip
def test_tricks_in_the_headers_change_nothing(client, commitment, headers):
    address = feed_url("plan", "plan", "nl")
    plain = client.get(address)

    response = client.get(address, headers=headers)

    assert response.status_code in {200, 412}
    assert response.status_code == 412 or response.content == plain.content
    assert b"evil" not in response.content


def test_a_host_that_is_not_ours_is_refused(client, commitment):
    assert client.get(feed_url("plan", "plan", "nl"), headers={"Host": "evil.example"}).status_code == 400


@pytest.mark.parametrize(
    "query", ["q=%00%FF", "q=" + "x" * 9000, "q=a&q=b&page=1&page=1", "q=%F0%9F%8E%89%0B<b>", "x=1"]
)
def test_a_search_with_nonsense_gives_a_feed_or_is_not_found(client, site, query):
    response = client.get(f"{reverse('follow:feed_of_all', args=['search'])}?{query}")

    assert response.status_code in {200, 404}
    if response.status_code == 200:
        check(response, "nl")


def test_signs_that_break_xml_are_left_out():
    assert clean("a\x00b\x1f\ufffe\ud800c\td\u20ac\U0001f389") == "abc\td\u20ac\U0001f389"


def test_only_reading_is_possible(client, commitment):
    assert client.post(feed_url("plan", "plan", "nl")).status_code == 405


def test_as_many_queries_for_3_entries_as_for_30(client, commitment, django_capture_on_commit_callbacks):
    counts = []
    for number in (3, 27):
        with django_capture_on_commit_callbacks(execute=True):
            for _report in range(number):
                ReportFactory(commitment=commitment, approved_on=DAY)
        for kind in ("organisation", "everything"):  # the first one has the surroundings kept
            with Queries() as queries:
                assert client.get(feed_url(kind, "north" if kind == "organisation" else "", "nl")).status_code == 200
        counts.append(len(queries))
        with Queries() as queries:
            client.get(feed_url("everything", "", "nl"))
        assert len(queries) == 0, queries

    assert counts[0] == counts[1] <= 12


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_pages_lead_to_their_feed_in_the_head_and_in_words(client, commitment, language):
    page = commitment.action.pages.get(language=language)
    tree = etree.HTML(client.get(page.url).content)

    address = feed_url("action", "plan-3", language)
    assert tree.xpath("//head/link[@type='application/atom+xml']/@href") == [address]
    assert tree.xpath("//main//a[@type='application/atom+xml']/@href") == [address]
    assert len(tree.xpath("//section[@aria-labelledby='follow-this']//a")) == 2


def test_the_box_costs_no_question(site, commitment):
    page = commitment.action.pages.select_related("action__plan").get(language="nl")
    with Queries() as queries:
        for place in ("page:head", "page:foot"):
            for provider in slots.providers(place):
                if provider.name in {"feed", "follow"}:
                    assert provider.queries == 0
                    assert provider.context(page, "nl")

    assert len(queries) == 0, queries


def test_a_page_about_nothing_that_can_be_followed_has_no_feed(client, site, homes):
    page = page_for(OrganisationFactory(is_public=False), "nl")

    assert slots.render("page:head", record=page, language="nl").find("atom+xml") == -1
    assert "atom+xml" in client.get("/nl/").text
