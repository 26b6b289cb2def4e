"""What the open data page and those of its data sets show."""

from dataclasses import dataclass, replace
from datetime import date

from django.http import Http404
from django.template.response import TemplateResponse
from django.utils.formats import date_format, number_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.dates import today
from core.kept import kept
from core.places import Link, address_of
from opendata.identifiers.addresses import identifier_of

from .columns import Type, words_of
from .dataset import sizes_of
from .datasets import BY_CODE, DATASETS
from .origin import letterhead
from .ways import calendars, feeds, operations

FORMATS = {"csv": "CSV", "xlsx": "XLSX", "json": "JSON", "jsonld": "JSON-LD"}
CATALOGUES = {"rdf": "RDF/XML", "ttl": "Turtle", "jsonld": "JSON-LD"}


@dataclass(frozen=True)
class Row:
    """A data set as the page lists it."""

    code: str
    title: str
    description: str
    size: str
    """So many rows, in words."""
    changed_on: date | None
    url: str
    files: list


@dataclass(frozen=True)
class Term:
    """One column, or the same one in every language."""

    names: list
    about: str
    type: str
    codes: list
    example: str


def open_data_context(page, request, language):
    """All data sets, the licence, and the other ways to the same data."""
    here, sizes = address_of(page.url_path), sizes_of(DATASETS)
    rows = [_row(dataset, sizes[dataset.code], here) for dataset in DATASETS]
    total = sum(size.rows for size in sizes.values())
    return {
        "datasets": rows,
        "sentence": _sentence(len(rows), total),
        "changed_on": max(filter(None, (row.changed_on for row in rows)), default=None),
        **_licence(language),
        "operations": kept(f"open-data:operations:{language}", lambda: operations(language)),
        "catalogues": [Link(label, f"/data/catalogue.{kind}") for kind, label in CATALOGUES.items()],
        "feeds": kept(f"open-data:feeds:{language}", lambda: feeds(language)),
        "calendars": kept(f"open-data:calendars:{language}", lambda: calendars(language)),
        "identifier": identifier_of("action", "example-2024-1"),
        "citation": _citation(page.title, request.build_absolute_uri(here), language),
    }


def dataset_page(page, request, context, code, language):
    """One data set: what stands in each of its columns."""
    dataset = BY_CODE.get(code)
    if dataset is None:
        raise Http404
    here, title = address_of(page.url_path), str(dataset.title)
    row = _row(dataset, sizes_of(DATASETS)[dataset.code], here)
    context |= {
        "dataset": row,
        "page_title": title,
        "description": row.description,
        "past_days": dataset.is_dated,
        "today": today().isoformat(),
        "terms": terms_of(dataset, language),
        "key": dataset.key,
        "metadata_url": f"/data/{dataset.code}.csv-metadata.json",
        "citation": _citation(title, request.build_absolute_uri(f"/data/{dataset.code}"), language),
        **_licence(language),
        "breadcrumbs": [*context["breadcrumbs"], Link(page.title, here)],
        "languages": [
            replace(link, url=f"{link.url}{code}/") if link.is_same_page else link for link in context["languages"]
        ],
    }
    return TemplateResponse(request, "opendata/dataset.html", context)


def _row(dataset, size, here):
    rows = ngettext("%(number)s row", "%(number)s rows", size.rows) % {"number": _counted(size.rows)}
    files = [Link(label, f"/data/{dataset.code}.{kind}") for kind, label in FORMATS.items()]
    address = f"{here}{dataset.code}/"
    return Row(dataset.code, str(dataset.title), str(dataset.description), rows, size.changed_on, address, files)


def _sentence(number, rows):
    words = ngettext(
        "%(number)s data set with %(rows)s rows, for everybody to use and to share.",
        "%(number)s data sets with %(rows)s rows, for everybody to use and to share.",
        number,
    )
    return words % {"number": number, "rows": _counted(rows)}


def _counted(number):
    return number_format(number, force_grouping=True)


def _licence(language):
    found = letterhead()
    return {"licence": found.licence_line.get(language, ""), "licence_url": found.licence_url}


def _citation(title, address, language):
    """Who, what, when and where: how a publication names the source."""
    found = letterhead()
    who = found.organisation.get(language) or found.name.get(language, "")
    parts = {"who": who, "title": title, "site": found.name.get(language, ""), "address": address}
    parts["date"] = date_format(today(), "DATE_FORMAT")
    return _("%(who)s, “%(title)s”, %(site)s, read on %(date)s, %(address)s") % parts


def terms_of(dataset, language):
    """The columns as people read them: those that differ in language only are told together."""
    found = {}
    for column in dataset.columns:
        found.setdefault((column.base, bool(column.language)), []).append(column)
    return [_term(columns, language) for columns in found.values()]


def _term(columns, language):
    here = next((column for column in columns if column.language == language), columns[0])
    codes = [(code, words_of(here.choices, code)[language]) for code, _words in here.choices]
    kind = str(here.type.words)
    if here.many:
        kind = _("%(type)s; several of them") % {"type": kind}
    example = "" if here.type is Type.DATE else here.example
    return Term([column.name for column in columns], capfirst(str(here.about)), kind, codes, example)
