"""Mails on their way: written in the reader's language, and never in the way of who waits for a screen."""

import logging
import re
import unicodedata
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from smtplib import SMTPServerDisconnected
from threading import Thread

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import override
from wagtail.users.models import UserProfile

PATIENCE = 2
"""Seconds that a screen waits for the mail server; what is not gone by then goes on in the background."""

TIMEOUT = 10
"""Seconds of silence after which the mail server counts as away."""

SUBJECT = 150
UNSEEN = {"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"}
PREFERENCES = ("submitted", "approved", "rejected")

logger = logging.getLogger(__name__)
_silent = ContextVar("nobody is mailed", default=False)


@contextmanager
def silence():
    """Nobody is mailed about what happens inside: for content that is loaded, not written."""
    token = _silent.set(True)
    try:
        yield
    finally:
        _silent.reset(token)


def after_commit(function, *args, **kwargs):
    """Call it when what happened is certain; a failure is logged and breaks nothing."""
    if _silent.get():
        return

    @wraps(function)
    def call():
        function(*args, **kwargs)

    transaction.on_commit(call, robust=True)


def send(template, people, facts, *, preference="", patience=PATIENCE):
    """Write that mail in the language of each of those people; True when the mail server took all of them.

    `facts` makes the context, once per language. `preference` is one of Wagtail's three, or "any" of them, or none.
    With `patience` None the call waits until all are gone.
    """
    letters = []
    for language, readers in _by_language(people, preference).items():
        with override(language):
            subject, text = _written(template, facts())
        headers = {"Auto-Submitted": "auto-generated", "Content-Language": language}
        letters += [EmailMessage(subject, text, None, [reader.email], headers=headers) for reader in readers]
    return _hand_in(letters, patience)


def address(name, *args):
    """The whole address of a screen of the administration."""
    return absolute(reverse(name, args=args))


def absolute(path):
    return settings.WAGTAILADMIN_BASE_URL.rstrip("/") + path


def one_line(text, length=100):
    """Text that somebody typed, fit for a subject or in a sentence: no line breaks, no signs that cannot be seen."""
    seen = "".join(" " if unicodedata.category(sign) in UNSEEN else sign for sign in str(text))
    line = re.sub(" {2,}", " ", seen).strip()
    return line if len(line) <= length else line[: length - 1].rstrip() + "…"


def _by_language(people, preference):
    wanted = {"": (), "any": PREFERENCES}.get(preference, (preference,))
    profiles = {profile.user_id: profile for profile in UserProfile.objects.filter(user__in=people)}
    found = {}
    for person in dict.fromkeys(people):
        profile = profiles.get(person.pk) or UserProfile()
        agrees = not wanted or any(getattr(profile, f"{name}_notifications") for name in wanted)
        if person.is_active and person.email and agrees:
            found.setdefault(person.language, []).append(person)
    return found


def _written(template, facts):
    """Subject and text of a mail: the first line of its template, and the rest without the gaps of tags."""
    known = {"site_name": settings.WAGTAIL_SITE_NAME, "account_url": address("wagtailadmin_account")}
    text = render_to_string(f"editorial/mail/{template}.txt", known | facts)
    text = re.sub(r"\n{3,}", "\n\n", re.sub(r"[ \t]+\n", "\n", text)).strip()
    subject, _end, body = text.partition("\n")
    return one_line(subject, SUBJECT), body.lstrip("\n") + "\n"


def _hand_in(letters, patience):
    if not letters:
        return True
    taken = []
    courier = Thread(target=_deliver, args=(letters, taken))
    courier.start()
    courier.join(patience)
    return len(taken) == len(letters)


def _deliver(letters, taken):
    """In a thread of its own, without the database: one mail that is refused does not keep back the next."""
    try:
        with get_connection(timeout=TIMEOUT) as connection:
            for letter in letters:
                try:
                    connection.send_messages([letter])
                    taken.append(letter)
                except (SMTPServerDisconnected, TimeoutError, ConnectionError):
                    raise
                except Exception:
                    logger.exception("A mail was refused: %s", letter.subject)
    except Exception:
        logger.exception("The mail server is away: %s mails were not sent", len(letters) - len(taken))
