"""Who makes a pledge: under the name of then, and with what became of them since."""

from dataclasses import dataclass

from core.cards import pages_for
from core.places import address_of
from partners.lineage.history import fate_of, history_of

from .cards import organisations_of


@dataclass(frozen=True)
class Maker:
    name: str
    """The name of today."""
    url: str
    promised_as: str
    """The name under which it promised, where that was another one."""
    became: list
    """The organisations after it, as `partners.lineage.history.Kin`; those that readers may know of."""
    fate: str
    """What became of it, in words; empty where it is still there."""


def makers_of(commitment, language):
    """The organisations that make a pledge, whose commitment came with them; in one query for their pages."""
    organisations = organisations_of(commitment)
    pages = pages_for(organisations, language)
    return [_maker(organisation, pages.get(organisation.pk), commitment, language) for organisation in organisations]


def names_when_promised(commitment, language):
    """The names under which a pledge was made, the one that leads it first."""
    return [
        name_on(organisation, commitment.announced_on, language) or organisation.name_in(language)
        for organisation in organisations_of(commitment)
    ]


def name_on(organisation, day, language):
    """The name that an organisation had on a day; empty where it is the one of today."""
    history = history_of(organisation, language)
    later = [name for name in history.former if name.until > day] if history and day else []
    return later[-1].name if later else ""  # the last ones stand first


def _maker(organisation, page, commitment, language):
    history = history_of(organisation, language)
    return Maker(
        name=organisation.name_in(language),
        url=(page and address_of(page.url_path)) or "",
        promised_as=name_on(organisation, commitment.announced_on, language),
        became=[kin for kin in history.became if kin.name] if history else [],
        fate=fate_of(organisation, language),
    )
