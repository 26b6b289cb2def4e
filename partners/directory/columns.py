"""The columns of the download of partners: names and order stay, so that programs can rely on them.

Codes are the same in every language, words stand beside them per language. E-mail addresses and telephone numbers are
left out: a list of them would be a gift to who sends advertising.
"""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy, override

from core.languages import language_codes, localized_name, localized_value
from partners.models.organisations import Organisation

CODED = {"kind": Organisation.Kind, "size": Organisation.Size, "region": Organisation.Region}
ABOUT = {
    "code": gettext_lazy("The identifier, which does not change"),
    "name": gettext_lazy("Name"),
    "acronym": gettext_lazy("Acronym"),
    "kind": gettext_lazy("Kind"),
    "size": gettext_lazy("Size"),
    "region": gettext_lazy("Region"),
    "sector": gettext_lazy("Sector"),
    "themes": gettext_lazy("Themes: their codes"),
    "goals": gettext_lazy("Sustainable development goals: their numbers"),
    "enterprise_number": gettext_lazy("Enterprise number (KBO/BCE): ten digits"),
    "website": gettext_lazy("Website"),
    "street": gettext_lazy("Street and number"),
    "postcode": gettext_lazy("Postcode"),
    "town": gettext_lazy("Town"),
    "joined_on": gettext_lazy("Joined on"),
    "left_on": gettext_lazy("Left on"),
    "fictional": gettext_lazy("An invented example: yes or no"),
    "page": gettext_lazy("Address of its page here"),
}
"""What each column holds; one per language ends in the code of the language, as in “name_{code}”."""

BILINGUAL = {"name", "acronym", "street", "town", "page"}


@dataclass(frozen=True)
class Labels:
    """The words of the codes: {field: {code: {language: word}}}."""

    words: dict

    @classmethod
    def read(cls, sectors):
        words = {name: {} for name in (*CODED, "sector")}
        for language in language_codes():
            with override(language):
                for name, choices in CODED.items():
                    for code, label in choices.choices:
                        words[name].setdefault(code, {})[language] = str(label)
            for sector in sectors:
                words["sector"].setdefault(sector.code, {})[language] = localized_value(sector, "name", language)
        return cls(words)


def names():
    """The columns in their order."""
    found = []
    for name in ABOUT:
        if name in BILINGUAL:
            found += [f"{name}_{language}" for language in language_codes()]
            continue
        found.append(name)
        if name in CODED or name == "sector":
            found += [f"{name}_{language}" for language in language_codes()]
    return found


def about(name):
    """What that column holds, in the active language."""
    return ABOUT.get(name) or ABOUT[name.rpartition("_")[0]]


def line(organisation, labels, terms, pages):
    """One organisation: {column: value}; `terms`: {"theme" or "goal": [value]}, `pages`: {language: address}."""
    sector = organisation.sector.code if organisation.sector_id else ""
    found = {
        "code": organisation.code,
        "sector": sector,
        "themes": " ".join(sorted(terms.get("theme", ()))),
        "goals": " ".join(sorted(terms.get("goal", ()), key=int)),
        "enterprise_number": organisation.enterprise_number,
        "website": organisation.website,
        "postcode": organisation.postcode,
        "joined_on": organisation.joined_on,
        "left_on": organisation.left_on,
        "fictional": "yes" if organisation.fictional else "no",
    }
    for name in ("name", "acronym", "street", "town"):
        found |= {f"{name}_{code}": getattr(organisation, localized_name(name, code)) for code in language_codes()}
    found |= {f"page_{code}": pages.get(code, "") for code in language_codes()}
    for name in CODED:
        found[name] = getattr(organisation, name)
    for name in (*CODED, "sector"):
        words = labels.words[name].get(found[name], {})
        found |= {f"{name}_{code}": words.get(code, "") for code in language_codes()}
    return found
