"""E-mail addresses: what may be typed, and the proven address of somebody whom an administrator registered."""

import unicodedata

from allauth.account.internal.userkit import filter_users_by_email
from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

STRANGE = _(
    "The address has a letter that only looks like an ordinary one: “%(letter)s”. Type the address yourself, "
    "rather than pasting it."
)


def address_clean(typed):
    """The address in small letters, its domain as the DNS has it. Raises ValidationError for signs that deceive."""
    name, _at, domain = typed.strip().lower().rpartition("@")
    for letter in f"{name}{domain}":
        if not unicodedata.normalize("NFD", letter)[0].isascii():
            raise ValidationError(STRANGE, params={"letter": letter}, code="strange")
    try:
        return f"{name}@{domain.encode('idna').decode()}"
    except UnicodeError as error:
        raise ValidationError(_("This is no e-mail address. It looks like name@example.org.")) from error


def user_of(email):
    """Who logs in with that address, or None."""
    found = filter_users_by_email(email, is_active=True, prefer_verified=True, for_login=True)
    return min(found, key=lambda user: user.pk) if found else None


def address_keep(user, *, replace=False):
    """Make the address with which an administrator registered somebody proven, so that a code can be mailed to it.

    Nothing happens where the person has an address already, unless it is to be replaced, or where another account
    proved the same one.
    """
    rows, email = EmailAddress.objects.filter(user=user), user.email.lower()
    if not email or (rows.exists() and not replace):
        return
    if rows.filter(email=email, verified=True, primary=True).exists():
        return
    try:
        with transaction.atomic():
            rows.delete()
            EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    except IntegrityError:
        return
