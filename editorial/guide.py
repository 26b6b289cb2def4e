"""The editors' guide: chapters in Markdown, one folder per language in docs/guide, in the order of their index."""

from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.text import slugify
from markdown_it import MarkdownIt

FOLDER = settings.BASE_DIR / "docs" / "guide"
IMAGES = FOLDER / "images"
INDEX = "index"


@dataclass(frozen=True)
class Heading:
    level: int
    id: str
    text: str


@dataclass(frozen=True)
class Chapter:
    """One page of the guide in one language, ready to be shown; the title is not in the html."""

    slug: str
    language: str
    title: str
    html: str
    headings: tuple
    leads_to: tuple
    """The slugs of the chapters that it links to, in order."""


def chapters(language):
    """{slug: chapter} of the guide in that language: the index, then what the index links to, in its order."""
    index = read(INDEX, language)
    slugs = dict.fromkeys([INDEX, *index.leads_to])
    return {slug: read(slug, language) for slug in slugs}


def read(slug, language):
    path = FOLDER / language / f"{slug}.md"
    return _rendered(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=256)
def _rendered(path, changed_at):
    """A chapter as it was at that moment. HTML in the text is shown as text: the guide has none."""
    parser = MarkdownIt("commonmark", {"html": False, "typographer": False}).enable("table")
    language, slug = path.parent.name, path.stem
    title, *tokens = _without_title(parser.parse(path.read_text(encoding="utf-8")))
    headings, leads_to = [], []
    for number, token in enumerate(tokens):
        if token.type == "heading_open":
            text = tokens[number + 1].content
            token.attrSet("id", slugify(text))
            headings.append(Heading(int(token.tag[1]), slugify(text), text))
        elif token.type == "table_open":
            token.attrSet("class", "listing")
        elif token.type == "th_open":
            token.attrSet("scope", "col")
        for child in token.children or ():
            if child.type == "link_open" and (slug_linked := _lead(child, language)):
                leads_to.append(slug_linked)
            elif child.type == "image":
                _point_to_image(child)
    html = mark_safe(parser.renderer.render(tokens, parser.options, {}))  # noqa: S308 - without HTML of its own
    return Chapter(slug, language, title, html, tuple(headings), tuple(leads_to))


def _without_title(tokens):
    """The words of the first heading, then the tokens after it."""
    return [tokens[1].content, *tokens[3:]]


def _lead(link, language):
    """Lets a link between files lead to the screen of that chapter; returns its slug, or "" for other links."""
    target, _hash, place = str(link.attrs["href"]).partition("#")
    if not target.endswith(".md"):
        return ""
    slug = target.removesuffix(".md")
    address = reverse("editorial:guide_page", args=[slug, language])
    link.attrSet("href", f"{address}#{place}" if place else address)
    return slug


def _point_to_image(image):
    language, name = str(image.attrs["src"]).removesuffix(".png").split("/")[-2:]
    image.attrSet("src", reverse("editorial:guide_image", args=[language, name]))
    image.attrSet("loading", "lazy")
