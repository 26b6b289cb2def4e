from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpResponseForbidden, JsonResponse
from django.shortcuts import render
from django.utils.translation import get_language_from_path
from django.utils.translation import gettext as _
from wagtail.models import Page

from .languages import active_language
from .own_scripts import own_scripts
from .places import LanguageLink, address_of, language_of, roots
from .visible import visible

TOO_LARGE = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)
PIECE, MOST_PIECES = 64 * 1024, 1600
"""So many bytes at a time, and at most 100 MB."""


@own_scripts
def page_not_found(request, exception=None):
    """404 in the reader's language; offers the page in the other language when it is there."""
    offers = offers_for(request.path_info)
    context = {"offers": offers, "languages": _home_links(), "breadcrumbs": []}
    return render(request, "404.html", context, status=404)


def csrf_failure(request, reason=""):
    """403 for a form whose token is missing or too old."""
    return HttpResponseForbidden(render(request, "403_csrf.html", {"languages": _home_links()}).content)


def bad_request(request, exception=None):
    """400 in the reader's language; 413 for what is too large, and then in words on how to go on."""
    is_too_large = isinstance(exception, TOO_LARGE)
    if is_too_large:
        _read_to_the_end(request)
    status = 413 if is_too_large else 400
    if request.headers.get("Accept") == "application/json":
        return JsonResponse({"message": _("Not saved: this is too much at once.")}, status=status)
    context = {"languages": _home_links(), "breadcrumbs": [], "is_too_large": is_too_large}
    return render(request, "400.html", context, status=status)


def _read_to_the_end(request):
    """A browser shows no answer before all that it sends was taken from it; what is endless is cut off."""
    for _piece in range(MOST_PIECES):
        try:
            if not request.read(PIECE):
                return
        except OSError:
            return


def permission_denied(request, exception=None):
    """403 in the reader's language."""
    return render(request, "403.html", {"languages": _home_links()}, status=403)


def offers_for(path):
    """The live pages that somebody at this address may have meant: [(language code, page)], the asked language first.

    Two cases: the page is there but not published in this language, or the address mixes one language's prefix with
    another one's words.
    """
    asked = get_language_from_path(path)
    if asked is None or len(path) > 2000:
        return []
    rest = path.removeprefix(f"/{asked}/").strip("/")
    if not rest:
        return []
    meant = Page.objects.filter(url_path__in=[f"{root}{rest}/" for root in roots().values()])
    pages = visible(Page.objects).filter(translation_key__in=meant.values("translation_key")).order_by("path")
    offers = [(language_of(page.url_path), page) for page in pages]
    names = dict(settings.LANGUAGES)
    return [
        {"code": code, "language_name": names[code], "title": page.title, "url": address_of(page.url_path)}
        for code, page in sorted(offers, key=lambda offer: offer[0] != asked)
        if code in names
    ]


def _home_links():
    here = active_language()
    return [LanguageLink(code, str(name), f"/{code}/", code == here, True) for code, name in settings.LANGUAGES]
