"""How many words changed in a counterpart since a page was aligned with it, for many pages in a few queries.

It reads the JSON of revisions: making page objects of them would ask the database for each picture and link.
"""

import json
from dataclasses import dataclass

from django.db import models
from django.db.models import F
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import BaseTypedTableBlock
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Revision

from .difference import difference_of_passages
from .models import Alignment
from .texts import FIGURES, WORDS, Passage, _tidy, form_fields, has_words, plain


@dataclass(frozen=True)
class Size:
    added: int = 0
    removed: int = 0


def sizes_of(pages):
    """{page id: Size} of those pages whose counterpart changed since; never aligned, or nothing changed: not in it."""
    behind = {}
    follow = Alignment.objects.filter(page__in=[page.pk for page in pages]).order_by("said_at", "pk")
    for row in follow.values(
        "page", "revision", live=F("counterpart__live_revision"), latest=F("counterpart__latest_revision")
    ):
        now = row["live"] or row["latest"]
        if now and now != row["revision"]:
            behind[row["page"]] = (row["revision"], now)
    wanted = {revision for pair in behind.values() for revision in pair}
    revisions = {
        revision.pk: revision for revision in Revision.objects.filter(pk__in=wanted).select_related("content_type")
    }
    return {page: _size(*(revisions[revision] for revision in pair)) for page, pair in behind.items()}


def _size(before, after):
    difference = difference_of_passages(_words_in(before), _words_in(after))
    return Size(difference.added, difference.removed)


def _words_in(revision):
    """The passages with words of a revision, placed as editorial.texts places them."""
    model = revision.content_type.model_class()
    found = [passage for field in form_fields(model) for passage in _of_field(field, revision.content)]
    return [passage for passage in found if passage.text]


def _of_field(field, content):
    value, path = content.get(field.name), (field.name,)
    if isinstance(field, StreamField):
        yield from _of_block(field.stream_block, json.loads(value or "[]"), path, path)
    elif isinstance(field, RichTextField):
        yield _passage("rich", plain(value or ""), path, path)
    elif isinstance(field, (models.CharField, models.TextField)) and not (field.choices or isinstance(field, FIGURES)):
        yield _passage("text", _tidy(value or ""), path, path)


def _of_block(block, value, path, shape, block_id=""):
    if not value:
        return
    if isinstance(block, blocks.BaseStreamBlock):
        for position, item in enumerate(value):
            child, step = block.child_blocks.get(item["type"]), item.get("id") or f"#{position}"
            if child:
                outer = block_id or item.get("id") or ""
                yield from _of_block(child, item["value"], (*path, step), (*shape, item["type"]), outer)
    elif isinstance(block, blocks.BaseStructBlock):
        for name, child in block.child_blocks.items():
            yield from _of_block(child, value.get(name), (*path, name), (*shape, name), block_id)
    elif isinstance(block, blocks.ListBlock):
        for position, item in enumerate(value):
            is_item = isinstance(item, dict) and item.get("type") == "item"
            step = (is_item and item.get("id")) or f"#{position}"
            inner = item["value"] if is_item else item
            yield from _of_block(block.child_block, inner, (*path, step), (*shape, "item"), block_id)
    elif isinstance(block, BaseTypedTableBlock):
        yield from _of_table(block, value, path, shape, block_id)
    elif isinstance(block, blocks.RichTextBlock):
        yield _passage("rich", plain(value), path, shape, block_id)
    elif isinstance(block, WORDS):
        text = _tidy(str(value))
        yield _passage("text" if has_words(text) else "figure", text, path, shape, block_id)


def _of_table(block, table, path, shape, block_id):
    caption = blocks.CharBlock()
    yield from _of_block(caption, table.get("caption"), (*path, "caption"), (*shape, "caption"), block_id)
    for number, column in enumerate(table["columns"]):
        steps = ("columns", str(number))
        yield from _of_block(caption, column["heading"], (*path, *steps), (*shape, *steps), block_id)
    for number, row in enumerate(table["rows"]):
        for place, value in enumerate(row["values"]):
            child = block.child_blocks.get(table["columns"][place]["type"])
            steps = ("rows", str(number), str(place))
            yield from _of_block(child, value, (*path, *steps), (*shape, *steps), block_id)


def _passage(kind, text, path, shape, block_id=""):
    return Passage(".".join(path), "", kind, text, block_id=block_id, path=path, shape=shape)
