"""The mail with a new personal link, in the person's own language."""

import logging
from datetime import timedelta

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import override

from actions.models import PersonalLink
from actions.services.links import LASTS, digest_of, link_make
from editorial.mails.post import TIMEOUT, one_line

from .addresses import link_url
from .theirs import hold

PAUSE = timedelta(minutes=10)
"""Between two links for one person, however they were asked for."""

logger = logging.getLogger(__name__)


class TooSoon(Exception):
    """A link was made less than `PAUSE` ago; `again_at` says from when on there can be another."""

    def __init__(self, again_at):
        super().__init__(str(again_at))
        self.again_at = again_at


def link_send(*, contact, at=None):
    """Mail this person a new link; True when the mail server took it. Raises TooSoon."""
    at = at or timezone.now()
    with transaction.atomic():
        hold(contact)
        last = contact.links.filter(made_at__gt=at - PAUSE).first()
        if last:
            raise TooSoon(last.made_at + PAUSE)
        secret = link_make(contact=contact, at=at)
    sent = _send(contact, secret, at + LASTS)
    if not sent:
        PersonalLink.objects.filter(digest=digest_of(secret)).delete()
    return sent


def _send(contact, secret, expires_at):
    with override(contact.language):
        facts = {
            "url": link_url(secret, contact.language),
            "organisation": one_line(contact.organisation.name_in(contact.language)),
            "until": date_format(timezone.localtime(expires_at), "DATE_FORMAT"),
            "site_name": settings.WAGTAIL_SITE_NAME,
        }
        text = render_to_string("actions/owners/mail/new_link.txt", facts).strip()
    subject, _end, body = text.partition("\n")
    headers = {"Auto-Submitted": "auto-generated", "Content-Language": contact.language}
    mail = EmailMessage(one_line(subject), body.lstrip("\n") + "\n", None, [contact.email], headers=headers)
    try:
        with get_connection(timeout=TIMEOUT) as connection:
            return bool(connection.send_messages([mail]))
    except OSError:  # smtplib's own errors are among them
        logger.exception("A personal link could not be mailed")
        return False
