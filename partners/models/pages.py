from django.db import models
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.routable_page.models import RoutablePageMixin, path, re_path
from wagtail.fields import RichTextField, StreamField
from wagtail.search import index

from core import slots
from core.blocks import BodyBlock
from core.blocks.rich_text import FEATURES
from core.cards import cards_for
from core.facets import Facet, TermFacet
from core.languages import localized_name
from core.listing import Listing, Sort
from core.lists import address_of_list
from core.models import BasePage, ListingPage, RecordPage, Theme, one_page_per_language
from core.terms import terms_on
from partners import facts, seats
from partners.directory import routes
from partners.directory.listing import DirectoryListing

from .groups import Group
from .organisations import Organisation


class PartnerIndexPage(RoutablePageMixin, ListingPage):
    language_policy = BasePage.LanguagePolicy.TOGETHER
    max_count_per_parent = 1
    keeps_cards = True

    parent_page_types = ["home.HomePage"]
    subpage_types = ["partners.PartnerPage"]

    class Meta:
        verbose_name = _("list of partners")
        verbose_name_plural = _("lists of partners")

    def get_listing(self, data, language):
        return DirectoryListing(data, language)

    def get_cards(self, records, language):
        return cards_for(
            records,
            language,
            label=facts.kind_of,
            meta=facts.of_organisation_in_list,
            remarks=slots.words_for("partners.cards", records=records, language=language),
        )

    def get_context(self, request, *args, **kwargs):
        return super().get_context(request, *args, **kwargs) | routes.of_list(self)

    @re_path(routes.BY_PLACE, name="by_place")
    def by_place(self, request):
        return routes.by_place(self, request, super(ListingPage, self).get_context(request))

    @re_path(routes.BY_LETTER, name="by_letter")
    def by_letter(self, request):
        return routes.by_letter(self, request, super(ListingPage, self).get_context(request))

    @re_path(routes.DOWNLOAD, name="download")
    def download(self, request):
        return routes.download(self, request)


class PartnerPage(RecordPage):
    language_policy = BasePage.LanguagePolicy.INDEPENDENT
    record_name = "organisation"
    select_with_page = ("organisation",)

    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, related_name="pages", verbose_name=_("organisation")
    )
    body = StreamField(BodyBlock(), blank=True, verbose_name=_("text"))

    search_fields = [*RecordPage.search_fields, index.SearchField("body")]
    content_panels = [RecordPage.record_panel("organisation"), *RecordPage.content_panels, "body"]
    exclude_fields_in_copy = ["organisation"]

    parent_page_types = ["partners.PartnerIndexPage"]
    subpage_types = []

    class Meta:
        verbose_name = _("partner page")
        verbose_name_plural = _("partner pages")
        constraints = one_page_per_language("partnerpage", "organisation")

    def get_context(self, request, *args, **kwargs):
        from partners.partner_page import partner_context

        return super().get_context(request, *args, **kwargs) | partner_context(self.organisation_id, self.language)


class GroupIndexPage(ListingPage):
    language_policy = BasePage.LanguagePolicy.TOGETHER
    max_count_per_parent = 1

    parent_page_types = ["home.HomePage"]
    subpage_types = ["partners.WorkingGroupPage"]

    class Meta:
        verbose_name = _("list of groups")
        verbose_name_plural = _("lists of groups")

    def get_listing(self, data, language):
        name = localized_name("name", language)
        return Listing(
            Group.objects.public(),
            data,
            language=language,
            facets=[
                Facet("kind", _("Kind"), "kind", tuple(Group.Kind.choices)),
                TermFacet("theme", _("Theme"), "themes", model=Theme),
            ],
            sorts=[
                Sort("name", _("Name"), (name, "pk")),
                Sort("newest", _("Started most recently"), (models.F("since").desc(nulls_last=True), name, "pk")),
            ],
        )

    def get_cards(self, records, language):
        return cards_for(
            records.select_related("organiser"), language, label=facts.kind_of, meta=facts.of_group_in_list
        )


class WorkingGroupPage(RoutablePageMixin, RecordPage):
    language_policy = BasePage.LanguagePolicy.TOGETHER
    record_name = "group"
    select_with_page = ("group__organiser",)

    group = models.ForeignKey(
        Group, on_delete=models.PROTECT, null=True, related_name="pages", verbose_name=_("group")
    )
    mandate = RichTextField(
        _("mandate"), blank=True, features=FEATURES, help_text=_("What the group was asked to do.")
    )
    guiding_lines = RichTextField(
        _("guiding lines"),
        blank=True,
        features=FEATURES,
        help_text=_("Along which lines it works; a list reads best."),
    )
    body = StreamField(
        BodyBlock(),
        blank=True,
        verbose_name=_("text"),
        help_text=_("Documents, links and whatever else belongs here."),
    )

    search_fields = [
        *RecordPage.search_fields,
        index.SearchField("mandate"),
        index.SearchField("guiding_lines"),
        index.SearchField("body"),
    ]
    content_panels = [
        RecordPage.record_panel("group"),
        *RecordPage.content_panels,
        "mandate",
        "guiding_lines",
        "body",
    ]
    exclude_fields_in_copy = ["group"]

    parent_page_types = ["partners.GroupIndexPage"]
    subpage_types = []

    class Meta:
        verbose_name = _("group page")
        verbose_name_plural = _("group pages")
        constraints = one_page_per_language("workinggrouppage", "group")

    def get_context(self, request, *args, **kwargs):
        members = seats.members(self.group, self.language)
        return super().get_context(request, *args, **kwargs) | {
            "facts": facts.of_group(self.group, self.language, members),
            "members": members,
            "funders": facts.funders(self.group, self.language),
            "contact": facts.contact_of_group(self.group, self.language),
            "terms": terms_on([self.group], ["themes"], self.language) if self.group else {},
            "list_url": address_of_list(GroupIndexPage, self.language),
        }

    @path("contact/")
    def contact(self, request):
        """The group's address, shown only to who presses the button: harvesters follow links, they post no forms."""
        shown = request.method == "POST"
        context = self.get_context(request) | {"address_is_shown": shown}
        response = TemplateResponse(request, "partners/group_contact.html", context)
        response.headers["Cache-Control"] = "private, no-store"
        response.headers["X-Robots-Tag"] = "noindex"
        return response
