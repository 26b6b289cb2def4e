"""The link of the first mail. To open it changes nothing, for programs that read mails open links too."""

from django.utils import timezone
from django.utils.translation import gettext as _

from core.languages import active_language, language_name
from follow.models import Follower
from follow.services.confirming import LinkRefused, TooMany, follow_confirm, request_of

from .addresses import never_url, own_url
from .personal import personal
from .shell import home_links, show
from .subjects import followed


@personal
def confirm(request, token):
    at = timezone.now()
    try:
        asked = request_of(token, at)
    except LinkRefused as refused:
        return show(
            request,
            "refused",
            title=_("This link does not open anything"),
            status=410 if refused.is_late else 404,
            languages=home_links(),
            reason=refused.message,
        )
    language = active_language()
    if request.method != "POST":
        return _show(request, asked)
    chosen = {int(pk) for pk in request.POST.getlist("follow") if pk.isdecimal() and len(pk) < 19}
    try:
        follow_confirm(request=asked, chosen=chosen, at=at)
    except TooMany:
        error = _("This address follows as much as one address can. Stop following something first.")
        return _show(request, asked, status=409, errors=[(error, "")])
    return show(
        request,
        "confirmed",
        title=_("You follow it") if chosen else _("Nothing is followed"),
        rows=[followed(one, language) for one in asked.followings if one.pk in chosen],
        frequency=_frequency(asked.frequency),
        own_url=own_url(asked.follower.key, language),
    )


def _show(request, asked, *, status=200, errors=()):
    language = active_language()
    return show(
        request,
        "confirm",
        title=_("Was it you who asked for mails?"),
        status=status,
        errors=errors,
        rows=[followed(one, language) for one in asked.followings],
        frequency=_frequency(asked.frequency),
        mail_language=language_name(asked.language),
        never_url=never_url(asked.follower.key, language),
    )


def _frequency(code):
    return dict(Follower.Frequency.choices).get(code, "")
