"""The parts of a page as they are stored: without the queries that choosing blocks make for their values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.db import models
from django.utils.functional import cached_property
from django.utils.text import capfirst
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import BaseTypedTableBlock
from wagtail.fields import RichTextField, StreamField
from wagtail.images import get_image_model
from wagtail.images.blocks import ImageChooserBlock

from editorial.texts import FIGURES, form_fields

from .rich_text import RichText

CELL = blocks.CharBlock()


@dataclass(frozen=True)
class Part:
    """A field or a block of a page, whole or inside another one, with its stored value."""

    key: str
    label: str
    kind: object
    """The block or the model field."""
    value: object
    path: tuple = ()
    block_id: str = ""
    struct: object = None
    """The block it is a part of, where that is a structure."""
    beside: Mapping = field(default_factory=dict)
    """The values beside it in that structure."""

    @property
    def is_text(self):
        if isinstance(self.kind, models.Field):
            is_words = isinstance(self.kind, (models.CharField, models.TextField)) and not self.kind.choices
            return is_words and not isinstance(self.kind, (*FIGURES, RichTextField))
        return isinstance(self.kind, (blocks.CharBlock, blocks.TextBlock))

    @property
    def is_rich(self):
        return isinstance(self.kind, (RichTextField, blocks.RichTextBlock))

    @property
    def is_picture(self):
        if isinstance(self.kind, models.ForeignKey):
            return issubclass(self.kind.related_model, get_image_model())
        return isinstance(self.kind, ImageChooserBlock)

    @cached_property
    def rich(self):
        return RichText(self.text)

    @property
    def text(self):
        return "" if self.value is None else str(self.value)

    @property
    def paragraphs(self):
        """Its words, paragraph by paragraph, without what is marked as another language."""
        if self.is_rich:
            return self.rich.paragraphs
        return [line for line in self.text.splitlines() if line.strip()] if self.is_text else []


def parts_of(page):
    """Every field an editor fills in and every block in it, in the order of the form."""
    found = []
    for model_field in form_fields(type(page)):
        label = capfirst(str(model_field.verbose_name))
        if isinstance(model_field, StreamField):
            stream = getattr(page, model_field.name)
            found.append(Part(model_field.name, label, stream.stream_block, stream.raw_data))
            found += _inside(found[-1])
        else:
            value = getattr(page, model_field.attname)
            found.append(Part(model_field.name, label, model_field, value))
    return found


def _inside(part):
    """The blocks inside that one; whatever does not look as it should is passed over."""
    for child in _children(part):
        yield child
        yield from _inside(child)


def _children(part):
    block, value = part.kind, part.value
    if isinstance(block, blocks.BaseStreamBlock) and _is_list(value):
        for position, item in enumerate(value):
            child = isinstance(item, Mapping) and block.child_blocks.get(item.get("type"))
            if child:
                own_id = part.block_id or str(item.get("id") or "")
                yield _child(part, child, child.label, item.get("value"), position, block_id=own_id)
    elif isinstance(block, blocks.BaseStructBlock) and isinstance(value, Mapping):
        for name, child in block.child_blocks.items():
            yield _child(part, child, child.label, value.get(name), name, struct=block, beside=value)
    elif isinstance(block, blocks.ListBlock) and _is_list(value):
        for position, item in enumerate(value):
            is_wrapped = isinstance(item, Mapping) and item.get("type") == "item" and "value" in item
            yield _child(part, block.child_block, position + 1, item["value"] if is_wrapped else item, position)
    elif isinstance(block, BaseTypedTableBlock) and isinstance(value, Mapping):
        for words in _cells(value):
            yield Part(part.key, part.label, CELL, words, part.path, part.block_id)


def _child(part, block, label, value, step, **values):
    values = {"block_id": part.block_id} | values
    glue = " " if isinstance(label, int) else " › "
    return Part(part.key, f"{part.label}{glue}{label}", block, value, (*part.path, step), **values)


def _cells(table):
    """The caption, the headings and the cells of a table; errors point at the table as a whole."""
    yield table.get("caption")
    for column in _list(table.get("columns")):
        yield column.get("heading") if isinstance(column, Mapping) else None
    for row in _list(table.get("rows")):
        yield from (cell for cell in _list(row.get("values") if isinstance(row, Mapping) else None))


def _list(value):
    return value if _is_list(value) else []


def _is_list(value):
    return isinstance(value, Sequence) and not isinstance(value, (str, bytes))
