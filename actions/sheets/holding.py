"""Keeps an uploaded spreadsheet of a plan, with its difference, until it is confirmed: see core.sheets.holding."""

from core.sheets import holding

from .difference import Difference

FOLDER = "sheets"


class Upload:
    """A file that waits for its confirmation, with the difference that its dry run showed."""

    def __init__(self, held):
        self.held, self.token, self.name = held, held.token, held.name
        self.difference = Difference.from_dict(held.shown)

    def open(self):
        return self.held.open()


def keep(*, file, user, plan, difference, at=None):
    """Keep the file and its difference; what has expired goes away."""
    shown = difference.to_dict()
    return Upload(holding.hold(folder=FOLDER, file=file, user=user, about=plan and plan.pk, shown=shown, at=at))


def kept(*, token, user, plan, at=None):
    """The upload with that token; None for another person, another plan, an unknown token or one that expired."""
    found = holding.held(folder=FOLDER, token=token, user=user, about=plan and plan.pk, at=at)
    return Upload(found) if found else None


def keep_difference(upload, difference):
    """Show this difference from now on: the database moved on since the first one."""
    holding.show(upload.held, difference.to_dict())
    upload.difference = difference


def forget(upload):
    holding.forget(upload.held)


def expire(at):
    """Remove what was kept too long."""
    holding.expire(FOLDER, at)
