"""The columns of a spreadsheet with organisations: what they are called, and what may stand in them."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.functional import lazy
from django.utils.text import capfirst, format_lazy
from django.utils.translation import gettext_lazy as _

from core.folding import folded
from core.languages import language_codes, localized_name, localized_value
from core.models import Goal, Sector, Theme
from core.sheets.cells import text_of
from core.sheets.kinds import Choice, Day, Kind, Text
from core.sheets.problems import CellProblem
from core.validators import normalise_enterprise_number
from partners.models import Organisation

REQUIRED = {"kind"} | {localized_name("name", code) for code in language_codes()}


@dataclass(frozen=True)
class Column:
    """`name` is that of the field of an organisation that it fills in."""

    name: str
    label: object
    kind: Kind
    is_many: bool = False

    @property
    def is_required(self):
        return self.name in REQUIRED

    def of(self, organisation):
        """What an organisation has there, as a file would say it; None when it is empty."""
        value = getattr(organisation, self.name)
        if self.is_many:
            return tuple(sorted(self.kind.code_of(term) for term in value.all())) or None
        if isinstance(self.kind, Term):
            return self.kind.code_of(value) if value else None
        return value or None


class Number(Kind):
    """An enterprise number; a spreadsheet takes away the zero at its beginning."""

    words = _("Ten digits, with or without points")

    def parse(self, cell):
        digits = normalise_enterprise_number(text_of(cell))
        return (f"0{digits}" if len(digits) == 9 and digits.isdecimal() else digits) or None


class Address(Text):
    """The address of a website; people leave out how it begins."""

    words = _("Address of a website")

    def parse(self, cell):
        text = super().parse(cell)
        return f"https://{text}" if text and "://" not in text else text


class Term(Choice):
    """A word of a vocabulary: its code, or its name in any language."""

    words = _("A code of the list, or its name")

    def __init__(self, model):
        self.terms = {self.code_of(term): term for term in model.objects.all()}
        super().__init__([(code, str(term)) for code, term in self.terms.items()])
        self._by_word = {
            folded(localized_value(term, "name", language)): code
            for code, term in self.terms.items()
            for language in language_codes()
        } | {folded(code): code for code in self.terms}

    @staticmethod
    def code_of(term):
        return str(getattr(term, "number", None) or term.code)

    def parse(self, cell):
        words = folded(text_of(cell))
        if not words:
            return None
        if words not in self._by_word:
            raise CellProblem(
                _("“%(word)s” is none of: %(codes)s.") % {"word": words[:50], "codes": ", ".join(self.terms)}
            )
        return self._by_word[words]


class Terms(Term):
    """Several of them."""

    words = _("Codes of the list, or names, with semicolons between them")

    def parse(self, cell):
        text = text_of(cell)
        parts = [part for line in text.splitlines() for part in line.split(";")]
        try:
            return self._parsed(parts)
        except CellProblem:
            return self._parsed(text.replace(",", " ").split())  # codes hold neither commas nor spaces

    def _parsed(self, parts):
        parse = super().parse
        return tuple(sorted({code for part in parts if (code := parse(part))})) or None


def columns():
    """Every column in its order, with the vocabularies as they are now."""
    field = Organisation._meta.get_field

    def plain(name, kind, **values):
        return Column(name, _heading(field(name).verbose_name), kind, **values)

    def words(name):
        label, most = _heading(field(name).verbose_name), field(name).max_length
        return [
            Column(localized_name(name, code), format_lazy("{} ({})", label, language), Text(most))
            for code, language in settings.LANGUAGES
        ]

    return [
        *words("name"),
        *words("acronym"),
        plain("kind", Choice(Organisation.Kind.choices)),
        plain("size", Choice(Organisation.Size.choices)),
        plain("sector", Term(Sector)),
        plain("region", Choice(Organisation.Region.choices)),
        plain("enterprise_number", Number()),
        plain("website", Address(field("website").max_length)),
        plain("email", Text(field("email").max_length)),
        plain("telephone", Text(field("telephone").max_length)),
        *words("street"),
        plain("postcode", Text(field("postcode").max_length)),
        *words("town"),
        plain("joined_on", Day()),
        plain("themes", Terms(Theme), is_many=True),
        plain("goals", Terms(Goal), is_many=True),
    ]


_heading = lazy(lambda words: capfirst(str(words)), str)
