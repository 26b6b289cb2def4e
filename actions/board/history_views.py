"""The history of a plan as a list: narrowed to sorts of events and to one person, and as a file."""

from django import forms
from django.contrib.auth import get_user_model
from django.db.models import Q
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_filters import ChoiceFilter, MultipleChoiceFilter
from wagtail.admin.views.reports import ReportView

from actions.models import ActionPlan
from editorial.downloads import DownloadMixin
from editorial.filters import TolerantFilterSet
from editorial.report_views import ScreenMixin, name_of

from . import history
from .board_views import STYLE, Cell, PlanMixin


class HistoryFilterSet(TolerantFilterSet):
    what = MultipleChoiceFilter(
        label=gettext_lazy("What"), choices=history.What.choices, widget=forms.CheckboxSelectMultiple
    )
    person = ChoiceFilter(label=gettext_lazy("Who"), empty_label=gettext_lazy("All"))

    class Meta:
        model = ActionPlan
        fields = []

    def __init__(self, *args, plan, **kwargs):
        super().__init__(*args, **kwargs)
        self.filters["person"].extra["choices"] = [(one.pk, name_of(one)) for one in people_of(plan)]


def people_of(plan):
    """Everybody who did something in this plan."""
    condition = Q(pk__in=[])
    for source in history.SOURCES.values():
        rows = source.model.objects.filter(source.of_plan(plan), **{f"{source.person}__isnull": False})
        condition |= Q(pk__in=rows.order_by().values(source.person))
    return get_user_model().objects.filter(condition).order_by("first_name", "last_name", "username")


class HistoryView(PlanMixin, ScreenMixin, DownloadMixin, ReportView):
    """Everything that happened in a plan, newest first."""

    model = ActionPlan
    page_title = gettext_lazy("History")
    header_icon = "history"
    filterset_class = HistoryFilterSet
    default_ordering = None
    export_filename = "plan-history"
    verbose_name_plural = gettext_lazy("events")

    def get_breadcrumbs_items(self):
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.page_title}]

    @property
    def index_url(self):
        return reverse("board:history", args=[self.plan.pk])

    @property
    def index_results_url(self):
        return reverse("board:history_results", args=[self.plan.pk])

    def get_filterset_kwargs(self):
        return super().get_filterset_kwargs() | {"plan": self.plan}

    def get_filtered_queryset(self):
        filters = self.filters
        filters.is_valid()
        return history.events_of(self.plan, filters.chosen("what") or (), filters.chosen("person"))

    @cached_property
    def columns(self):
        return [
            Cell("when", label=_("When")),
            Cell("who", label=_("Who")),
            Cell("what", label=_("What")),
            Cell("about", label=_("About")),
        ]

    def get_table(self, object_list):
        return super().get_table([] if self.is_export else history.read(object_list, self.request.user))

    def get_context_data(self, *args, **kwargs):
        context = super().get_context_data(*args, **kwargs)
        context["media"] += STYLE
        return context

    def headings(self):
        return {"at": _("When"), "who": _("Who"), "what": _("Sort of event"), "words": _("What"), "about": _("About")}

    def lines(self, keys):
        for batch in history.in_batches(keys, self.request.user):
            yield [
                {
                    "at": localtime(event.at).replace(tzinfo=None),
                    "who": event.who,
                    "what": str(event.what),
                    "words": event.words,
                    "about": str(event.about),
                }
                for event in batch
            ]
