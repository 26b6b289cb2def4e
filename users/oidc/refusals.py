"""Why somebody is not let in by the log-in service, and what they can do about it."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "away": _("The log-in service does not answer. Try again in a few minutes, or log in with a code by e-mail."),
    "answer": _(
        "What the log-in service answered could not be checked, so we cannot let you in. Begin again; when it "
        "happens again, tell the administrators of this site."
    ),
    "state": _(
        "This log-in was begun too long ago, in another browser, or is over already. Begin again from the log-in page."
    ),
    "address": _(
        "The log-in service did not confirm an e-mail address of yours. Have it confirmed there, or log in here with "
        "a code by e-mail."
    ),
    "unknown": _(
        "Nobody is registered here with your e-mail address. Ask an administrator of this site to register you first, "
        "with the address that the log-in service knows."
    ),
    "unclear": _(
        "Your e-mail address is tied to another identity here, so we do not know for certain who you are. Ask an "
        "administrator of this site."
    ),
    "cancelled": _("You did not finish logging in with the log-in service. Begin again, or log in another way."),
    "level": _("Your role asks for a stronger way to log in. Begin again, and choose a stronger one."),
}
STATUS = {"away": 503, "answer": 400, "state": 400}


class Refusal(Exception):
    """`reason` is one of WORDS; `given` and `needed` are names of levels."""

    def __init__(self, reason, given="", needed=""):
        super().__init__(reason)
        self.reason, self.given, self.needed = reason, given, needed

    @property
    def words(self):
        return WORDS[self.reason]

    @property
    def status(self):
        return STATUS.get(self.reason, 403)
