"""Second factors: adding them, taking them away, and showing one at the log-in."""

import json

from allauth.account.utils import passthrough_next_redirect_url
from allauth.mfa.base import views as base
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY
from allauth.mfa.webauthn import views as webauthn
from allauth.mfa.webauthn.internal import auth
from django.contrib import messages
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy

from . import second_factor
from .factor_forms import NoPasskeyForm
from .screens import Screen


class Guarded:
    """An editor shows password and mailbox before a first second factor: each alone could be stolen."""

    def dispatch(self, request, *args, **kwargs):
        missing = second_factor.missing_for_first(request) if request.user.is_authenticated else ""
        if not missing:
            return super().dispatch(request, *args, **kwargs)
        query = urlencode({"next": request.path})
        if missing == "password" and not request.user.has_usable_password():
            return redirect("account_no_password")
        name = "account_reauthenticate" if missing == "password" else "account_again_code"
        return redirect(f"{reverse(name)}?{query}")


class SecondStep(Screen, base.AuthenticateView):
    """The second factor, at the log-in."""

    page_title = gettext_lazy("Show that it is you")
    button = gettext_lazy("Go on")
    template_name = "users/login/second_step.html"

    def forms_of(self, context):
        forms = [context.get("form"), context.get("webauthn_form")]
        return [form for form in forms if form is not None and form.is_bound]

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return context | _ways(self.stage.login.user, context)


class NewApp(Screen, Guarded, totp.ActivateTOTPView):
    page_title = gettext_lazy("Add an app for codes")
    intro = gettext_lazy("An app on your telephone shows a new code every half minute.")
    button = gettext_lazy("Add this app")
    back = "account_safety"
    template_name = "users/login/new_app.html"

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        key = context["form"].secret
        return context | {"key": " ".join(key[place : place + 4] for place in range(0, len(key), 4))}


def picture(request):
    """The key of the app that is being added, as a picture to scan."""
    if not request.user.is_authenticated or SECRET_SESSION_KEY not in request.session:
        raise Http404
    adapter = totp.get_adapter()
    url = adapter.build_totp_url(request.user, request.session[SECRET_SESSION_KEY])
    return HttpResponse(adapter.build_totp_svg(url), content_type="image/svg+xml")


class NoApp(Screen, totp.DeactivateTOTPView):
    page_title = gettext_lazy("Take the app away")
    intro = gettext_lazy("Its codes no longer work here. Your recovery codes go too, unless you have a passkey.")
    button = gettext_lazy("Take it away")
    back = "account_safety"


class Codes(Screen, codes.ViewRecoveryCodesView):
    page_title = gettext_lazy("Recovery codes")
    intro = gettext_lazy("For when you lost your telephone or key. Each works once. Print them, or write them down.")
    template_name = "users/login/codes.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "bound_for": self.request.session.get(second_factor.BOUND_FOR, "")
        }


class NewCodes(Screen, codes.GenerateRecoveryCodesView):
    page_title = gettext_lazy("Make new recovery codes")
    intro = gettext_lazy("The codes that you have now no longer work then.")
    button = gettext_lazy("Make new codes")
    back = "account_safety"


class NewPasskey(Screen, Guarded, webauthn.AddWebAuthnView):
    page_title = gettext_lazy("Add a passkey")
    intro = gettext_lazy("Your telephone, computer or key then shows who you are, by a finger, a face or a PIN.")
    button = gettext_lazy("Add a passkey")
    back = "account_safety"
    template_name = "users/login/new_passkey.html"

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return context | {"options": json.dumps(auth.begin_registration(self.request.user, True))}


class PasskeyName(Screen, webauthn.EditWebAuthnView):
    page_title = gettext_lazy("Rename a passkey")
    button = gettext_lazy("Keep this name")
    back = "account_safety"

    def get_success_url(self):
        return reverse("account_safety")


class NoPasskey(Screen, webauthn.RemoveWebAuthnView):
    page_title = gettext_lazy("Take a passkey away")
    form_class = NoPasskeyForm
    button = gettext_lazy("Take it away")
    back = "account_safety"

    def get_context_data(self, **kwargs):
        name = self.object.wrap().name
        return super().get_context_data(**kwargs) | {"intro": self.page_about.format(name=name)}

    page_about = gettext_lazy("You can then no longer log in with “{name}”.")

    def get_success_url(self):
        return reverse("account_safety")


class PasskeyLogIn(webauthn.LoginWebAuthnView):
    """What is asked of a passkey, as JSON, and the log-in with its answer."""

    def _redirect_to_pending_stage(self, request, stage):
        """A passkey takes the place of whatever was begun before."""

    def form_invalid(self, form):
        for message, _anchor in form.summary():
            messages.error(self.request, message)
        return redirect(passthrough_next_redirect_url(self.request, reverse("account_login"), REDIRECT_FIELD_NAME))


def _ways(user, context):
    """What this person can show, for the template of a second step."""
    types = set(Authenticator.objects.filter(user=user).values_list("type", flat=True))
    has_passkey = Authenticator.Type.WEBAUTHN in types
    options = json.dumps(context["js_data"]["request_options"]) if has_passkey else ""
    return {"options": options, "has_code": bool(types - {Authenticator.Type.WEBAUTHN})}
