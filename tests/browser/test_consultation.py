"""Somebody takes part: from the public page to the receipt, with keys alone, without script, and in two tabs."""

import re
import sqlite3

import pytest
from playwright.sync_api import expect

from consultations.references import SIGNS

from .looking import look
from .pressing import press

CODE = "example-draft-plan"
REFERENCE = re.compile(rf"EXAMPLE-[{SIGNS}]{{4}}-[{SIGNS}]{{4}}-[{SIGNS}]{{2}}")
NEXT = "main form button[name=act][value=next]:not([aria-hidden])"
ASKED = """
    (element) => {
        const field = element.closest(".field");
        const free = element.name.endsWith("-other") || element.type === "file" || element.closest("details, .box");
        return Boolean(field) && !free && !field.querySelector(".field__optional") && element.checkVisibility();
    }
"""
"""Whether what has the focus is a field that must be answered."""

WORDS = {"email": "griet@example.org", "number": "5", "decimal": "5", "numeric": "5"}


@pytest.fixture(scope="session")
def public_page(demo):
    """The page of the open consultation: public_page["nl"]."""
    rows = sqlite3.connect(demo[1]).execute(
        """
        SELECT language, url_path FROM consultations_consultationpage AS words
        JOIN wagtailcore_page AS page ON page.id = words.page_ptr_id
        JOIN consultations_consultation AS consultation ON consultation.id = words.consultation_id
        WHERE consultation.code = ?
        """,
        [CODE],
    )
    return {language: f"/{language}/" + url_path.split("/", 2)[2] for language, url_path in rows}


@pytest.fixture
def begin(chromium, base, public_page):
    """Goes from the public page to the first step in a fresh browser: begin("fr", script=False)."""
    contexts = []

    def begin_(language, *, script=True, press=None):
        context = chromium.new_context(
            viewport={"width": 1280, "height": 900}, java_script_enabled=script, base_url=base
        )
        contexts.append(context)
        page = context.new_page()
        page.goto(public_page[language])
        press = press or (lambda target: target.click())
        press(page.locator(f"main a[href*='/{CODE}/']").first)
        expect(page.locator("main form")).to_have_attribute("method", "post")
        assert not context.cookies()
        press(page.locator("main form button").first)
        page.locator("[name=respondent]").first.wait_for()
        return page

    yield begin_
    for context in contexts:
        context.close()


def answer(page, *, also=()):
    """Walk through the form with Tab: answer what must be, and what is named, as far as the button that goes on."""
    done = set()
    page.locator("main").focus()
    for _step in range(400):
        page.keyboard.press("Tab")
        here = page.evaluate_handle("document.activeElement").as_element()
        if here.evaluate(f"(element) => element.matches({NEXT!r})"):
            return
        name = here.get_attribute("name")
        if not name or name in done or not (name in also or here.evaluate(ASKED)):
            continue
        done.add(name)
        kind = here.get_attribute("type") or here.evaluate("(element) => element.tagName.toLowerCase()")
        if kind in ("radio", "checkbox"):
            # The first way to publish is with a name, which then has to be given; the arrow goes round to the last.
            page.keyboard.press("ArrowUp" if name == "publication" else "Space")
        elif kind == "date":
            here.fill("2027-01-15")
        elif kind != "submit":
            page.keyboard.type(WORDS.get(here.get_attribute("inputmode") or kind, WORDS.get(kind, "Een antwoord")))
    raise AssertionError(f"no end to the form at {page.url}")


def go_on(page):
    """With Enter on the button that has the focus; says whether there are errors or where it led."""
    before = page.url
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.locator(".error-summary li")).to_have_text([])
    expect(page).not_to_have_url(before)


@pytest.mark.parametrize(("language", "error"), [("nl", "Fout"), ("fr", "Erreur")])
def test_the_whole_way_by_keyboard_with_axe_on_every_step(begin, language, error):
    page = begin(language, press=press)
    steps = page.locator(".steps__item").count()
    press(page.locator(NEXT))
    expect(page.locator(".error-summary")).to_be_focused()
    expect(page).to_have_title(re.compile(f"^{error}"))
    look(page)

    for _step in range(steps - 1):
        answer(page)
        go_on(page)
        look(page)

    expect(page.locator(".steps__item--current")).to_have_count(1)
    assert page.locator(".steps__state--to_do").count() == 0
    press(page.locator("main form button[type=submit]").last)
    expect(page.locator("main")).to_contain_text(REFERENCE, timeout=30_000)
    look(page)


@pytest.mark.parametrize(("language", "error"), [("nl", "Fout"), ("fr", "Erreur")])
def test_the_whole_way_by_keyboard_without_script(begin, language, error):
    page = begin(language, script=False, press=press)
    steps = page.locator(".steps__item").count()
    press(page.locator(NEXT))
    expect(page).to_have_title(re.compile(f"^{error}"))
    expect(page.locator(".error-summary")).to_be_visible()

    for _step in range(steps - 1):
        answer(page, also=["email"])  # without proof of work, the contribution is confirmed by mail
        go_on(page)

    assert page.locator(".steps__state--to_do").count() == 0
    page.wait_for_timeout(4000)  # nobody reads as fast as that
    press(page.locator("main form button[type=submit]").last)
    expect(page.locator("main")).to_contain_text(REFERENCE, timeout=30_000)


def question_page(page):
    """The first page with a text that can be typed; a locator of it."""
    for number in range(1, 9):
        page.goto(page.url.rsplit("/", 2)[0] + f"/{number}/")
        text = page.locator("main textarea:visible, main input[type=text]:visible").first
        if text.count():
            return text
    raise AssertionError("no text is asked anywhere")


def test_what_is_typed_is_saved_said_and_there_in_the_other_language(begin):
    page = begin("nl")
    text = question_page(page)
    text.fill("Net getypt")
    name = text.get_attribute("name")

    page.locator(".languages__link:not([aria-current])").click()

    expect(page.locator("html")).to_have_attribute("lang", "fr")
    text = page.locator(f"[name='{name}']")
    expect(text).to_have_value("Net getypt")
    text.fill("Et encore")
    expect(page.locator("[data-saved]")).to_have_text(re.compile(r"\d{1,2}[:.h]\d\d"))
    page.reload()
    expect(page.locator(f"[name='{name}']")).to_have_value("Et encore")


def test_in_two_tabs_both_texts_are_shown_and_one_is_chosen(begin):
    first = begin("nl")
    text = question_page(first)
    name = text.get_attribute("name")
    second = first.context.new_page()
    second.goto(first.url)
    text.fill("Van de eerste")
    expect(first.locator("[data-saved]")).not_to_be_empty()
    second.locator(f"[name='{name}']").fill("Van de tweede")

    second.locator("main form button[value=later]").click()

    expect(second.locator(".error-summary")).to_be_focused()
    expect(second.locator(".typed")).to_contain_text("Van de eerste")
    expect(second.locator(f"[name='{name}']")).to_have_value("Van de tweede")
    look(second)
    second.locator(".typed input[value=mine]").check()
    second.locator("main form button[value=later]").click()
    expect(second.locator("[name=email]")).to_be_visible()
    first.reload()
    expect(first.locator(f"[name='{name}']")).to_have_value("Van de tweede")
