"""The catalogue of the open data in RDF, after DCAT-AP 3.0 (https://semiceu.github.io/DCAT-AP/releases/3.0.0/)."""

import logging

from django.utils.translation import gettext_lazy as _
from rdflib import Literal, URIRef
from rdflib.namespace import DCAT, DCTERMS, FOAF, SKOS

from core.languages import language_codes
from opendata.downloads.datasets import DATASETS

from . import authorities as eu
from .describing import VCARD, Catalogue, day
from .distributions import add_distributions
from .service import add_service

logger = logging.getLogger(__name__)


def graph_of(site, letterhead, sizes, pages, issued):
    """The whole catalogue as a graph."""
    if not letterhead.licence_url:
        logger.warning("The site settings name no address of a licence: the catalogue is without one.")
    catalogue = Catalogue(site, letterhead, sizes, pages, issued)
    names = {code: letterhead.organisation.get(code) or letterhead.name.get(code) for code in language_codes()}
    catalogue.thing(catalogue.publisher, FOAF.Agent)
    names = catalogue.words(names) or [Literal(site)]
    catalogue.add(catalogue.publisher, foaf_name=names, foaf_homepage=catalogue.thing(f"{site}/", FOAF.Document))
    subjects = [_dataset(catalogue, dataset) for dataset in DATASETS]
    changed = max((size.changed_on for size in sizes.values() if size.changed_on), default=None)
    taxonomy = catalogue.thing(f"{eu.TABLES}data-theme", SKOS.ConceptScheme)
    catalogue.add(taxonomy, dct_title=catalogue.words(_("Data themes")))
    catalogue.add(
        catalogue.thing(catalogue.subject, DCAT.Catalog),
        dct_title=catalogue.words(_("Open data on social responsibility")),
        dct_description=catalogue.words(_("What governments and partners promised, by when, and how far it is.")),
        dct_publisher=catalogue.publisher,
        dct_language=catalogue.languages,
        dct_license=catalogue.licence,
        dct_spatial=catalogue.belgium,
        dct_issued=day(issued),
        dct_modified=day(changed),
        dcat_themeTaxonomy=taxonomy,
        foaf_homepage=catalogue.thing(f"{site}/", FOAF.Document),
        dcat_dataset=subjects,
        dcat_service=add_service(catalogue, subjects),
    )
    return catalogue.graph


def _dataset(catalogue, dataset):
    subject = catalogue.thing(f"{catalogue.site}/data/{dataset.code}", DCAT.Dataset)
    frequency = "UPDATE_CONT" if dataset.changed else "IRREG"
    return catalogue.add(
        subject,
        dct_title=catalogue.words(dataset.title),
        dct_description=catalogue.words(dataset.description),
        dct_identifier=Literal(str(subject)),
        dct_publisher=catalogue.publisher,
        dct_language=catalogue.languages,
        dct_spatial=catalogue.belgium,
        dct_accrualPeriodicity=catalogue.authority("frequency", frequency, DCTERMS.Frequency),
        dct_accessRights=catalogue.public,
        dct_issued=day(catalogue.issued),
        dct_modified=catalogue.changed_on(dataset),
        dcat_keyword=[literal for keyword in dataset.keywords for literal in catalogue.words(keyword)],
        dcat_theme=[
            catalogue.authority("data-theme", code, SKOS.Concept, label=eu.THEMES[code]) for code in dataset.themes
        ],
        dcat_contactPoint=_contact(catalogue),
        dcat_landingPage=catalogue.documents(f"{dataset.code}/"),
        dcat_distribution=add_distributions(catalogue, subject, dataset),
    )


def _contact(catalogue):
    """The general address of the secretariat; never a person's."""
    found = catalogue.letterhead
    contact = catalogue.thing(f"{catalogue.subject}#contact", VCARD.Organization, VCARD.Kind)
    emails = dict.fromkeys(filter(None, found.email.values()))
    return catalogue.add(
        contact,
        vcard_fn=catalogue.words(found.organisation) or catalogue.words(found.name) or [Literal(catalogue.site)],
        vcard_hasEmail=[URIRef(f"mailto:{email}") for email in emails],
        vcard_hasURL=URIRef(f"{catalogue.site}/"),
    )
