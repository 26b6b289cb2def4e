"""The directory from A to Z: the letters with their numbers, and the names under one of them."""

from dataclasses import dataclass

from django.utils.functional import cached_property

from core.languages import localized_name
from core.places import address_of
from core.visible import visible
from partners.models.organisations import Organisation

from .letters import LETTERS
from .listing import DirectoryListing
from .table import table_in

PER_PAGE = 30


@dataclass(frozen=True)
class Letter:
    value: str
    label: str
    count: int
    is_current: bool


@dataclass(frozen=True)
class Name:
    name: str
    town: str
    url: str
    lang: str
    """Filled in where the page it leads to is in another language than the reader's."""
    fictional: bool


class LetterListing(DirectoryListing):
    """The names under one letter, and nothing else: the first one that has any, unless told."""

    def __init__(self, data, language):
        data = data.copy()
        for name in set(data) - {"letter", "page"}:
            del data[name]
        counts = {letter: rows.bit_count() for letter, rows in table_in(language).letters.items()}
        if data.get("letter") not in counts:
            data["letter"] = next((letter for letter in LETTERS if letter in counts), "")
        super().__init__(data, language, per_page=PER_PAGE)
        self.letters = [
            Letter(value, label, counts.get(value, 0), value == self.chosen["letter"])
            for value, label in LETTERS.items()
        ]

    @property
    def label(self):
        return LETTERS.get(self.chosen["letter"], "")

    @cached_property
    def names(self):
        """The organisations of this page, in their order; in two queries, without making records of them."""
        keys = list(self.page_of_keys.object_list)
        columns = [localized_name(name, self.language) for name in ("name", "town")]
        rows = Organisation.objects.public().filter(pk__in=keys).values_list("pk", *columns, "fictional")
        there = {key: facts for key, *facts in rows}
        pages = self._pages(list(there))
        return [_name(*there[key], *pages.get(key, ("", ""))) for key in keys if key in there]

    def _pages(self, keys):
        """The best page of each: {primary key: (language, path)}."""
        model, pages = Organisation.page_model(), {}
        found = visible(model.objects.filter(organisation__in=keys)).order_by("language")
        for key, language, path in found.values_list("organisation", "language", "url_path"):
            if language == self.language or key not in pages:
                pages[key] = (language if language != self.language else "", path)
        return pages


def _name(name, town, fictional, language, path):
    return Name(name, town or "", (address_of(path) or "") if path else "", language, fictional)
