"""How long what is kept, in the words of a language that is active."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from consultations.services.identities import keep_until


def periods_of(consultation):
    """Sentences: of what was sent, of what was never sent, and of what was withdrawn."""
    return [_sent(consultation), _unsent(consultation), _withdrawn(consultation)]


def _sent(consultation):
    until = keep_until(consultation)
    if until:
        return _(
            "Your name and your e-mail address are kept until %(day)s. Answers to sensitive questions and e-mail "
            "addresses in answers are erased with them. Your other answers stay, without your name."
        ) % {"day": date_format(until, "DATE_FORMAT")}
    return ngettext(
        "Your name and your e-mail address are kept for %(count)d month after the last day. Answers to sensitive "
        "questions and e-mail addresses in answers are erased with them. Your other answers stay, without your name.",
        "Your name and your e-mail address are kept for %(count)d months after the last day. Answers to sensitive "
        "questions and e-mail addresses in answers are erased with them. Your other answers stay, without your name.",
        consultation.keep_sent_months,
    ) % {"count": consultation.keep_sent_months}


def _unsent(consultation):
    return ngettext(
        "What you typed but never sent is erased %(count)d day after the last day.",
        "What you typed but never sent is erased %(count)d days after the last day.",
        consultation.keep_unsent_days,
    ) % {"count": consultation.keep_unsent_days}


def _withdrawn(consultation):
    return ngettext(
        "What you withdraw is erased %(count)d day later; only its reference stays.",
        "What you withdraw is erased %(count)d days later; only its reference stays.",
        consultation.keep_withdrawn_days,
    ) % {"count": consultation.keep_withdrawn_days}
