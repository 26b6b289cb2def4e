"""What somebody who took part is mailed: a receipt, a link, that it was withdrawn."""

from django.utils import timezone
from django.utils.translation import override

from consultations.models import Contribution, RespondentLink
from consultations.services.identities import identity_read
from consultations.services.links import LASTS, link_make
from core.sealing import email_digest

from .post import hand_in, hand_in_with_link, letter, link_address, written
from .words import answers_in_words, day_in_words, moment_in_words

State, Purpose = Contribution.State, RespondentLink.Purpose


def receipt_send(contribution, at=None):
    """Mail the newest receipt with a copy of the answers; what waits for a confirmation is asked for that instead.

    Call it after the commit. True when the mail server took it; False also where no address is known.
    """
    if contribution.state not in (State.SENT, State.UNCONFIRMED):
        return False
    receipt = contribution.receipts.first()
    return _with_link(contribution, _purpose_of(contribution), at, mark=receipt.made_at, with_copy=True)


def receipt_is_sent(contribution, receipt):
    """Whether the mail about a receipt left: its link carries the moment of the receipt."""
    return contribution.links.filter(purpose=_purpose_of(contribution), made_at=receipt.made_at).exists()


def link_send(contribution, at=None):
    """Mail a new link, to the address that we know."""
    return _with_link(contribution, _purpose_of(contribution), at)


def withdrawal_send(contribution):
    """Mail that it was withdrawn, and when its words go."""
    email = identity_read(contribution).get("email", "")
    if not email:
        return False
    facts = facts_of(contribution) | {"days": contribution.consultation.keep_withdrawn_days}
    return hand_in(_letter("withdrawn", contribution, email, facts), contribution.reference)


def facts_of(contribution):
    """What every mail about a contribution says of it, in its own language."""
    receipt, consultation = contribution.receipts.first(), contribution.consultation
    with override(contribution.language):
        return {
            "reference": contribution.reference,
            "consultation": consultation.name_in(contribution.language),
            "receipt": receipt,
            "moment": moment_in_words(receipt.made_at if receipt else contribution.sent_at),
            "is_late": contribution.lateness == Contribution.Lateness.LATE and not contribution.admitted_at,
            "last_day": day_in_words(consultation.last_day),
        }


def _purpose_of(contribution):
    return Purpose.CONFIRM if contribution.state == State.UNCONFIRMED else Purpose.MANAGE


def _with_link(contribution, purpose, at, *, mark=None, with_copy=False):
    email = identity_read(contribution).get("email", "")
    if not email:
        return False
    at, language = at or timezone.now(), contribution.language
    secret = link_make(purpose=purpose, contribution=contribution, email_digest=email_digest(email), at=at)
    name = "confirm" if purpose == Purpose.CONFIRM else "manage"
    facts = facts_of(contribution) | {"url": link_address(name, secret, language)}
    with override(language):
        facts["until"] = day_in_words(timezone.localdate(at + LASTS[purpose]))
    template = "confirm" if purpose == Purpose.CONFIRM else "link"
    if with_copy and purpose == Purpose.MANAGE:
        template, facts["sections"] = "receipt", answers_in_words(contribution, language)
    mail = _letter(template, contribution, email, facts)
    return hand_in_with_link(mail, contribution.reference, secret, mark)


def _letter(template, contribution, email, facts):
    language, contact = contribution.language, contribution.consultation.contact_email
    return letter(*written(template, language, facts), to=email, languages=[language], contact=contact)
