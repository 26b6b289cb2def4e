"""The last mail that somebody gets, written while we still know to whom."""

import logging

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.template.loader import render_to_string
from django.utils.translation import override

TIMEOUT = 10
"""Seconds of silence after which the mail server counts as away."""

logger = logging.getLogger(__name__)


def farewell_to(user):
    """A function that sends it; a failure is logged without the address."""
    if not user.email:
        return lambda: None
    with override(user.language):
        text = render_to_string("users/mail/farewell.txt", {"site_name": settings.WAGTAIL_SITE_NAME})
    subject, _end, body = text.strip().partition("\n")
    headers = {"Auto-Submitted": "auto-generated", "Content-Language": user.language}
    letter = EmailMessage(subject, body.lstrip("\n") + "\n", None, [user.email], headers=headers)

    def send():
        try:
            with get_connection(timeout=TIMEOUT) as connection:
                connection.send_messages([letter])
        except Exception as error:
            logger.error("The last mail to somebody who left was not sent: %s", type(error).__name__)

    return send
