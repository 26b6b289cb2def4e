from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.routable_page.models import RoutablePageMixin, re_path
from wagtail.fields import StreamField
from wagtail.search import index

from core.blocks import BodyBlock
from core.languages import active_language
from core.models import BasePage, ListingPage, RecordPage, one_page_per_language
from core.places import address_of

from .pledges import Pledge


class PledgeIndexPage(RoutablePageMixin, ListingPage):
    """The wall: every pledge, and what became of it."""

    language_policy = BasePage.LanguagePolicy.TOGETHER
    max_count_per_parent = 1

    parent_page_types = ["home.HomePage"]
    subpage_types = ["actions.PledgePage"]

    class Meta:
        verbose_name = _("list of pledges")
        verbose_name_plural = _("lists of pledges")

    def get_listing(self, data, language):
        from actions.wall.listing import pledge_listing

        return pledge_listing(data, language)

    def get_cards(self, records, language):
        from actions.wall.cards import cards_of

        return cards_of(records, language)

    def get_context(self, request, *args, **kwargs):
        from actions.wall.sentence import sentence_of_wall
        from actions.wall.states import RULES

        context = super().get_context(request, *args, **kwargs)
        return context | {"sentence": sentence_of_wall(context["listing"]), "rules": RULES}

    @re_path(r"^download-(csv|xlsx|json)/$")
    def download(self, request, kind):
        """Exactly what is filtered, as a file."""
        from actions.wall.downloads import download

        return download(self.get_listing(request.GET, active_language()), kind, request)


class PledgePage(RecordPage):
    """A pledge in the partners' own words."""

    language_policy = BasePage.LanguagePolicy.INDEPENDENT
    record_name = "pledge"
    select_with_page = ("pledge__commitment__organisation",)

    pledge = models.ForeignKey(
        Pledge, on_delete=models.PROTECT, null=True, related_name="pages", verbose_name=_("pledge")
    )
    body = StreamField(BodyBlock(), blank=True, verbose_name=_("text"))

    search_fields = [*RecordPage.search_fields, index.SearchField("body")]
    content_panels = [RecordPage.record_panel("pledge"), *RecordPage.content_panels, "body"]
    exclude_fields_in_copy = ["pledge"]

    parent_page_types = ["actions.PledgeIndexPage"]
    subpage_types = []

    class Meta:
        verbose_name = _("pledge page")
        verbose_name_plural = _("pledge pages")
        constraints = one_page_per_language("pledgepage", "pledge")

    def get_context(self, request, *args, **kwargs):
        from actions.wall.page import embed_code, pledge_context

        context = super().get_context(request, *args, **kwargs) | pledge_context(self.pledge, self.language)
        if self.pledge_id:
            address, badge = map(request.build_absolute_uri, (address_of(self.url_path), context["badge_url"]))
            context["code"] = embed_code(title=self.title, address=address, badge_address=badge)
        return context
