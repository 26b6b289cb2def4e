"""Where organisations are: their region, and in it their town, by its postcode where that is known."""

from array import array
from collections import Counter
from dataclasses import dataclass

from django.utils.text import slugify

from core.folding import folded
from core.languages import language_codes, localized_names
from partners.models.organisations import Organisation

UNKNOWN = "unknown"
"""Stands for a region or a town that nobody filled in."""


@dataclass(frozen=True)
class Place:
    """A town in a region, or, without a town, what is known no closer than the region."""

    key: str
    region: str
    postcode: str
    town: str
    lang: str
    """Filled in when the name of the town is in another language than the reader's."""
    rows: array

    @property
    def label(self):
        return " ".join(filter(None, (self.postcode, self.town)))

    @property
    def order(self):
        return (not self.town, folded(self.town), self.postcode)


def placed(keys, language):
    """The places of these organisations, whose keys are the rows: {key: facts of a Place}, ordered by name."""
    towns = localized_names("town")
    facts = Organisation.objects.public().order_by().values_list("pk", "region", "postcode", *towns)
    rows = {key: row for row, key in enumerate(keys)}
    members, names, abouts = {}, {}, {}
    for key, region, postcode, *words in facts:
        if key not in rows:
            continue
        by_language = dict(zip(language_codes(), words, strict=True))
        place = f"{region or UNKNOWN}.{_town(postcode, words)}"
        members.setdefault(place, []).append(rows[key])
        abouts.setdefault(place, (region, " ".join(postcode.split())))
        if chosen := _name(by_language, language):
            names.setdefault(place, Counter())[chosen] += 1
    found = []
    for place, numbers in members.items():
        # Of several spellings the most usual one, one in the reader's own language first.
        spellings = names.get(place, {("", ""): 1}).items()
        (lang, town), _number = min(spellings, key=lambda item: (bool(item[0][0]), -item[1], item[0]))
        found.append(Place(place, *abouts[place], town, lang, array("l", sorted(numbers))))
    found.sort(key=lambda place: place.order)
    # Plain facts, which come out of the cache faster than objects.
    return {place.key: (place.region, place.postcode, place.town, place.lang, place.rows) for place in found}


def _town(postcode, words):
    """The same in every language: the postcode, else the first name of the town that there is."""
    return slugify(postcode) or slugify(next(filter(None, words), "")) or UNKNOWN


def _name(by_language, language):
    """(the language of the name when another, the name), or None."""
    own = by_language.pop(language, "")
    if own:
        return "", " ".join(own.split())
    return next(((code, " ".join(name.split())) for code, name in by_language.items() if name), None)
