"""Finds pages by their words."""

from django.db import connection
from wagtail.models import Page

from core.models import BasePage
from core.places import roots
from core.querysets import words_of


def find_pages(text, language):
    """The live, public pages of that language that hold every word of `text`; none for an empty text."""
    words = words_of(text)
    root = roots().get(language)
    if not words or root is None:
        return Page.objects.none()
    pages = Page.objects.live().public().filter(locale__language_code=language, depth__gt=1)
    # SQLite's ranking takes time quadratic in the number of hits: an invitation to bring the site down.
    by_relevance = connection.vendor != "sqlite"
    if not by_relevance:
        pages = pages.order_by("title")
    return pages.search(" ".join(words), operator="and", order_by_relevance=by_relevance)


def summaries_of(pages):
    """What lists say about these pages, in one query: {page pk: text}."""
    types = {page.cached_content_type.model_class() for page in pages}
    keys = [page.pk for page in pages]
    branches = [
        model.objects.filter(pk__in=keys).order_by().values_list("pk", "listing_summary", "introduction")
        for model in types
        if model and issubclass(model, BasePage)
    ]
    if not branches:
        return {}
    rows = branches[0].union(*branches[1:], all=True) if len(branches) > 1 else branches[0]
    return {pk: summary or introduction for pk, summary, introduction in rows}
