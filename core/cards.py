"""A card: how one thing appears in a list, in the reader's language as far as it has words in it."""

from dataclasses import dataclass, field

from .languages import language_name
from .places import address_of
from .visible import visible


@dataclass(frozen=True)
class Card:
    title: str
    url: str = ""
    """Empty for a record that has no live page: its card leads nowhere."""
    label: str = ""
    """What it is, above the title."""
    summary: str = ""
    lang: str = ""
    """Filled in when the words are in another language than the reader's."""
    fictional: bool = False
    meta: list = field(default_factory=list)
    remarks: list = field(default_factory=list)
    """Sentences of apps above: what became of it."""
    record: object = None

    @property
    def notice(self):
        """The name of the other language, for the notice under the words."""
        return language_name(self.lang)


def pages_for(records, language):
    """The best live page of each record: in the reader's language, else in another one. {record pk: page}."""
    records = list(records)
    if not records:
        return {}
    model = type(records[0]).page_model()
    pages = {}
    found = model.objects.filter(**{f"{model.record_name}__in": [record.pk for record in records]})
    for page in visible(found).defer_streamfields().order_by("language"):
        if page.language == language or page.record_id not in pages:
            pages[page.record_id] = page
    return pages


def cards_for(records, language, *, label=lambda record: "", meta=lambda record: [], remarks=None):
    """The cards of these records, in their order, with one query for all their pages.

    `remarks`: {primary key: [sentence]}.
    """
    records, remarks = list(records), remarks or {}
    pages = pages_for(records, language)
    return [
        card_of(
            record, pages.get(record.pk), language, label=label, meta=meta, remarks=list(remarks.get(record.pk, ()))
        )
        for record in records
    ]


def card_of(record, page, language, *, label=lambda record: "", meta=lambda record: [], remarks=()):
    """The card of a record with that page, or with none."""
    same = {
        "label": label(record),
        "fictional": record.fictional,
        "meta": meta(record),
        "remarks": remarks,
        "record": record,
    }
    if page is None:
        return Card(record.name_in(language), **same)
    elsewhere = page.language != language
    return Card(
        title=page.card_title if elsewhere else page.listing_title or record.name_in(language),
        url=address_of(page.url_path) or "",
        summary=page.card_summary,
        lang=page.language if elsewhere else "",
        **same,
    )
