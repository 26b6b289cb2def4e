"""What the head and the foot of every page say to who shares it: a picture, its meaning, a citation, a card."""

from django.urls import reverse
from django.utils.formats import date_format

from core import slots
from core.dates import today
from core.places import address_of
from core.shell import shell_in
from opendata.embedding.addresses import card_url

from .picture import SIZE
from .subjects import about_of


@slots.provide("page:head", name="sharing", template="opendata/sharing/head.html", queries=0)
def for_who_shares(page, language):
    """The picture of the page, and what it says in schema.org; None for a page that nobody may share."""
    if not page.live or not page.pk:
        return None
    return {
        "picture": reverse("opendata:picture", kwargs={"language": language, "pk": page.pk}),
        "size": SIZE,
        "title": page.title,
        "page": page,
        "address": address_of(page.url_path),
        "language": language,
    }


@slots.provide("page:foot", name="citation", template="opendata/sharing/citation.html", queries=0)
def for_who_cites(page, language):
    """How to cite the record of this page, and the card of an action; None for a page of words only."""
    about = about_of(page)
    if about is None or not page.live:
        return None
    is_action = about.kind == "action"
    return {
        "site": shell_in(language).name,
        "title": page.title,
        "address": address_of(page.url_path),
        "identifier": about.identifier,
        "day": date_format(today(), "DATE_FORMAT"),
        "card": card_url(about.code, language) if is_action else "",
    }
