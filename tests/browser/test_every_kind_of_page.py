"""What holds for every kind of public page, in both languages, narrow and wide."""

import pytest
from axe_playwright_python.sync_playwright import Axe

TYPES = [
    "homepage", "standardpage", "partnerindexpage", "partnerpage", "groupindexpage", "workinggrouppage",
    "actionplanindexpage", "actionplanpage", "actionindexpage", "actionpage",
]  # fmt: skip
VIEWS = {
    "choice": {"nl": "/", "fr": "/"},
    "search": {"nl": "/nl/zoeken/?q=mensenrechten", "fr": "/fr/rechercher/?q=droits"},
    "no result": {"nl": "/nl/zoeken/?q=qqqq", "fr": "/fr/rechercher/?q=qqqq"},
    "not found": {"nl": "/nl/bestaat-niet/", "fr": "/fr/nexiste-pas/"},
    "empty list": {"nl": "/nl/partners/?q=qqqq", "fr": "/fr/partenaires/?q=qqqq"},
}
KINDS = [*TYPES, *VIEWS]
RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
}
MOST_REQUESTS = 10
MOST_BYTES = 100_000

pytestmark = pytest.mark.parametrize("language", ["nl", "fr"])


@pytest.fixture
def path(addresses):
    def path_of(kind, language):
        return VIEWS[kind][language] if kind in VIEWS else addresses[kind, language]

    return path_of


@pytest.mark.parametrize(("width", "dark"), [(320, False), (1280, False), (1280, True)])
@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_nothing(open_page, path, kind, language, width, dark):
    page = open_page(path(kind, language), width=width, dark=dark)

    found = Axe().run(page, options=RULES).response["violations"]

    assert not found, "\n".join(
        f"{rule['id']}: {node['target']} {node['html']}" for rule in found for node in rule["nodes"]
    )


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_wider_than_a_phone(open_page, path, kind, language):
    page = open_page(path(kind, language), width=320)

    assert page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_is_light_asks_nobody_else_and_leaves_no_cookie(open_page, base, path, kind, language):
    page = open_page("about:blank")
    requests, weights = [], []
    page.on("request", lambda request: requests.append(request.url))
    page.on("response", lambda response: weights.append((response.headers.get("content-type", ""), response)))

    page.goto(path(kind, language))
    page.wait_for_load_state("networkidle")

    bodies = [
        len(response.body()) for kind_, response in weights if kind_.startswith(("text/", "application/javascript"))
    ]
    assert len(requests) <= MOST_REQUESTS, requests
    assert all(url.startswith(base) for url in requests)
    assert 0 < sum(bodies) < MOST_BYTES
    assert page.context.cookies() == []


@pytest.mark.parametrize("kind", KINDS)
def test_the_page_says_its_language_and_has_one_heading_on_top(open_page, path, kind, language):
    page = open_page(path(kind, language))

    if kind != "choice":
        assert page.get_attribute("html", "lang") == language
    assert page.locator("h1").count() == 1
    assert page.title().strip()


@pytest.mark.parametrize("kind", KINDS)
def test_the_first_tab_offers_to_skip_to_the_content(open_page, path, kind, language):
    if kind == "choice":
        pytest.skip("the choice page holds nothing to skip")
    page = open_page(path(kind, language))

    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    assert page.evaluate("document.activeElement.id") == "main"
