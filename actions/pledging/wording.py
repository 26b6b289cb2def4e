"""A proposal in words, in the reader's language as far as it was written in it."""

from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from actions.models.statuses import Status
from core.languages import language_codes, language_name, localized_name

from .tidy import day_in


def title_of(proposal, language):
    """(its short title, "" or the code of the language it is in); words that say so where it has none yet."""
    title, lang = in_words(proposal.typed, "name", language)
    return (title, lang) if title else (_("A pledge without a title"), "")


def in_words(typed, name, language):
    """(the text, "" or the code of the other language that it is in)."""
    for code in [language, *(code for code in language_codes() if code != language)]:
        text = str(typed.get(localized_name(name, code)) or "").strip()
        if text:
            return text, "" if code == language else code
    return "", ""


def labels():
    """What each text is called."""
    return {
        "name": _("Short title"),
        "text": _("The promise"),
        "aim": _("What you want to reach"),
        "measure": _("How it is measured"),
    }


def in_language(label, code):
    return _("{label} ({language})").format(label=label, language=language_name(code))


def typed_rows(typed, names=None):
    """All that was typed, to copy: [(label, text)]."""
    return [(label, text) for label, text, _lang in rows_with_language(typed, names)]


def rows_with_language(typed, names=None):
    """All that was typed, to read: [(label, text, "" or the code of its language)].

    `names`: {list: {code: name}} where they are known.
    """
    rows = [
        (in_language(label, code), str(typed.get(localized_name(name, code)) or ""), code)
        for name, label in labels().items()
        for code in language_codes()
    ]
    rows += [(label, text, "") for label, text in facts_rows(typed, names)]
    rows.append((_("Explanation"), str(typed.get("reason") or ""), typed.get("language") or ""))
    return [row for row in rows if row[1].strip()]


def facts_rows(typed, names=None):
    """What is not in one language: [(label, text)]."""
    rows = [(_("Until when"), timing_words(typed))]
    known = names or {}
    for name, label in (
        ("themes", _("Themes")),
        ("goals", _("Sustainable development goals")),
        ("actions", _("Actions of plans that it supports")),
        ("partners", _("Together with")),
    ):
        codes = typed.get(name) or []
        rows.append((label, ", ".join(str(known.get(name, {}).get(code, code)) for code in codes)))
    rows.append((_("Milestones"), "\n".join(_milestone(row) for row in typed.get("milestones") or [])))
    rows.append((_("Where it stands today"), str(dict(Status.choices).get(typed.get("status"), ""))))
    return rows


def timing_words(typed):
    """Until when it goes on, as it was typed."""
    if typed.get("timing") == "ongoing":
        return _("Ongoing, with a review every year")
    return _day(typed.get("ends_on")) if typed.get("timing") else ""


def _milestone(row):
    names = " / ".join(filter(None, (str(row.get(localized_name("name", code)) or "") for code in language_codes())))
    return ", ".join(filter(None, [names, _day(row.get("due_on"))]))


def _day(text):
    """A day that was typed, as it is written; else what was typed."""
    try:
        day = day_in(text or "")
    except ValidationError:
        return str(text)
    return date_format(day, "DATE_FORMAT") if day else ""
