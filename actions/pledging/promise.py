"""What was typed about a pledge, read as a promise: what counts, and what is still wrong, each at its field."""

from dataclasses import dataclass, field
from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from actions.models.sayings import LONGEST as LONGEST_REASON
from actions.models.statuses import Status
from core.dates import today
from core.languages import language_codes, localized_name

from .naming import Named, named_in
from .tidy import day_in, tidy
from .typed import TEXTS

LONGEST = {"name": 100, "text": 400, "aim": 1000, "measure": 1000}
LONGEST_MILESTONE = 200
MOST = {"milestones": 20, "partners": 50, "actions": 20}
ONGOING, UNTIL = "ongoing", "time_bound"

STATUSES = [choice for choice in Status.choices if choice[0] not in Status.closed()]
"""Where a new pledge can stand: what is over already is no promise."""


@dataclass
class Promise:
    """What counts of it. `problems`: {field as it was typed: message}."""

    texts: dict = field(default_factory=dict)
    """{field: {language: text}}, a language that is missing as an empty text."""
    milestones: list = field(default_factory=list)
    """[({language: name}, day or None)]."""
    named: Named = field(default_factory=Named)
    timing: str = ""
    ends_on: date | None = None
    status: str = ""
    reason: str = ""
    language: str = ""
    """Of the reason."""
    problems: dict = field(default_factory=dict)

    @property
    def is_whole(self):
        return not self.problems


def read(typed, *, organisation, on=None, is_whole=None):
    """Read what was typed for that organisation, as it holds on that day (today in Brussels); four queries.

    `is_whole`: whether every language has to be there; else whoever wrote it may have asked for a translation.
    """
    promise = Promise()
    is_whole = not typed.get("wants_translation") if is_whole is None else is_whole
    if typed.get("organisation") not in (None, "", organisation.code):
        promise.problems["organisation"] = _("You do not speak for that organisation.")
    _read_texts(promise, typed, is_whole)
    _read_timing(promise, typed, on or today())
    _read_milestones(promise, typed, is_whole, on or today())
    promise.named = named_in(typed, organisation)
    promise.problems |= promise.named.problems
    _read_standing(promise, typed)
    for name, most in MOST.items():
        if len(typed.get(name) or []) > most:
            promise.problems[name] = _("This is too much: choose at most {number}.").format(number=most)
    return promise


def whole_languages(promise):
    """The languages in which every text is there."""
    return [code for code in language_codes() if all(promise.texts[name][code] for name in TEXTS)]


def _take(promise, key, text, **limits):
    try:
        return tidy(text, **limits)
    except ValidationError as error:
        promise.problems[key] = error.messages[0]
        return str(text).strip()


def _read_texts(promise, typed, is_whole):
    for name in TEXTS:
        promise.texts[name] = {
            code: _take(promise, key, typed.get(key, ""), longest=LONGEST[name], is_line=name == "name")
            for code in language_codes()
            for key in [localized_name(name, code)]
        }
    if not is_whole and whole_languages(promise):
        return
    for code in language_codes() if is_whole else [_most_written(promise)]:
        for name in TEXTS:
            if not promise.texts[name][code]:
                promise.problems.setdefault(localized_name(name, code), _("Fill this in."))


def _most_written(promise):
    """The language in which most was written, the first of the site where that is none."""
    return max(language_codes(), key=lambda code: sum(bool(promise.texts[name][code]) for name in TEXTS))


def _read_timing(promise, typed, on):
    promise.timing = typed.get("timing", "")
    if promise.timing not in (ONGOING, UNTIL):
        promise.problems["timing"] = _("Choose one of the two.")
    if promise.timing != UNTIL:
        return
    try:
        promise.ends_on = day_in(typed.get("ends_on", ""))
    except ValidationError as error:
        promise.problems["ends_on"] = error.messages[0]
        return
    if promise.ends_on is None:
        promise.problems["ends_on"] = _("Give the day by which it will be done.")
    elif promise.ends_on <= on:
        promise.problems["ends_on"] = _("This day is not in the future.")


def _read_milestones(promise, typed, is_whole, on):
    languages = language_codes() if is_whole else whole_languages(promise) or []
    for number, row in enumerate(typed.get("milestones") or []):
        key = f"milestone-{number}"
        names = {}
        for code in language_codes():
            name = localized_name("name", code)
            names[code] = _take(promise, f"{key}-{name}", row.get(name, ""), longest=LONGEST_MILESTONE, is_line=True)
            if not names[code] and code in languages:
                promise.problems[f"{key}-{name}"] = _("Fill this in.")
        promise.milestones.append((names, _day_of_milestone(promise, f"{key}-due_on", row.get("due_on", ""), on)))


def _day_of_milestone(promise, key, text, on):
    try:
        day = day_in(text)
    except ValidationError as error:
        promise.problems[key] = error.messages[0]
        return None
    if day and promise.ends_on and day > promise.ends_on:
        promise.problems[key] = _("This lies after the end of the pledge.")
    elif day and day < on:
        promise.problems[key] = _("This day is over already.")
    return day


def _read_standing(promise, typed):
    promise.status = typed.get("status", "")
    if promise.status not in dict(STATUSES):
        promise.problems["status"] = _("Choose where it stands today.")
    promise.reason = _take(promise, "reason", typed.get("reason", ""), longest=LONGEST_REASON)
    promise.language = typed.get("language", "")
    if promise.language not in language_codes():
        promise.problems["language"] = _("Choose one of the two.")
    if not promise.reason:
        promise.problems["reason"] = _("Fill this in.")
