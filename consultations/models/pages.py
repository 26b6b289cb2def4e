from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.fields import StreamField
from wagtail.search import index

from consultations.public.listing import consultation_cards, consultation_listing
from core.blocks import BodyBlock
from core.models import BasePage, ListingPage, RecordPage, one_page_per_language

from .consultations import Consultation


class ConsultationIndexPage(ListingPage):
    language_policy = BasePage.LanguagePolicy.TOGETHER
    max_count_per_parent = 1

    parent_page_types = ["home.HomePage"]
    subpage_types = ["consultations.ConsultationPage"]

    class Meta:
        verbose_name = _("list of consultations")
        verbose_name_plural = _("lists of consultations")

    def get_listing(self, data, language):
        return consultation_listing(data, language)

    def get_cards(self, records, language):
        return consultation_cards(records, language)


class ConsultationPage(RecordPage):
    """Why stakeholders are asked, in the words of one language."""

    language_policy = BasePage.LanguagePolicy.TOGETHER
    record_name = "consultation"
    select_with_page = ("consultation__organisation", "consultation__plan")

    consultation = models.ForeignKey(
        Consultation, on_delete=models.PROTECT, null=True, related_name="pages", verbose_name=_("consultation")
    )
    body = StreamField(BodyBlock(), blank=True, verbose_name=_("text"))

    search_fields = [*RecordPage.search_fields, index.SearchField("body")]
    content_panels = [RecordPage.record_panel("consultation"), *RecordPage.content_panels, "body"]
    exclude_fields_in_copy = ["consultation"]

    parent_page_types = ["consultations.ConsultationIndexPage"]
    subpage_types = []

    class Meta:
        verbose_name = _("consultation page")
        verbose_name_plural = _("consultation pages")
        constraints = one_page_per_language("consultationpage", "consultation")

    def get_context(self, request, *args, **kwargs):
        from consultations.public.context import consultation_context

        context = super().get_context(request, *args, **kwargs)
        return context | consultation_context(self.consultation, self.language)
