"""CSV on the Web: what a program has to know to read a CSV file (https://www.w3.org/TR/tabular-metadata/)."""

from django.conf import settings

from .columns import Type
from .linked import PREFIXES, term_of
from .origin import IN_EVERY_ROW, in_every_language


def metadata(dataset, origin):
    """The metadata of the CSV file of a data set."""
    found = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": settings.LANGUAGE_CODE}],
        "url": f"{dataset.code}.csv",
        "dc:identifier": dataset.code,
        "dc:title": _values(in_every_language(dataset.title)),
        "dc:description": _values(in_every_language(dataset.description)),
        "dc:publisher": _values(origin.letterhead.organisation),
        "dc:modified": {"@value": origin.made_on.isoformat(), "@type": "xsd:date"},
        "dc:rights": _values(origin.letterhead.licence_line),
        "dialect": {"encoding": "utf-8", "header": True, "delimiter": ",", "quoteChar": '"', "doubleQuote": True},
        "tableSchema": {
            "primaryKey": dataset.key,
            "columns": [_column(dataset, column, origin.site) for column in (*dataset.columns, *IN_EVERY_ROW)],
        },
    }
    if origin.letterhead.licence_url:
        found["dc:license"] = {"@id": origin.letterhead.licence_url}
    return found


def _column(dataset, column, site):
    prefix, _separator, term = term_of(dataset, column).partition(":")
    if column in IN_EVERY_ROW:
        prefix, term = "", ""
    found = {
        "name": column.name,
        "titles": [column.name],
        "dc:description": _values(in_every_language(column.about)),
        "datatype": _datatype(column),
    }
    if term:
        namespace = f"{site}/data/terms#" if prefix == "terms" else PREFIXES[prefix]
        found["propertyUrl"] = f"{namespace}{term}"
    if column.many:
        found["separator"] = column.separator
    if column.language and column.type is Type.TEXT:
        found["lang"] = column.language
    if column.name == dataset.key:
        found["required"] = True
    return found


def _datatype(column):
    if column.type is Type.YES_NO:
        return {"base": "boolean", "format": "yes|no"}
    if column.choices:
        codes = "|".join(str(code) for code, _words in column.choices)
        return {"base": column.type.datatype, "format": codes}
    return column.type.datatype


def _values(words):
    return [{"@value": text, "@language": code} for code, text in words.items() if text]
