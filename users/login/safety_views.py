"""“Log-in and safety”: what somebody has to log in with, where they are logged in, and how to change it."""

from allauth.account import views as account
from allauth.account.adapter import get_adapter
from allauth.account.decorators import reauthentication_required
from allauth.mfa.models import Authenticator
from allauth.usersessions import views as usersessions
from allauth.usersessions.internal.flows.sessions import end_sessions
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, resolve_url
from django.utils.decorators import method_decorator
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe
from django.views.generic import TemplateView

from . import second_factor
from .browsers import browser_of
from .screens import Screen


@method_decorator(login_required, name="dispatch")
class Safety(Screen, TemplateView):
    page_title = gettext_lazy("Log-in and safety")
    template_name = "users/login/safety.html"

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        rows = list(Authenticator.objects.filter(user=self.request.user).order_by("pk"))
        of = {kind: [row for row in rows if row.type == kind] for kind in Authenticator.Type}
        codes = [row.wrap() for row in of[Authenticator.Type.RECOVERY_CODES]]
        factors = {
            "passkeys": [(row, row.wrap().name) for row in of[Authenticator.Type.WEBAUTHN]],
            "app": next(iter(of[Authenticator.Type.TOTP]), None),
            "codes_left": len(codes[0].get_unused_codes()) if codes else None,
        }
        needs_more = second_factor.lacks_proof(self.request) and not second_factor.has_factor(self.request.user)
        return (
            context
            | factors
            | {"needs_more": needs_more, "bound_for": self.request.session.get(second_factor.BOUND_FOR, "")}
        )


@login_required
@require_safe
def second_step(request):
    """For who is logged in and may enter the administration, but showed no second factor yet."""
    adapter = get_adapter(request)
    asked = request.GET.get("next", "")
    asked = asked if adapter.is_safe_url(asked) else resolve_url("wagtailadmin_home")
    if not second_factor.lacks_proof(request):
        return redirect(asked)
    if second_factor.has_factor(request.user):
        url = adapter.get_reauthentication_methods(request.user)[0]["url"]
        return redirect(f"{url}?{urlencode({'next': asked})}")
    request.session[second_factor.BOUND_FOR] = asked
    return redirect("account_safety")


@method_decorator(login_required, name="dispatch")
class NoPassword(Screen, TemplateView):
    page_title = gettext_lazy("A password is needed first")
    template_name = "users/login/no_password.html"


@method_decorator(reauthentication_required(app="allauth.account"), name="dispatch")
class Address(Screen, account.EmailView):
    page_title = gettext_lazy("Change your e-mail address")
    intro = gettext_lazy("We mail a code to the new address. It changes once you typed that code.")
    button = gettext_lazy("Mail me a code")
    back = "account_safety"

    def post(self, request, *args, **kwargs):
        """One address per person: nothing else can be done with it here."""
        request.POST = request.POST.copy()
        request.POST["action_add"] = ""
        return super().post(request, *args, **kwargs)


class Password(Screen, account.PasswordChangeView):
    page_title = gettext_lazy("Change your password")
    button = gettext_lazy("Change the password")
    back = "account_safety"

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated and not request.user.has_usable_password():
            return redirect("account_safety")
        return super().dispatch(request, *args, **kwargs)


class Sessions(Screen, usersessions.ListUserSessionsView):
    page_title = gettext_lazy("Where you are logged in")
    intro = gettext_lazy("End whatever you do not know, and look at your log-in afterwards.")
    template_name = "users/login/sessions.html"

    def forms_of(self, context):
        return []

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return context | {"rows": [(row, browser_of(row.user_agent)) for row in context["sessions"]]}


@login_required
@require_POST
def session_end(request, pk):
    """End one session of one's own."""
    session = get_object_or_404(UserSession, pk=pk, user=request.user)
    end_sessions(request, [session])
    messages.success(request, _("That session has ended."))
    return redirect("usersessions_list" if request.user.is_authenticated else "account_login")
