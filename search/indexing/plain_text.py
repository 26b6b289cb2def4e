"""What a page says, without markup: line by line, of all its fields of text and blocks."""

import re
from functools import cache

from wagtail.blocks import CharBlock, ListBlock, RichTextBlock, StreamBlock, StructBlock, TextBlock
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.fields import RichTextField, StreamField

from core.plain import plain

END_OF_LINE = re.compile(r"</(?:p|li|h\d|td|th|div)>|<br\s*/?>", re.IGNORECASE)


def lines_of(page):
    """From what the database holds of its blocks: no choices, addresses or pictures, which say nothing to find."""
    lines = []
    for name, block in _fields(type(page)):
        value = getattr(page, name)
        lines += _from_markup(value) if block is None else _from_block(block, value.raw_data)
    return lines


@cache
def _fields(model):
    """(name, block) of the fields with text of a page type, None for a field without blocks."""
    fields = [field for field in model._meta.get_fields() if isinstance(field, StreamField | RichTextField)]
    return [(field.name, getattr(field, "stream_block", None)) for field in fields]


def _from_markup(markup):
    return [line for part in END_OF_LINE.split(markup or "") if (line := plain(part).strip())]


def _from_block(block, value):
    if not value:
        return
    if isinstance(block, StreamBlock):
        for part in value:
            child = block.child_blocks.get(part["type"])
            yield from _from_block(child, part["value"]) if child else ()
    elif isinstance(block, StructBlock):
        for name, child in block.child_blocks.items():
            yield from _from_block(child, value.get(name))
    elif isinstance(block, ListBlock):
        for part in value:
            is_item = isinstance(part, dict) and part.get("type") == "item"
            yield from _from_block(block.child_block, part["value"] if is_item else part)
    elif isinstance(block, TypedTableBlock):
        yield from _from_table(block, value)
    elif isinstance(block, RichTextBlock):
        yield from _from_markup(value)
    elif isinstance(block, CharBlock | TextBlock):
        yield value


def _from_table(block, table):
    kinds = [column["type"] for column in table["columns"]]
    yield from filter(None, [table.get("caption"), *(column["heading"] for column in table["columns"])])
    for row in table["rows"]:
        for kind, value in zip(kinds, row["values"], strict=False):
            yield from _from_block(block.child_blocks.get(kind), value)
