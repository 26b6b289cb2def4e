"""The mail that asks whether it was really you."""

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import override

from consultations.after.post import hand_in, letter
from core.changes import subject_of
from editorial.mails.post import SUBJECT, absolute, one_line
from follow.models.followers import UNCONFIRMED_FOR
from follow.services.confirming import confirm_token

from .addresses import confirm_url, never_url
from .subjects import SEARCH, kind_label


def confirmation_send(following, subject, *, email, at, how):
    """Mail the link that confirms; whether the mail server took it. `how`: {"language", "frequency"}."""
    language = how["language"]
    token = confirm_token(following=following, language=language, frequency=how["frequency"], at=at)
    with override(language):
        facts = {
            "what": _words(subject_of(subject.kind, subject.code, language) or subject),
            "confirm_url": absolute(confirm_url(token, language)),
            "never_url": absolute(never_url(following.follower.key, language)),
            "days": UNCONFIRMED_FOR.days,
            "site_name": settings.WAGTAIL_SITE_NAME,
        }
        text = render_to_string("follow/alerts/mail/confirm.txt", facts).strip()
    title, _end, body = text.partition("\n")
    mail = letter(one_line(title, SUBJECT), body.strip("\n") + "\n", to=email, languages=[language])
    return hand_in(mail, f"following {following.pk}")


def _words(subject):
    """The subject in a mail to whoever has that address; never words that somebody else typed to be mailed there."""
    kind = kind_label(subject.kind)
    return "" if subject.kind == SEARCH else f"{one_line(subject.title, 150)} ({kind})"
