"""Takes the pictures of the editors' guide, in each language, from a demonstration of its own: `make guide`."""

import io
import os
import sqlite3
import sys
import tempfile
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

import django
from PIL import Image

from tests.browser.demonstration import log_in, served_demo, started_chromium

IMAGES = Path(__file__).resolve().parent / "images"
WIDTH, HEIGHT = 1200, 760
COLOURS = 96

SCENES = {
    "nl": {
        "writer": "dutch-editor",
        "reviewer": "second-dutch-editor",
        "moderator": "foreign-moderator",
        "edited": "redactionele-regels",
        "reviewed": "over-het-platform",
        "checked": "meedoen",
        "compared": "brood-en-co-voorbeeld",
        "news": "Sinds dit najaar staat ook de herkomst van het kobalt op elke verpakking.",
        "text": '<p>Stuur uw gegevens naar het secretariaat. <a href="https://example.org/">Klik hier</a>.</p>',
        "reasons": ("De vertaler is ziek.", "Le traducteur est malade."),
    },
    "fr": {
        "writer": "french-editor",
        "reviewer": "second-french-editor",
        "moderator": "south-moderator",
        "edited": "regles-editoriales",
        "reviewed": "lexique-dans-les-deux-langues",
        "checked": "participer",
        "compared": "fictronique",
        "news": "Depuis cet automne, l’origine du beurre figure aussi sur chaque sachet.",
        "text": (
            '<p>Envoyez vos données au secrétariat. <a href="https://example.org/">Cliquez ici</a>.</p>'
            "<p>Le secrétariat, qui reçoit chaque semaine des demandes de petites et de grandes organisations "
            "de toutes les régions, répond à chacune d’elles dans les dix jours ouvrables, après avoir vérifié que le "
            "numéro d’entreprise et le secteur indiqués correspondent.</p>"
        ),
        "reasons": ("De vertaler is ziek.", "Le traducteur est malade."),
    },
}
"""The people, pages (by slug) and words of the pictures; all of it is invented."""

DOSSIER = "ex-north-education"

KEYS = """
    SELECT language_code || '/' || slug, page.id FROM wagtailcore_page AS page
    JOIN wagtailcore_locale AS locale ON locale.id = page.locale_id
    UNION ALL SELECT code, id FROM partners_organisation
"""


def main():
    with tempfile.TemporaryDirectory() as folder, served_demo(Path(folder)) as (address, database):
        set_the_stage(database)
        keys = dict(sqlite3.connect(database).execute(KEYS))
        with started_chromium() as browser:
            for language, scene in SCENES.items():
                Photographer(browser, address, language, scene, keys).take_all()
    for file in sorted(IMAGES.glob("*/*.png")):
        sys.stdout.write(f"{file.relative_to(IMAGES)}: {file.stat().st_size // 1000} kB\n")


def set_the_stage(database):
    """Give the demonstration what the pictures need beyond it: a text with faults, a change to compare with."""
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "platform_site.settings.dev",
        "DATABASE_URL": f"sqlite:///{database}",
        "EMAIL_URL": "dummymail://",
    }
    django.setup()

    from django.contrib.auth import get_user_model
    from wagtail.models import Page

    from editorial.services.publication import page_approve

    people = {user.username: user for user in get_user_model().objects.all()}
    for language, scene in SCENES.items():
        pages = Page.objects.filter(locale__language_code=language)
        faulty = pages.get(slug=scene["checked"]).specific
        faulty.body.insert(0, ("rich_text", scene["text"]))
        faulty.save_revision(user=people[scene["writer"]], clean=False)
        for other in pages.get(slug=scene["compared"]).get_translations().specific():
            news = SCENES[other.locale.language_code]
            other.introduction = f"{other.introduction} {news['news']}"
            revision = other.save_revision(user=people[news["writer"]])
            page_approve(page=other, revision=revision, by=people[news["moderator"]])


class Photographer:
    """Goes through the screens in one language, as the people of the demonstration."""

    def __init__(self, browser, address, language, scene, keys):
        self.browser, self.address, self.language = browser, address, language
        self.scene, self.keys = scene, keys

    def take_all(self):
        (IMAGES / self.language).mkdir(parents=True, exist_ok=True)
        with self.as_person("writer") as page:
            self.dossier(page)
            self.editor(page)
            self.panel(page)
            self.checks(page)
            self.pairs(page)
        with self.as_person("reviewer") as page:
            self.dashboard(page)
            self.decision(page)
        with self.as_person("moderator") as page:
            self.exception(page)

    def dossier(self, page):
        page.goto(f"/admin/snippets/partners/organisation/inspect/{self.keys[DOSSIER]}/")
        self.save(page, "dossier")

    def editor(self, page):
        self.edit(page, "edited")
        self.save(page, "editor")
        page.locator("footer [data-w-dropdown-target=toggle]").click()
        self.save(page, "submit")

    def panel(self, page):
        self.edit(page, "compared", panel="other-language")
        page.locator(".beside__passage--changed").first.scroll_into_view_if_needed()
        self.save(page, "panel")

    def checks(self, page):
        self.edit(page, "checked", panel="checks")
        page.locator("[data-problem]").first.wait_for()
        self.save(page, "checks")

    def pairs(self, page):
        page.goto("/admin/editorial/pairs/")
        self.save(page, "pairs")

    def dashboard(self, page):
        page.goto("/admin/")
        page.locator("#waiting-for-me-heading, #panel-waiting-for-me-heading").first.scroll_into_view_if_needed()
        self.save(page, "dashboard")

    def decision(self, page):
        self.edit(page, "reviewed")
        page.locator("footer [data-w-dropdown-target=toggle]").click()
        self.save(page, "approve")

    def exception(self, page):
        page.goto(f"/admin/editorial/exceptions/add/?page={self.key_of('edited')}")
        last_day = (date.today() + timedelta(days=7)).isoformat()  # noqa: DTZ011 - a picture
        page.locator("[name=until]").evaluate("(field, day) => { field.value = day }", last_day)  # opens no calendar
        for name, words in zip(("reason_nl", "reason_fr"), self.scene["reasons"], strict=True):
            page.fill(f"[name={name}]", words)
        self.save(page, "exception")

    @contextmanager
    def as_person(self, part):
        context = self.browser.new_context(
            viewport={"width": WIDTH, "height": HEIGHT}, base_url=self.address, reduced_motion="reduce"
        )
        page = context.new_page()
        log_in(page, self.scene[part])
        yield page
        context.close()

    def key_of(self, which):
        return self.keys[f"{self.language}/{self.scene[which]}"]

    def edit(self, page, which, panel=None):
        page.goto(f"/admin/pages/{self.key_of(which)}/edit/")
        page.locator("[data-side-panel-toggle=status]").wait_for()
        toggle = page.locator(f"[data-side-panel-toggle={panel or 'status'}]")
        page.wait_for_timeout(500)  # the panels remember which one was open
        is_open = toggle.get_attribute("aria-expanded") == "true"
        if bool(panel) != is_open:
            toggle.click()

    def save(self, page, name):
        """With a palette, so that the file is small; nothing in the picture moves or blinks."""
        page.wait_for_timeout(600)
        picture = Image.open(io.BytesIO(page.screenshot(animations="disabled", caret="hide"))).convert("RGB")
        file = IMAGES / self.language / f"{name}.png"
        picture.quantize(COLOURS, dither=Image.Dither.NONE).save(file, optimize=True)


if __name__ == "__main__":
    main()
