"""The views of the directory beside its list: by place, from A to Z, and as a file."""

from dataclasses import dataclass, replace

from django.http import Http404
from django.template.response import TemplateResponse
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from core.languages import active_language
from core.places import Link, address_of
from partners.models.organisations import Organisation

from . import by_place as places
from .by_letter import LetterListing
from .listing import DirectoryListing
from .places import UNKNOWN

BY_PLACE = format_lazy("^{}$", gettext_lazy("by-place/"))
BY_LETTER, DOWNLOAD = r"^a-z/$", r"^download/$"


@dataclass(frozen=True)
class Way:
    label: str
    url: str
    is_current: bool = False


def ways(page, current=""):
    """The ways into the directory: its list, by place, from A to Z."""
    here = address_of(page.url_path)
    found = [("", _("All partners")), ("by_place", _("By place")), ("by_letter", _("From A to Z"))]
    return [Way(label, f"{here}{_part(page, name)}", name == current) for name, label in found]


def of_list(page):
    """What the list itself shows besides its rows."""
    found = ways(page)
    return {"ways": found, "download_url": f"{found[0].url}{_part(page, 'download')}"}


def _part(page, name):
    return page.reverse_subpage(name).lstrip("/") if name else ""


def by_place(page, request, context):
    """Regions with their towns, or every town of one region."""
    language, here = active_language(), address_of(page.url_path)
    found = places.regions(language, here, request.path)
    asked = request.GET.get("region", "")
    chosen = next((region for region in found if region.code == asked), None)
    if asked and chosen is None and asked not in {UNKNOWN, *Organisation.Region.values}:
        raise Http404
    context |= _beside(page, context, "by_place", f"?region={asked}" if chosen else "") | {
        "regions": found,
        "region": chosen,
        "description": _("Every partner, by region and by town."),
        "towns": places.towns_of(asked, language, here) if chosen else "",
    }
    return TemplateResponse(request, "partners/directory/by_place.html", context)


def by_letter(page, request, context):
    """The letters, and the names under the one that was chosen."""
    listing = LetterListing(request.GET, active_language())
    context |= _beside(page, context, "by_letter") | {
        "listing": listing,
        "description": _("Every partner from A to Z."),
    }
    return TemplateResponse(request, "partners/directory/by_letter.html", context)


def download(page, request):
    from .downloads import download as made

    listing = DirectoryListing(request.GET, active_language())
    answer = made(listing, request.GET.get("as", "csv"), request, address_of(page.url_path))
    if answer is None:
        raise Http404
    return answer


def _beside(page, context, name, query=""):
    """What these views share: where one is, and the same view in the other languages."""
    found = ways(page, name)
    here = next(way for way in found if way.is_current)
    languages = []
    for link in context["languages"]:
        with override(link.code):
            languages.append(replace(link, url=f"{link.url}{_part(page, name)}{query}") if link.is_same_page else link)
    return {
        "ways": found,
        "page_title": here.label,
        "languages": languages,
        "breadcrumbs": [*context["breadcrumbs"], Link(page.title, found[0].url)],
    }
