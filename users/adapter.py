"""What allauth asks us about accounts: names, mails in the person’s language, and when to show again who one is."""

import logging
import secrets
from smtplib import SMTPException

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ReauthenticationRequired
from django.conf import settings
from django.contrib import messages
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language, gettext_lazy, override
from django.utils.translation import gettext as _

from core.throttle import UNKNOWN, network_of
from users.login import addresses, limits, second_factor

log = logging.getLogger(__name__)

WRONG_CODE = gettext_lazy("This code is not right. Look at the newest mail that you got from us.")
WRONG_LOG_IN = gettext_lazy("These do not belong together: look at both, or have a code mailed to you.")


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": gettext_lazy("This account was closed."),
        "duplicate_email": gettext_lazy("This is your address already."),
        "email_password_mismatch": WRONG_LOG_IN,
        "username_password_mismatch": WRONG_LOG_IN,
        "enter_current_password": gettext_lazy("This is not your password."),
        "incorrect_password": gettext_lazy("This is not your password."),
        "incorrect_code": WRONG_CODE,
        "too_many_login_attempts": gettext_lazy(
            "That was three times a wrong code, so it no longer works. Have a new one mailed."
        ),
        "rate_limited": limits.TOO_MANY,
    }

    def generate_unique_username(self, txts, regex=None):
        """Random: a name made of an address would tell it on."""
        return f"person-{secrets.token_hex(10)}"

    def save_user(self, request, user, form, commit=True):
        user.language = get_language()
        return super().save_user(request, user, form, commit)

    def clean_email(self, email):
        return addresses.address_clean(email)

    def is_safe_url(self, url):
        """Only an address of this site."""
        request = self.request
        return url_has_allowed_host_and_scheme(url, {request.get_host()}, require_https=request.is_secure())

    def get_client_ip(self, request):
        """What is kept of where a session began: never more than the network."""
        network = network_of(request)
        return "0.0.0.0" if network == UNKNOWN else network.partition("/")[0]  # noqa: S104 - no address is known

    def get_logout_redirect_url(self, request):
        return f"/{get_language()}/"

    def pre_authenticate(self, request, **credentials):
        """Our own limits are counted by the form, which knows whose account it is."""

    def is_reauthentication_required(self, *, app, **kwargs):
        """Raises ReauthenticationRequired where the person did not show lately who they are.

        The library asks nothing of who has neither a password nor a second factor: a code by mail is asked here.
        """
        if second_factor.showed_lately(self.request):
            return False
        raise ReauthenticationRequired

    def get_reauthentication_methods(self, user):
        """With the second factor where there is one; else with the password or with a code by mail."""
        if not user.is_authenticated:
            return []
        if second_factor.has_factor(user):
            return super().get_reauthentication_methods(user)[int(user.has_usable_password()) :]
        own = [{"id": "code", "description": _("Have a code mailed"), "url": reverse("account_again_code")}]
        if user.has_usable_password():
            url = reverse("account_reauthenticate")
            own.insert(0, {"id": "reauthenticate", "description": _("Use your password"), "url": url})
        return own

    def send_mail(self, template_prefix, email, context):
        """In the language of whose address it is; a mail that fails is told, and breaks nothing."""
        user = context.get("user") or addresses.user_of(email)
        with override(user.language if user else get_language()):
            message = self.render_mail(template_prefix, email, context | self._known(email))
        message.extra_headers = {"Auto-Submitted": "auto-generated"}
        try:
            message.send()
        except (SMTPException, OSError):
            log.exception("A mail about an account could not be sent")
            messages.error(self.request, _("The mail could not be sent. Try again in some minutes."))

    def send_account_already_exists_mail(self, email):
        """Without the address of a screen for lost passwords, which there is not."""
        self.send_mail("account/email/account_already_exists", email, {})

    def _known(self, email):
        base = settings.WAGTAILADMIN_BASE_URL.rstrip("/")
        return {
            "email": email,
            "site_name": settings.WAGTAIL_SITE_NAME,
            "minutes": settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT // 60,
            "log_in_url": base + reverse("account_login"),
            "sign_up_url": base + reverse("account_signup"),
            "safety_url": base + reverse("account_safety"),
        }


def name_of(user):
    """What somebody is called on their own screens and by their passkeys."""
    return user.get_full_name() or user.email or user.get_username()
