"""Headings go down one level at a time, below the title of the page (WCAG 1.3.1)."""

from dataclasses import replace

from django.utils.translation import gettext as _
from wagtail.blocks import BaseStreamBlock

from core.blocks.media import DocumentsBlock, LinksBlock
from core.blocks.text import HeadingBlock, PeopleBlock

from .problems import ERROR, problem
from .rich_text import Heading

TITLED = (DocumentsBlock, LinksBlock, PeopleBlock)
"""Blocks whose title is shown as a heading of the second level."""


def problems(subject):
    for part in subject.parts:
        if isinstance(part.kind, BaseStreamBlock) and not part.path:
            inside = [other for other in subject.parts if other.key == part.key]
            yield from _in_order(inside, level=1)
        elif part.is_rich and not part.path:
            # A text field stands under a heading of the template.
            yield from _in_order([part], level=2)


def _in_order(parts, level):
    for part in parts:
        for heading in _headings(part):
            yield from _of_heading(part, heading, level)
            level = max(heading.level, 2)


def _of_heading(part, heading, level):
    if isinstance(part.kind, HeadingBlock):
        part = replace(part, path=(*part.path, "level" if heading.text.strip() else "text"))
    if not heading.text.strip():
        yield problem(
            ERROR, "heading-empty", part, _("There is a heading without words here. Remove it, or fill it in.")
        )
    elif heading.level == 1:
        message = _("A heading of the first level is the title of the page. Choose a lower level.")
        yield problem(ERROR, "heading-first-level", part, message, heading.text)
    elif heading.level > level + 1:
        message = _("This heading skips a level. Raise it, or put a heading of the level between before it.")
        yield problem(ERROR, "heading-skipped", part, message, heading.text)


def _headings(part):
    if part.is_rich:
        return part.rich.headings
    values = part.value if isinstance(part.value, dict) else {}
    if isinstance(part.kind, HeadingBlock) and str(values.get("level")) in ("h2", "h3"):
        return [Heading(int(values["level"][1]), str(values.get("text") or ""))]
    if isinstance(part.kind, TITLED) and values.get("title"):
        return [Heading(2, str(values["title"]))]
    return []
