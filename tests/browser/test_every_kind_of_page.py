"""What holds for every kind of public page, in both languages, narrow and wide, light and dark."""

import gzip
from itertools import product
from types import SimpleNamespace

import pytest

from .looking import RULES, SYSTEM_COLOURS, look

TYPES = [
    "homepage", "standardpage", "partnerindexpage", "partnerpage", "groupindexpage", "workinggrouppage",
    "actionplanindexpage", "actionplanpage", "actionindexpage", "actionpage", "recommendationindexpage",
    "progressreportpage", "pledgeindexpage", "pledgepage", "consultationindexpage", "consultationpage",
    "opendatapage",
]  # fmt: skip
PLAN = {"nl": "voorbeeldplan-2024-2029", "fr": "plan-exemple-2024-2029"}
VIEWS = {
    "choice": {"nl": "/", "fr": "/"},
    "search": {"nl": "/nl/zoeken/?q=mensenrechten", "fr": "/fr/recherche/?q=droits"},
    "no result": {"nl": "/nl/zoeken/?q=qqqq", "fr": "/fr/recherche/?q=qqqq"},
    "not found": {"nl": "/nl/bestaat-niet/", "fr": "/fr/nexiste-pas/"},
    "empty list": {"nl": "/nl/partners/?q=qqqq", "fr": "/fr/partenaires/?q=qqqq"},
    "partners by place": {"nl": "/nl/partners/per-plaats/", "fr": "/fr/partenaires/par-lieu/"},
    "plan": {"nl": f"/nl/actieplannen/{PLAN['nl']}/", "fr": f"/fr/plans-d-action/{PLAN['fr']}/"},
    "plan then": {
        "nl": f"/nl/actieplannen/{PLAN['nl']}/?on=2025-06-30",
        "fr": f"/fr/plans-d-action/{PLAN['fr']}/?on=2025-06-30",
    },
    "coverage": {
        "nl": f"/nl/actieplannen/{PLAN['nl']}/dekking/",
        "fr": f"/fr/plans-d-action/{PLAN['fr']}/couverture/",
    },
    "local picture": {
        "nl": "/nl/actieplannen/lokale-foto-voorbeeldstede-2025-2030/dekking/",
        "fr": "/fr/plans-d-action/photographie-locale-exempleville-2025-2030/couverture/",
    },
    "coverage of all": {"nl": "/nl/actieplannen/dekking/", "fr": "/fr/plans-d-action/couverture/"},
    "comparison": {
        "nl": f"/nl/actieplannen/{PLAN['nl']}/vergelijking/",
        "fr": f"/fr/plans-d-action/{PLAN['fr']}/comparaison/",
    },
    "comparison of dates": {
        "nl": f"/nl/actieplannen/{PLAN['nl']}/vergelijking/?view=dates&from=2025-01-01&to=2026-06-30",
        "fr": f"/fr/plans-d-action/{PLAN['fr']}/comparaison/?view=dates&from=2025-01-01&to=2026-06-30",
    },
    "comparison of governments": {
        "nl": "/nl/actieplannen/vergelijking/?a=example-north&b=example-south",
        "fr": "/fr/plans-d-action/comparaison/?a=example-north&b=example-south",
    },
    "calendar": {
        "nl": f"/nl/actieplannen/{PLAN['nl']}/kalender/",
        "fr": f"/fr/plans-d-action/{PLAN['fr']}/calendrier/",
    },
    "government": {
        "nl": "/nl/actieplannen/overheid/example-north/",
        "fr": "/fr/plans-d-action/autorite/example-north/",
    },
    "follow": {"nl": "/nl/volgen/", "fr": "/fr/suivre/"},
    "glossary": {"nl": "/nl/over-het-platform/woordenlijst/", "fr": "/fr/a-propos/glossaire/"},
}
BELOW = {
    "partners from A to Z": ("partnerindexpage", "a-z/"),
    "address of a group": ("workinggrouppage", "contact/"),
    "recommendation": ("recommendationindexpage", "ex-evaluation-2025-4/"),
}
OTHERS = [*VIEWS, *BELOW]
FORCED = ["plan", "actionpage", "coverage", "comparison", "calendar"]
VISITS = [
    *product(TYPES, ["nl", "fr"], ["light"]),
    *product(TYPES, ["fr"], ["dark"]),  # the colours are the same in every language
    *product(OTHERS, ["fr"], ["light"]),  # French is the longer one
    *product(OTHERS, ["nl"], ["dark"]),
    *product(FORCED, ["fr"], ["forced"]),
]
WIDTHS = {"light": [1280, 320], "dark": [1280], "forced": [320]}
MOST_REQUESTS = 10
MOST_BYTES = 40_000
"""Of text, as it travels: compressed."""

pytestmark = pytest.mark.parametrize("visit", VISITS, indirect=True, ids=lambda visit: "-".join(map(str, visit)))


@pytest.fixture(scope="module")
def visit(request, chromium, base, addresses):
    """One page opened in a fresh browser, with all that it asked for."""
    kind, language, scheme = request.param
    colours = {"forced_colors": "active"} if scheme == "forced" else {"color_scheme": scheme}
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, base_url=base, **colours)
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
    yield SimpleNamespace(
        page=page, kind=kind, language=language, scheme=scheme, widths=WIDTHS[scheme], responses=responses
    )
    context.close()


def test_it_is_the_page_that_was_meant(visit):
    expected = 404 if visit.kind == "not found" else 200

    assert visit.responses[0].status == expected


def test_axe_finds_nothing_and_nothing_is_wider_than_the_screen(visit):
    look(visit.page, visit.widths, rules=SYSTEM_COLOURS if visit.scheme == "forced" else RULES)


def test_it_is_light_asks_nobody_else_and_leaves_no_cookie(visit, base):
    texts = ("text/", "application/javascript")
    weights = [
        len(gzip.compress(response.body()))
        for response in visit.responses
        if response.headers.get("content-type", "").startswith(texts)
    ]

    assert len(visit.responses) <= MOST_REQUESTS, [response.url for response in visit.responses]
    assert all(response.url.startswith(base) for response in visit.responses)
    assert 0 < sum(weights) < MOST_BYTES
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
