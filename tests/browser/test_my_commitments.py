"""An action owner comes from a mail and reports, by mouse and keyboard, with script and without, on a phone too."""

import os
import re
import subprocess
import sys
from itertools import product
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from .demonstration import PROJECT

PEOPLE = {"nl": "griet.vanderhaegen@example.org", "fr": "florence.nyssens@example.org"}
RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
}
ENOUGH = 60
"""So many links, at least, do the tests use in each language."""

SCREENS = ["link", "refused", "list", "report", "errors", "confirm", "left"]

pytestmark = pytest.mark.parametrize("language", ["nl", "fr"])


@pytest.fixture(scope="module")
def links(demo):
    """Fresh links as mails would bring them, made in one go, as a start of Django takes seconds: {language: paths}."""
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "platform_site.settings.dev",
        "DATABASE_URL": f"sqlite:///{demo[1]}",
    }
    made = {}
    for language, email in PEOPLE.items():
        command = [sys.executable, str(PROJECT / "manage.py"), "my_link", email, f"--number={ENOUGH}"]
        printed = subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout
        made[language] = [urlsplit(line).path for line in printed.split()]
    return made


@pytest.fixture
def link(links):
    """The next link that nobody used: link("fr") is its path."""
    return lambda language: links[language].pop()


@pytest.fixture
def inside(chromium, base, link):
    """Comes in by a link in a fresh browser, and says where the link led: inside("nl", width=320, script=False)."""
    contexts = []

    def come_in(language, *, width=1280, script=True):
        context = chromium.new_context(
            viewport={"width": width, "height": 900}, java_script_enabled=script, base_url=base
        )
        contexts.append(context)
        page = context.new_page()
        page.goto(link(language))
        page.locator("main form button").click()
        page.locator(".own__row").first.wait_for()
        return page

    yield come_in
    for context in contexts:
        context.close()


def open_report(page):
    page.locator(".own__title a").last.click()
    page.locator("textarea[name=reason]").wait_for()


def send(page, act="send"):
    page.locator(f"button[name=act][value={act}]").click()


def test_a_report_goes_from_the_mail_to_the_coordinator(inside, language):
    page = inside(language)
    expect(page.locator("html")).to_have_attribute("lang", language)

    open_report(page)
    page.locator("input[name=status]").nth(2).check()
    page.fill("textarea[name=reason]", "Eerste fase klaar." if language == "nl" else "Première phase terminée.")
    send(page)

    expect(page.locator(".notice--success")).to_be_visible()
    page.locator(".space form button").click()
    expect(page.locator("main h1")).to_be_visible()
    assert page.locator(".own__row").count() == 0


def test_the_same_without_script_with_a_draft_in_between(inside, language):
    page = inside(language, script=False)

    open_report(page)
    page.fill("textarea[name=reason]", "Half")
    send(page, "later")
    expect(page.locator(".notice--success")).to_be_visible()
    open_report(page)
    expect(page.locator("textarea[name=reason]")).to_have_value("Half")
    page.locator("input[name=status]").nth(2).check()
    page.fill("textarea[name=reason]", "Half en dan heel")
    send(page)

    expect(page.locator(".notice--success")).to_be_visible()


def test_what_is_typed_is_kept_and_said_and_there_after_a_crash(inside, language):
    page = inside(language)
    open_report(page)

    page.fill("textarea[name=reason]", "Getypt en niet verzonden")
    expect(page.locator("[data-saved]")).to_have_text(re.compile(r"\d{1,2}[:.h]\d\d"))
    address = page.url
    page.goto("about:blank")
    page.goto(address)

    expect(page.locator("textarea[name=reason]")).to_have_value("Getypt en niet verzonden")


def test_a_click_right_after_the_last_letter_is_no_conflict_with_oneself(inside, language):
    page = inside(language)
    open_report(page)
    page.locator("input[name=status]").nth(2).check()
    page.fill("textarea[name=reason]", "Een")
    with page.expect_request(lambda request: request.method == "POST"):
        pass

    page.fill("textarea[name=reason]", "Een en twee")
    send(page)

    expect(page.locator(".notice--success")).to_be_visible()


def test_in_a_second_tab_newer_text_is_not_overwritten_unseen(inside, language):
    first = inside(language)
    open_report(first)
    second = first.context.new_page()
    second.goto(first.url)
    for page, words in ((first, "Van de eerste"), (second, "Van de tweede")):
        page.fill("textarea[name=reason]", words)
        expect(page.locator("[data-saved]")).not_to_be_empty()

    send(second, "later")

    expect(second.locator(".error-summary")).to_be_focused()
    expect(second.locator(".typed")).to_contain_text("Van de eerste")
    expect(second.locator("textarea[name=reason]")).to_have_value("Van de tweede")
    send(second, "later")
    expect(second.locator(".notice--success")).to_be_visible()


@pytest.mark.parametrize("script", [True, False])
def test_errors_take_the_focus_and_lead_to_their_fields(inside, language, script):
    page = inside(language, script=script)
    open_report(page)
    page.fill("textarea[name=reason]", "")
    page.fill("input[name=holds_on]", "1900-01-01")
    page.fill("input[name=evidence_url]", "niet dit")
    send(page)

    summary = page.locator(".error-summary")
    expect(summary).to_be_focused()
    expect(page).to_have_title(re.compile("^(Fout|Erreur)"))
    expect(page.locator("input[name=evidence_url]")).to_have_value("niet dit")
    summary.locator("a").first.click()
    expect(page.locator("input[name=holds_on]")).to_be_focused()


def test_the_whole_is_done_by_keyboard(inside, language):
    page = inside(language)
    open_report(page)

    page.locator("input[name=status]").first.focus()
    page.keyboard.press("ArrowDown")
    for _step in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == "reason":
            break
    page.keyboard.press("Control+A")
    page.keyboard.type("Met het toetsenbord")

    expect(page.locator("textarea[name=reason]")).to_have_value("Met het toetsenbord")


def show(screen, page, link, language):
    """Bring the page to that screen."""
    if screen in ("report", "errors"):
        open_report(page)
    if screen == "errors":
        page.fill("textarea[name=reason]", "")
        page.fill("input[name=holds_on]", "1900-01-01")
        send(page)
        page.locator(".error-summary").wait_for()
    if screen == "confirm":
        page.locator("input[name=c]").first.check()
        page.locator("form.own button").click()
        page.locator("input[type=hidden][name=c]").first.wait_for(state="attached")
    if screen in ("left", "refused"):
        page.locator(".space form button").click()
    if screen == "refused":
        page.goto(link(language) + "x/")
    if screen == "link":
        page.goto(link(language))


@pytest.mark.parametrize(("screen", "width"), list(product(SCREENS, [320, 1280])))
def test_axe_finds_nothing_and_nothing_is_wider_than_the_screen(inside, link, language, screen, width):
    page = inside(language, width=width)

    show(screen, page, link, language)

    found = Axe().run(page, options=RULES).response["violations"]
    assert not found, "\n".join(
        f"{rule['id']}: {node['target']} {node['html']}" for rule in found for node in rule["nodes"]
    )
    assert page.evaluate("document.documentElement.scrollWidth") <= width
