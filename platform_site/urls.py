from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from django.utils.translation import gettext_lazy as _
from django.views.static import serve as serve_file
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from core.routing import serve
from home.views import choose_language
from search.views import search

# Without the documents: those go through Wagtail, which knows which of them are private.
media = [re_path(r"^media/(?P<path>(?!documents/).*)$", serve_file, {"document_root": settings.MEDIA_ROOT})]

urlpatterns = [
    *(media if settings.SERVE_MEDIA else []),
    path("", choose_language, name="choose_language"),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("progress/", include("actions.urls")),
    *i18n_patterns(
        path(_("search/"), search, name="search"),
        path(_("my-commitments/"), include("actions.owners.urls")),
        path(_("take-part/"), include("consultations.urls")),
        *wagtail_urls.urlpatterns[:-1],
        re_path(r"^((?:[\w\-]+/)*)$", serve, name="wagtail_serve"),
        prefix_default_language=True,
    ),
]

handler400 = "core.views.bad_request"
handler403 = "core.views.permission_denied"
handler404 = "core.views.page_not_found"
