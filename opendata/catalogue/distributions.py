"""The files of a data set, as the catalogue tells of them."""

from django.utils.translation import gettext_lazy as _
from rdflib import Literal, URIRef
from rdflib.namespace import DCAT, DCTERMS, SKOS

from opendata.downloads.origin import in_every_language

from . import authorities as eu
from .describing import day

ABOUT = {
    "csv": _("A table for spreadsheets and statistics, in UTF-8, with commas and a line of names."),
    "xlsx": _("A workbook with a sheet of rows and a sheet about them."),
    "json": _("One object for each row, on a line of its own, after the licence and the day."),
    "jsonld": _("The same rows as linked data, with an address for each thing."),
}
"""What each format is good for."""

NAMES = {"csv": "CSV", "xlsx": "XLSX", "json": "JSON", "jsonld": "JSON-LD"}


def add_distributions(catalogue, subject, dataset):
    """One distribution for each format: their subjects."""
    return [_distribution(catalogue, subject, dataset, kind) for kind in NAMES]


def _distribution(catalogue, subject, dataset, kind):
    address = URIRef(f"{catalogue.site}/data/{dataset.code}.{kind}")
    standard = eu.STANDARDS.get(kind)
    title = in_every_language(dataset.title)
    return catalogue.add(
        catalogue.thing(f"{subject}#{kind}", DCAT.Distribution),
        dct_title=catalogue.words({code: f"{text} ({NAMES[kind]})" for code, text in title.items()}),
        dct_description=catalogue.words(ABOUT[kind]),
        dcat_accessURL=address,
        dcat_downloadURL=address,
        dcat_mediaType=catalogue.thing(eu.media_type(kind), DCTERMS.MediaType),
        dct_format=catalogue.authority("file-type", eu.FORMATS[kind], DCTERMS.MediaTypeOrExtent),
        dct_license=catalogue.licence,
        dct_language=catalogue.languages,
        dct_issued=day(catalogue.issued),
        dct_modified=catalogue.changed_on(dataset),
        dct_conformsTo=standard_of(catalogue, standard) if standard else None,
        dcatap_availability=catalogue.authority(
            "planned-availability", "AVAILABLE", SKOS.Concept, label=_("available in the medium term")
        ),
    )


def standard_of(catalogue, standard):
    address, title = standard
    return catalogue.add(catalogue.thing(address, DCTERMS.Standard), dct_title=Literal(title, lang="en"))
