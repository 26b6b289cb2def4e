from django.utils.translation import gettext_lazy as _
from wagtail.contrib.routable_page.models import RoutablePageMixin, re_path
from wagtail.fields import StreamField
from wagtail.search import index

from core.blocks import BodyBlock
from core.languages import active_language
from core.models import BasePage


class OpenDataPage(RoutablePageMixin, BasePage):
    """What can be downloaded or asked by programs, with its licence and its dictionary."""

    language_policy = BasePage.LanguagePolicy.TOGETHER
    max_count_per_parent = 1

    body = StreamField(BodyBlock(), blank=True, verbose_name=_("text"))

    search_fields = [*BasePage.search_fields, index.SearchField("body")]
    content_panels = [*BasePage.content_panels, "body"]

    parent_page_types = ["home.HomePage"]
    subpage_types = []

    class Meta:
        verbose_name = _("open data page")
        verbose_name_plural = _("open data pages")

    def get_context(self, request, *args, **kwargs):
        from opendata.downloads.page import open_data_context

        language = active_language()
        context = super().get_context(request, *args, **kwargs) | {"language": language}
        return context | open_data_context(self, request, language)

    @re_path(r"^(?P<code>[-\w]+)/$", name="dataset")
    def dataset(self, request, code):
        from opendata.downloads.page import dataset_page

        language = active_language()
        context = super().get_context(request) | {"language": language}
        return dataset_page(self, request, context, code, language)
