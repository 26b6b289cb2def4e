"""The sitemaps: an index, and for each language files of a thousand addresses; made once until something changes."""

from django.contrib.sitemaps import views
from django.http import HttpResponse
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from core.kept import kept

from .sections import sections

AN_HOUR = 3600


@require_safe
def index(request):
    return _answer(request, "index", lambda: views.index(request, sections(), sitemap_url_name="opendata:sitemap"))


@require_safe
def sitemap(request, section):
    number = request.GET.get("p", "1")
    return _answer(request, f"{section}:{number[:9]}", lambda: views.sitemap(request, sections(), section=section))


@require_safe
def robots(request):
    """Everything may be listed but what is for one person, for editors or for programs."""
    private = ["/admin/", "/documents/", "/_util/"]
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in private)]
    lines += ["", f"Sitemap: {request.build_absolute_uri(reverse('opendata:sitemaps'))}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


def _answer(request, name, make):
    where = f"{request.scheme}://{request.get_host()}"
    content = kept(f"sitemaps:{where}:{name}", lambda: make().render().content)
    response = HttpResponse(content, content_type="application/xml")
    patch_cache_control(response, public=True, max_age=AN_HOUR)
    return response
