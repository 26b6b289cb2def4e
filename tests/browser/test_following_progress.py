"""Somebody follows progress: another day, what is covered, and a mail when it changes, with keys alone."""

import sqlite3

import pytest
from playwright.sync_api import expect

from .looking import look
from .pressing import press, walk

PLANS = {
    "nl": "/nl/actieplannen/voorbeeldplan-2024-2029/",
    "fr": "/fr/plans-d-action/plan-exemple-2024-2029/",
}
FOLLOW = {"nl": "/nl/volgen/", "fr": "/fr/suivre/"}
MINE = {"nl": "mijn/", "fr": "mes-suivis/"}


@pytest.fixture
def page_without_script(chromium, base):
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, java_script_enabled=False, base_url=base)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_by_keyboard_without_script_one_sees_another_day_what_is_covered_and_follows(page_without_script, language):
    page = page_without_script
    page.goto(PLANS[language])
    walk(page.locator("details:has([name=on]) summary"))
    page.keyboard.press("Enter")
    walk(page.locator("[name=on]"))
    page.locator("[name=on]").fill("2025-06-30")
    press(page.locator("form:has([name=on]) [type=submit]"))
    assert "on=2025-06-30" in page.url
    expect(page.locator("main")).to_contain_text("2025")

    press(page.locator("main a[href*='/dekking/'], main a[href*='/couverture/']").first)
    walk(page.locator("#coverage-rows"))
    page.keyboard.press("ArrowDown")
    press(page.locator(".coverage__form [type=submit]"))
    expect(page.locator(".matrix__table")).to_be_visible()

    page.goto(PLANS[language])
    press(page.locator("main a[href*='code=example-2024']").first)
    page.locator("[name=email]").fill("geen adres")
    press(page.locator("main form [type=submit]").last)
    expect(page.locator(".error-summary")).to_be_visible()
    assert page.locator("[name=email]").input_value() == "geen adres"
    page.locator("[name=email]").fill(f"lezer-{language}@example.org")
    press(page.locator("main form [type=submit]").last)
    expect(page.locator(".error-summary")).to_have_count(0)


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_axe_finds_nothing_on_the_way_to_a_mail_and_on_the_own_page(open_page, demo, language):
    page = open_page(f"{FOLLOW[language]}")
    page.locator("main a[href*='code=']").first.click()
    page.locator("[name=email]").fill("geen adres")
    page.locator("main form [type=submit]").last.click()
    expect(page.locator(".error-summary")).to_be_visible()
    look(page)
    page.locator("[name=email]").fill(f"kijker-{language}@example.org")
    page.locator("main form [type=submit]").last.click()
    expect(page.locator(".error-summary")).to_have_count(0)
    look(page)

    with sqlite3.connect(demo[1]) as database:
        (key,) = database.execute("SELECT key FROM follow_follower ORDER BY id DESC LIMIT 1").fetchone()
    page.goto(f"{FOLLOW[language]}{MINE[language]}{key}/")
    expect(page.locator("main h1")).to_be_visible()
    look(page)
