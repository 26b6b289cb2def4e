"""Plain text and the rich text of a page: paragraphs between blank lines, and lists whose lines begin with a dash."""

import re
from html import escape, unescape
from itertools import groupby
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from partners.space.words import HARMLESS, validate_seen

ITEM = "- "
TAG = re.compile(r"<[^>]*>")
SIMPLE = re.compile(r'</?(?:p|ul|li)(?: data-block-key="[^"]*")?>|<br ?/?>')
BROKEN_ITEM = re.compile(r"<li[^>]*>(?:(?!</li>).)*<(?:br|ul|p)", re.DOTALL)


def clean_text(value, longest):
    """The text with line ends of one kind and without needless blanks. Raises ValidationError."""
    text = tidy(value.translate(HARMLESS).replace("\t", " "))
    validate_seen(text.replace("\n", " "))
    if len(text) > longest:
        raise ValidationError(
            _("This text has %(length)s signs; at most %(longest)s fit. Nothing was lost: shorten it."),
            params={"length": len(text), "longest": longest},
        )
    return text


def tidy(text):
    lines = [line.rstrip() for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def to_html(text):
    """Rich text that says the same."""
    parts = []
    for paragraph in tidy(text).split("\n\n"):
        for is_list, lines in groupby(paragraph.split("\n"), key=lambda line: line.startswith(ITEM)):
            words = [escape(line.removeprefix(ITEM).strip() if is_list else line, quote=False) for line in lines]
            if is_list:
                parts.append("<ul>" + "".join(f"<li>{word}</li>" for word in words) + "</ul>")
            elif any(words):
                parts.append("<p>" + "<br/>".join(words) + "</p>")
    return "".join(parts)


def to_plain(html):
    """The plain text that says the same; None where rich text says more, such as a link or bold words."""
    if any(not SIMPLE.fullmatch(tag) for tag in TAG.findall(html)) or BROKEN_ITEM.search(html):
        return None
    text = re.sub(r"<br ?/?>", "\n", html)
    text = re.sub(r"<li[^>]*>", ITEM, text)
    text = re.sub(r"</li>", "\n", text)
    text = re.sub(r"</?(?:p|ul)[^>]*>", "\n\n", text)
    return tidy(unescape(text))


def text_of(body):
    """What a body says in plain text before its first other block, and the blocks from there on: (text, blocks)."""
    texts, kept = [], []
    for child in body:
        plain = to_plain(child.value.source) if child.block_type == "rich_text" and not kept else None
        if plain is None:
            kept.append(child)
        else:
            texts.append(plain)
    return tidy("\n\n".join(texts)), kept


def body_with(body, text):
    """The same body with that text in the place of its plain text; every other block stays, after it."""
    _text, kept = text_of(body)
    raw = body.get_prep_value()
    first = len(raw) - len(kept)
    identity = raw[0]["id"] if first else str(uuid4())
    told = [{"type": "rich_text", "value": to_html(text), "id": identity}] if text else []
    return body.stream_block.to_python([*told, *raw[first:]])
