"""A digest as a mail, in the reader's language: plain text, and the same as HTML without pictures or tracking."""

import re
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils.translation import override

from actions.services.links import LASTS
from editorial.mails.post import SUBJECT, one_line

from .words import queue_url, sections_of, subject_of


def letter_of(digest, *, link, on):
    """The mail; `link` is the personal link of a contact person, or empty."""
    with override(digest.language):
        context = {
            "language": digest.language,
            "subject": one_line(subject_of(digest), SUBJECT),
            "name": one_line(digest.person.name if digest.contact else digest.person.get_full_name()),
            "sections": sections_of(digest, on),
            "link": link,
            "days": LASTS.days,
            "queue_url": queue_url() if digest.user else "",
            "site_name": settings.WAGTAIL_SITE_NAME,
        }
        text = re.sub(r"\n{3,}", "\n\n", render_to_string("actions/reminders/mail.txt", context)).strip() + "\n"
        html = render_to_string("actions/reminders/mail.html", context)
    letter = EmailMultiAlternatives(context["subject"], text, None, [digest.person.email], headers=_headers(digest))
    letter.attach_alternative(html, "text/html")
    return letter


def _headers(digest):
    host = urlsplit(settings.WAGTAILADMIN_BASE_URL).hostname or "localhost"
    return {
        "Auto-Submitted": "auto-generated",
        "Content-Language": digest.language,
        "List-Id": f"<reminders.{host}>",
        "Message-ID": f"<{digest.key}@{host}>",
    }
