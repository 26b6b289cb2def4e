"""The API, as the catalogue tells of it."""

from django.utils.translation import gettext_lazy as _
from rdflib import URIRef
from rdflib.namespace import DCAT

from . import authorities as eu
from .distributions import standard_of

SERVED = {
    "plans", "actions", "commitments", "status-reports", "organisations", "governments", "indicators",
    "recommendations", "pledges", "consultations", "vocabularies",
}  # fmt: skip
"""The codes of the data sets that the API answers about too."""


def add_service(catalogue, datasets):
    """The subject of the API; `datasets` are the subjects of all data sets."""
    subject = URIRef(f"{catalogue.site}/api/v1/")
    return catalogue.add(
        catalogue.thing(subject, DCAT.DataService),
        dct_title=catalogue.words(_("API of the open data")),
        dct_description=catalogue.words(_("Asks for one thing or a filtered list, in JSON, with both languages.")),
        dcat_endpointURL=subject,
        dcat_endpointDescription=URIRef(f"{catalogue.site}/api/v1/openapi.json"),
        dcat_servesDataset=[found for found in datasets if str(found).rpartition("/")[2] in SERVED],
        dct_conformsTo=standard_of(catalogue, eu.STANDARDS["api"]),
        dct_publisher=catalogue.publisher,
        dct_license=catalogue.licence,
        dct_accessRights=catalogue.public,
        dcat_contactPoint=URIRef(f"{catalogue.subject}#contact"),
    )
