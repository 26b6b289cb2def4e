"""The documents of pages that everybody may see."""

from functools import cache

from wagtail.models import Locale, get_page_models

from core.languages import language_codes
from core.models import BasePage, RecordPage

from .belongings import Belongings
from .documents import Document
from .plain_text import lines_of
from .records import RELATED, belongings_of, kind_of

NOTHING = Belongings()


@cache
def page_types():
    return [model for model in get_page_models() if issubclass(model, BasePage)]


def public(model):
    """The pages of a type that everybody may see now: asked of the database, for what is kept may be older."""
    pages = model.objects.live().public().filter(depth__gt=1, locale__language_code__in=language_codes())
    if issubclass(model, RecordPage):
        pages = pages.filter(**{f"{model.record_name}__in": record_type(model).objects.public()})
    return pages


def record_type(model):
    return model._meta.get_field(model.record_name).related_model


def documents_of_pages(model, keys):
    """Those of these pages of one type that everybody may see: [Document]."""
    pages = list(public(model).filter(pk__in=keys))
    languages = dict(Locale.objects.values_list("pk", "language_code"))
    if not issubclass(model, RecordPage):
        return [_document(page, languages[page.locale_id]) for page in pages]
    numbers = {page.record_id for page in pages}
    records = record_type(model).objects.select_related(*RELATED.get(model, ())).in_bulk(numbers)
    tell = belongings_of(model, numbers)
    found = []
    for page in pages:
        record, language = records[page.record_id], languages[page.locale_id]
        found.append(_document(page, language, tell(record, language), fictional=record.fictional))
    return found


def _document(page, language, belongings=NOTHING, *, fictional=False):
    title, summaries = page.card_title, [text for text in (page.listing_summary, page.introduction) if text]
    return Document(
        key=f"page-{page.pk}",
        language=language,
        kind=kind_of(type(page)),
        page_id=page.pk,
        title=title,
        summary=page.card_summary,
        names=tuple(name for name in dict.fromkeys((page.title, *belongings.names)) if name and name != title),
        lead=(*summaries[1:], *filter(None, belongings.lead)),
        body=(*lines_of(page), *filter(None, belongings.body)),
        themes=belongings.themes,
        fictional=fictional,
        changed_at=page.last_published_at,
    )
