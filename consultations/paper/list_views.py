"""Every contribution: to find one, and to take away the answers of a consultation."""

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.admin.widgets.button import Button, HeaderButton

from consultations.models import AccessEntry, Contribution
from consultations.privacy.log import look
from core.languages import active_language
from editorial.downloads import DownloadMixin
from editorial.report_views import ScreenMixin

from .answers import Answers
from .filters import ContributionFilterSet
from .lines import fact_headings, facts_line, in_batches
from .screens import STYLE

PRIVATE = "private"
EXPORT_RIGHT = "consultations.export_identity"


class ContributionsView(ScreenMixin, DownloadMixin, ReportView):
    model = Contribution
    table_classname = "listing overview paper-list"
    page_title = gettext_lazy("Contributions")
    header_icon = "mail"
    results_template_name = "consultations/paper/list_results.html"
    index_url_name = "contributions:index"
    index_results_url_name = "contributions:index_results"
    filterset_class = ContributionFilterSet
    is_searchable = True
    default_ordering = "-sent_at"
    verbose_name_plural = gettext_lazy("contributions")

    def get_base_queryset(self):
        return Contribution.objects.select_related("consultation")

    def order_queryset(self, queryset):
        return queryset.order_by(self.ordering, "-pk")

    def search_queryset(self, queryset):
        """By reference, however it is typed."""
        asked = self.search_query.replace("\x00", "").strip().upper()
        return queryset.filter(reference__contains=asked) if asked else queryset

    def get_filtered_queryset(self):
        return self.get_queryset()  # Wagtail's would filter it a second time

    @cached_property
    def header_buttons(self):
        buttons = []
        if self.request.user.has_perm("consultations.add_contribution"):
            buttons.append(HeaderButton(_("Enter a contribution"), url=reverse("contributions:add"), icon_name="plus"))
        if self.request.user.has_perm("consultations.view_batch"):
            buttons.append(HeaderButton(_("Spreadsheets"), url=reverse("contributions:batches"), icon_name="table"))
        return buttons

    @cached_property
    def columns(self):
        return [
            TitleColumn("reference", label=_("Reference"), get_url=_address, sort_key="reference"),
            Column("consultation", label=_("Consultation"), accessor="consultation.code"),
            Column("get_channel_display", label=_("Way in"), sort_key="channel"),
            Column("get_respondent_display", label=_("Who answers")),
            Column("organisation_name", label=_("Organisation"), sort_key="organisation_name"),
            Column("get_language_display", label=_("Language")),
            Column("get_state_display", label=_("State"), sort_key="state"),
            Column("get_lateness_display", label=_("On time")),
            Column("sent_at", label=_("Sent at"), accessor=_sent_at, sort_key="sent_at"),
        ]

    def get_context_data(self, *args, **kwargs):
        context = super().get_context_data(*args, **kwargs)
        return context | {"consultation": self.consultation, "media": context["media"] + STYLE}

    # The download

    @cached_property
    def consultation(self):
        """The one whose contributions are listed; None for those of several."""
        return self.filters.form.cleaned_data.get("consultation") if self.filters.is_valid() else None

    @cached_property
    def with_private(self):
        return bool(self.request.GET.get(PRIVATE)) and self.request.user.has_perm(EXPORT_RIGHT)

    @cached_property
    def header_more_buttons(self):
        buttons = list(super().header_more_buttons)
        if self.consultation and self.request.user.has_perm(EXPORT_RIGHT):
            address = self.request.GET.copy()
            address["export"], address[PRIVATE] = self.FORMAT_XLSX, "1"
            url = f"{self.index_url}?{address.urlencode()}"
            label = _("Download XLSX with the sensitive answers (recorded)")
            buttons.append(Button(label, url=url, icon_name="warning", priority=110))
        return buttons

    def get_filename(self):
        return f"{self.consultation.code}-contributions" if self.consultation else "contributions"

    @cached_property
    def answers(self):
        if self.consultation is None:
            return None
        return Answers(self.consultation, active_language(), with_private=self.with_private)

    def headings(self):
        columns = self.answers.columns if self.answers else {}
        return fact_headings() | {name: heading for name, (heading, _words) in columns.items()}

    def as_spreadsheet(self, queryset, spreadsheet_format):
        if self.answers and self.with_private:
            look(self.request.user, AccessEntry.Act.EXPORT, self.consultation, rows=queryset.count())
        return super().as_spreadsheet(queryset, spreadsheet_format)

    def lines(self, contributions):
        if self.answers:
            yield [{name: words for name, (_heading, words) in self.answers.columns.items()}]
        for batch in in_batches(contributions):
            cells = self.answers.cells([row.pk for row in batch]) if self.answers else {}
            yield [facts_line(row) | cells.get(row.pk, {}) for row in batch]

    def generate_xlsx_row(self, worksheet, row_dict, date_format=None):
        """Plain values, for there are millions: preprocess_field_value lets no text begin as a formula does."""
        for name in self.list_export:
            value = row_dict.get(name)
            yield None if value is None or value == "" else self.preprocess_field_value(name, value, self.FORMAT_XLSX)


def _address(contribution):
    return reverse("contributions:inspect", args=[contribution.pk])


def _sent_at(contribution):
    return date_format(localtime(contribution.sent_at), "SHORT_DATETIME_FORMAT")
