"""The directory by place: regions and their towns with the number of organisations, each leading to its list."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.template.loader import render_to_string
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from core.kept import kept
from partners.models.organisations import Organisation

from .places import UNKNOWN
from .table import places_in

MOST_TOWNS = 12
"""Of a region, on the page of all regions: those with most organisations."""


@dataclass(frozen=True)
class Town:
    label: str
    lang: str
    count: int
    url: str


@dataclass(frozen=True)
class Region:
    """A region with its towns, or with the largest of them: then `all_url` leads to the others."""

    code: str
    label: str
    count: int
    url: str
    towns: list
    all_url: str = ""
    town_count: int = 0


def regions(language, list_url, here):
    """Every region with organisations; `here` is the address of the page itself."""
    return kept(f"directory-regions:{language}", lambda: list(_regions(language, list_url, here)))


def _regions(language, list_url, here):
    by_region = {}
    for place in places_in(language).values():
        by_region.setdefault(place.region, []).append(place)
    for code, label in [*Organisation.Region.choices, ("", _("Region not known"))]:
        places = by_region.get(code)
        if not places:
            continue
        towns = [place for place in places if place.town or place.postcode]
        largest = sorted(towns, key=lambda place: -len(place.rows))[:MOST_TOWNS]
        has_more = len(towns) > MOST_TOWNS
        narrowed = {"region": code} if code else {"place": UNKNOWN}
        shown = [place for place in places if place in largest] if has_more else places
        yield Region(
            code=code or UNKNOWN,
            label=str(label),
            count=sum(len(place.rows) for place in places),
            url=f"{list_url}?{urlencode(narrowed)}",
            towns=[_town(place, list_url) for place in shown],
            all_url=f"{here}?{urlencode({'region': code or UNKNOWN})}" if has_more else "",
            town_count=len(towns),
        )


def towns_of(region, language, list_url):
    """The HTML of all towns of a region: it may have hundreds, so it is made once."""

    def make():
        code = "" if region == UNKNOWN else region
        places = [place for place in places_in(language).values() if place.region == code]
        return render_to_string(
            "partners/directory/towns.html", {"towns": [_town(place, list_url) for place in places]}
        )

    html = kept(f"directory-towns:{language}:{region}", make)
    return mark_safe(html)  # noqa: S308 - escaped by its own template


def _town(place, list_url):
    return Town(
        label=place.label or _("Town not known"),
        lang=place.lang,
        count=len(place.rows),
        url=f"{list_url}?{urlencode({'place': place.key})}",
    )
