"""Who of ours a person of the log-in service is: known by a digest, and before that by their address, once."""

from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.contrib.auth import get_user_model
from django.db import IntegrityError, transaction
from django.db.models import Q

from . import config
from .refusals import Refusal


def connections_of(user):
    if not user.is_authenticated:
        return SocialAccount.objects.none()
    return SocialAccount.objects.filter(user=user, provider=config.CODE)


def connected(digest):
    """The connection with that digest, or None."""
    return SocialAccount.objects.filter(provider=config.CODE, uid=digest).select_related("user").first()


def person_with(address):
    """The one active person who was registered with this address. Raises Refusal for none, and for several."""
    users = get_user_model().objects
    proved = EmailAddress.objects.filter(email__iexact=address, verified=True)
    found = users.filter(Q(email__iexact=address) | Q(pk__in=proved.values("user"))).distinct()
    # An address that nobody proved may have been typed by somebody else, to catch whose it is, or to shut them out.
    typed = EmailAddress.objects.filter(email__iexact=address, verified=False).values_list("user", flat=True)
    those = [user for user in found if _has(user, address)]
    theirs = [user for user in those if user.pk not in set(typed)]
    if len(theirs) == 1 and theirs[0].is_active:
        return theirs[0]
    raise Refusal("unclear" if len(theirs) > 1 or (not theirs and those) else "unknown")


def _has(user, address):
    """The database's own comparison takes some letters of other alphabets for ours."""
    addresses = {user.email, *user.emailaddress_set.values_list("email", flat=True)}
    return address.casefold() in {one.casefold() for one in addresses}


@transaction.atomic
def connect(user, digest):
    """Tie a person to that digest for good. Raises Refusal where they have another one, or it is somebody else's."""
    list(get_user_model().objects.select_for_update(of=["self"]).filter(pk=user.pk))
    if connections_of(user).exclude(uid=digest).exists():
        raise Refusal("unclear")
    try:
        with transaction.atomic():
            row, _made = SocialAccount.objects.get_or_create(
                provider=config.CODE, uid=digest, defaults={"user": user, "extra_data": {}}
            )
    except IntegrityError:
        raise Refusal("unclear") from None
    if row.user_id != user.pk:
        raise Refusal("unclear")
    return row
