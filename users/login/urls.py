"""Every screen of the log-in that can be reached, by the names that allauth knows; what is not here is not there."""

from django.contrib.auth.decorators import login_required
from django.urls import path
from django.utils.translation import gettext_lazy as _
from django.views.generic import RedirectView

from core.private_pages import private

from . import again_views as again
from . import entrance_views as entrance
from . import factor_views as factor
from . import safety_views as safety


def screen(route, view, name):
    """A private screen: the view, or the view of a class."""
    return path(route, private(view.as_view() if isinstance(view, type) else view), name=name)


def own(route, view, name):
    """A private screen of who is logged in."""
    return path(route, private(login_required(view.as_view())), name=name)


to_log_in = RedirectView.as_view(pattern_name="account_login", query_string=True)

urlpatterns = [
    screen("", safety.Safety, "account_safety"),
    screen(_("log-in/"), entrance.LogIn, "account_login"),
    screen(_("log-in/password/"), entrance.PasswordLogIn, "account_log_in_password"),
    path(_("log-in/code/"), to_log_in, name="account_request_login_code"),
    screen(_("log-in/code/confirm/"), entrance.Code, "account_confirm_login_code"),
    screen(_("log-in/passkey/"), factor.PasskeyLogIn, "mfa_login_webauthn"),
    screen(_("log-in/second-step/"), factor.SecondStep, "mfa_authenticate"),
    screen(_("log-in/closed/"), entrance.Closed, "account_inactive"),
    screen(_("sign-up/"), entrance.SignUp, "account_signup"),
    screen(_("log-out/"), entrance.LogOut, "account_logout"),
    screen(_("address/"), safety.Address, "account_email"),
    screen(_("address/confirm/"), entrance.AddressCode, "account_email_verification_sent"),
    own(_("password/"), safety.Password, "account_change_password"),
    own(_("password/needed/"), safety.NoPassword, "account_no_password"),
    screen(_("second-factor/"), safety.second_step, "account_second_factor"),
    screen(_("again/password/"), again.AgainPassword, "account_reauthenticate"),
    screen(_("again/code/"), again.AgainCode, "account_again_code"),
    screen(_("again/app/"), again.AgainApp, "mfa_reauthenticate"),
    screen(_("again/passkey/"), again.AgainPasskey, "mfa_reauthenticate_webauthn"),
    own(_("app/add/"), factor.NewApp, "mfa_activate_totp"),
    screen("picture.svg", factor.picture, "account_app_picture"),
    own(_("app/take-away/"), factor.NoApp, "mfa_deactivate_totp"),
    own(_("recovery-codes/"), factor.Codes, "mfa_view_recovery_codes"),
    own(_("recovery-codes/new/"), factor.NewCodes, "mfa_generate_recovery_codes"),
    own(_("passkeys/add/"), factor.NewPasskey, "mfa_add_webauthn"),
    own(_("passkeys/<int:pk>/rename/"), factor.PasskeyName, "mfa_edit_webauthn"),
    own(_("passkeys/<int:pk>/take-away/"), factor.NoPasskey, "mfa_remove_webauthn"),
    screen(_("sessions/"), safety.Sessions, "usersessions_list"),
    screen(_("sessions/<int:pk>/end/"), safety.session_end, "account_session_end"),
    # The names to which allauth leads after a change; all of it stands on one screen here.
    path(_("safety/"), RedirectView.as_view(pattern_name="account_safety"), name="mfa_index"),
    path(_("passkeys/"), RedirectView.as_view(pattern_name="account_safety"), name="mfa_list_webauthn"),
]
