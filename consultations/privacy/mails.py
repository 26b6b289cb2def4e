"""The mails about somebody’s data: the link to it, and that it was erased."""

import logging
from threading import Thread

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.formats import date_format, time_format
from django.utils.translation import override

from editorial.mails.post import SUBJECT, TIMEOUT, one_line

logger = logging.getLogger(__name__)


def mail(template, language, email, facts):
    """Write it in that language and let it leave behind the back of who waits for a screen.

    The screen waits for nothing, so that it takes as long whether there is somebody to mail or not.
    """
    with override(language):
        text = render_to_string(f"consultations/privacy/mail/{template}.txt", _known(facts)).strip()
    subject, _end, body = text.partition("\n")
    headers = {"Auto-Submitted": "auto-generated", "Content-Language": language}
    letter = EmailMessage(one_line(subject, SUBJECT), body.strip("\n") + "\n", None, [email], headers=headers)
    courier = Thread(target=_deliver, args=(letter,))
    courier.start()
    return courier


def moment_in_words(moment):
    moment = timezone.localtime(moment, timezone.get_default_timezone())
    return f"{date_format(moment, 'DATE_FORMAT')}, {time_format(moment, 'TIME_FORMAT')}"


def _known(facts):
    moments = {name: moment_in_words(value) for name, value in facts.items() if hasattr(value, "hour")}
    return facts | moments | {"site_name": settings.WAGTAIL_SITE_NAME}


def _deliver(letter):
    """Without the database. Errors of mail servers repeat the address, so the log gets nothing but their kind."""
    try:
        with get_connection(timeout=TIMEOUT) as connection:
            connection.send_messages([letter])
    except Exception as error:
        logger.error("A mail about somebody’s data was not sent: %s", type(error).__name__)
