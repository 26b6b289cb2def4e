"""Live pages in every language as rows: the tree would take minutes for thousands."""

from uuid import uuid4

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from wagtail.models import Page
from wagtail.search.backends import get_search_backend

from core.models import BasePage
from editorial.models import Pair

AT_ONCE = 500


def make_pages(records, parents, introduction, progress, name):
    """A live page of each record under its parent, and its rows in the search index.

    `parents`: a function of a record and a language; `introduction`: {language: text}.
    """
    if not records:
        return
    model = type(records[0]).page_model()
    chunks = [records[start : start + AT_ONCE] for start in range(0, len(records), AT_ONCE)]
    for chunk in progress(name, chunks):
        keys = {record.pk: uuid4() for record in chunk}
        together = model.language_policy == BasePage.LanguagePolicy.TOGETHER
        Pair.objects.bulk_create([Pair(translation_key=key, together=together) for key in keys.values()])
        for language, text in introduction.items():
            pages = _pages(model, chunk, keys, language, parents, text)
            get_search_backend().get_index_for_model(model).add_items(model, pages)


def _pages(model, records, keys, language, parents, introduction):
    kind, now = ContentType.objects.get_for_model(model), timezone.now()
    rows, seats = [], {}
    for record in records:
        parent = parents(record, language)
        seats.setdefault(parent.pk, [parent, parent.numchild])
        seats[parent.pk][1] += 1
        title = record.name_in(language)
        rows.append(
            Page(
                path=Page._get_path(parent.path, parent.depth + 1, seats[parent.pk][1]),
                depth=parent.depth + 1, title=title, draft_title=title, slug=record.code,
                url_path=f"{parent.url_path}{record.code}/", content_type=kind, locale_id=parent.locale_id,
                translation_key=keys[record.pk], live=True, first_published_at=now, last_published_at=now,
            )
        )  # fmt: skip
    made = []
    for page, record in zip(Page.objects.bulk_create(rows), records, strict=True):
        own = model(page_ptr=page, **{model.record_name: record}, language=language, introduction=introduction)
        own.__dict__.update({key: value for key, value in page.__dict__.items() if key != "_state"})
        made.append(own)
    # Django makes no rows of a child table in bulk; its own part of them is an ordinary insert.
    model._base_manager._insert(made, fields=model._meta.local_concrete_fields, using=Page.objects.db)
    for parent, children in seats.values():
        parent.numchild = children
        Page.objects.filter(pk=parent.pk).update(numchild=children)
    return made
