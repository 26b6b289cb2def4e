"""The screens for who is not logged in yet."""

from allauth.account import views as account
from allauth.account.app_settings import EmailVerificationMethod
from allauth.account.internal.flows.login import perform_password_login, record_authentication
from allauth.account.internal.stagekit import clear_login, get_pending_stage
from allauth.account.mixins import NextRedirectMixin, RedirectAuthenticatedUserMixin
from allauth.account.models import Login as PendingLogin
from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic.edit import FormView

from .forms import AddressForm, PasswordForm
from .screens import Screen

MINUTES = settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT // 60


class Entrance(Screen):
    """The ways to come in, on one screen."""

    page_title = gettext_lazy("Log in")
    intro = gettext_lazy("We mail you a code. You need no password.")
    template_name = "users/login/log_in.html"

    def _redirect_to_pending_stage(self, request, stage):
        """Who comes back to this screen may begin anew; the code that is under way is offered, not forced on them."""

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        context.setdefault("address_form", AddressForm())
        context.setdefault("password_form", PasswordForm(request=self.request))
        stage = get_pending_stage(self.request)
        return context | {"code_is_under_way": stage is not None and stage.key == "login_by_code"}


class LogIn(Entrance, account.RequestLoginCodeView):
    """A code by mail."""

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return context | {"address_form": context["form"]}

    def form_valid(self, form):
        clear_login(self.request)
        return super().form_valid(form)


@method_decorator(sensitive_post_parameters("password"), name="dispatch")
class PasswordLogIn(Entrance, RedirectAuthenticatedUserMixin, NextRedirectMixin, FormView):
    """A password, for who has one."""

    form_class = PasswordForm

    def get(self, request, *args, **kwargs):
        return redirect(self.passthrough_next_url(reverse("account_login")))

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"request": self.request}

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return context | {"password_form": context["form"]}

    def form_valid(self, form):
        clear_login(self.request)
        # Who has a password got it from an administrator, so the address need not be proven again.
        login = PendingLogin(
            user=form.user, redirect_url=self.get_next_url(), email_verification=EmailVerificationMethod.NONE
        )
        return perform_password_login(self.request, {}, login)


class Code(Screen, account.ConfirmLoginCodeView):
    """The code of a log-in."""

    page_title = gettext_lazy("Type the code")
    button = gettext_lazy("Log in")
    template_name = "users/login/code.html"

    def dispatch(self, request, *args, **kwargs):
        response = super().dispatch(request, *args, **kwargs)
        if getattr(self, "_process", self) is None:
            messages.warning(request, _("That code is too old. Have a new one mailed."))
        return response

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return context | {"sent_to": context["email"], "again": "account_login", "minutes": MINUTES}


class SignUp(Screen, account.SignupView):
    page_title = gettext_lazy("Make an account")
    intro = gettext_lazy("With an account you speak for your organisation here. You need no password.")
    button = gettext_lazy("Mail me a code")
    template_name = "users/login/sign_up.html"

    def _redirect_to_pending_stage(self, request, stage):
        """Who comes back to this screen may begin anew."""

    def form_valid(self, form):
        clear_login(self.request)
        return super().form_valid(form)


class AddressCode(Screen, account.ConfirmEmailVerificationCodeView):
    """The code that proves a new address, at the first log-in or at a change."""

    page_title = gettext_lazy("Type the code")
    button = gettext_lazy("Confirm the address")
    template_name = "users/login/code.html"

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        again = "account_email" if self.request.user.is_authenticated else "account_signup"
        return context | {"sent_to": context["email"], "again": again, "minutes": MINUTES}

    def _verify_form_valid(self, form):
        """At the first log-in the code shows who somebody is, like one of a later log-in."""
        if self.stage:
            record_authentication(self.request, self._process.user, "code", email=self._process.email)
        return super()._verify_form_valid(form)


class LogOut(Screen, account.LogoutView):
    page_title = gettext_lazy("Log out")
    template_name = "users/login/log_out.html"


class Closed(Screen, account.AccountInactiveView):
    page_title = gettext_lazy("This account was closed")
    intro = gettext_lazy("You cannot log in with it any more. Contact us if you think that this is a mistake.")
    template_name = "users/login/closed.html"
