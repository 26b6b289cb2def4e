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
    "comparison of two": {
        "nl": f"/nl/actieplannen/{PLAN['nl']}/vergelijking/?view=governments",
        "fr": f"/fr/plans-d-action/{PLAN['fr']}/comparaison/?view=governments",
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
    "calendar of all": {"nl": "/nl/actieplannen/kalender/", "fr": "/fr/plans-d-action/calendrier/"},
    "organisation": {
        "nl": "/nl/actieplannen/organisatie/ex-north-economy/",
        "fr": "/fr/plans-d-action/organisation/ex-north-economy/",
    },
    "data set": {"nl": "/nl/open-data/commitments/", "fr": "/fr/donnees-ouvertes/commitments/"},
    "card": {"nl": "/card/action/example-2024-3.nl.html", "fr": "/card/action/example-2024-3.fr.html"},
    "follow": {"nl": "/nl/volgen/", "fr": "/fr/suivre/"},
    "glossary": {"nl": "/nl/over-het-platform/woordenlijst/", "fr": "/fr/a-propos/glossaire/"},
}
BELOW = {
    "partners from A to Z": ("partnerindexpage", "a-z/"),
    "address of a group": ("workinggrouppage", "contact/"),
    "recommendation": ("recommendationindexpage", "ex-evaluation-2025-4/"),
}
OTHERS = [*VIEWS, *BELOW]
LONGEST_WORD = "Grondstoffenleveringsketenzorgvuldigheidsverplichtingen"
LENGTHEN = """word => {
    const kinds = "h1, h2, h3, h4, th, td, dt, dd, button, legend, label, summary, caption, main p, main li"
    for (const element of document.querySelectorAll(kinds)) {
        if (!element.children.length && element.textContent.trim() && !element.closest(".visually-hidden")) {
            element.textContent = word
        }
    }
}"""
OUTSIDE = """() => {
    const wide = innerWidth, found = []
    const moves = style => /auto|scroll/.test(style.overflowX)
    const isInside = element => {
        for (let above = element; above && above !== document.body; above = above.parentElement) {
            const style = getComputedStyle(above)
            if (style.clipPath !== "none" || (above !== element && moves(style))) return true
        }
    }
    const name = element => `${element.tagName} ${element.className} ${element.textContent.trim().slice(0, 40)}`
    if (document.documentElement.scrollWidth > wide) found.push(`the page is ${document.documentElement.scrollWidth}`)
    for (const element of document.body.querySelectorAll("*:not(svg *)")) {
        const box = element.getBoundingClientRect()
        if (!box.width || !element.checkVisibility({ contentVisibilityAuto: true, visibilityProperty: true })) continue
        const style = getComputedStyle(element)
        if ((box.right > wide + 1 || box.left < -1) && !isInside(element)) found.push(`outside: ${name(element)}`)
        if (moves(style) && element.scrollWidth > element.clientWidth + 1
            && !(element.tabIndex >= 0 && (element.ariaLabel || element.getAttribute("aria-labelledby")))) {
            found.push(`moves, but not by keyboard: ${name(element)}`)
        }
        if (/sticky|fixed/.test(style.position) && box.height > innerHeight / 3) found.push(`covers: ${name(element)}`)
    }
    return [...new Set(found)].slice(0, 5)
}"""
"""What cannot be read without moving the page sideways, with letters twice as large or with a word of 55 signs."""
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
"""Besides pictures, which come as one gets to them."""
MOST_BYTES = 40_000
"""Of text, as it travels: compressed."""

pytestmark = pytest.mark.parametrize("visit", VISITS, indirect=True, ids=lambda visit: "-".join(map(str, visit)))


@pytest.fixture(scope="module")
def said():
    """Which page has that title or that description: {words: address}."""
    return {}


@pytest.fixture(scope="module")
def visit(request, chromium, base, addresses, said):
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
        page=page,
        kind=kind,
        language=language,
        scheme=scheme,
        widths=WIDTHS[scheme],
        responses=responses,
        said=said,
    )
    context.close()


def test_it_is_the_page_that_was_meant(visit):
    expected = 404 if visit.kind == "not found" else 200

    assert visit.responses[0].status == expected


def test_axe_finds_nothing_and_nothing_is_wider_than_the_screen(visit):
    look(visit.page, visit.widths, rules=SYSTEM_COLOURS if visit.scheme == "forced" else RULES)


def test_no_other_page_has_its_title_or_its_description(visit):
    text = 'document.querySelector("%s")?.content'
    if visit.page.evaluate(text % "[name=robots]") or visit.kind in {"choice", "not found"}:
        pytest.skip("not for search engines")
    address = visit.page.get_attribute("[rel=canonical]", "href")
    title, description = visit.page.title(), visit.page.evaluate(text % "[name=description]")

    assert visit.said.setdefault(title, address) == address
    assert visit.said.setdefault(description, address) == address
    assert title.startswith(visit.page.evaluate(text % "[property='og:title']"))


def test_it_is_light_asks_nobody_else_and_leaves_no_cookie(visit, base):
    texts = ("text/", "application/javascript")
    weights = [
        len(gzip.compress(response.body()))
        for response in visit.responses
        if response.headers.get("content-type", "").startswith(texts)
    ]

    asked = [response.url for response in visit.responses if response.request.resource_type != "image"]
    assert len(asked) <= MOST_REQUESTS, asked
    assert all(response.url.startswith(base) for response in visit.responses)
    assert 0 < sum(weights) < MOST_BYTES
    assert visit.page.context.cookies() == []


def test_it_says_its_language_and_has_one_heading_on_top(visit):
    if visit.kind != "choice":
        assert visit.page.get_attribute("html", "lang") == visit.language
    assert visit.page.locator("h1").count() == 1
    assert visit.page.title().strip()


def test_the_first_tab_skips_to_the_content(visit):
    if visit.kind in {"choice", "card"}:
        pytest.skip("it holds nothing to skip")

    visit.page.keyboard.press("Tab")
    visit.page.keyboard.press("Enter")

    assert visit.page.evaluate("document.activeElement.id") == "main"


# The last one of a visit: it leaves the page full of long words.
def test_letters_twice_as_large_and_the_longest_word_stay_inside(visit):
    if visit.scheme != "light":
        pytest.skip("the same in every colour")
    visit.page.set_viewport_size({"width": 320, "height": 256})  # a desk of 1280 by 1024, four times enlarged
    visit.page.evaluate("document.documentElement.style.fontSize = '200%'")
    found = visit.page.evaluate(OUTSIDE)
    visit.page.evaluate("document.documentElement.style.fontSize = ''")
    found += visit.page.evaluate(LENGTHEN, LONGEST_WORD) or visit.page.evaluate(OUTSIDE)

    assert not found, visit.page.url
