from django.db.models import CharField, F, QuerySet, Value
from django.utils.functional import cached_property
from wagtail.blocks import PageChooserBlock
from wagtail.images import get_image_model
from wagtail.models import Page

from core.languages import language_codes, localized_name

from .languages import languages
from .parts import parts_of

LARGEST_KEY = 2**31 - 1


class Subject:
    """A page under examination: its language, its parts, and what its pictures and links lead to."""

    def __init__(self, page):
        self.page = page
        self.language = getattr(page, "language", "") or page.locale.language_code
        self.parts = parts_of(page)

    @property
    def words(self):
        """The data of the page's language; empty for one without a file."""
        return languages().get(self.language, {})

    @property
    def texts(self):
        return [part for part in self.parts if part.is_text]

    @property
    def rich_texts(self):
        return [part for part in self.parts if part.is_rich]

    def inside(self, *blocks):
        """The blocks of these kinds."""
        return [part for part in self.parts if isinstance(part.kind, blocks)]

    @property
    def pictures(self):
        """The parts that show a picture, each with its primary key."""
        chosen = ((part, key_of(part.value)) for part in self.parts if part.is_picture)
        return [(part, key) for part, key in chosen if key]

    @property
    def links_to_pages(self):
        """The links in running text that lead to a page, each with its primary key."""
        links = ((part, link, key_of(link.page)) for part in self.rich_texts for link in part.rich.links)
        return [(part, link, key) for part, link, key in links if key]

    @property
    def chosen_pages(self):
        """The parts in which a page was chosen, each with its primary key."""
        return [(part, key) for part in self.inside(PageChooserBlock) if (key := key_of(part.value))]

    def picture(self, key):
        """Title and alternative text of a picture in the page's language; None for one that is gone."""
        return self._behind.get(("picture", key))

    def linked_page(self, key):
        """Title and language of a page; None for one that is gone."""
        return self._behind.get(("page", key))

    @cached_property
    def _behind(self):
        """Everything that keys on the page stand for, in one query: {(kind, key): (title, word)}."""
        pictures = {key for _part, key in self.pictures}
        pages = {key for _part, _link, key in self.links_to_pages} | {key for _part, key in self.chosen_pages}
        if not pictures and not pages:
            return {}
        has_column = self.language in language_codes()
        alt_text = F(localized_name("alt_text", self.language)) if has_column else Value("-")
        rows = _rows(get_image_model(), pictures, "picture", alt_text).union(
            _rows(Page, pages, "page", F("locale__language_code")), all=True
        )
        return {(kind, key): (title, word or "") for kind, key, title, word in rows}


def _rows(model, keys, kind, word):
    # A plain queryset: those of modeltranslation put the columns in another order, which a union does not survive.
    values = {"row_kind": Value(kind, CharField()), "row_title": F("title"), "row_word": word}
    rows = QuerySet(model).filter(pk__in=keys).order_by().annotate(**values)
    return rows.values_list("row_kind", "pk", "row_title", "row_word")


def key_of(value):
    """A primary key as it may be stored; None for what is none."""
    key = int(value) if isinstance(value, int) or (isinstance(value, str) and value.isdecimal()) else None
    return key if key and key <= LARGEST_KEY else None
