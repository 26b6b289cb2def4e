from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.routable_page.models import RoutablePageMixin, path, re_path
from wagtail.fields import StreamField
from wagtail.search import index

from actions import action_page, ledger, places
from actions.voices import routes
from actions.voices.entries import RELATED, entries_of
from actions.voices.listing import recommendation_listing
from actions.voices.sentences import sentence_of_recommendations
from core.blocks import BodyBlock
from core.cards import cards_for
from core.languages import active_language
from core.lists import address_of_list
from core.models import BasePage, ListingPage, RecordPage, one_page_per_language
from core.places import address_of

from .actions import Action
from .plans import ActionPlan
from .progress_reports import ProgressReport


class ActionPlanIndexPage(RoutablePageMixin, BasePage):
    language_policy = BasePage.LanguagePolicy.TOGETHER
    max_count_per_parent = 1

    parent_page_types = ["home.HomePage"]
    subpage_types = ["actions.ActionPlanPage"]

    class Meta:
        verbose_name = _("list of action plans")
        verbose_name_plural = _("lists of action plans")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        language = request.LANGUAGE_CODE
        recommendations = {"recommendations_url": address_of_list(RecommendationIndexPage, language)}
        places = {"places": ledger.places_of_all_plans()}
        return context | recommendations | places | ledger.plans_context(language, request.GET)

    @re_path(places.GOVERNMENT, name="government")
    def government(self, request, code):
        from actions.governments.page import government_page

        return government_page(self, request, super().get_context(request), code)

    @re_path(places.ORGANISATION, name="organisation")
    def organisation(self, request, code):
        from actions.promises.organisation import promises_page

        return promises_page(self, request, super().get_context(request), code)

    @re_path(places.COVERAGE, name="coverage")
    def coverage(self, request):
        from actions.coverage.page import coverage_page

        return coverage_page(self, request, super().get_context(request))

    @re_path(places.COMPARISON, name="comparison")
    def comparison(self, request):
        from actions.comparing.page import comparison_of_governments

        return comparison_of_governments(self, request, super().get_context(request))

    @re_path(places.CALENDAR, name="calendar")
    def calendar(self, request):
        from actions.calendar.page import calendar_page

        return calendar_page(self, request, super().get_context(request))


class ActionPlanPage(RoutablePageMixin, RecordPage):
    language_policy = BasePage.LanguagePolicy.TOGETHER
    record_name = "plan"
    select_with_page = ("plan__predecessor",)

    plan = models.ForeignKey(
        ActionPlan, on_delete=models.PROTECT, null=True, related_name="pages", verbose_name=_("action plan")
    )
    body = StreamField(BodyBlock(), blank=True, verbose_name=_("text"))

    search_fields = [*RecordPage.search_fields, index.SearchField("body")]
    content_panels = [RecordPage.record_panel("plan"), *RecordPage.content_panels, "body"]
    exclude_fields_in_copy = ["plan"]

    parent_page_types = ["actions.ActionPlanIndexPage"]
    subpage_types = ["actions.ActionPage", "actions.ProgressReportPage"]

    class Meta:
        verbose_name = _("action plan page")
        verbose_name_plural = _("action plan pages")
        constraints = one_page_per_language("actionplanpage", "plan")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs) | {"is_plain": not request.GET}
        if not request.GET:
            return context | ledger.plain_plan_context(self.plan, self.language)
        return context | ledger.plan_context(self.plan, self.language, request.GET)

    @re_path(places.COVERAGE, name="coverage")
    def coverage(self, request):
        from actions.coverage.page import coverage_page

        return coverage_page(self, request, super().get_context(request), plan=self.plan)

    @re_path(places.COMPARISON, name="comparison")
    def comparison(self, request):
        from actions.comparing.page import comparison_of_plan

        return comparison_of_plan(self, request, super().get_context(request))

    @re_path(places.CALENDAR, name="calendar")
    def calendar(self, request):
        from actions.calendar.page import calendar_page

        return calendar_page(self, request, super().get_context(request), plan=self.plan)


class ActionIndexPage(ListingPage):
    """All actions of all plans."""

    language_policy = BasePage.LanguagePolicy.TOGETHER
    max_count_per_parent = 1
    keeps_cards = True

    parent_page_types = ["home.HomePage"]
    subpage_types = []

    class Meta:
        verbose_name = _("list of actions")
        verbose_name_plural = _("lists of actions")

    def get_listing(self, data, language):
        from actions.table.listing import ActionListing

        return ActionListing(data, language)

    def get_cards(self, records, language):
        return cards_for(
            records,
            language,
            label=lambda action: _("Action %(number)s") % {"number": action.number},
            meta=ledger.action_meta(language),
        )


class ActionPage(RoutablePageMixin, RecordPage):
    language_policy = BasePage.LanguagePolicy.TOGETHER
    record_name = "action"
    select_with_page = ("action__plan", "action__pillar")

    action = models.ForeignKey(
        Action, on_delete=models.PROTECT, null=True, related_name="pages", verbose_name=_("action")
    )
    body = StreamField(BodyBlock(), blank=True, verbose_name=_("text"))

    search_fields = [*RecordPage.search_fields, index.SearchField("body")]
    content_panels = [RecordPage.record_panel("action"), *RecordPage.content_panels, "body"]
    exclude_fields_in_copy = ["action"]

    parent_page_types = ["actions.ActionPlanPage"]
    subpage_types = []

    class Meta:
        verbose_name = _("action page")
        verbose_name_plural = _("action pages")
        constraints = one_page_per_language("actionpage", "action")

    def get_context(self, request, *args, **kwargs):
        return super().get_context(request, *args, **kwargs) | action_page.action_context(self.action, self.language)

    @re_path(places.COMMITMENT, name="commitment")
    def commitment(self, request, code):
        from actions.promises.page import commitment_page

        return commitment_page(self, request, super().get_context(request), code)


class RecommendationIndexPage(RoutablePageMixin, ListingPage):
    """All recommendations of all sources, what was answered to them and what follows from them."""

    language_policy = BasePage.LanguagePolicy.TOGETHER
    max_count_per_parent = 1

    parent_page_types = ["home.HomePage"]
    subpage_types = []

    class Meta:
        verbose_name = _("list of recommendations")
        verbose_name_plural = _("lists of recommendations")

    def get_listing(self, data, language):
        return recommendation_listing(data, language)

    def get_cards(self, records, language):
        return entries_of(records.select_related(*RELATED), language)

    def get_context(self, request, *args, **kwargs):
        return super().get_context(request, *args, **kwargs) | {
            "sentence": sentence_of_recommendations(request.path),
            "list_url": request.path,
        }

    @re_path(f"^{routes.CODE}/$")
    def recommendation(self, request, source, number):
        context = super(ListingPage, self).get_context(request)
        return routes.one_recommendation(self, request, context, source=source, number=number)

    @path("download/")
    def download(self, request):
        from actions.voices.downloads import recommendations_csv

        listing = self.get_listing(request.GET, active_language())
        return recommendations_csv(listing, request.build_absolute_uri(address_of(self.url_path)))


class ProgressReportPage(RecordPage):
    """The editors' introduction to a snapshot of a plan."""

    language_policy = BasePage.LanguagePolicy.TOGETHER
    record_name = "progress_report"
    select_with_page = ("progress_report__snapshot__plan",)

    progress_report = models.ForeignKey(
        ProgressReport, on_delete=models.PROTECT, null=True, related_name="pages", verbose_name=_("progress report")
    )
    body = StreamField(BodyBlock(), blank=True, verbose_name=_("text"))

    search_fields = [*RecordPage.search_fields, index.SearchField("body")]
    content_panels = [RecordPage.record_panel("progress_report"), *RecordPage.content_panels, "body"]
    exclude_fields_in_copy = ["progress_report"]

    parent_page_types = ["actions.ActionPlanPage"]
    subpage_types = []

    class Meta:
        verbose_name = _("progress report page")
        verbose_name_plural = _("progress report pages")
        constraints = one_page_per_language("progressreportpage", "progress_report")

    def get_context(self, request, *args, **kwargs):
        from actions.snapshots.page import report_context

        context = super().get_context(request, *args, **kwargs)
        return context | report_context(self.progress_report, self.language, request.GET)
