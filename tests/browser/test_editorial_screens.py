"""The screens of the editorial work, as the people who use them find them: in their language, wide and narrow."""

import sqlite3
from itertools import product

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

MODERATORS = {"nl": "foreign-moderator", "fr": "south-moderator"}
EDITORS = {"nl": "dutch-editor", "fr": "french-editor"}
SCREENS = {
    "pairs": "/admin/editorial/pairs/",
    "waiting": "/admin/editorial/waiting/",
    "exceptions": "/admin/editorial/exceptions/",
    "new exception": "/admin/editorial/exceptions/add/",
    "request": "/admin/editorial/pages/{page}/assign/",
    "end of an exception": "/admin/editorial/pages/{excepted}/exception/end/",
    "dossier": "/admin/snippets/partners/organisation/inspect/{organisation}/",
    "guide": "/admin/editorial/guide/",
    "chapter of the guide": "/admin/editorial/guide/from-draft-to-live/",
}
RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}


@pytest.fixture(scope="module")
def numbers(demo):
    """Primary keys of the demonstration: a page out of date in each language, its organisation, an excepted page."""
    rows = sqlite3.connect(demo[1]).execute(
        """
        SELECT language, page_ptr_id, organisation_id FROM partners_partnerpage
        JOIN partners_organisation AS organisation ON organisation.id = organisation_id
        WHERE organisation.code = 'ex-north-education'
        """
    )
    found = {language: {"page": page, "organisation": organisation} for language, page, organisation in rows}
    (excepted,) = sqlite3.connect(demo[1]).execute("SELECT page_id FROM editorial_languageexception").fetchone()
    return {language: numbers | {"excepted": excepted} for language, numbers in found.items()}


def violations(page, inside):
    found = Axe().run(page, context=inside, options=RULES).response["violations"]
    return [f"{rule['id']}: {node['target']} {node['html']}" for rule in found for node in rule["nodes"]]


@pytest.mark.parametrize(("name", "language"), product(SCREENS, ["nl", "fr"]))
def test_axe_finds_nothing_on_a_screen_and_it_speaks_the_readers_language(open_page, numbers, name, language):
    page = open_page(SCREENS[name].format(**numbers[language]), log_in=MODERATORS[language], width=1280)

    assert page.get_attribute("html", "lang").startswith(language)
    assert page.locator("h1, h2").count() >= 1
    assert violations(page, "main") == []
    if language == "nl":
        page.set_viewport_size({"width": 400, "height": 900})
        assert violations(page, "main") == []


@pytest.mark.parametrize("dark", [False, True])
def test_axe_finds_nothing_in_the_panel_beside_the_form(open_page, numbers, dark):
    page = open_page(f"/admin/pages/{numbers['fr']['page']}/edit/", log_in=EDITORS["fr"], dark=dark)
    page.locator("[name=introduction]").wait_for()

    page.locator("[data-side-panel-toggle=other-language]").click()

    panel = page.locator("[data-side-panel=other-language]")
    expect(panel.locator("ins").first).to_be_visible()
    assert violations(page, "[data-side-panel=other-language]") == []


def test_the_panel_leads_by_keyboard_from_a_text_to_its_field(open_page, numbers):
    page = open_page(f"/admin/pages/{numbers['fr']['page']}/edit/", log_in=EDITORS["fr"])
    page.locator("[name=introduction]").wait_for()
    page.locator("[data-side-panel-toggle=other-language]").click()

    page.locator("[data-side-panel=other-language]").get_by_role("link", name="Introduction").press("Enter")

    assert page.evaluate("document.activeElement.name") == "introduction"
