"""What the accounts themselves keep about people."""

from datetime import timedelta
from uuid import uuid4

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.admin.models import EditingSession
from wagtail.models import ModelLogEntry
from wagtail.users.models import UserProfile

from .oidc import config
from .personal import Keeper, keeper
from .words import ABOUT_ACCOUNTS

UNCONFIRMED = timedelta(days=30)
"""So long somebody has to confirm the address of a new account."""


@keeper("users")
class AccountKeeper(Keeper):
    order = 0
    about = ABOUT_ACCOUNTS
    holds = frozenset(
        {
            "users.User.email", "users.User.first_name", "users.User.last_name", "users.User.username",
            "account.EmailAddress.user", "account.EmailAddress.email", "mfa.Authenticator.user",
            "socialaccount.SocialAccount.user", "usersessions.UserSession.user", "usersessions.UserSession.ip",
            "usersessions.UserSession.user_agent", "wagtailusers.UserProfile.user", "wagtailadmin.EditingSession.user",
        }
    )  # fmt: skip

    def export(self, user, language):
        return {
            _("Account"): [
                {
                    _("Name"): user.get_full_name(),
                    _("E-mail address"): user.email,
                    _("Language"): user.get_language_display(),
                    _("Service"): str(user.service or ""),
                    _("Roles"): ", ".join(user.groups.values_list("name", flat=True)),
                    _("Made on"): user.date_joined,
                    _("Last log-in"): user.last_login,
                }
            ],
            _("E-mail addresses"): [
                {_("E-mail address"): row.email, _("Confirmed"): row.verified}
                for row in EmailAddress.objects.filter(user=user).order_by("pk")
            ],
            _("Ways to log in"): [
                {_("Kind"): row.get_type_display(), _("Name"): str(row), _("Made on"): row.created_at,
                 _("Used last"): row.last_used_at}
                for row in Authenticator.objects.filter(user=user).order_by("pk")
            ] + [
                {_("Kind"): config.name(language), _("Made on"): row.date_joined, _("Used last"): row.last_login}
                for row in SocialAccount.objects.filter(user=user).order_by("pk")
            ],
            _("Where you are logged in"): [
                {_("Since"): row.created_at, _("Seen last"): row.last_seen_at, _("Network"): row.ip,
                 _("Browser"): row.user_agent}
                for row in UserSession.objects.filter(user=user).order_by("pk")
            ],
        }  # fmt: skip

    def erase(self, user, at):
        forget_log_ins(user)
        EditingSession.objects.filter(user=user).delete()
        for profile in UserProfile.objects.filter(user=user):
            if profile.avatar:
                transaction.on_commit(lambda file=profile.avatar: file.storage.delete(file.name), robust=True)
            profile.delete()
        user.username, user.first_name, user.last_name, user.email = f"erased-{uuid4().hex}", "", "", ""
        user.is_active = user.is_staff = user.is_superuser = False
        user.service = user.last_login = None
        user.set_unusable_password()
        user.groups.clear()
        user.user_permissions.clear()
        own = "username first_name last_name email is_active is_staff is_superuser service last_login password"
        user.save(update_fields=own.split())  # without the language: its receiver would make a profile again
        lines = ModelLogEntry.objects.filter(
            content_type=ContentType.objects.get_for_model(get_user_model()), object_id=str(user.pk)
        )
        lines.update(label=user.username)

    def clean(self, at):
        return {
            "accounts whose address was never confirmed": _delete(unconfirmed(at)),
            "sessions that are over": _delete(Session.objects.filter(expire_date__lt=at)),
            "places where somebody was logged in": _delete(
                UserSession.objects.exclude(session_key__in=Session.objects.values("session_key"))
            ),
        }


def forget_log_ins(user):
    """Every way in, and every session in which somebody is logged in."""
    keys = set(UserSession.objects.filter(user=user).values_list("session_key", flat=True))
    for session in Session.objects.iterator(chunk_size=500):
        if session.get_decoded().get("_auth_user_id") == str(user.pk):
            keys.add(session.session_key)
    Session.objects.filter(session_key__in=keys).delete()
    for model in (UserSession, EmailAddress, Authenticator, SocialAccount):
        model.objects.filter(user=user).delete()


def unconfirmed(at):
    """Accounts that somebody began to make with an address that nobody confirmed; nothing can hang from them."""
    begun = get_user_model().objects.filter(date_joined__lt=at - UNCONFIRMED, last_login=None, groups=None)
    proved = EmailAddress.objects.filter(verified=True).values("user")
    begun = begun.filter(is_superuser=False, socialaccount=None, emailaddress__verified=False)
    return begun.exclude(pk__in=proved)


def _delete(rows):
    pks = set(rows.values_list("pk", flat=True))
    rows.model._base_manager.filter(pk__in=pks).delete()
    return len(pks)
