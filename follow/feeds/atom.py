"""The Atom Syndication Format (RFC 4287), with what Django's own feed leaves out: languages, plain text, pages."""

import re
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.feedgenerator import Atom1Feed, rfc3339_date

MINTED = "2026"
"""The year in which the identifiers were first given out (RFC 4151, 2.1): never to be changed."""

NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Signs that XML 1.0 does not allow, whatever one does to them (2.2)."""


def tag(specific):
    """A name that stands for the same thing for ever, wherever it is read (RFC 4151)."""
    host = urlsplit(settings.WAGTAILADMIN_BASE_URL).hostname or "localhost"
    return f"tag:{host},{MINTED}:{specific}"


def clean(text):
    return NOT_IN_XML.sub("", str(text))


def one_line(text):
    return " ".join(clean(text).split())


class Feed(Atom1Feed):
    """Takes `links`, each the attributes of a link, and for an item `lang`: the language of its summary."""

    def add_root_elements(self, handler):
        feed = self.feed
        handler.addQuickElement("title", feed["title"])
        handler.addQuickElement("id", feed["id"])
        handler.addQuickElement("updated", rfc3339_date(feed["updated"]))
        handler.startElement("author", {})
        handler.addQuickElement("name", feed["author_name"])
        handler.addQuickElement("uri", feed["author_link"])
        handler.endElement("author")
        if feed["subtitle"]:
            handler.addQuickElement("subtitle", feed["subtitle"])
        if feed["feed_copyright"]:
            handler.addQuickElement("rights", feed["feed_copyright"])
        for link in feed["links"]:
            handler.addQuickElement("link", "", link)

    def add_item_elements(self, handler, item):
        handler.addQuickElement("title", item["title"])
        handler.addQuickElement("id", item["unique_id"])
        handler.addQuickElement("published", rfc3339_date(item["pubdate"]))
        handler.addQuickElement("updated", rfc3339_date(item["updateddate"]))
        handler.addQuickElement("link", "", {"rel": "alternate", "type": "text/html", "href": item["link"]})
        if item["description"]:
            lang = {"xml:lang": item["lang"]} if item["lang"] else {}
            handler.addQuickElement("summary", item["description"], {"type": "text", **lang})
