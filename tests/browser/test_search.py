"""The search with a keyboard, a pointer, a telephone and without script: the pattern of an editable combobox."""

import re

import pytest
from playwright.sync_api import expect

from .looking import RULES, SYSTEM_COLOURS, look

PATHS = {"nl": "/nl/zoeken/", "fr": "/fr/recherche/"}
WORDS = {"nl": "mensen", "fr": "droits"}
ABROAD = {"nl": "droits", "fr": "mensenrechten"}
"""Words of the other language."""
PLACES = "[...document.querySelectorAll('h1, main section, footer')].map((part) => part.offsetTop)"
BOTH = pytest.mark.parametrize("language", ["nl", "fr"])


def offered(page, words):
    """Types these words and waits for what is offered: the field and the list."""
    field, options = page.locator("#q"), page.get_by_role("listbox")
    field.press_sequentially(words)
    expect(options).to_be_visible()
    return field, options


def is_marked(field, options, number):
    """That option, and no other, is the one that Enter takes."""
    expect(field).to_have_attribute(
        "aria-activedescendant", options.get_by_role("option").nth(number).get_attribute("id")
    )
    expect(options.locator("[aria-selected=true]")).to_have_count(1)


@BOTH
def test_the_keyboard_goes_through_what_is_offered(open_page, language):
    page = open_page(PATHS[language])
    field, options = offered(page, WORDS[language])
    last = options.get_by_role("option").count() - 1

    expect(page.get_by_role("combobox")).to_have_attribute("aria-expanded", "true")
    assert field.get_attribute("aria-controls") == options.get_attribute("id")
    expect(page.get_by_role("status")).to_have_text(re.compile(rf"^{last} sugg"))
    for key, number in [("ArrowDown", 0), ("ArrowUp", last), ("ArrowDown", 0), ("ArrowDown", 1), ("ArrowUp", 0)]:
        field.press(key)
        is_marked(field, options, number)
    for key in ("Home", "End"):
        field.press(key)
        expect(field).not_to_have_attribute("aria-activedescendant", re.compile("."))
        field.press("ArrowDown")
    assert page.evaluate("document.activeElement.id") == "q"

    field.press("Escape")
    expect(options).to_be_hidden()
    expect(field).to_have_attribute("aria-expanded", "false")
    expect(field).to_have_value(WORDS[language])
    field.press("ArrowDown")
    is_marked(field, options, 0)
    field.press("Tab")
    expect(options).to_be_hidden()
    expect(page.locator(".search button")).to_be_focused()

    field.focus()
    field.press("Alt+ArrowDown")
    expect(options).to_be_visible()
    expect(options.locator("[aria-selected=true]")).to_have_count(0)
    field.press("ArrowDown")
    target = options.get_by_role("option").first.get_attribute("href")
    field.press("Enter")
    page.wait_for_url(f"**{target}")


def test_enter_without_a_choice_searches_and_the_second_escape_empties_the_field(open_page):
    page = open_page(PATHS["nl"])
    field, _options = offered(page, "mensen")
    field.press("Escape")
    field.press("Escape")
    expect(field).to_have_value("")

    field, _options = offered(page, "mensen")
    field.press("Enter")

    page.wait_for_url("**/nl/zoeken/?q=mensen")
    expect(page.locator("#results")).to_contain_text("mensen")


def test_a_pointer_takes_an_option_and_the_last_one_is_the_search_itself(open_page):
    page = open_page("/fr/nexiste-pas/")
    before = page.evaluate(PLACES)
    _field, options = offered(page, "droits")
    assert page.evaluate(PLACES) == before
    options.get_by_role("option").last.click()
    page.wait_for_url("**/fr/recherche/?q=droits")
    assert page.locator("mark").count()

    page.go_back()
    page.locator("#q").fill("")
    offered(page, "droits")
    target = options.get_by_role("option").first.get_attribute("href")
    options.get_by_role("option").first.click()
    page.wait_for_url(f"**{target}")


def test_while_a_word_is_composed_or_the_server_is_silent_the_form_stays_a_form(open_page):
    page = open_page(PATHS["nl"])
    asked, field = [], page.locator("#q")
    page.route("**/zoeken/sugg*/**", lambda route: (asked.append(route.request.url), route.abort()))
    field.fill("")
    page.evaluate(
        """() => { const field = document.querySelector("#q"); field.value = "mensen";
        field.dispatchEvent(new InputEvent("input", { isComposing: true, bubbles: true })); }"""
    )
    page.wait_for_timeout(300)
    assert asked == []

    with page.expect_event("requestfailed"):
        field.dispatch_event("compositionend")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(page.get_by_role("combobox")).to_have_attribute("aria-expanded", "false")
    field.press("ArrowDown")
    field.press("Enter")

    page.wait_for_url("**/nl/zoeken/?q=mensen")


def test_without_script_it_is_the_same_form(chromium, base):
    context = chromium.new_context(base_url=base, java_script_enabled=False)
    page = context.new_page()
    page.goto(PATHS["fr"])
    page.get_by_role("searchbox").fill("droits")
    page.locator(".search button").click()

    assert page.url.endswith("/fr/recherche/?q=droits")
    page.locator("[name=kind][value=plan]").check()
    page.locator(".facets button").click()
    assert "kind=plan" in page.url
    assert page.locator(".result").count()
    page.locator(".facets__active a").click()
    assert "kind=" not in page.url
    context.close()


@pytest.mark.parametrize(("colours", "widths"), [("light", [320, 1280]), ("dark", [320]), ("forced", [320])])
def test_what_is_offered_and_what_is_found_stand_in_every_light(chromium, base, colours, widths):
    language = "nl" if colours == "dark" else "fr"
    rules = SYSTEM_COLOURS if colours == "forced" else RULES
    kind = {"forced_colors": "active"} if colours == "forced" else {"color_scheme": colours}
    context = chromium.new_context(base_url=base, **kind)
    page = context.new_page()
    page.goto(f"{PATHS[language]}?q={ABROAD[language]}&other=1")
    page.locator("#q").fill("")
    field, _options = offered(page, WORDS[language])
    field.press("ArrowDown")
    look(page, widths, rules=rules)
    context.close()
