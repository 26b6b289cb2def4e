"""The names of the European Union and of IANA for what a catalogue speaks of: languages, formats, themes, places.

Source: the authority tables of the Publications Office, https://op.europa.eu/en/web/eu-vocabularies/authority-tables.
"""

from django.utils.translation import gettext_lazy as _

TABLES = "http://publications.europa.eu/resource/authority/"

LANGUAGES = {
    "bg": "BUL", "cs": "CES", "da": "DAN", "de": "DEU", "el": "ELL", "en": "ENG", "es": "SPA", "et": "EST",
    "fi": "FIN", "fr": "FRA", "ga": "GLE", "hr": "HRV", "hu": "HUN", "it": "ITA", "lt": "LIT", "lv": "LAV",
    "mt": "MLT", "nl": "NLD", "pl": "POL", "pt": "POR", "ro": "RON", "sk": "SLK", "sl": "SLV", "sv": "SWE",
}  # fmt: skip
"""The official languages of the Union: their code in two letters, and that of the table."""

FORMATS = {"csv": "CSV", "xlsx": "XLSX", "json": "JSON", "jsonld": "JSON_LD"}

MEDIA_TYPES = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
    "jsonld": "application/ld+json",
}

STANDARDS = {
    "csv": ("https://www.w3.org/TR/tabular-data-model/", "Model for Tabular Data and Metadata on the Web"),
    "jsonld": ("https://www.w3.org/TR/json-ld11/", "JSON-LD 1.1"),
    "api": ("https://spec.openapis.org/oas/v3.1.0", "OpenAPI Specification 3.1"),
}

THEMES = {
    "GOVE": _("Government and public sector"),
    "ECON": _("Economy and finance"),
    "SOCI": _("Population and society"),
}


def language(code):
    """The address of a language in the table, or None for one that is not in it."""
    found = LANGUAGES.get(code.partition("-")[0])
    return found and f"{TABLES}language/{found}"


def media_type(kind):
    return f"https://www.iana.org/assignments/media-types/{MEDIA_TYPES[kind]}"
