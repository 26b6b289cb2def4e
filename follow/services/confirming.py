"""The link that proves whose address it is, and what it confirms."""

from dataclasses import dataclass

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext_lazy as _

from follow.models import Follower, Following
from follow.models.followers import UNCONFIRMED_FOR

SALT = "follow.confirm"


class LinkRefused(Exception):
    """The link opens nothing; `message` says so in words, `is_late` whether it once did."""

    def __init__(self, message, *, is_late=False):
        super().__init__(str(message))
        self.message, self.is_late = message, is_late


class TooMany(Exception):
    """One address follows as much as there may be."""


@dataclass(frozen=True)
class Request:
    """What somebody may confirm: `asked` is the one of the link, `followings` all that waits for this address."""

    asked: Following
    followings: list
    language: str
    frequency: str

    @property
    def follower(self):
        return self.asked.follower


def confirm_token(*, following, language, frequency, at):
    """What stands in the link: signed, and without the address."""
    content = [following.pk, _mark(following.follower), language, frequency, int(at.timestamp())]
    return signing.dumps(content, salt=SALT)


def request_of(token, at):
    """What the link asks to confirm. Raises LinkRefused."""
    try:
        pk, mark, language, frequency, made = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        raise LinkRefused(_("The address of this page is not complete, or not right.")) from None
    asked = Following.objects.filter(pk=pk).select_related("follower").first()
    is_late = at.timestamp() - made > UNCONFIRMED_FOR.total_seconds()
    if is_late or asked is None or not constant_time_compare(mark, _mark(asked.follower)):
        raise LinkRefused(_("This link is too old, or was stopped. You can ask for a new one."), is_late=True)
    waiting = asked.follower.followings.unconfirmed(at, UNCONFIRMED_FOR).exclude(pk=asked.pk)
    return Request(asked, [asked, *waiting], language, frequency)


@transaction.atomic
def follow_confirm(*, request, chosen, at):
    """From now on the address follows what was chosen (primary keys); what was not is forgotten. Raises TooMany."""
    follower = Follower.objects.select_for_update(of=["self"]).get(pk=request.follower.pk)
    known = follower.followings.confirmed().count()
    offered = follower.followings.filter(pk__in=[one.pk for one in request.followings])
    new = offered.filter(pk__in=chosen, confirmed_at__isnull=True)
    if known + new.count() > settings.FOLLOW_LIMITS["followings"]:
        raise TooMany
    offered.filter(confirmed_at__isnull=True).exclude(pk__in=chosen).delete()
    new.update(confirmed_at=at)
    follower.language, follower.frequency = request.language, request.frequency
    if not known:
        follower.told_until = at
    follower.save(update_fields=["language", "frequency", "told_until"])
    Follower.objects.filter(pk=follower.pk).idle().delete()


def _mark(follower):
    return salted_hmac(SALT, follower.key, algorithm="sha256").hexdigest()[:20]
