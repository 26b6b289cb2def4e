"""What a page is about, for who shares, cites or embeds it."""

from dataclasses import dataclass

from django.utils.text import capfirst

from core.models import RecordPage
from opendata.identifiers.addresses import identifier_of

KINDS = ("plan", "action", "organisation", "group", "pledge", "consultation")
"""The kinds of records that have an identifier and a page: the names of those records on their pages."""


@dataclass(frozen=True)
class About:
    kind: str
    code: str
    label: str
    """What it is: "Action"."""

    @property
    def identifier(self):
        """The path of its identifier."""
        return identifier_of(self.kind, self.code)


def about_of(page):
    """The record of a page, as far as it has an identifier; None for a page of its own."""
    if not isinstance(page, RecordPage) or page.record_name not in KINDS or not page.record_id:
        return None
    record = page.record
    return About(page.record_name, record.code, capfirst(str(record._meta.verbose_name)))
