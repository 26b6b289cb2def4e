"""Finds pages by their words."""

from django.db import connection
from django.db.models import BooleanField, F, Value
from django.db.models.functions import Cast
from django.utils.text import capfirst
from wagtail.models import Locale, Page

from core.cards import Card
from core.models import BasePage, RecordPage
from core.places import address_of, roots
from core.querysets import words_of
from core.visible import visible


def find_pages(text, language, narrow=None):
    """The live, public pages of that language that hold every word of `text`; none for an empty text.

    The best ones come first, or in the order of what `narrow` makes of them, where it is given.
    """
    # Without quotation marks: modelsearch puts words in them for SQLite and does not escape theirs.
    words = words_of(text.replace('"', " "))
    root = roots().get(language)
    if not words or root is None:
        return Page.objects.none()
    pages = visible(Page.objects).filter(locale=Locale.objects.get_for_language(language), depth__gt=1)
    # SQLite's ranking takes time quadratic in the number of hits: an invitation to bring the site down.
    by_relevance = narrow is None and connection.vendor != "sqlite"
    if narrow:
        pages = narrow(pages)
    elif not by_relevance:
        pages = pages.order_by("title")
    return pages.search(" ".join(words), operator="and", order_by_relevance=by_relevance)


def cards_of(pages):
    """How these pages appear in a list, in their order; what they say comes in one query."""
    said = _what_they_say(pages)
    cards = []
    for page in pages:
        summary, fictional = said.get(page.pk, ("", False))
        label = _label(page.cached_content_type.model_class())
        url = address_of(page.url_path) or ""
        cards.append(Card(title=page.title, url=url, label=label, summary=summary, fictional=fictional))
    return cards


def _label(model):
    """What a page is about, for pages that belong to a record: "Action"."""
    if model is None or not issubclass(model, RecordPage):
        return ""
    return capfirst(model._meta.get_field(model.record_name).related_model._meta.verbose_name)


def _what_they_say(pages):
    """{page pk: (summary, whether it is fictional)}."""
    keys = [page.pk for page in pages]
    types = {page.cached_content_type.model_class() for page in pages}
    branches = [
        model.objects.filter(pk__in=keys)
        .order_by()
        .values_list("pk", "listing_summary", "introduction", _fictional(model))
        for model in types
        if model and issubclass(model, BasePage)
    ]
    if not branches:
        return {}
    rows = branches[0].union(*branches[1:], all=True) if len(branches) > 1 else branches[0]
    return {pk: (summary or introduction, bool(fictional)) for pk, summary, introduction, fictional in rows}


def _fictional(model):
    is_record_page = issubclass(model, RecordPage)
    column = F(f"{model.record_name}__fictional") if is_record_page else Value(False)
    return Cast(column, BooleanField())
