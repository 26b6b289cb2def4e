"""How often a search found nothing, per day; nothing about who searched, nor at what time."""

import logging
import re
import unicodedata
from contextlib import contextmanager

from django.core.cache import cache
from django.db import connection, transaction
from django.db.models import F

from core.dates import add_months, day_of
from search.analysis import words
from search.models import Miss

LONGEST, MOST_WORDS = 60, 6
"""Signs and words; who types more tells something instead of looking for it."""
A_MINUTE = 60
"""Writes for the whole site, so that nobody can keep the database busy with nonsense."""
A_DAY = 1000
"""Different searches that are remembered of one day, in all languages together."""
MONTHS = 13
"""How long they are kept: long enough to compare a month with the same one a year ago."""
READ_FROM = 2
"""What was typed less often is shown to nobody."""
PATIENCE = 100
"""Milliseconds that a reader waits at most until others have written."""

BETWEEN_DIGITS = re.compile(r"(?<=\d)[\W_]+(?=\d)")
MANY_DIGITS = re.compile(r"\d{5}")
YEARS_OR_NORM = re.compile(r"\b(?:19|20)\d\d(?:\s?[-–/]\s?(?:19|20)\d\d)?\b|\biso[ -]?\d{5}\b", re.IGNORECASE)
ADDRESS = re.compile(r"@|://|\bwww\.|[^\W\d_]{2,}\.[^\W\d_]{2,}", re.IGNORECASE)

log = logging.getLogger(__name__)


def count_miss(text, language, at):
    """Count once more that this search found nothing on that day; never an error, never a wait for the reader.

    Not counted: what may be about a person, and what is more than the site writes in a minute or a day.
    """
    if len(text) > LONGEST or may_be_about_a_person(text):
        return
    found = words(text)
    typed = " ".join(found)
    if not found or len(found) > MOST_WORDS or len(typed) > LONGEST:  # folding may take more signs
        return
    try:
        if _has_room(at):
            with _brief_transaction():
                _write(day_of(at), language, typed)
    except Exception as error:  # each cache and each database has errors of its own
        log.warning("A search without result was not counted: %s", type(error).__name__)


def may_be_about_a_person(text):
    """Whether this may name, or lead to, somebody: a mail address, a URL, a long number however it is grouped.

    Numbers of telephones, accounts and the national register have more than four digits in a row, once spaces and
    signs are left out. A year, a pair of years or an ISO standard is none, where it is the only number.
    """
    text = unicodedata.normalize("NFKC", text)
    has_long_number = MANY_DIGITS.search(BETWEEN_DIGITS.sub("", text))
    if has_long_number and re.search(r"\d", YEARS_OR_NORM.sub("", text, count=1)):
        return True
    return bool(ADDRESS.search(text))


def last_day_kept(today):
    """The oldest day of which searches are still kept."""
    return add_months(today, -MONTHS)


def _has_room(at):
    """Whether one more may be written in this minute. Without a cache nothing is counted: nobody would stop it."""
    key = f"misses:{int(at.timestamp()) // 60}"
    cache.add(key, 0, timeout=120)
    return cache.incr(key) <= A_MINUTE


def _write(day, language, typed):
    row = Miss.objects.filter(day=day, language=language, words=typed)
    once_more = {"number": F("number") + 1}
    if row.update(**once_more) or Miss.objects.filter(day=day).count() >= A_DAY:
        return
    # Of two who come first at once one makes the row; both count.
    Miss.objects.bulk_create([Miss(day=day, language=language, words=typed, number=0)], ignore_conflicts=True)
    row.update(**once_more)


@contextmanager
def _brief_transaction():
    """A transaction that fails where it would have to wait for long until others have written."""
    if connection.vendor == "postgresql":
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL lock_timeout = {PATIENCE}")
            yield
        return
    connection.ensure_connection()
    patience = connection.settings_dict["OPTIONS"].get("timeout", 5)
    connection.connection.execute(f"PRAGMA busy_timeout = {PATIENCE}")
    try:
        with transaction.atomic():
            yield
    finally:
        connection.connection.execute(f"PRAGMA busy_timeout = {int(patience * 1000)}")
