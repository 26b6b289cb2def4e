"""The catalogue is a DCAT-AP 3.0 catalogue, and the check of that can fail."""

import logging
from datetime import date
from pathlib import Path

import pytest
from pyshacl import validate
from rdflib import RDF, Graph, Literal, URIRef
from rdflib.compare import isomorphic
from rdflib.namespace import DCAT, DCTERMS, FOAF, SH, SKOS, XSD

from core.models import SiteSettings
from opendata.catalogue.describing import DCATAP, VCARD
from opendata.downloads.datasets import DATASETS

from .downloads_world import one_of_everything

pytestmark = pytest.mark.django_db

SHAPES = Graph().parse(Path(__file__).parent / "dcat_ap.ttl")
LICENCE = "https://creativecommons.org/publicdomain/zero/1.0/"
RECOMMENDED_LEFT_OUT = {DCTERMS.temporal}
"""The period that a data set covers: it is everything that is there."""

MANDATORY = [
    (DCAT.Catalog, DCTERMS.title), (DCAT.Catalog, DCTERMS.description), (DCAT.Catalog, DCTERMS.publisher),
    (DCAT.Dataset, DCTERMS.title), (DCAT.Dataset, DCTERMS.description),
    (DCAT.Distribution, DCAT.accessURL),
    (DCAT.DataService, DCTERMS.title), (DCAT.DataService, DCAT.endpointURL),
    (FOAF.Agent, FOAF.name), (SKOS.Concept, SKOS.prefLabel), (SKOS.ConceptScheme, DCTERMS.title),
    (VCARD.Kind, VCARD.fn),
]  # fmt: skip
RECOMMENDED = [
    (DCAT.Catalog, DCTERMS.language), (DCAT.Catalog, DCTERMS.license), (DCAT.Catalog, DCTERMS.issued),
    (DCAT.Catalog, DCTERMS.modified), (DCAT.Catalog, DCTERMS.spatial), (DCAT.Catalog, DCAT.themeTaxonomy),
    (DCAT.Catalog, FOAF.homepage), (DCAT.Dataset, DCAT.contactPoint), (DCAT.Dataset, DCAT.keyword),
    (DCAT.Dataset, DCTERMS.publisher), (DCAT.Dataset, DCTERMS.spatial), (DCAT.Dataset, DCAT.theme),
    (DCAT.Dataset, DCAT.distribution), (DCAT.Distribution, DCTERMS.license), (DCAT.Distribution, DCTERMS.format),
    (DCAT.Distribution, DCTERMS.description), (DCAT.Distribution, DCATAP.availability),
    (DCAT.DataService, DCAT.endpointDescription), (DCAT.DataService, DCAT.servesDataset),
]  # fmt: skip
CLASSES = [
    DCTERMS.LinguisticSystem, DCTERMS.LicenseDocument, DCTERMS.Location, DCTERMS.Frequency, DCTERMS.RightsStatement,
    DCTERMS.MediaType, DCTERMS.MediaTypeOrExtent, DCTERMS.Standard, FOAF.Document, FOAF.Agent, SKOS.Concept,
    SKOS.ConceptScheme, VCARD.Kind, DCAT.Dataset, DCAT.Distribution, DCAT.DataService, DCAT.Catalog,
]  # fmt: skip


def set_letterhead(site, **values):
    settings = SiteSettings.objects.get_or_create(site=site)[0]
    for name, value in values.items():
        setattr(settings, name, value)
    settings.save()


@pytest.fixture
def graph(client, site):
    one_of_everything()
    set_letterhead(
        site, licence_url=LICENCE, organisation_nl="Secretariaat", organisation_fr="Secrétariat",
        email_nl="info@example.org", email_fr="info@example.org", name_nl="Platform", name_fr="Plateforme",
    )  # fmt: skip
    return read(client, "ttl", "turtle")


def read(client, kind, form):
    return Graph().parse(data=client.get(f"/data/catalogue.{kind}").content, format=form)


def found_by(graph, severity=None):
    """{(path, severity)} of what the shapes complain about."""
    report = validate(graph, shacl_graph=SHAPES, inference="none", allow_warnings=False)[1]
    results = report.subjects(RDF.type, SH.ValidationResult)
    found = {(report.value(result, SH.resultPath), report.value(result, SH.resultSeverity)) for result in results}
    return {path for path, level in found if severity in (None, level)}


def small(graph):
    """One data set with one distribution: enough to break it in many ways."""
    found = Graph() + graph
    catalogue = found.value(None, RDF.type, DCAT.Catalog)
    keep, *others = sorted(found.objects(catalogue, DCAT.dataset))
    distributions = sorted(found.objects(keep, DCAT.distribution))[1:]
    for subject in (*others, *(item for other in others for item in graph.objects(other, DCAT.distribution))):
        found.remove((subject, None, None))
        found.remove((None, None, subject))
    for subject in distributions:
        found.remove((subject, None, None))
        found.remove((None, None, subject))
    service = found.value(None, RDF.type, DCAT.DataService)
    found.add((service, DCAT.servesDataset, keep))
    return found


def test_the_catalogue_validates(graph):
    assert found_by(graph, SH.Violation) == set()
    assert found_by(graph) == RECOMMENDED_LEFT_OUT


def test_every_missing_property_is_found(graph):
    whole = small(graph)
    assert found_by(whole, SH.Violation) == set()

    for severity, properties in ((SH.Violation, MANDATORY), (SH.Warning, RECOMMENDED)):
        for kind, path in properties:
            broken = Graph() + whole
            for subject in whole.subjects(RDF.type, kind):
                broken.remove((subject, path, None))
            assert len(broken) < len(whole), (kind, path)
            assert path in found_by(broken, severity), (kind, path)


def test_every_wrong_range_and_cardinality_is_found(graph):
    whole = small(graph)
    dataset, catalogue = whole.value(None, RDF.type, DCAT.Dataset), whole.value(None, RDF.type, DCAT.Catalog)
    distribution = whole.value(dataset, DCAT.distribution)

    for kind in CLASSES:
        broken = Graph() + whole
        broken.remove((None, RDF.type, kind))
        assert found_by(broken, SH.Violation), kind
    for subject, path, value in [
        (catalogue, DCTERMS.publisher, Literal("A name is no agent")),
        (catalogue, DCTERMS.modified, Literal("yesterday")),
        (dataset, DCTERMS.issued, Literal(date(2020, 1, 1))),
        (dataset, DCTERMS.accrualPeriodicity, Literal("often")),
        (dataset, DCAT.theme, URIRef("https://example.org/theme")),
        (dataset, DCTERMS.title, URIRef("https://example.org/no-text")),
        (distribution, DCAT.accessURL, Literal("https://example.org/")),
        (distribution, DCTERMS.license, URIRef("https://example.org/other-licence")),
        (distribution, DCAT.mediaType, Literal("text/csv")),
    ]:
        broken = Graph() + whole
        broken.add((subject, path, value))
        assert path in found_by(broken, SH.Violation), (path, value)


def test_every_format_says_the_same(client, graph):
    assert isomorphic(read(client, "rdf", "xml"), graph)
    assert isomorphic(read(client, "jsonld", "json-ld"), graph)
    kinds = {"rdf": "application/rdf+xml", "jsonld": "application/ld+json", "ttl": "text/turtle"}
    for kind, content_type in kinds.items():
        response = client.get(f"/data/catalogue.{kind}")
        assert response.headers["Content-Type"].startswith(content_type)
        assert response.headers["Access-Control-Allow-Origin"] == "*"
        answer = client.get("/data/catalogue", headers={"Accept": content_type})
        assert (answer.status_code, answer.headers["Location"]) == (303, f"/data/catalogue.{kind}")


def test_every_data_set_and_file_is_in_it_in_every_language(client, graph):
    catalogue = URIRef("http://testserver/data/catalogue")
    datasets = set(graph.objects(catalogue, DCAT.dataset))

    assert datasets == {URIRef(f"http://testserver/data/{dataset.code}") for dataset in DATASETS}
    for subject in datasets:
        for path in (DCTERMS.title, DCTERMS.description, DCAT.keyword):
            assert {words.language for words in graph.objects(subject, path)} == {"nl", "fr"}
        addresses = {
            str(address)
            for distribution in graph.objects(subject, DCAT.distribution)
            for address in graph.objects(distribution, DCAT.downloadURL)
        }
        assert addresses == {f"{subject}.{kind}" for kind in ("csv", "xlsx", "json", "jsonld")}
    assert set(graph.objects(None, DCTERMS.license)) == {URIRef(LICENCE)}
    assert (None, DCTERMS.modified, Literal(date.today(), datatype=XSD.date)) in graph  # noqa: DTZ011
    assert client.head("/data/plans.csv").status_code == 200


def test_a_licence_is_never_invented(client, site, caplog):
    set_letterhead(site, licence_url="")

    with caplog.at_level(logging.WARNING):
        graph = read(client, "ttl", "turtle")

    assert "no address of a licence" in caplog.text
    assert not list(graph.triples((None, DCTERMS.license, None)))
    assert found_by(graph, SH.Violation) == set()
