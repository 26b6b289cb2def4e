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
from users.login import doors
from users.oidc.views import callback as oidc_callback

# Without the documents: those go through Wagtail, which knows which of them are private.
media = [re_path(r"^media/(?P<path>(?!documents/).*)$", serve_file, {"document_root": settings.MEDIA_ROOT})]

urlpatterns = [
    *(media if settings.SERVE_MEDIA else []),
    path("", choose_language, name="choose_language"),
    path("admin/login/", doors.administration),
    re_path("^admin/password_reset/", doors.lost_password),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("progress/", include("actions.urls")),
    path("api/v1/", include("opendata.api.urls")),
    path("", include("opendata.urls")),
    path("oidc/callback/", oidc_callback, name="oidc_callback"),
    *i18n_patterns(
        path(_("search/"), include("search.urls")),
        path(_("account/service/"), include("users.oidc.urls")),
        path(_("account/"), include("users.login.urls")),
        path(_("my-space/"), include("partners.space.urls")),
        path(_("my-pledges/"), include("actions.pledging.urls")),
        path(_("my-commitments/"), include("actions.owners.urls")),
        path(_("take-part/"), include("consultations.urls")),
        path(_("follow/"), include("follow.urls")),
        path("_util/login/", doors.restricted_page),
        *wagtail_urls.urlpatterns[:-1],
        re_path(r"^((?:[\w\-]+/)*)$", serve, name="wagtail_serve"),
        prefix_default_language=True,
    ),
]

handler400 = "core.views.bad_request"
handler403 = "core.views.permission_denied"
handler404 = "core.views.page_not_found"
