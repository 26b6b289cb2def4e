"""The mail with a link to go on, in the language of the draft."""

from datetime import timedelta
from threading import Thread

from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import override

from consultations.after.post import hand_in, hand_in_with_link, letter, link_address, written
from consultations.models import Draft, RespondentLink
from consultations.services.links import LASTS, link_make
from core.sealing import email_digest

from .closing import last_moment

MOST_A_DAY = 5
"""So many links are made for one draft in a day, however they are asked for."""

MOST_DRAFTS = 3
RESUME = RespondentLink.Purpose.RESUME


def link_send(*, draft, email, at):
    """Mail a link to who writes in this browser; True when the mail server took it."""
    made = _letter(draft, email, at)
    return bool(made) and hand_in_with_link(*made)


def links_send_unseen(*, consultation, email, at):
    """Mail a link for each of the newest drafts of that address.

    It takes as long and says as little where there is none: the mails leave in the background.
    """
    digest = email_digest(email)
    mine = Draft.objects.filter(Q(email_digest=digest) | Q(links__email_digest=digest), sent_at__isnull=True)
    for draft in mine.filter(consultation=consultation).distinct()[:MOST_DRAFTS]:
        if made := _letter(draft, email, at):
            Thread(target=hand_in, args=made[:2], name="link to a draft").start()


def _letter(draft, email, at):
    """(the mail, what it is about, the secret of its link); None where too many were made."""
    day = timedelta(days=1)
    if RespondentLink.objects.filter(draft=draft, purpose=RESUME, made_at__gt=at - day).count() >= MOST_A_DAY:
        return None
    secret = link_make(purpose=RESUME, draft=draft, email_digest=email_digest(email), at=at)
    with override(draft.language):
        facts = {
            "consultation": draft.consultation.name_in(draft.language),
            "url": link_address("resume", secret, draft.language),
            "until": date_format(timezone.localtime(at + LASTS[RESUME]), "DATE_FORMAT"),
            "last_moment": last_moment(draft.consultation),
        }
    contact = draft.consultation.contact_email
    mail = letter(*written("resume", draft.language, facts), to=email, languages=[draft.language], contact=contact)
    return mail, "a draft", secret
