"""What belongs to a record as its readers see it, and is found with it."""

from dataclasses import dataclass

from core.languages import localized_value
from core.models import Theme


@dataclass(frozen=True)
class Belongings:
    names: tuple = ()
    """What it is called."""
    lead: tuple = ()
    """Codes, names of who and what it belongs to, themes."""
    body: tuple = ()
    """Its own sentences."""
    themes: str = ""
    """The codes of its themes, with a space between them."""


def name_of(record, language):
    """The name of a record that everybody may see, else nothing."""
    return localized_value(record, "name", language) if record is not None and record.is_shown else ""


class Themes:
    """The themes of these records of one kind; in two queries."""

    def __init__(self, model, keys):
        link = model._meta.get_field("themes")
        through = link.remote_field.through.objects.filter(**{f"{link.m2m_field_name()}__in": keys})
        self.terms = Theme.objects.in_bulk()
        self.numbers = {}
        for key, theme in through.values_list(f"{link.m2m_field_name()}_id", f"{link.m2m_reverse_field_name()}_id"):
            self.numbers.setdefault(key, []).append(theme)

    def codes(self, *keys):
        return " ".join(theme.code for theme in self._of(keys))

    def names(self, key, language):
        return tuple(localized_value(theme, "name", language) for theme in self._of([key]))

    def _of(self, keys):
        found = {number for key in keys for number in self.numbers.get(key, ())}
        return sorted((self.terms[number] for number in found), key=lambda theme: theme.code)
