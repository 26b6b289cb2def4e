"""The columns of a download: what they are called, what stands in them, and how programs know them.

Names are the same in every language and stay; words stand beside their codes, one column for each language.
"""

from dataclasses import dataclass, replace
from enum import Enum
from functools import cache

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from core.languages import language_codes


class Type(Enum):
    """What can stand in a column: the name in the dictionary, its words, its XML Schema datatype and an example."""

    TEXT = "text", _("Text"), "string", ""
    CODE = "code", _("Code"), "string", ""
    DATE = "date", _("Day, such as 2026-06-30"), "date", "2026-06-30"
    WHOLE = "integer", _("Whole number"), "integer", "3"
    DECIMAL = "decimal", _("Number with a decimal point; in JSON as text, so that no digit is lost"), "decimal", "12.5"
    YES_NO = "boolean", _("“yes” or “no”; in JSON true or false"), "boolean", "yes"
    ADDRESS = "address", _("Web address"), "anyURI", "https://example.org/"

    def __new__(cls, code, words, datatype, example):
        found = object.__new__(cls)
        found._value_ = code
        found.words, found.datatype, found.example = words, datatype, example
        return found


@dataclass(frozen=True)
class Column:
    name: str
    about: object
    type: Type = Type.TEXT
    language: str = ""
    """Of the words in it; empty where it holds none."""
    choices: tuple = ()
    """The closed list of codes that can stand in it: [(code, words)]."""
    refers: str = ""
    """The kind of thing of which it holds the code: "action"."""
    many: bool = False
    term: str = ""
    """How linked data knows it ("schema:name"); empty for a term of our own."""
    sample: object = ""

    @property
    def base(self):
        """The name without the language."""
        return self.name.removesuffix(f"_{self.language}") if self.language else self.name

    @property
    def separator(self):
        """What stands between several values where a format has no lists."""
        return "" if not self.many else " | " if self.type is Type.TEXT else " "

    @property
    def example(self):
        if self.choices and not self.sample:
            return str(self.choices[0][0])
        with override(self.language or "en"):
            return str(self.sample) or self.type.example


def text(name, about, **values):
    return [Column(name, about, **values)]


def in_every_language(name, about, **values):
    """A column of words for each language."""
    return [Column(f"{name}_{code}", about, language=code, **values) for code in language_codes()]


def code(name, about, **values):
    return [Column(name, about, Type.CODE, **values)]


def day(name, about, **values):
    return [Column(name, about, Type.DATE, **values)]


def whole(name, about, **values):
    return [Column(name, about, Type.WHOLE, **values)]


def decimal(name, about, **values):
    return [Column(name, about, Type.DECIMAL, **values)]


def yes_no(name, about, **values):
    return [Column(name, about, Type.YES_NO, **values)]


def addresses(name, about, **values):
    return [Column(name, about, Type.ADDRESS, **values)]


def coded(name, choices, about, **values):
    """A column of codes of a closed list, with their words beside them."""
    found = Column(name, about, Type.CODE, choices=tuple(choices), **values)
    in_words = format_lazy("{about} ({in_words})", about=about, in_words=_("in words"))
    words = [
        replace(
            found,
            about=in_words,
            name=f"{name}_{code}",
            type=Type.TEXT,
            language=code,
            choices=(),
            term="",
            sample=choices[0][1],
        )
        for code in language_codes()
    ]
    return [found, *words]


def reference(name, kind, about, **values):
    """A column of codes of something else in these downloads."""
    return [Column(name, about, Type.CODE, refers=kind, **values)]


def pages():
    """The addresses of the page of a row, for who reads rather than counts."""
    about = _("Address of its page; empty where there is none in that language")
    return [Column(f"page_{code}", about, Type.ADDRESS, language=code, term="foaf:page") for code in language_codes()]


def fictional():
    return yes_no("fictional", _("Whether it is an invented example"), sample="no")


def words_of(choices, value):
    """What a code of these choices means: {language: words}; empty words for no code."""
    return _words(tuple(choices)).get(value) or dict.fromkeys(language_codes(), "")


@cache
def _words(choices):
    found = {}
    for language in language_codes():
        with override(language):
            for value, label in choices:
                found.setdefault(value, {})[language] = str(label)
    return found


def beside(name, words):
    """Words by language as columns: {"name_nl": …}."""
    return {f"{name}_{language}": text for language, text in words.items()}


def coded_values(name, choices, value):
    """What stands in the columns of `coded`."""
    return {name: value or ""} | beside(name, words_of(choices, value))
