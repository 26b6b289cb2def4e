"""A progress report as a tagged PDF (PDF/UA-1), made by Typst from data: no text of ours is ever read as markup."""

from datetime import date
from math import sqrt
from pathlib import Path

from django.utils.formats import date_format
from django.utils.html import strip_tags
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from actions.progress import RULE, RULE_OF_ACTIONS
from core.pdf import pdf_of
from editorial.texts import passages

from . import tables
from .words import Text

TEMPLATE = Path(__file__).with_name("report.typ")
NARROWEST, WIDEST_WORD = 3, 9


def document_of(page, snapshot, reading):
    """The bytes of the PDF file, in the active language."""
    return pdf_of(TEMPLATE, _data(page, snapshot, reading))


def _data(page, snapshot, reading):
    taken = date_format(localtime(snapshot.taken_at), "DATETIME_FORMAT")
    makers = [tables.moves, tables.indicators, tables.both_voices, tables.recommendations]
    return {
        "language": reading.language,
        "title": page.title,
        "kicker": _("Progress report"),
        "fictional": _("An invented example.") if reading.is_fictional else "",
        "facts": [
            [_("Action plan"), _text(reading.plan_name)],
            [_("As it stood on"), _text(reading.day)],
            [_("Frozen on"), _text(taken)],
        ],
        "introduction": _introduction(page),
        "sentence": strip_tags(reading.sentence).replace("&nbsp;", " "),
        "state": _("Where it stood"),
        "counts": _table(tables.counts(reading)),
        "rules_title": _("How we count"),
        "rules": [str(RULE), str(RULE_OF_ACTIONS)],
        "pillars": [_pillar(pillar) for pillar in reading.pillars],
        "tables": [_table(table) for table in (make(reading) for make in makers) if table.rows],
        "check_title": _("How to check this report"),
        "check": _(
            "This is the SHA-256 of the frozen data. The JSON file of the report holds exactly what was hashed."
        ),
        "digest": snapshot.digest,
        "page_words": _("page"),
    }


def _introduction(page):
    """The words of the live page, as plain paragraphs."""
    fields = ("introduction", "body")
    texts = [passage.text for passage in passages(page) if passage.path[0] in fields and passage.kind != "figure"]
    return [line for text in texts for line in text.splitlines() if line.strip()]


def _pillar(pillar):
    acts = [
        {
            "title": _text(act.name, prefix=f"{act.number}. "),
            "promises": [_promise(promise) for promise in act.promises],
            "empty": _("Who does what in this action had not been published."),
        }
        for act in pillar.acts
    ]
    return {"title": tables.pillar_title(pillar), "acts": acts}


def _promise(promise):
    report = promise.report
    last = _("Last report, %(day)s: %(status)s")
    reached = _("Milestone reached on %(day)s: %(milestone)s")
    return {
        "who": ", ".join([promise.who, *promise.joint]),
        "text": _text(promise.text),
        "state": " · ".join(filter(None, [promise.standing_label, promise.deadline, promise.history])),
        "last": last % {"day": _day(report.holds_on), "status": report.status_label} if report else "",
        "reason": _text(report.reason if report else ""),
        "milestones": [
            _text(reached % {"day": _day(step.reached_on), "milestone": step.name})
            for step in promise.milestones
            if step.reached_on
        ],
    }


def _table(table):
    rows = [[_text(cell) for cell in row] for row in table.rows]
    return {
        "title": table.title,
        "headings": [str(text) for text in table.headings],
        "widths": [_width([heading, *column]) for heading, *column in zip(table.headings, *table.rows, strict=True)],
        "rows": rows,
    }


def _width(cells):
    """How wide a column is beside the others: long texts get more, but not in proportion, and words stay whole."""
    texts = [_text(cell)["text"] for cell in cells]
    longest_word = max((len(word) for text in texts for word in text.split()), default=0)
    return max(NARROWEST, round(sqrt(max(map(len, texts)))), min(WIDEST_WORD, longest_word // 2))


def _text(value, prefix=""):
    """A text with its language where it is another than the document's, and then with a notice."""
    if isinstance(value, date):
        value = _day(value)
    lang = value.lang if isinstance(value, Text) else ""
    notice = _("Only available in %(language_name)s") % {"language_name": value.notice} if lang else ""
    return {"text": "" if value is None else str(value), "lang": lang, "notice": notice, "prefix": prefix}


def _day(day):
    return date_format(day, "DATE_FORMAT")
