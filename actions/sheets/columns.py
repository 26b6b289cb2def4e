"""The columns of a sheet: what they are called, what may stand in them, and whether a file may change them."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import Enum

from django.conf import settings
from django.utils.functional import lazy
from django.utils.text import capfirst, format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from core.languages import language_codes, localized_name
from core.sheets.kinds import Choice, Kind, Text, Whole


class Use(Enum):
    KEY = "key"
    """Says which row it is; never changed."""
    FACT = "fact"
    """Can be changed by a file."""
    ENTRY = "entry"
    """Part of a log: written with a new row, never changed afterwards."""
    ADDED = "added"
    """Part of a log that can be added once it is missing: the text of another language."""
    SHOWN = "shown"
    """For readers of the file; not read back."""


@dataclass(frozen=True)
class Column:
    """`value(record)` gives what stands in it; `field` is the model's field that a file sets, the name by default."""

    name: str
    label: object
    kind: Kind
    value: Callable
    about: object = ""
    use: Use = Use.FACT
    field: str = ""
    language: str = ""
    label_of: str = ""
    is_internal: bool = False
    """Left out of what everybody may download."""

    @property
    def target(self):
        return self.field or self.name

    def tidy(self, record):
        return self.kind.tidy(self.value(record))


def attribute(path):
    """Reads "action.code" from a record; None where something on the way is missing."""
    names = path.split(".")

    def value(record):
        for name in names:
            record = getattr(record, name)
            if record is None:
                return None
        return record

    return value


def column(model, name, kind, *, path="", **values):
    """A column with the label and the explanation of the model's field."""
    field = model._meta.get_field(name)
    values.setdefault("label", heading(field.verbose_name))
    values.setdefault("about", field.help_text)
    values.setdefault("value", attribute(path or name))
    return Column(name, kind=kind, **values)


heading = lazy(lambda words: capfirst(str(words)), str)


def number_column():
    """The number by which a row is known, whatever changes in it."""
    about = _("The number that the platform gave this row. Leave it empty in a new row.")
    return Column("id", _("Row number of the platform"), Whole(), attribute("pk"), about, Use.KEY)


def per_language(label, words="{label} ({language})"):
    """A label for each language: [(code, label)]."""
    return [(code, format_lazy(words, label=label, language=language)) for code, language in settings.LANGUAGES]


def in_every_language(model, name, **values):
    """A column of text per language."""
    field = model._meta.get_field(name)
    return [
        Column(
            localized_name(name, code),
            label,
            Text(field.max_length),
            attribute(localized_name(name, code)),
            field.help_text,
            language=code,
            **values,
        )
        for code, label in per_language(heading(field.verbose_name))
    ]


_IN_WORDS = _("{label}, in words ({language})")


def with_labels(coded, label=None):
    """A column of codes, and what the codes mean in each language; `label(record, language)` or that of the choice."""
    label = label or _label_of_choice(coded)
    return [
        coded,
        *(
            Column(
                f"{coded.name}_label_{code}",
                named,
                Text(),
                _in_language(label, code),
                _("What the code beside it means. This column is not read; change the code."),
                Use.SHOWN,
                language=code,
                label_of=coded.name,
                is_internal=coded.is_internal,
            )
            for code, named in per_language(coded.label, _IN_WORDS)
        ),
    ]


def _in_language(label, language):
    return lambda record: label(record, language)


def _label_of_choice(coded):
    assert isinstance(coded.kind, Choice)  # noqa: S101 - a mistake in the schema, seen at start
    words = {}

    def label(record, language):
        if not words:
            for code in language_codes():
                with override(code):
                    words[code] = {str(key): str(name) for key, name in coded.kind.codes()}
        return words[language].get(str(coded.value(record)), "")

    return label


def entries(columns):
    """The same columns as parts of a log."""
    return [replace(item, use=Use.ENTRY) if item.use is Use.FACT else item for item in columns]


def shown(columns):
    """The same columns, for readers only."""
    return [replace(item, use=Use.SHOWN) for item in columns]
