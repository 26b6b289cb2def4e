"""A card: how one thing appears in a list, in the reader's language as far as it has words in it."""

from dataclasses import dataclass, field, replace

from django.template.loader import render_to_string

from .kept import kept_many
from .languages import language_name
from .pictures import CARD, pictures_of
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
    picture: object = None
    """Of the page, and only beside its title: it tells nothing that its words do not."""

    @property
    def notice(self):
        """The name of the other language, for the notice under the words."""
        return language_name(self.lang)

    @property
    def html(self):
        return render_to_string("components/card.html", {"card": self})


@dataclass(frozen=True)
class KeptCard:
    """A card as it was rendered before."""

    html: str


def kept_cards(name, keys, language, make):
    """The cards of the records with these keys, in their order; `make([key])` gives those that are not kept yet."""

    def rendered(missing):
        return {card.record.pk: card.html for card in make(missing)}

    found = kept_many(f"card:{name}:{language}", keys, rendered)
    return [KeptCard(found[key]) for key in keys if key in found]


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
    cards = [
        card_of(
            record, pages.get(record.pk), language, label=label, meta=meta, remarks=list(remarks.get(record.pk, ()))
        )
        for record in records
    ]
    return with_pictures(cards, [pages.get(record.pk) for record in records])


def with_pictures(cards, pages):
    """The same cards, each with the picture for lists of its page, if that has one; in one query more."""
    keys = [page and page.listing_image_id for page in pages]
    pictures = pictures_of(keys, CARD)
    return [replace(card, picture=pictures.get(key)) for card, key in zip(cards, keys, strict=True)]


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
