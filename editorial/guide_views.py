from itertools import pairwise

from django.http import FileResponse, Http404
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView, View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from core.languages import active_language, language_codes, language_name

from . import guide


class GuideView(WagtailAdminTemplateMixin, TemplateView):
    """One chapter, in the reader's language or in the one of the address."""

    template_name = "editorial/guide.html"
    page_title = _("Editors’ guide")
    header_icon = "help"

    @cached_property
    def language(self):
        language = self.kwargs.get("language") or active_language()
        if language not in language_codes():
            raise Http404
        return language

    @cached_property
    def chapters(self):
        return guide.chapters(self.language)

    @cached_property
    def chapter(self):
        try:
            return self.chapters[self.kwargs.get("slug", guide.INDEX)]
        except KeyError:
            raise Http404 from None

    def get_header_title(self):
        """None above the text: the chapter's own title is its first heading."""
        return ""

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": reverse("editorial:guide"), "label": self.page_title}]

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "chapter": self.chapter,
            "chapters": self.chapters.values(),
            "other_languages": [(code, language_name(code)) for code in language_codes() if code != self.language],
            **self._neighbours(),
        }

    def _neighbours(self):
        before_and_after = pairwise([None, *self.chapters.values(), None])
        sides = [(one, other) for one, other in before_and_after if self.chapter in (one, other)]
        return {"previous": sides[0][0], "next": sides[1][1]}


class GuideImageView(View):
    """A picture of the guide: its name is a slug, so that no address leads out of the folder."""

    def get(self, request, language, name):
        file = guide.IMAGES / language / f"{name}.png"
        if language not in language_codes() or not file.is_file():
            raise Http404
        return FileResponse(
            file.open("rb"), content_type="image/png", headers={"Cache-Control": "private, max-age=300"}
        )


urlpatterns = [
    path("guide/", GuideView.as_view(), name="guide"),
    path("guide/images/<slug:language>/<slug:name>.png", GuideImageView.as_view(), name="guide_image"),
    path("guide/<slug:slug>/", GuideView.as_view(), name="guide_page"),
    path("guide/<slug:slug>/<slug:language>/", GuideView.as_view(), name="guide_page"),
]
