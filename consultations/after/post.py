"""One mail to somebody who took part: in their language, and never in the way of what they sent."""

import logging

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import override

from consultations.models import RespondentLink
from consultations.services.links import digest_of_secret
from editorial.mails.post import SUBJECT, absolute, one_line

PATIENCE = 4
"""Seconds of silence of the mail server for which a screen waits; the daily job tries again."""

logger = logging.getLogger(__name__)


def link_address(name, secret, language):
    """The whole address of a link in a mail, for a reader of that language."""
    with override(language):
        return absolute(reverse(f"take_part:{name}", args=[secret]))


def written(template, language, facts):
    """(subject, text) of a mail in that language: the first line of its template, and the rest."""
    with override(language):
        facts = facts | {"site_name": settings.WAGTAIL_SITE_NAME}
        text = render_to_string(f"consultations/after/mail/{template}.txt", facts).strip()
    subject, _end, body = text.partition("\n")
    return one_line(subject, SUBJECT), body.strip("\n") + "\n"


def letter(subject, text, *, to, languages, contact=""):
    """A mail in plain text, in those languages; answers to it go to the contact point."""
    headers = {"Auto-Submitted": "auto-generated", "Content-Language": ", ".join(languages)}
    return EmailMessage(subject, text, None, [to], headers=headers, reply_to=[contact] if contact else None)


def hand_in(mail, about):
    """Whether the mail server took it. What went wrong is logged with the reference, never with the address."""
    try:
        with get_connection(timeout=PATIENCE) as connection:
            return bool(connection.send_messages([mail]))
    except Exception as error:  # whatever it is, what was sent in stays received
        logger.error("A mail about %s was not sent: %s", about, type(error).__name__)
        return False


def hand_in_with_link(mail, about, secret, mark=None):
    """The same for a mail with a link, which goes when nobody got it.

    The `mark` takes the place of the moment at which the link was made, after the mail left: a server that stops in
    between mails again, and the first link opens nevertheless.
    """
    made = RespondentLink.objects.filter(digest=digest_of_secret(secret))
    if not hand_in(mail, about):
        made.delete()
        return False
    if mark:
        made.update(made_at=mark)
    return True
