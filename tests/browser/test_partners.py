"""People of organisations come in, keep their page and promise in public; the secretariat looks at it in between."""

import re
import sqlite3

import pytest
from django.urls import reverse
from django.utils.translation import override
from playwright.sync_api import expect

from .demonstration import act
from .looking import look

WORDS = {
    "nl": {
        "free": "ex-foundry",
        "merged": ("ex-electronics", "ex-software"),
        "introduction": "We gieten onderdelen die vijftig jaar meegaan.",
        "name": "Oud ijzer eerst",
        "text": "Tegen eind 2028 smelten we alleen nog ijzer dat al eens gebruikt is.",
        "other_name": "La ferraille d’abord",
        "other_text": "Fin 2028, nous ne fondons plus que du fer qui a déjà servi.",
        "partner": "Voorbeeldfederatie van de Bouw",
        "done": "Sinds deze maand komt al ons ijzer van gesloopte gebouwen.",
        "fulfilled": "Nagekomen",
        "silent": re.compile("Nieuws verwacht|Vervallen"),
    },
    "fr": {
        "free": "ex-wind",
        "merged": ("ex-pharma", "ex-cleaning"),
        "introduction": "Nos éoliennes appartiennent à celles et ceux qui vivent autour.",
        "name": "Une part du vent pour chaque voisin",
        "text": "Fin 2028, chaque ménage voisin d’une de nos éoliennes peut en devenir copropriétaire.",
        "other_name": "Een deel van de wind voor elke buur",
        "other_text": "Tegen eind 2028 kan elk gezin in de buurt van onze windmolens mede-eigenaar worden.",
        "partner": "Fédération exemple de la construction",
        "done": "Depuis ce mois-ci, chaque voisin a reçu notre offre.",
        "fulfilled": "Tenu",
        "silent": re.compile("Mise à jour attendue|Caduc"),
    },
}
OWN = ["organisation", "people", "invite", "myself", "leave", "profile"]
OTHER = {"nl": "fr", "fr": "nl"}
PAGE = """
    SELECT url_path FROM partners_partnerpage AS words JOIN wagtailcore_page AS page ON page.id = words.page_ptr_id
    JOIN partners_organisation AS organisation ON organisation.id = words.organisation_id
    WHERE organisation.code = ? AND language = ?
"""
NUMBER = PAGE.replace("url_path", "page.id", 1)
EDITORS = {"nl": ["dutch-editor", "foreign-moderator"], "fr": ["french-editor", "foreign-moderator"]}
PLEDGE = """
    SELECT behind.code FROM actions_pledge AS pledge JOIN actions_commitment AS behind ON behind.id = commitment_id
    JOIN actions_pledgepage AS words ON words.pledge_id = pledge.id
    JOIN wagtailcore_page AS page ON page.id = words.page_ptr_id WHERE page.title = ?
"""

pytestmark = pytest.mark.parametrize("language", ["nl", "fr"])


@pytest.fixture
def come_in(open_page):
    """The browser of somebody of the demonstration who is logged in: come_in("newcomer")."""
    return lambda name: open_page("/", log_in=name)


@pytest.fixture(scope="module")
def ask(demo):
    """One value from the database of the demonstration."""
    return lambda sql, *values: sqlite3.connect(demo[1]).execute(sql, values).fetchone()[0]


def public_address(language, url_path):
    return f"/{language}/" + url_path.split("/", 2)[2]


def path(name, language, *arguments):
    with override(language):
        return reverse(name, args=arguments)


def go(page, address):
    """Follow the first link in the page to that address."""
    with page.expect_navigation():
        page.locator(f"main a[href='{address}']").first.click()


def press(page, value=""):
    """Use the button of that value in the page's own form, or the last one of the page where it has none."""
    buttons = page.locator(f"main .page form button[value={value}]" if value else "main .page form button")
    with page.expect_navigation():
        buttons.last.click()
    assert page.locator(".error-summary").count() == 0, page.locator(".error-summary").inner_text()


def accept(page, kind, titles):
    """Accept the request of that kind with one of these titles, in the queue of the secretariat."""
    title = re.compile("|".join(map(re.escape, titles)))
    page.goto("/admin/requests/")
    with page.expect_navigation():
        page.locator(f"a[href*='/admin/requests/{kind}/']", has_text=title).first.click()
    page.locator("[name=decision][value=accept]").check()
    with page.expect_navigation():
        page.locator("main form button[type=submit]").last.click()
    expect(page.locator(".messages .success")).to_be_visible()


def claim(page, language, code, name):
    """Find the organisation and say that one speaks for it."""
    page.goto(path("space:home", language))
    go(page, path("space:claim", language))
    page.fill("main [name=q]", name.split()[0])
    press(page)
    go(page, path("space:claim_one", language, code))
    page.fill("[name=function]", "Directie" if language == "nl" else "Direction")
    page.fill("[name=motivation]", "Ik leid het bedrijf." if language == "nl" else "Je dirige l’entreprise.")
    press(page)


def edit_profile(page, language, code, words):
    """Write an introduction in one language, ask for the other, check it and send it."""
    page.goto(path("space:organisation", language, code))
    go(page, path("space:profile", language, code))
    press(page)
    page.fill(f"[name=introduction_{language}]", words["introduction"])
    page.locator("[name=translation]").check()
    press(page, "check")
    expect(page.locator("main")).to_contain_text(words["introduction"].split()[-1])
    press(page)


def publish(come_in, number, language):
    """Let an editor of the language review the draft, and a moderator approve it: then it is live."""
    for name in EDITORS[language]:
        page = come_in(name)
        page.goto(f"/admin/pages/{number}/edit/")
        page.locator("[name=introduction]").wait_for()
        act(page, "[data-workflow-action-name=approve]")


def promise_together(page, partner, language, words):
    """Write a pledge, have a partner confirm it, and send it to the secretariat."""
    page.goto(path("pledging:list", language))
    with page.expect_navigation():
        page.locator(f"main form[action='{path('pledging:start', language)}'] button").click()
    for code, name, text in ((language, "name", "text"), (OTHER[language], "other_name", "other_text")):
        page.fill(f"[name=name_{code}]", words[name])
        page.fill(f"[name=text_{code}]", words[text])
        page.fill(f"[name=aim_{code}]", words[text])
        page.fill(f"[name=measure_{code}]", words[text])
    page.locator("[name=timing][value=time_bound]").check()
    page.fill("[name=ends_on]", "2028-12-31")
    page.locator("[name=themes][value=environment]").check()
    page.fill("[name=find_partners]", words["partner"])
    with page.expect_navigation():
        page.locator("button[value=find_partners]").click()
    page.locator("[name=partners]").first.check()
    page.locator("[name=status][value=in_progress]").check()
    page.fill("[name=reason]", words["text"])
    page.locator(f"[name=language][value={language}]").check()
    press(page, "send")

    partner.goto(path("pledging:list", language))
    with partner.expect_navigation():
        partner.locator("main").get_by_role("link", name=words["name"]).first.click()
    press(partner, "confirm")

    page.reload()
    press(page, "send")


def report_fulfilled(page, language, words, code):
    """Report on the pledge, in the screen that owners of commitments know, that it was kept."""
    page.goto(path("owners:report", language, code))
    page.locator("[name=status][value=completed]").check()
    page.fill("[name=reason]", words["done"])
    press(page, "send")


def test_from_a_claim_to_a_pledge_that_was_kept(come_in, ask, language):
    words, code = WORDS[language], WORDS[language]["free"]
    names = [ask(f"SELECT name_{each} FROM partners_organisation WHERE code = ?", code) for each in (language, "nl")]  # noqa: S608 - our own column
    newcomer, manager = come_in("newcomer"), come_in("partner-manager")

    claim(newcomer, language, code, names[0])
    accept(manager, "claim", names)
    newcomer.goto(path("space:home", language))
    expect(newcomer.locator("main").get_by_role("link", name=names[0], exact=True)).to_be_visible()

    edit_profile(newcomer, language, code, words)
    accept(manager, "profile", names)
    publish(come_in, ask(NUMBER, code, language), language)
    reader = come_in("newcomer")
    reader.goto(public_address(language, ask(PAGE, code, language)))
    expect(reader.locator("main")).to_contain_text(words["introduction"])

    promise_together(newcomer, come_in("federation-administrator"), language, words)
    accept(manager, "pledge", [words["name"], words["other_name"]])
    public = public_address(language, ask("SELECT url_path FROM wagtailcore_page WHERE title = ?", words["name"]))
    reader.goto(public)
    expect(reader.locator("h1")).to_have_text(words["name"])
    reader.locator(".languages__link:not([aria-current])").click()
    expect(reader.locator("h1")).to_have_text(words["other_name"])

    report_fulfilled(newcomer, language, words, ask(PLEDGE, words["name"]))
    manager.goto("/admin/queue/")
    manager.locator("[name$='-decision'][value=approve]").first.check()
    with manager.expect_navigation():
        manager.locator("main form button[type=submit]").last.click()
    reader.goto(public)
    expect(reader.locator("main")).to_contain_text(words["fulfilled"])

    newcomer.goto(path("space:leave", language, code))
    press(newcomer)
    assert newcomer.goto(path("space:organisation", language, code)).status == 404
    assert reader.goto(public).status == 200


def test_two_organisations_merge_and_both_pages_say_so(come_in, ask, open_page, language):
    old, new = WORDS[language]["merged"]
    manager = come_in("partner-manager")
    pk, successor = (ask("SELECT id FROM partners_organisation WHERE code = ?", code) for code in (old, new))

    manager.goto(f"/admin/snippets/partners/organisation/merge/{pk}/")
    manager.evaluate(f"document.querySelector('[name=successor]').value = '{successor}'")
    for button in (
        "main form button[type=submit]",
        "main form [name=sure]",
    ):  # first what will happen, then that it shall
        with manager.expect_navigation():
            manager.locator(button).last.click()
    expect(manager.locator(".messages .success")).to_be_visible()

    for here, there in ((old, new), (new, old)):
        page = open_page(public_address(language, ask(PAGE, here, language)))
        other = ask(f"SELECT name_{language} FROM partners_organisation WHERE code = ?", there)  # noqa: S608 - our own column
        expect(page.locator("main").get_by_role("link", name=other).first).to_be_visible()


def test_axe_finds_nothing_in_the_personal_space(come_in, language):
    page = come_in("textile-administrator")
    page.goto(path("space:home", language))
    page.emulate_media(reduced_motion="reduce")
    found = [
        path("space:home", language),
        *page.evaluate("[...document.querySelectorAll('main a[href]')].map(link => link.getAttribute('href'))"),
        path("space:claim", language) + "?q=voorbeeld",
        path("space:claim_one", language, "ex-chocolate"),
        path("usersessions_list", language),
        path("pledging:list", language),
        *(path(f"space:{screen}", language, "ex-textile") for screen in OWN),
    ]

    for address in dict.fromkeys(found):
        if address.startswith(f"/{language}/"):
            assert page.goto(address).status == 200, address
            look(page)


def test_the_wall_shows_of_whom_a_report_is_due_or_was(open_page, language):
    wall = {"nl": "/nl/engagementen/", "fr": "/fr/engagements-volontaires/"}[language]
    page = open_page(wall + "?state=update_due&state=lapsed")

    with page.expect_navigation():
        page.locator("main .card a").first.click()

    expect(page.locator("main")).to_contain_text(WORDS[language]["silent"])
