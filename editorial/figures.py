"""What needs no translation, carried to the other language's page: pictures, files, numbers, choices, structure.

Works on the stored form of blocks. A word never crosses: a page must not show another language's text.
"""

from uuid import uuid4

from django.db import models
from wagtail import blocks
from wagtail.blocks.field_block import BaseChoiceBlock
from wagtail.contrib.typed_table_block.blocks import BaseTypedTableBlock
from wagtail.documents import get_document_model
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from .matching import same_blocks
from .texts import WORDS, form_fields, has_words

ADDRESSES = (blocks.URLBlock, blocks.EmailBlock)
EMPTY = (None, "", [])


class Figures:
    """Carries the figures of `source` into `target`, two pages of one type, and counts the places it changed."""

    def __init__(self, target, source):
        self.target, self.source = target, source
        self.fields = form_fields(type(target))
        self.changed = 0
        self.pages, self.documents = self._links()

    def carry(self):
        """Change `target` in memory; returns the number of places."""
        for field in self.fields:
            if isinstance(field, StreamField):
                self._carry_stream(field)
            elif isinstance(field, RichTextField):
                continue
            elif field.choices or not isinstance(field, (models.CharField, models.TextField)):
                self._carry_value(field)
        return self.changed

    def _links(self):
        """What links become in the target's language: {page: its translation or None}, {document: itself or None}."""
        pages, documents = set(), set()
        for field in self.fields:
            for model, key, *_path in self._references(field):
                if issubclass(model, Page):
                    pages.add(int(key))
                elif model is get_document_model():
                    documents.add(int(key))
        keys = dict(Page.objects.filter(pk__in=pages).values_list("pk", "translation_key"))
        there = Page.objects.filter(translation_key__in=keys.values(), locale=self.target.locale_id)
        translations = dict(there.values_list("translation_key", "pk"))
        others = get_document_model().objects.filter(pk__in=documents)
        others = others.exclude(language__in=["", self.target.locale.language_code]).values_list("pk", flat=True)
        return (
            {page: translations.get(key) for page, key in keys.items()},
            {document: None if document in set(others) else document for document in documents},
        )

    def _references(self, field):
        if isinstance(field, StreamField):
            return field.extract_references(getattr(self.source, field.name))
        if field.many_to_one and (key := getattr(self.source, field.attname)):
            return [(field.related_model, key)]
        return []

    def _carry_value(self, field):
        mine, theirs = getattr(self.target, field.attname), getattr(self.source, field.attname)
        if field.many_to_one and issubclass(field.related_model, Page):
            theirs = self.pages.get(theirs)
        elif field.many_to_one and field.related_model is get_document_model():
            theirs = self.documents.get(theirs)
        setattr(self.target, field.attname, self._settled(mine, theirs))

    def _carry_stream(self, field):
        mine, theirs = (getattr(page, field.name).get_prep_value() for page in (self.target, self.source))
        before = self.changed
        carried = self._stream(field.stream_block, mine, theirs)
        if self.changed != before:
            setattr(self.target, field.name, field.stream_block.to_python(carried))

    def _settled(self, mine, theirs):
        """Theirs, unless there is none."""
        if theirs in EMPTY or mine == theirs:
            return mine
        self.changed += 1
        return theirs

    # Every method below takes stored values and returns the stored value of the target.

    def _value(self, block, mine, theirs):
        if isinstance(block, blocks.BaseStreamBlock):
            return self._stream(block, mine or [], theirs or [])
        if isinstance(block, blocks.BaseStructBlock):
            mine, theirs = mine or {}, theirs or {}
            children = block.child_blocks.items()
            return mine | {name: self._value(child, mine.get(name), theirs.get(name)) for name, child in children}
        if isinstance(block, blocks.ListBlock):
            return self._list(block, mine or [], theirs or [])
        if isinstance(block, BaseTypedTableBlock):
            return self._table(block, mine, theirs)
        return self._leaf(block, mine, theirs)

    def _leaf(self, block, mine, theirs):
        if isinstance(block, blocks.RichTextBlock):
            return mine or ""
        if isinstance(block, WORDS):
            return self._text(mine, theirs)
        if isinstance(block, blocks.PageChooserBlock):
            return self._settled(mine, self.pages.get(theirs))
        if isinstance(block, blocks.ChooserBlock) and block.model_class is get_document_model():
            return self._settled(mine, self.documents.get(theirs))
        if isinstance(block, ADDRESSES) and mine:
            return mine
        if isinstance(block, BaseChoiceBlock) and mine is None and theirs in EMPTY:
            return block.get_prep_value(block.get_default())
        return self._settled(mine, theirs)

    def _text(self, mine, theirs):
        """A text without words, like 84 %, is a figure too; words stay where they are."""
        if has_words(mine or "") or has_words(theirs or ""):
            return mine or ""
        return self._settled(mine or "", theirs)

    def _added(self, block, theirs):
        """A new block with their figures and no words; it counts as one place."""
        before = self.changed
        value = self._value(block, None, theirs)
        self.changed = before + 1
        return value

    def _stream(self, block, mine, theirs):
        known = [item for item in theirs if item["type"] in block.child_blocks]
        return self._in_order(mine, known, lambda item: block.child_blocks[item["type"]])

    def _list(self, block, mine, theirs):
        mine, theirs = ([_as_item(item) for item in items] for items in (mine, theirs))
        return self._in_order(mine, theirs, lambda item: block.child_block)

    def _in_order(self, mine, theirs, block_of):
        """My blocks with their figures, and a new one for each of theirs that I lack, after the same neighbour."""
        partners = same_blocks(mine, theirs)
        result, last = [dict(item) for item in mine], -1
        taken = {item.get("id") for item in mine}
        rows = list(range(len(mine)))  # where each of mine stands in the result
        for place, item in enumerate(theirs):
            block = block_of(item)
            if place in partners:
                last = rows[partners[place]]
                result[last]["value"] = self._value(block, result[last]["value"], item["value"])
                continue
            before = self.changed
            value = self._added(block, item["value"])
            if isinstance(block, blocks.ChooserBlock) and value is None:  # nothing to choose in this language
                self.changed = before
                continue
            last += 1
            key = item.get("id")
            result.insert(last, item | {"value": value, "id": key if key and key not in taken else str(uuid4())})
            rows = [row + (row >= last) for row in rows]
        return result

    def _table(self, block, mine, theirs):
        if not theirs or not theirs["columns"]:
            return mine
        if not mine or not mine["columns"]:
            mine = {"columns": [{"type": one["type"], "heading": ""} for one in theirs["columns"]], "rows": []}
        if [one["type"] for one in mine["columns"]] != [one["type"] for one in theirs["columns"]]:
            return mine
        kinds = [block.child_blocks[one["type"]] for one in theirs["columns"]]
        headings = [
            one | {"heading": self._text(one["heading"], other["heading"])}
            for one, other in zip(mine["columns"], theirs["columns"], strict=True)
        ]
        rows = [
            {"values": [self._value(*cell) for cell in zip(kinds, row["values"], other["values"], strict=True)]}
            for row, other in zip(mine["rows"], theirs["rows"], strict=False)
        ]
        rows += mine["rows"][len(rows) :]
        for other in theirs["rows"][len(mine["rows"]) :]:
            before = self.changed
            cells = zip(kinds, other["values"], strict=True)
            rows.append({"values": [self._value(kind, None, value) for kind, value in cells]})
            self.changed = before + 1
        caption = self._text(mine.get("caption", ""), theirs.get("caption", ""))
        return {"columns": headings, "rows": rows, "caption": caption}


def _as_item(item):
    """An item of a list with an id; older lists hold bare values."""
    if isinstance(item, dict) and item.get("type") == "item" and "id" in item:
        return item
    return {"type": "item", "value": item, "id": str(uuid4())}
