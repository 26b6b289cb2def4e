"""What the accounts keep, and why, in words."""

from django.utils.translation import gettext_lazy as _

from .personal import Kept

TASK = _("The public task of the partnership: article 6(1)(e) of the GDPR.")

ABOUT_ACCOUNTS = (
    Kept(
        what=_("Your name, e-mail addresses and language, and for editors their service and roles."),
        why=_("To know who you are when you log in, and to write to you in your language."),
        ground=TASK,
        until=_("Until you leave. An address that is not confirmed goes with its account after 30 days."),
        seen_by=_("You, and the administrators of this site."),
    ),
    Kept(
        what=_(
            "Your ways to log in: passkeys and app, and of the log-in service of the government only a code by which "
            "we recognise you. Never a national number."
        ),
        why=_("So that nobody else gets in."),
        ground=_("The safety of your data: article 32 of the GDPR."),
        until=_("Until you take them away, or leave."),
        seen_by=_("Only you."),
    ),
    Kept(
        what=_("Where you are logged in: since when, with which browser, from which network."),
        why=_("So that you see it when somebody else is in your account, and can end it."),
        ground=_("The safety of your data: article 32 of the GDPR."),
        until=_("Until the session is over, two weeks at most."),
        seen_by=_("Only you."),
    ),
)
