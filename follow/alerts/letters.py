"""A digest as a mail, in the reader's language: plain text, and the same as HTML without pictures or tracking."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from editorial.mails.post import SUBJECT, absolute, one_line

from .addresses import home_url, own_url, stop_url
from .subjects import kind_label

TITLE, TEXT = 200, 500
"""Signs of one change: a mail says that it is there and what it is about, the page says the rest."""


@dataclass(frozen=True)
class Item:
    title: str
    text: str
    day: str
    url: str = ""
    lang: str = ""


@dataclass(frozen=True)
class Part:
    title: str
    items: list
    more: str = ""
    url: str = ""


def letter_of(digest, *, email, key):
    """The mail; `key` is what its personal links open with."""
    language = digest.follower.language
    with override(language):
        context = {
            "language": language,
            "subject": one_line(_subject(digest), SUBJECT),
            "parts": [_part(section, language) for section in digest.sections],
            "gone": [one_line(f"{kind_label(one.kind)} {one.code}", TITLE) for one in digest.gone],
            "frequency": digest.follower.get_frequency_display(),
            "own_url": absolute(own_url(key, language)),
            "stop_url": absolute(stop_url(key, language)),
            "site_name": settings.WAGTAIL_SITE_NAME,
        }
        text = re.sub(r"\n{3,}", "\n\n", render_to_string("follow/alerts/mail/digest.txt", context)).strip() + "\n"
        html = render_to_string("follow/alerts/mail/digest.html", context)
    letter = EmailMultiAlternatives(context["subject"], text, None, [email], headers=_headers(digest, context))
    letter.attach_alternative(html, "text/html")
    return letter


def _headers(digest, context):
    """One click stops it: RFC 8058, as the large mail services ask of whoever writes to many. Its signature (DKIM) is
    the matter of the mail server, and has to cover both headers.
    """
    host = urlsplit(settings.WAGTAILADMIN_BASE_URL).hostname or "localhost"
    return {
        "Auto-Submitted": "auto-generated",
        "Content-Language": context["language"],
        "List-Id": f"<follow.{host}>",
        "List-Unsubscribe": f"<{context['stop_url']}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Message-ID": f"<{digest.key}@{host}>",
    }


def _subject(digest):
    """How much changed; no more, for a subject is read by whoever looks over a shoulder."""
    if not digest.count:
        return _("What you followed is no longer here")
    words = ngettext("%(count)s change in what you follow", "%(count)s changes in what you follow", digest.count)
    return words % {"count": digest.count}


def _part(section, language):
    more = ""
    if section.more and section.changes:
        more = ngettext("… and %(count)s more", "… and %(count)s more", section.more) % {"count": section.more}
    elif section.more:
        more = ngettext("%(count)s change", "%(count)s changes", section.more) % {"count": section.more}
    return Part(
        title=one_line(section.subject.title, TITLE),
        items=[_item(change) for change in section.changes],
        more=more,
        url=absolute(section.subject.url or home_url(language)),
    )


def _item(change):
    return Item(
        title=one_line(change.title, TITLE),
        text=one_line(change.text, TEXT),
        day=date_format(timezone.localtime(change.at, timezone.get_default_timezone()), "DATE_FORMAT"),
        url=absolute(change.url) if change.url else "",
        lang=change.lang,
    )
