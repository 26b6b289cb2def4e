"""What holds for every kind of public page, in both languages, narrow and wide, light and dark."""

from itertools import product
from types import SimpleNamespace

import pytest

from .looking import look

TYPES = [
    "homepage", "standardpage", "partnerindexpage", "partnerpage", "groupindexpage", "workinggrouppage",
    "actionplanindexpage", "actionplanpage", "actionindexpage", "actionpage", "recommendationindexpage",
    "progressreportpage", "pledgeindexpage", "pledgepage", "consultationindexpage", "consultationpage",
]  # fmt: skip
VIEWS = {
    "choice": {"nl": "/", "fr": "/"},
    "search": {"nl": "/nl/zoeken/?q=mensenrechten", "fr": "/fr/recherche/?q=droits"},
    "no result": {"nl": "/nl/zoeken/?q=qqqq", "fr": "/fr/recherche/?q=qqqq"},
    "not found": {"nl": "/nl/bestaat-niet/", "fr": "/fr/nexiste-pas/"},
    "empty list": {"nl": "/nl/partners/?q=qqqq", "fr": "/fr/partenaires/?q=qqqq"},
    "partners by place": {"nl": "/nl/partners/per-plaats/", "fr": "/fr/partenaires/par-lieu/"},
    "glossary": {"nl": "/nl/over-het-platform/woordenlijst/", "fr": "/fr/a-propos/glossaire/"},
}
BELOW = {
    "partners from A to Z": ("partnerindexpage", "a-z/"),
    "address of a group": ("workinggrouppage", "contact/"),
    "recommendation": ("recommendationindexpage", "ex-evaluation-2025-4/"),
}
KINDS = [*TYPES, *VIEWS, *BELOW]
VISITS = [
    *product(KINDS, ["nl", "fr"], ["light"]),
    *product(KINDS, ["fr"], ["dark"]),  # the colours are the same in every language
]
WIDTHS = {"light": [1280, 320], "dark": [1280]}
MOST_REQUESTS = 10
MOST_BYTES = 100_000
MORE_BYTES = {
    "progressreportpage": 150_000,  # a whole plan with every reason, to be read and printed in one go
    "consultationpage": 110_000,  # every question and every clause, before anybody answers
}

pytestmark = pytest.mark.parametrize("visit", VISITS, indirect=True, ids=lambda visit: "-".join(map(str, visit)))


@pytest.fixture(scope="module")
def visit(request, chromium, base, addresses):
    """One page opened in a fresh browser, with all that it asked for."""
    kind, language, scheme = request.param
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, color_scheme=scheme, base_url=base)
    page = context.new_page()
    responses = []
    page.on("response", lambda response: responses.append(response))
    if kind in VIEWS:
        path = VIEWS[kind][language]
    else:
        model, rest = BELOW.get(kind, (kind, ""))
        path = addresses[model, language] + rest
    page.goto(path)
    page.evaluate("document.fonts.ready.then(() => true)")
    yield SimpleNamespace(page=page, kind=kind, language=language, widths=WIDTHS[scheme], responses=responses)
    context.close()


def test_it_is_the_page_that_was_meant(visit):
    expected = 404 if visit.kind == "not found" else 200

    assert visit.responses[0].status == expected


def test_axe_finds_nothing_and_nothing_is_wider_than_the_screen(visit):
    look(visit.page, visit.widths)


def test_it_is_light_asks_nobody_else_and_leaves_no_cookie(visit, base):
    texts = ("text/", "application/javascript")
    weights = [
        len(response.body())
        for response in visit.responses
        if response.headers.get("content-type", "").startswith(texts)
    ]

    assert len(visit.responses) <= MOST_REQUESTS, [response.url for response in visit.responses]
    assert all(response.url.startswith(base) for response in visit.responses)
    assert 0 < sum(weights) < MORE_BYTES.get(visit.kind, MOST_BYTES)
    assert visit.page.context.cookies() == []


def test_it_says_its_language_and_has_one_heading_on_top(visit):
    if visit.kind != "choice":
        assert visit.page.get_attribute("html", "lang") == visit.language
    assert visit.page.locator("h1").count() == 1
    assert visit.page.title().strip()


def test_the_first_tab_skips_to_the_content(visit):
    if visit.kind == "choice":
        pytest.skip("the choice page holds nothing to skip")

    visit.page.keyboard.press("Tab")
    visit.page.keyboard.press("Enter")

    assert visit.page.evaluate("document.activeElement.id") == "main"
