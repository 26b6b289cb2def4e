"""What the parts of the catalogue are written with: the graph, the site and what holds for everything in it."""

from rdflib import RDF, Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCAT, DCTERMS, FOAF, SKOS, XSD

from core.languages import language_codes
from opendata.downloads.origin import in_every_language

from . import authorities as eu

DCATAP = Namespace("http://data.europa.eu/r5r/")
VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")


NAMESPACES = {"dct": DCTERMS, "dcat": DCAT, "foaf": FOAF, "vcard": VCARD, "dcatap": DCATAP}


class Catalogue:
    """What the parts of the catalogue share: the graph, the site and its letterhead.

    `sizes`: {code of a data set: Size}; `pages`: {language: address of the open data page}; `issued`: the day on which
    that page was first published.
    """

    def __init__(self, site, letterhead, sizes, pages, issued):
        self.graph, self.site, self.letterhead, self.sizes = Graph(), site, letterhead, sizes
        self.pages, self.issued = pages, issued
        self.subject = URIRef(f"{site}/data/catalogue")
        self.publisher = URIRef(f"{self.subject}#publisher")
        for prefix, namespace in (("dcatap", DCATAP), ("vcard", VCARD)):
            self.graph.bind(prefix, namespace)

    def add(self, subject, **values):
        """`dct_title=…`: one value or a list of them; empty ones are left out."""
        for name, value in values.items():
            prefix, _underscore, term = name.partition("_")
            predicate = NAMESPACES[prefix][term]
            for item in value if isinstance(value, list) else [value]:
                if item not in (None, ""):
                    self.graph.add((subject, predicate, item))
        return subject

    def thing(self, address, *kinds, label=""):
        """Something of another vocabulary, with what it is; in words where `label` is given."""
        found = URIRef(address)
        for kind in kinds:
            self.graph.add((found, RDF.type, kind))
        if label:
            for literal in self.words(label):
                self.graph.add((found, SKOS.prefLabel, literal))
        return found

    def words(self, text):
        """Words in each language: a lazy text, or {language: text}."""
        found = text if isinstance(text, dict) else in_every_language(text)
        return [Literal(words, lang=code) for code, words in found.items() if words]

    def authority(self, table, code, *kinds, label=""):
        return self.thing(f"{eu.TABLES}{table}/{code}", *kinds, label=label)

    @property
    def languages(self):
        addresses = filter(None, map(eu.language, language_codes()))
        return [self.thing(address, DCTERMS.LinguisticSystem) for address in addresses]

    @property
    def licence(self):
        """None where the settings name none: a licence is never invented."""
        url = self.letterhead.licence_url
        return self.thing(url, DCTERMS.LicenseDocument) if url else None

    @property
    def public(self):
        return self.authority("access-right", "PUBLIC", DCTERMS.RightsStatement)

    @property
    def belgium(self):
        return self.authority("country", "BEL", DCTERMS.Location)

    def changed_on(self, dataset):
        size = self.sizes.get(dataset.code)
        return day(size and size.changed_on)

    def documents(self, end=""):
        return [self.thing(f"{address}{end}", FOAF.Document) for address in self.pages.values()]


def day(value):
    return Literal(value.isoformat(), datatype=XSD.date) if value else None
