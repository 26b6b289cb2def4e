"""The terms of our own: what a column without a term elsewhere means, as the dictionary says it."""

from rdflib import RDF, RDFS, Graph, Literal, Namespace, URIRef
from rdflib.namespace import OWL

from opendata.downloads.datasets import DATASETS
from opendata.downloads.linked import term_of
from opendata.downloads.origin import in_every_language


def terms_of(site):
    """A property for each such column, and a class for what the rows are."""
    graph, namespace = Graph(), Namespace(f"{site}/data/terms#")
    graph.bind("terms", namespace)
    graph.add((URIRef(f"{site}/data/terms"), RDF.type, OWL.Ontology))
    for dataset in DATASETS:
        prefix, _colon, name = dataset.type.partition(":")
        if prefix == "terms":
            _add(graph, namespace[name], RDFS.Class, dataset.title, dataset.description)
        for column in dataset.columns:
            prefix, _colon, name = term_of(dataset, column).partition(":")
            if prefix == "terms":
                _add(graph, namespace[name], RDF.Property, None, column.about)
                graph.add((namespace[name], RDFS.label, Literal(column.base)))
    return graph


def _add(graph, subject, kind, label, comment):
    graph.add((subject, RDF.type, kind))
    for predicate, words in ((RDFS.label, label), (RDFS.comment, comment)):
        for language, text in in_every_language(words).items() if words else ():
            graph.add((subject, predicate, Literal(text, lang=language)))
