"""The same rows as linked data: each has an address, and each column is a term that is described somewhere."""

from opendata.identifiers.addresses import identifier_of

from .columns import Type

PREFIXES = {
    "schema": "https://schema.org/",
    "dct": "http://purl.org/dc/terms/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
IDENTIFIED = {
    "plan", "action", "commitment", "organisation", "government", "pledge", "indicator", "recommendation",
    "consultation", "theme", "goal", "principle", "sector", "report",
}  # fmt: skip
"""The kinds of things with a public identifier of their own; others have one inside their file."""

TYPED = {Type.DATE: "xsd:date", Type.WHOLE: "xsd:integer", Type.DECIMAL: "xsd:decimal", Type.ADDRESS: "@id"}


def term_of(dataset, column):
    """The term of a column, with its prefix; one of our own where no other fits."""
    return column.term or f"terms:{dataset.code}.{column.base}"


def address_of_thing(kind, code, site, dataset="vocabularies"):
    """The address of something, whether it has an identifier of its own or stands only in a data set."""
    if kind in IDENTIFIED:
        return f"{site}{identifier_of(kind, code)}"
    return f"{site}/data/{dataset}#{kind}-{code}"


def context_of(dataset, site):
    """What the names in the file mean."""
    context = {**PREFIXES, "terms": f"{site}/data/terms#"}
    for name in ("title", "description", "licence", "publisher"):
        term = {"licence": "dct:rights"}.get(name, f"dct:{name}")
        context[name] = {"@id": term, "@container": "@language"}
    return context | {
        "dataset": "dct:identifier",
        "address": {"@id": "dcat:downloadURL", "@type": "@id"},
        "date": {"@id": "dct:modified", "@type": "xsd:date"},
        "as_of": {"@id": "dct:date", "@type": "xsd:date"},
        "licence_address": {"@id": "dct:license", "@type": "@id"},
        "dictionary": {"@id": "dct:conformsTo", "@type": "@id"},
        # What a column means is said for the rows only: the head has names of its own.
        "rows": {"@id": "dct:hasPart", "@context": {item.name: _meaning(dataset, item) for item in dataset.columns}},
    }


def _meaning(dataset, column):
    meaning = {"@id": term_of(dataset, column)}
    if column.refers:
        meaning["@type"] = "@id"
    elif column.type in TYPED:
        meaning["@type"] = TYPED[column.type]
    elif column.language:
        meaning["@language"] = column.language
    if column.many:
        meaning["@container"] = "@set"
    return meaning


def linked(dataset, row, site):
    """One row as a thing with an address and a class; what is empty is left out."""
    kind, code = dataset.thing(row)
    found = {"@id": address_of_thing(kind, code, site, dataset.code), "@type": dataset.type}
    for column in dataset.columns:
        value = row[column.name]
        if value is None or value == "" or value == []:
            continue
        if column.refers:
            codes = value if column.many else [value]
            value = [address_of_thing(column.refers, code, site) for code in codes]
            value = value if column.many else value[0]
        found[column.name] = value
    return found
