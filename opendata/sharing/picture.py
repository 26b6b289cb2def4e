"""The picture that goes with a link to a page: its title, and where a plan or an action stands."""

import json
from pathlib import Path

import typst
from django.utils.translation import gettext as _
from django.utils.translation import override

from actions.ledger import public_commitments
from actions.models.statuses import Standing
from actions.progress import progress_of
from actions.sentences import sentence_of
from core.pdf import UNKNOWN, is_drawn
from core.plain import plain
from core.shell import shell_in

from .subjects import about_of

TEMPLATE = Path(__file__).with_name("picture.typ")
SIZE = (1200, 630)
"""Pixels: the shape that the services expect where links are shared."""

LONGEST = 140
"""Signs of a title: what is longer would not fit."""

LONGEST_BESIDE = 90
"""Signs of a title that leaves room for a sentence."""

COLOURS = {
    Standing.COMPLETED: "#1f6b3a",
    Standing.IN_PROGRESS: "#0b5157",
    Standing.IN_PREPARATION: "#5f9497",
    Standing.NOT_STARTED: "#a9b6bb",
    Standing.UPDATE_DUE: "#c98a4f",
    Standing.LAPSED: "#9a4b12",
    Standing.LATE: "#a3211c",
    Standing.STOPPED: "#51626a",
    Standing.NO_NEWS: "#d9dcd6",
}


def picture_of(page, language):
    """The bytes of a PNG file."""
    with override(language):
        return drawn(_data(page, language))


def drawn(data):
    return typst.compile(
        str(TEMPLATE),
        root=str(TEMPLATE.parent),
        ignore_system_fonts=True,  # the same file on every machine
        sys_inputs={"data": json.dumps(_cleaned(data))},
        format="png",
        ppi=72,
    )


def _data(page, language):
    about, progress = about_of(page), _progress(page)
    title = page.title if len(page.title) <= LONGEST else f"{page.title[: LONGEST - 1].rstrip()}…"
    return {
        "language": language,
        "site": shell_in(language).name,
        "kicker": " · ".join(filter(None, [about and about.label, page.fictional and _("Fictional")])),
        "title": title,
        "sentence": _sentence(progress) if len(title) <= LONGEST_BESIDE else "",
        "parts": [{"count": part.count, "colour": COLOURS[part.code]} for part in progress.parts] if progress else [],
    }


def _progress(page):
    about = about_of(page)
    if about is None or about.kind not in ("plan", "action"):
        return None
    lookup = "action__plan" if about.kind == "plan" else "action"
    found = progress_of(public_commitments().filter(**{lookup: page.record_id}))
    return found if found.is_published else None


def _sentence(progress):
    return plain(sentence_of(progress, _("{total}: {figures}."))) if progress else ""


def _cleaned(data):
    """Signs that the font does not have are marked, so that none of them stops the drawing."""
    if isinstance(data, dict):
        return {key: _cleaned(value) for key, value in data.items()}
    if isinstance(data, list):
        return [_cleaned(value) for value in data]
    return "".join(sign if is_drawn(sign) else UNKNOWN for sign in data) if isinstance(data, str) else data
