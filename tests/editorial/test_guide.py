"""The editors' guide says the same in every language, names only what is there, and opens for who works here."""

import re
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import translation

from core.languages import language_codes
from editorial import guide
from editorial.roles import ROLES
from editorial.standing_workflow import WORKFLOW
from tests.factories import UserFactory

LANGUAGES = ["nl", "fr"]
SLUGS = list(guide.chapters("nl"))
EVERY_CHAPTER = [(language, slug) for language in LANGUAGES for slug in SLUGS]

every_language = pytest.mark.parametrize("language", LANGUAGES)
every_chapter = pytest.mark.parametrize(("language", "slug"), EVERY_CHAPTER)


class Seen(HTMLParser):
    """What a browser would find in a piece of HTML."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.links, self.images, self.headings, self.ids = [], [], [], [], []
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        self.tags.append(tag)
        if "id" in values:
            self.ids.append(values["id"])
        if tag == "a":
            self.links.append(values["href"])
        if tag == "img":
            self.images.append(values)
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))


@pytest.fixture
def editor(client, person):
    """A client with a Dutch editor in it."""
    client.force_login(person("dutch-editor", language="nl"))
    return client


def source(language, slug):
    return (guide.FOLDER / language / f"{slug}.md").read_text(encoding="utf-8")


def test_every_language_has_the_same_chapters_in_the_same_order():
    assert {code: list(guide.chapters(code)) for code in language_codes()} == dict.fromkeys(language_codes(), SLUGS)


@every_language
def test_every_file_is_a_chapter(language):
    assert {path.stem for path in (guide.FOLDER / language).iterdir()} == set(SLUGS)


@every_chapter
def test_every_chapter_has_the_same_parts_in_both_languages(language, slug):
    chapter, other = guide.read(slug, language), guide.read(slug, LANGUAGES[0])

    assert [heading.level for heading in chapter.headings] == [heading.level for heading in other.headings]
    assert chapter.leads_to == other.leads_to


@every_chapter
def test_a_chapter_stays_short(language, slug):
    assert 80 < len(source(language, slug).split()) < 450


@every_chapter
def test_every_link_and_picture_of_a_chapter_is_there(editor, language, slug):
    seen = Seen(guide.read(slug, language).html)

    for link in seen.links:
        address, _hash, place = link.partition("#")
        response = editor.get(address)
        assert response.status_code == 200, link
        assert not place or place in Seen(response.content.decode()).ids, link
    for image in seen.images:
        assert image["alt"], image
        assert f"/{language}/" in image["src"], "a picture of the other language"
        assert editor.get(image["src"]).headers["Content-Type"] == "image/png"


@every_language
def test_every_picture_is_used_small_and_there_in_the_other_language(language):
    used = {name for slug in SLUGS for name in re.findall(r"images/\w+/([\w-]+)\.png", source(language, slug))}
    files = {path.stem: path.stat().st_size for path in (guide.IMAGES / language).glob("*.png")}

    assert set(files) == used
    assert max(files.values()) < 150_000


@every_chapter
def test_the_sources_link_to_files_so_that_they_read_well_elsewhere_too(language, slug):
    file = guide.FOLDER / language / f"{slug}.md"

    for target in re.findall(r"\]\(([^)#]+)", source(language, slug)):
        assert (file.parent / target).is_file(), target


@every_chapter
def test_headings_go_down_one_level_at_a_time(editor, language, slug):
    response = editor.get(reverse("editorial:guide_page", args=[slug, language]))
    text = response.content.decode().partition('<article class="guide__text"')[2].partition("</article>")[0]
    levels = Seen(text).headings

    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


@every_chapter
def test_headings_of_a_chapter_have_names_of_their_own(language, slug):
    ids = [heading.id for heading in guide.read(slug, language).headings]

    assert all(ids)
    assert len(ids) == len(set(ids))


@every_chapter
def test_there_is_no_script_in_a_chapter(language, slug):
    assert not {"script", "style", "iframe", "form"} & set(Seen(guide.read(slug, language).html).tags)


def test_html_in_a_chapter_is_shown_as_text(tmp_path):
    path = tmp_path / "nl" / "hostile.md"
    path.parent.mkdir()
    path.write_text("# T\n\n<script>alert(1)</script> [x](javascript:alert(1)) <b onclick=x>y</b>", encoding="utf-8")

    html = guide._rendered(path, 0).html

    assert not {"script", "b", "a"} & set(Seen(html).tags)


# --- What it says ----------------------------------------------------------------------------------------------------


@every_language
def test_every_role_is_explained_with_its_rights(language):
    yes = {"nl": "ja", "fr": "oui"}[language]
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in source(language, "roles").splitlines()
        if line.startswith("|")
    ]
    told = {row[0]: row[1:] for row in rows[2:]}

    expected = {}
    for role in ROLES.values():
        languages = role.get("language") or {"nl": "alle", "fr": "toutes"}[language]
        rights = [
            "add" in role["pages"],
            "change" in role["pages"],
            role.get("reviews", False),
            role.get("approves", False),
            "exceptions" in role["models"],
            "publish" in role["pages"],
        ]
        name = role["name"].split(" · ")[LANGUAGES.index(language)]
        expected[name] = [languages if role["pages"] else "–", *(yes if right else "–" for right in rights)]
    assert told == expected


@every_chapter
def test_words_in_bold_are_words_of_the_screen(language, slug, on_screen):
    for words in re.findall(r"\*\*(.+?)\*\*", source(language, slug)):
        assert any(pattern.fullmatch(words) for pattern in on_screen(language)), words


@pytest.fixture(scope="session")
def on_screen():
    """Every text that a screen may show, as patterns: our catalogue and those of Wagtail."""
    known = {}

    def patterns(language):
        if language not in known:
            with translation.override(language):
                texts = {text for _msgid, text in translation.trans_real.catalog()._catalog.items() if text}
            known[language] = [re.compile(_pattern(text), re.IGNORECASE) for text in texts | {WORKFLOW}]
        return known[language]

    return patterns


def _pattern(text):
    return re.sub(r"%(\\\()?\w*(\\\))?[sd]", ".+", re.escape(text.strip()))


# --- Who sees it -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", list(ROLES))
@every_language
def test_every_role_reads_the_guide_in_its_own_language(client, person, role, language):
    client.force_login(person(role, language=language))

    response = client.get(reverse("editorial:guide"))

    assert guide.read("index", language).title in response.content.decode()
    assert f'lang="{language}"' in response.content.decode()


@every_language
def test_the_menu_leads_to_the_guide_and_not_to_that_of_wagtail(client, person, language):
    client.force_login(person("translator", language=language))

    content = client.get(reverse("wagtailadmin_home")).content.decode()

    assert content.count(reverse("editorial:guide")) == 2, "in the menu, and beside the account"
    assert "guide.wagtail.org/en/?" not in content


def test_a_chapter_leads_to_the_next_the_previous_and_the_other_language(editor):
    response = editor.get(reverse("editorial:guide_page", args=[SLUGS[1], "nl"]))
    seen = Seen(response.content.decode())

    for address in [(SLUGS[0], "nl"), (SLUGS[2], "nl"), (SLUGS[1], "fr")]:
        assert reverse("editorial:guide_page", args=address) in seen.links


@pytest.mark.parametrize(("slug", "missing"), [(SLUGS[0], "prev"), (SLUGS[-1], "next")])
def test_the_ends_of_the_guide_lead_one_way_only(editor, slug, missing):
    content = editor.get(reverse("editorial:guide_page", args=[slug])).content.decode()

    assert f'rel="{missing}"' not in content
    assert content.count('rel="prev"') + content.count('rel="next"') == 1


@pytest.mark.parametrize("who", [None, "no role"])
def test_the_guide_is_refused_to_strangers(client, site, who):
    if who:
        client.force_login(UserFactory())

    for address in [
        reverse("editorial:guide"),
        reverse("editorial:guide_page", args=[SLUGS[1]]),
        reverse("editorial:guide_image", args=["nl", "editor"]),
    ]:
        response = client.get(address)
        assert response.status_code in (302, 403)
        assert response.status_code == 403 or "/login/" in response["Location"]


@pytest.mark.parametrize(
    "path",
    [
        "nothing/", "INDEX/", "index.md/", "../nl/index/", "..%2Fnl%2Findex/", "index/de/", "index/../", "nl/", "%00/",
        "index%00/", "index/nl%2F..%2Ffr/", "<script>/", f"{'a' * 5000}/", "images/nl/nothing.png",
        "images/de/editor.png", "images/nl/..%2F..%2F..%2FREADME.png", "images/nl/%2Fetc%2Fpasswd.png",
        "images/nl/../../nl/index.md",
    ],
)  # fmt: skip
def test_a_hostile_address_finds_nothing(editor, path):
    response = editor.get(reverse("editorial:guide") + path, follow=True)

    assert response.status_code == 404


def test_the_guide_is_read_from_the_folder_of_the_documentation():
    assert guide.FOLDER == settings.BASE_DIR / "docs" / "guide"


def test_a_changed_chapter_is_shown_as_it_is_now(tmp_path, monkeypatch):
    monkeypatch.setattr(guide, "FOLDER", tmp_path)
    path = tmp_path / "nl" / "index.md"
    path.parent.mkdir()
    path.write_text("# One\n", encoding="utf-8")
    assert guide.read("index", "nl").title == "One"

    path.write_text("# Two\n", encoding="utf-8")

    assert guide.read("index", "nl").title == "Two"
