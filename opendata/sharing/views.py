"""Hands out the pictures that go with links."""

from django.http import Http404, HttpResponse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe
from wagtail.models import Page

from core.kept import kept
from core.languages import language_codes
from core.models import BasePage
from core.places import language_of
from core.visible import visible

from .picture import picture_of

AN_HOUR = 3600


@require_safe
def picture(request, language, pk):
    """The picture of a page that everybody may see; drawn once, until something public changes."""
    page = visible(Page.objects).filter(pk=pk).first() if pk < 2**63 else None
    if page is None or language not in language_codes() or language_of(page.url_path) != language:
        raise Http404
    drawn = kept(f"picture:{pk}:{language}", lambda: _drawn(page, language))
    if drawn is None:
        raise Http404
    response = HttpResponse(drawn, content_type="image/png")
    patch_cache_control(response, public=True, max_age=AN_HOUR)
    return response


def _drawn(page, language):
    specific = page.specific
    return picture_of(specific, language) if isinstance(specific, BasePage) and specific.is_shown else None
