"""What every reading of a data set shares: the day as of which it is, the site, and the addresses of pages."""

from dataclasses import dataclass
from datetime import date

from core.languages import language_codes, localized_value
from core.places import address_of
from core.visible import visible

from .columns import beside


@dataclass(frozen=True)
class Reading:
    on: date
    """What was known at the end of this day."""
    site: str
    """The address of the site, without a slash at the end: it makes addresses whole."""

    def whole(self, address):
        return f"{self.site}{address}" if address.startswith("/") else address


def in_words(record, *fields):
    """The texts of a record in every language: {"name_nl": …}; empty ones where there is no record."""
    found = {}
    for field in fields:
        words = {code: localized_value(record, field, code) if record else "" for code in language_codes()}
        found |= beside(field, words)
    return found


def code_of(record):
    """The code of what everybody may see; empty for what is only named, and for nothing."""
    return record.code if record and getattr(record, "is_shown", True) else ""


def said(row, translations):
    """A reason in the language in which it was written and in those in which it was translated."""
    words = dict.fromkeys(language_codes(), "") | translations.get(row.pk, {}) | {row.language: row.reason}
    return {"language": row.language} | beside("reason", {code: words[code] for code in language_codes()})


def translations_of(model, keys):
    """{primary key: {language: reason}} of what was said, in one query."""
    relation = model._meta.get_field("translations")
    owner = relation.field.attname
    rows = relation.related_model.objects.filter(**{f"{owner}__in": keys})
    found = {}
    for key, language, reason in rows.values_list(owner, "language", "reason"):
        found.setdefault(key, {})[language] = reason
    return found


def paths_of(model, keys):
    """The address of the live page of each of these records in each language, in one query: {pk: {language: path}}."""
    page_model = model.page_model()
    owner = f"{page_model.record_name}_id"
    rows = visible(page_model.objects.filter(**{f"{owner}__in": keys})).order_by()
    found = {}
    for key, language, path in rows.values_list(owner, "language", "url_path"):
        if address := address_of(path):
            found.setdefault(key, {})[language] = address
    return found


def page_columns(paths, reading, end=""):
    """What stands in the columns `pages()`; `end` for what has its page below another one's."""
    return beside(
        "page", {code: reading.whole(f"{paths[code]}{end}") if code in paths else "" for code in language_codes()}
    )


def terms_of(model, keys, *names):
    """The codes of the vocabularies' terms on these records: {name: {pk: [code]}}, in a query for each name."""
    found = {}
    for name in names:
        field = model._meta.get_field(name)
        owner, term = field.m2m_field_name(), field.m2m_reverse_field_name()
        value = "code" if hasattr(field.related_model, "code") else "number"
        rows = field.remote_field.through.objects.filter(**{f"{owner}__in": keys})
        found[name] = by_key(rows.order_by(f"{term}__{value}").values_list(f"{owner}_id", f"{term}__{value}"))
    return found


def by_key(pairs):
    """{key: [value as text]}, in the order of the pairs."""
    found = {}
    for key, value in pairs:
        found.setdefault(key, []).append(str(value))
    return found
