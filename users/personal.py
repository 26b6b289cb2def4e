"""What is kept about people: each app says what it keeps and why, hands out a copy of it, and erases it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Kept:
    """One line of what is kept, in words that are still to be translated."""

    what: str
    why: str
    ground: str
    until: str
    seen_by: str


class Keeper:
    """What one app keeps; the lower its `order`, the earlier it is shown, and the later it is erased.

    `holds` names the columns it answers for, "app.Model.column": a test finds each one that nobody names.
    """

    order = 50
    about: tuple[Kept, ...] = ()
    holds: frozenset[str] = frozenset()

    def export(self, user, language):
        """A copy in words of that language: {label: [{label: a text, number, day, moment or yes and no}]}."""
        return {}

    def erase(self, user, at):
        """Take out what is about this person; runs inside the transaction of the whole erasure."""

    def clean(self, at):
        """Take out what was kept long enough by that moment: {words: how many}."""
        return {}


_keepers: dict[str, Keeper] = {}


def keeper(name):
    """Register the decorated class as the keeper of an app; a second one of that name is an error."""

    def register(kind):
        if name in _keepers:
            raise ValueError(f"There already is a keeper named {name}.")
        _keepers[name] = kind()
        return kind

    return register


def keepers():
    """All of them, in the order in which they are shown."""
    return sorted(_keepers.values(), key=lambda one: one.order)


def everything(user, language):
    """A copy of all that is kept about somebody: {label: rows}, without what is empty."""
    found = {}
    for one in keepers():
        for label, rows in one.export(user, language).items():
            found.setdefault(str(label), []).extend(rows)
    return {label: rows for label, rows in found.items() if rows}
