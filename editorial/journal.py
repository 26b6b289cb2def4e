"""What the editorial work writes in the log of a page, and how the log says it."""

from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import LogFormatter, log

MESSAGES = {
    "editorial.approve": (_("Approve"), _("Approved; goes live with the other language")),
    "editorial.withdraw": (_("Withdraw approval"), _("The approval was withdrawn")),
    "editorial.align": (_("Align"), _("Says the same as the other language")),
    "editorial.no_translation": (_("No translation needed"), _("No translation needed for this change")),
    "editorial.exception": (_("Exception"), _("May be published without the other language")),
    "editorial.exception.end": (_("End of exception"), _("May no longer be published without the other language")),
    "editorial.exception.notice": (
        _("End of exception near"),
        _("Who decided the exception was told that it ends soon"),
    ),
    "editorial.digest": (_("Weekly overview"), _("The weekly overview was sent by mail")),
    "editorial.assign": (_("Request"), _("A colleague was asked for the next step")),
    "editorial.translate": (_("Start translation"), _("The page in the other language was started")),
    "editorial.figures": (_("Copy figures"), _("Figures and structure were taken from the other language")),
}


def note(page, action, by=None, revision=None, **data):
    """Write one line in the log of the page; `data` are plain values."""
    log(instance=page, action=action, user=by, revision=revision, data=data or None)


def register(actions):
    for name, (label, message) in MESSAGES.items():
        actions.register_action(name)(_formatter(label, message))


def _formatter(label, message):
    class Formatter(LogFormatter):
        def format_message(self, log_entry):
            reason = (log_entry.data or {}).get("reason")
            return f"{self.message}: {reason}" if reason else str(self.message)

    Formatter.label, Formatter.message = label, message
    return Formatter
