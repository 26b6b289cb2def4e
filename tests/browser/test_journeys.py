"""What people come to do, by mouse and by keyboard, without any script of ours."""

import re
import sqlite3

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.parametrize("language", ["nl", "fr"])


@pytest.fixture
def home(open_page, language):
    return open_page(f"/{language}/")


def test_a_visitor_chooses_a_language_and_gets_it(open_page, language):
    page = open_page("/")

    page.locator(f"a[href='/{language}/']").first.click()

    expect(page.locator("html")).to_have_attribute("lang", language)


def test_a_visitor_goes_from_the_plans_to_what_an_action_promises(open_page, addresses, language):
    page = open_page(addresses["actionplanindexpage", language])

    page.locator("main a[href*='2024-2029']").first.click()
    page.locator("main h3 a").first.click()

    expect(page.locator("main .commitment, main [class*='commitment']")).not_to_have_count(0)


def test_the_switcher_leads_to_the_same_page(open_page, addresses, language):
    other = "fr" if language == "nl" else "nl"
    page = open_page(addresses["actionplanpage", language])

    page.locator(f"header a[hreflang='{other}']").first.click()

    expect(page).to_have_url(re.compile(re.escape(addresses["actionplanpage", other]) + "$"))


def test_a_list_is_narrowed_by_keyboard_alone(open_page, addresses, language):
    page = open_page(addresses["partnerindexpage", language])
    before = page.locator("main .card").count()

    page.focus("main input[name=q]")
    page.keyboard.type("textiel" if language == "nl" else "textile")
    page.keyboard.press("Enter")

    page.wait_for_url("**q=texti*")
    assert 0 < page.locator("main .card").count() < before


def test_a_facet_keeps_the_words_and_can_be_taken_away_again(open_page, addresses, language):
    page = open_page(addresses["partnerindexpage", language] + "?q=e&kind=company")

    assert page.input_value("main input[name=q]") == "e"
    page.locator("main a[href*='?']:not([href*='kind=company'])").first.click()

    expect(page).not_to_have_url(re.compile("kind=company"))


def test_an_address_of_a_group_is_shown_to_who_asks_for_it(open_page, demo, language):
    row = sqlite3.connect(demo[1]).execute(
        "SELECT url_path, email FROM wagtailcore_page AS page "
        "JOIN partners_workinggrouppage AS own ON own.page_ptr_id = page.id "
        "JOIN partners_group AS grp ON grp.id = own.group_id WHERE live AND language = ? AND email <> ''",
        [language],
    )
    url_path, email = row.fetchone()
    page = open_page(f"/{language}/" + url_path.split("/", 2)[2])
    assert email not in page.content()

    page.locator("main form[action$='/contact/'] button").click()

    page.locator(f"main a[href='mailto:{email}']").wait_for()
    assert page.context.cookies() == []


def test_everything_works_without_script(chromium, base, addresses, language):
    context = chromium.new_context(java_script_enabled=False, base_url=base)
    page = context.new_page()

    page.goto(addresses["actionindexpage", language])
    page.fill("main input[name=q]", "klacht" if language == "nl" else "plainte")
    page.press("main input[name=q]", "Enter")

    expect(page.locator("main .card")).not_to_have_count(0)
    context.close()


def test_an_editor_opens_a_dossier_and_its_page(open_page, language):
    user = "dutch-editor" if language == "nl" else "french-editor"
    page = open_page("/admin/snippets/partners/organisation/", log_in=user)

    page.locator("table a[href*='/inspect/']").first.click()
    page.locator("section[aria-labelledby=dossier-pages] a[href*='/admin/pages/']").nth(
        0 if language == "nl" else 1
    ).click()

    page.locator("[name=introduction]").wait_for()
    expect(page.locator("html")).to_have_attribute("lang", language)
