from dataclasses import dataclass
from html.parser import HTMLParser

import nh3

HEADINGS = {f"h{level}": level for level in range(1, 7)}
BREAKS = {*HEADINGS, "p", "li", "ul", "ol", "td", "th", "tr", "table", "blockquote", "div", "pre", "br", "hr"}
ATTRIBUTES = {"*": {"lang"}, "a": {"href", "linktype", "id"}, "img": {"alt"}, "embed": {"alt"}}
TAGS = BREAKS | {"a", "span", "q", "cite", "em", "i", "b", "strong", "img", "embed"}
SCHEMES = nh3.ALLOWED_URL_SCHEMES | {"file"}


@dataclass
class Link:
    text: str = ""
    href: str = ""
    page: str = ""
    """The primary key of the page it leads to."""


@dataclass
class Heading:
    level: int
    text: str = ""


class RichText(HTMLParser):
    """Stored rich text taken apart: paragraphs, links and headings."""

    def __init__(self, html):
        super().__init__()
        self.links, self.headings, self._lines, self._line = [], [], [], []
        self._link = self._heading = None
        self._elsewhere = []
        """The open elements since one that is marked as another language."""
        self.feed(_well_formed(html))
        self.close()
        self._end_line()

    @property
    def paragraphs(self):
        return self._lines

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag in ("img", "embed"):
            self._read(attributes.get("alt") or "")
            return
        if tag in BREAKS:
            self._end_line()
        if tag in ("br", "hr"):
            return
        if self._elsewhere or attributes.get("lang"):
            self._elsewhere.append(tag)
        if tag == "a":
            is_page = attributes.get("linktype") == "page"
            page = (attributes.get("id") or "") if is_page else ""
            self._link = Link(href=attributes.get("href") or "", page=page)
            self.links.append(self._link)
        elif tag in HEADINGS:
            self._heading = Heading(HEADINGS[tag])
            self.headings.append(self._heading)

    def handle_endtag(self, tag):
        if tag in BREAKS:
            self._end_line()
        if self._elsewhere:
            self._elsewhere.pop()
        if tag == "a":
            self._link = None
        elif tag in HEADINGS:
            self._heading = None

    def handle_data(self, data):
        self._read(data)
        if not self._elsewhere:
            self._line.append(data)

    def _read(self, words):
        for holder in (self._link, self._heading):
            if holder is not None:
                holder.text += words

    def _end_line(self):
        line = " ".join("".join(self._line).split())
        if line:
            self._lines.append(line)
        self._line = []


def _well_formed(html):
    """Python's parser raises on some malformed declarations; what nh3 returns is sound, with every element closed."""
    readable = html.encode("utf-8", "replace").decode()
    return nh3.clean(readable, tags=TAGS, attributes=ATTRIBUTES, link_rel=None, url_schemes=SCHEMES)
