"""A link says where it leads: screen readers list the links of a page without the words around them (WCAG 2.4.4)."""

import re

from django.utils.translation import gettext as _
from wagtail.blocks import CharBlock, PageChooserBlock, URLBlock

from .languages import languages
from .problems import ERROR, problem
from .words import words_of

ADDRESS = re.compile(r"(?i)^(?:[a-z]+://|www\.)\S+$|^[\w-]+(?:\.[\w-]+)+/\S+$")


def problems(subject):
    for part in subject.rich_texts:
        for link in part.rich.links:
            yield from _of_link(part, link.text)
    for part in subject.texts:
        if part.text.strip() and _is_label_of_link(part):
            yield from _of_link(part, part.text)


def _of_link(part, text):
    if not text.strip():
        yield problem(
            ERROR, "link-empty", part, _("There is a link without words here. Remove it, or write its text.")
        )
    elif ADDRESS.match(text.strip()):
        message = _("An address is hard to read aloud. Write what the reader finds there instead.")
        yield problem(ERROR, "link-bare-address", part, message, text)
    elif says_nothing(text):
        message = _("This link does not say where it leads. Write what the reader finds there instead.")
        yield problem(ERROR, "link-says-nothing", part, message, text)


def says_nothing(text):
    """Whether a link text is made only of words such as “click here”, in any of the languages."""
    words = [word.lower() for word in words_of(text)]
    if not words:
        return not any(sign.isdigit() for sign in text)
    return any(_is_empty_in(data["links"], words) for data in languages().values())


def _is_empty_in(data, words):
    return all(word in data["empty"] or word in data["filler"] for word in words) and any(
        word in data["empty"] for word in words
    )


def _is_label_of_link(part):
    """In a block with an address or a page to choose, the first words are the link."""
    children = list(part.struct.child_blocks.values()) if part.struct else []
    first = next((child for child in children if isinstance(child, CharBlock)), None)
    return part.kind is first and any(isinstance(child, (URLBlock, PageChooserBlock)) for child in children)
