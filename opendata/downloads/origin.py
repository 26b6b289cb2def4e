"""Where a file comes from: its address, its day and its licence, which every format says."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from core.dates import today
from core.kept import kept
from core.languages import language_codes, localized_value
from core.models import SiteSettings

from . import columns as c

IN_EVERY_ROW = (
    *c.addresses("file_address", _("The address of this file, with the day that was asked for")),
    *c.day("file_date", _("The day on which this file was made")),
    *c.text("file_licence", _("The licence of the data"), sample="https://example.org/licence/"),
)
"""What the CSV files say in columns of their own, for a table has no head."""


@dataclass(frozen=True)
class Letterhead:
    """What the site says of itself in every language: {language: words}."""

    name: dict
    organisation: dict
    email: dict
    licence_line: dict
    licence_url: str


def letterhead():
    return kept("open-data:letterhead", _letterhead)


def _letterhead():
    found = SiteSettings.objects.filter(site__is_default_site=True).first()

    def words(field):
        return {code: localized_value(found, field, code) if found else "" for code in language_codes()}

    texts = {field: words(field) for field in ("name", "organisation", "email", "licence_line")}
    return Letterhead(**texts, licence_url=found.licence_url if found else "")


@dataclass(frozen=True)
class Origin:
    dataset: object
    site: str
    address: str
    as_of: date
    made_on: date

    @classmethod
    def of(cls, dataset, request, on=None):
        site = request.build_absolute_uri("/").rstrip("/")
        asked = f"?on={on.isoformat()}" if on else ""
        return cls(dataset, site, f"{site}{request.path}{asked}", on or today(), today())

    @cached_property
    def letterhead(self):
        return letterhead()

    @property
    def licence(self):
        """As programs know it, else in the words of each language."""
        found = self.letterhead
        return found.licence_url or " / ".join(dict.fromkeys(filter(None, found.licence_line.values())))

    def head(self):
        """What stands above the rows of a file for programs."""
        found, dataset = self.letterhead, self.dataset
        return {
            "dataset": dataset.code,
            "title": in_every_language(dataset.title),
            "description": in_every_language(dataset.description),
            "address": self.address,
            "date": self.made_on.isoformat(),
            **({"as_of": self.as_of.isoformat()} if dataset.is_dated else {}),
            "licence": found.licence_line,
            "licence_address": found.licence_url,
            "publisher": found.organisation,
            "dictionary": f"{self.site}/data/dictionary.json",
        }

    def in_every_row(self):
        return {"file_address": self.address, "file_date": self.made_on, "file_licence": self.licence}


def in_every_language(words):
    """Lazy words in each language: {language: text}."""
    found = {}
    for code in language_codes():
        with override(code):
            found[code] = str(words)
    return found
