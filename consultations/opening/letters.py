"""What somebody who took part is told by mail about a change, or about more time."""

import re

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.translation import override

from consultations.after.post import letter, link_address
from consultations.models import QuestionnaireVersion, RespondentLink
from consultations.services.links import link_make
from core.languages import localized_value
from editorial.mails.post import SUBJECT, one_line

from .differences import changed_since

Purpose = RespondentLink.Purpose


def letter_of(notice, links):
    """The mail; `links` are (reference or "", address) as `links_of` makes them."""
    about, language = notice.about, notice.language
    is_version = isinstance(about, QuestionnaireVersion)
    consultation = about.consultation
    facts = {
        "consultation": one_line(consultation.name_in(language)),
        "reason": localized_value(about, "note" if is_version else "reason", language),
        "changes": changed_since(notice.previous.document, about.document, language) if is_version else [],
        "links": links,
        "sent": bool(notice.contributions),
        "contact": consultation.contact_email,
        "site_name": settings.WAGTAIL_SITE_NAME,
    }
    with override(language):
        facts["last_day"] = date_format(consultation.last_day, "DATE_FORMAT")
        template = "changed" if is_version else "extended"
        text = render_to_string(f"consultations/opening/mail/{template}.txt", facts)
    text = re.sub(r"\n{3,}", "\n\n", re.sub(r"[ \t]+\n", "\n", text)).strip()
    subject, _end, body = text.partition("\n")
    return letter(
        one_line(subject, SUBJECT),
        body.strip("\n") + "\n",
        to=notice.email,
        languages=[language],
        contact=consultation.contact_email,
    )


def links_of(notice, at):
    """A new link for everything that they can go on with: [(reference or "", address)]; none but theirs."""
    links = []
    for one in notice.contributions:
        secret = link_make(purpose=Purpose.MANAGE, contribution=one, email_digest=one.identity.email_digest, at=at)
        links.append((one.reference, link_address("manage", secret, notice.language)))
    for one in notice.drafts:
        if one.contribution is None:  # else it edits a contribution
            secret = link_make(purpose=Purpose.RESUME, draft=one, email_digest=one.email_digest, at=at)
            links.append(("", link_address("resume", secret, notice.language)))
        elif one.contribution not in notice.contributions:
            secret = link_make(
                purpose=Purpose.MANAGE, contribution=one.contribution, email_digest=one.email_digest, at=at
            )
            links.append((one.contribution.reference, link_address("manage", secret, notice.language)))
    return links
