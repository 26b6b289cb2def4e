"""What a page says of itself to programs: schema.org as JSON-LD, in a block that no browser runs."""

import json

from django.utils.safestring import mark_safe

from core.places import address_of
from core.shell import shell_in

from .subjects import about_of

TYPES = {
    "plan": "CreativeWork",
    "action": "Action",
    "organisation": "Organization",
    "group": "Organization",
    "pledge": "Action",
    "consultation": "Event",
}
ESCAPES = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}
"""What could end the block, or be a line to a script."""


def linked_data(page, language, absolute):
    """The page and what it is about, as a dictionary; `absolute` makes a path a whole address."""
    address = absolute(address_of(page.url_path) or "/")
    found = {
        "@context": "https://schema.org",
        "@type": "WebPage",
        "@id": address,
        "url": address,
        "name": page.title,
        "inLanguage": language,
        "isPartOf": {"@type": "WebSite", "name": shell_in(language).name, "url": absolute(f"/{language}/")},
    }
    if page.introduction:
        found["description"] = page.introduction
    for name, moment in (("datePublished", page.first_published_at), ("dateModified", page.last_published_at)):
        if moment:
            found[name] = moment.isoformat()
    if about := about_of(page):
        found["about"] = _thing(about, page, language, absolute)
    return found


def _thing(about, page, language, absolute):
    record = page.record
    identifier = absolute(about.identifier)
    thing = {
        "@type": TYPES[about.kind],
        "@id": identifier,
        "identifier": about.code,
        "name": record.name_in(language),
        "url": identifier,
    }
    if about.kind == "organisation" and record.website:
        thing["sameAs"] = record.website
    if about.kind == "plan":
        thing |= {name: day.isoformat() for name, day in _period(record) if day}
    return thing


def _period(plan):
    return [("dateCreated", plan.adopted_on), ("expires", plan.ends_on)]


def script_of(content):
    """The JSON as it may stand inside a script element."""
    text = json.dumps(content, ensure_ascii=False).translate(ESCAPES)
    return mark_safe(text)  # noqa: S308 - nothing in it can end the element
