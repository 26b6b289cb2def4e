"""What an answer needs besides its records: the address of the site, the day, the licence."""

from django.db.models import OuterRef, Subquery
from django.utils.functional import cached_property

from core.dates import today
from core.kept import kept
from core.languages import language_codes, localized_value
from core.models import SiteSettings
from core.places import address_of
from core.visible import visible
from opendata.identifiers.addresses import identifier_of


class World:
    """One request as the resources see it; `on`: the past day asked for, or None."""

    def __init__(self, request, on=None):
        self.request = request
        self.on = on or today()

    @cached_property
    def site(self):
        return self.request.build_absolute_uri("/").rstrip("/")

    def whole(self, address):
        """An address with the site before it; None for an empty one."""
        return f"{self.site}{address}" if address and address.startswith("/") else address or None

    def identifier(self, kind, code):
        return self.whole(identifier_of(kind, code))

    def pages(self, paths):
        """{language: address} of a page in every language."""
        return {code: self.whole(paths.get(code)) for code in language_codes()}

    def reference(self, kind, record, *, code=None, name="name"):
        """A reference to a record, without its identifier where the record itself is for nobody; None for none."""
        if record is None:
            return None
        shown = getattr(record, "is_shown", True)
        code = str(code or record.code) if shown else None
        return {"id": (shown and self.identifier(kind, code)) or None, "code": code, "name": words(record, name)}

    def meta(self):
        texts, url = kept("api:licence", _licence)
        return {"licence": texts, "licence_url": url or None, "made_on": today(), "as_of": self.on}


def _licence():
    letterhead = SiteSettings.objects.filter(site__is_default_site=True).first()
    return (words(letterhead, "licence_line"), letterhead.licence_url) if letterhead else ({}, "")


def words(record, field):
    """A text of a record in every language: {language: text or None}."""
    return {code: localized_value(record, field, code) or None for code in language_codes()}


def with_words(rows):
    """With the translations of what somebody wrote, which `in_words` reads; without a query of their own."""
    translations = rows.model._meta.get_field("translations")
    there = translations.related_model.objects.filter(**{translations.field.name: OuterRef("pk")})
    return rows.annotate(
        **{
            f"reason_in_{code}": Subquery(there.filter(language=code).values("reason")[:1])
            for code in language_codes()
        }
    )


def in_words(row):
    """What somebody wrote, of a row that came `with_words`; None for nothing."""
    if not row.reason:
        return None
    texts = {code: getattr(row, f"reason_in_{code}") for code in language_codes()}
    return {"language": row.language, "words": texts | {row.language: row.reason}}


def paths_of(model, keys):
    """The live page of each of these records in each language, in one query: {pk: {language: address}}."""
    page_model = model.page_model()
    owner = f"{page_model.record_name}_id"
    rows = visible(page_model.objects.filter(**{f"{owner}__in": list(keys)})).order_by()
    found = {}
    for key, language, path in rows.values_list(owner, "language", "url_path"):
        if address := address_of(path):
            found.setdefault(key, {})[language] = address
    return found


def grouped(rows, key):
    """{value of that attribute: [row]}, in the order of the rows."""
    groups = {}
    for row in rows:
        groups.setdefault(getattr(row, key), []).append(row)
    return groups
