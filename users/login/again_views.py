"""Who did not log in just now shows once more who they are, before something that matters."""

import json
import time

from allauth.account import views as account
from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import record_authentication
from allauth.account.models import EmailAddress
from allauth.mfa.base import views as base
from allauth.mfa.webauthn import views as webauthn
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters

from . import limits
from .forms import CodeForm
from .screens import Screen

KEY = "users.again"
"""Where the session keeps the code that was mailed."""


class Again(Screen):
    page_title = gettext_lazy("Show that it is you")
    intro = gettext_lazy("This concerns your safety, and you logged in a while ago.")
    button = gettext_lazy("Go on")
    template_name = "users/login/again.html"

    def _check_ratelimit(self, request):
        """Our own limits are counted by the forms."""


@method_decorator(sensitive_post_parameters("password"), name="dispatch")
class AgainPassword(Again, account.ReauthenticateView):
    pass


class AgainApp(Again, base.ReauthenticateView):
    pass


class AgainPasskey(Again, webauthn.ReauthenticateWebAuthnView):
    template_name = "users/login/again_passkey.html"

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return context | {"options": json.dumps(context["js_data"]["request_options"])}

    def form_invalid(self, form):
        for message in form.errors.get("credential", []):
            messages.error(self.request, message)
        return redirect(self.passthrough_next_url(self.request.path))


@method_decorator(login_required, name="dispatch")
class AgainCode(Again, account.BaseReauthenticateView):
    """A code by mail, for who has no second factor: first a button that has it mailed, then the code."""

    form_class = CodeForm
    template_name = "users/login/again_code.html"

    def post(self, request, *args, **kwargs):
        return self._send() if "send" in request.POST else super().post(request, *args, **kwargs)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"code": self._sent.get("code", "")}

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"sent_to": self._sent.get("email", "")}

    def form_valid(self, form):
        record_authentication(self.request, self.request.user, "code", email=self._sent["email"], reauthenticated=True)
        del self.request.session[KEY]
        return super().form_valid(form)

    def form_invalid(self, form):
        tries = self._sent.get("tries", limits.TRIES) + 1
        if tries >= limits.TRIES:
            self.request.session.pop(KEY, None)
            messages.error(self.request, get_adapter().error_messages["too_many_login_attempts"])
            return redirect(self.passthrough_next_url(self.request.path))
        self.request.session[KEY] = self._sent | {"tries": tries}
        return super().form_invalid(form)

    @property
    def _sent(self):
        """The code that was mailed in this session and is not too old: {"code", "email", "at", "tries"}."""
        sent = self.request.session.get(KEY, {})
        return sent if time.time() - sent.get("at", 0) < settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT else {}

    def _send(self):
        user = self.request.user
        email = EmailAddress.objects.get_primary_email(user)
        try:
            limits.check(self.request, "code", limits.account_of(user))
        except ValidationError as error:
            messages.error(self.request, error.message)
        else:
            adapter = get_adapter()
            code = adapter.generate_login_code()
            self.request.session[KEY] = {"code": code, "email": email, "at": time.time(), "tries": 0}
            adapter.send_mail("account/email/login_code", email, {"code": code, "user": user})
        return redirect(self.passthrough_next_url(reverse("account_again_code")))
