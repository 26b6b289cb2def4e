"""What a reader meets on a page, passage by passage, in the order of the form."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from html import unescape

import nh3
from django.db import models
from django.utils.formats import localize
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel
from wagtail.blocks.field_block import BaseChoiceBlock
from wagtail.contrib.typed_table_block.blocks import BaseTypedTableBlock
from wagtail.fields import RichTextField, StreamField

BOOKKEEPING = {"slug", "go_live_at", "expire_at", "show_in_menus", "comments"}
WORDS = (blocks.CharBlock, blocks.TextBlock, blocks.RegexBlock, blocks.RawHTMLBlock)
FIGURES = (models.URLField, models.EmailField, models.SlugField)


@dataclass(frozen=True)
class Passage:
    """One text or figure. `path` leads to it through the form (field, id of the block, name of the part …);
    `shape` is the same path with kinds of blocks for their ids."""

    key: str
    label: str
    kind: str
    text: str
    html: str = ""
    block_id: str = ""
    block_type: str = ""
    path: tuple = ()
    shape: tuple = ()


def passages(page):
    """Every text and figure of a page, or of a revision's object, that is not empty; labels in the active language."""
    return [passage for field in form_fields(type(page)) for passage in _of_field(page, field) if passage.text]


@cache
def form_fields(model):
    """The fields an editor fills in, in the order of the form; facts shown for reading only are the record's."""
    leaves, found = [model.get_edit_handler()], []
    while leaves:
        panel = leaves.pop(0)
        if isinstance(panel, FieldPanel) and not panel.read_only and panel.field_name not in BOOKKEEPING:
            found.append(model._meta.get_field(panel.field_name))
        leaves = [*getattr(panel, "children", ()), *leaves]
    return tuple(field for field in found if not field.many_to_many)


def plain(html):
    """The words of rich text, a line for each paragraph or item."""
    lines = re.sub(r"(?i)</(?:p|h\d|li|blockquote|tr|pre|div)>|<[bh]r\b[^>]*>", "\n", html)
    return _tidy(unescape(nh3.clean(lines, tags=set())))


def has_words(text):
    """Whether there is something to translate: 84 % and 4:30 read the same in every language."""
    return any(sign.isalpha() for sign in text)


def _tidy(text):
    lines = (re.sub(r"[ \t\f\v]+", " ", line).strip(" ") for line in text.splitlines())
    return "\n".join(line for line in lines if line)


def _of_field(page, field):
    value, label, path = getattr(page, field.name), capfirst(str(field.verbose_name)), (field.name,)
    if isinstance(field, StreamField):
        yield from _of_stream(value, label, path, path)
    elif isinstance(field, RichTextField):
        yield Passage(field.name, label, "rich", plain(value or ""), value or "", path=path, shape=path)
    elif field.choices:
        yield Passage(field.name, label, "figure", _figure(page._get_FIELD_display(field)), path=path, shape=path)
    elif isinstance(field, (models.CharField, models.TextField)) and not isinstance(field, FIGURES):
        yield Passage(field.name, label, "text", _tidy(value or ""), path=path, shape=path)
    else:
        yield Passage(field.name, label, "figure", _figure(value), path=path, shape=path)


def _of_stream(stream, label, path, shape, outer=None):
    for position, child in enumerate(stream or ()):
        step = child.id or f"#{position}"
        of_block = outer or {"block_id": child.id or "", "block_type": child.block_type}
        where = f"{label} › {child.block.label}" if child.block.label else label
        yield from _of_block(
            child.block, child.value, where, (*path, step), (*shape, child.block_type), of_block
        )  # fmt: skip


def _of_block(block, value, label, path, shape, of_block):
    if isinstance(block, blocks.BaseStreamBlock):
        yield from _of_stream(value, label, path, shape, of_block)
    elif isinstance(block, blocks.BaseStructBlock) and isinstance(value, Mapping):
        for name, child in block.child_blocks.items():
            yield from _of_block(
                child, value.get(name), f"{label} › {child.label}", (*path, name), (*shape, name), of_block
            )
    elif isinstance(block, blocks.ListBlock):
        for number, item in enumerate(value.bound_blocks if value else (), start=1):
            yield from _of_block(
                item.block, item.value, f"{label} {number}", (*path, item.id), (*shape, "item"), of_block
            )
    elif isinstance(block, BaseTypedTableBlock):
        yield from _of_table(value, label, path, shape, of_block)
    else:
        yield _leaf(block, value, label, path, shape, of_block)


def _of_table(table, label, path, shape, of_block):
    if not table:
        return
    caption = blocks.CharBlock(label=_("Caption"))
    where = _("Caption")
    yield _leaf(caption, table.caption, f"{label} › {where}", (*path, "caption"), (*shape, "caption"), of_block)
    for number, column in enumerate(table.columns):
        where = _("Column %(number)s") % {"number": number + 1}
        steps = ("columns", str(number))
        yield _leaf(caption, column["heading"], f"{label} › {where}", (*path, *steps), (*shape, *steps), of_block)
    for number, row in enumerate(table.rows):
        for place, cell in enumerate(row):
            where = _("Row %(row)s, column %(column)s") % {"row": number + 1, "column": place + 1}
            steps = ("rows", str(number), str(place))
            yield from _of_block(
                cell.block, cell.value, f"{label} › {where}", (*path, *steps), (*shape, *steps), of_block
            )


def _leaf(block, value, label, path, shape, of_block):
    kind, html = "figure", ""
    if isinstance(block, blocks.RichTextBlock):
        kind, html = "rich", value.source if value else ""
        text = plain(html)
    elif isinstance(block, WORDS):
        text = _tidy(str(value or ""))
        kind = "text" if has_words(text) else "figure"
    elif isinstance(block, BaseChoiceBlock):
        text = _choice(block, value)
    else:
        text = _figure(value)
    return Passage(".".join(path), label, kind, text, html, path=path, shape=shape, **of_block)


def _choice(block, value):
    chosen = {str(one) for one in (value if isinstance(value, (list, tuple)) else [value]) if one not in (None, "")}
    names = []
    for key, name in block.field.choices:
        group = name if isinstance(name, (list, tuple)) else [(key, name)]
        names += [str(words) for code, words in group if str(code) in chosen]
    return ", ".join(names)


def _figure(value):
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if value is None or value == "":
        return ""
    return _tidy(str(localize(value)))
