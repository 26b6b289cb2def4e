"""The mail that asks an organisation whether somebody speaks for it: to its general address, in every language."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import override

from consultations.kinds import Mandate
from consultations.models import Contribution, RespondentLink
from consultations.services.links import LASTS, link_make
from consultations.services.mandates import is_of_domain
from core.languages import language_codes
from core.sealing import email_digest

from .post import hand_in_with_link, letter, link_address, written
from .words import day_in_words

MOST = 5
"""So many such mails a day one organisation gets: anybody can say to speak for it."""

Purpose = RespondentLink.Purpose


def mandate_send(contribution, at=None):
    """Ask the organisation, once for each contribution; True when the mail server took it.

    Not where its domain can confirm it: that happens as soon as the sender opens a link from a mail.
    """
    at = at or timezone.now()
    if not _is_due(contribution, at):
        return False
    organisation = contribution.organisation
    secret = link_make(
        purpose=Purpose.MANDATE, contribution=contribution, email_digest=email_digest(organisation.email), at=at
    )
    texts = [_written(contribution, language, secret, at) for language in language_codes()]
    mail = letter(
        " / ".join(subject for subject, _text in texts),
        "\n----------\n\n".join(text for _subject, text in texts),
        to=organisation.email,
        languages=language_codes(),
        contact=contribution.consultation.contact_email,
    )
    return hand_in_with_link(mail, contribution.reference, secret)


def _is_due(contribution, at):
    organisation = contribution.organisation
    if contribution.state != Contribution.State.SENT or contribution.mandate != Mandate.DECLARED:
        return False
    if organisation is None or not organisation.email or is_of_domain(contribution):
        return False
    asked = RespondentLink.objects.filter(purpose=Purpose.MANDATE, email_digest=email_digest(organisation.email))
    if asked.filter(contribution=contribution).exists():
        return False
    return asked.filter(made_at__gt=at - timedelta(days=1)).count() < MOST


def _written(contribution, language, secret, at):
    with override(language):
        until = day_in_words(timezone.localdate(at + LASTS[Purpose.MANDATE]))
    facts = {
        "organisation": contribution.organisation.name_in(language),
        "consultation": contribution.consultation.name_in(language),
        "url": link_address("mandate", secret, language),
        "until": until,
    }
    return written("mandate", language, facts)
