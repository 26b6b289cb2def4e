"""The plan boards: which plans there are, all commitments of one, and what is done with several at once."""

from django.db.models import Count, F, Q, Value
from django.db.models.functions import StrIndex
from django.forms import Media
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.views.reports import ReportView
from wagtail.admin.widgets.button import HeaderButton

from actions.models import ActionPlan, Commitment
from actions.models.statuses import Standing
from actions.progress import FURTHEST_BEHIND_FIRST
from core.languages import active_language, localized_name
from editorial.downloads import DownloadMixin
from editorial.report_views import Column, ScreenMixin

from . import rows
from .acts import acts_for
from .filters import BoardFilterSet
from .kinds import dossier_of
from .settings import settings_in_words

STYLE = Media(css={"all": ["actions/css/board.css"]})


class Cell(Column):
    """A cell from a template of the board."""

    def __init__(self, name, **kwargs):
        super().__init__(name, name, **kwargs)
        self.cell_template_name = f"actions/board/cells/{name}.html"


class PlansView(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """The plans, each with how many commitments it has and how many reports wait."""

    model = ActionPlan
    any_permission_required = ["view"]
    page_title = gettext_lazy("Plan boards")
    header_icon = "table"
    template_name = "actions/board/plans.html"

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        commitments = Count("actions__commitments", filter=Q(actions__commitments__archived_at__isnull=True))
        waiting = Count("actions__commitments__reports", filter=Q(actions__commitments__reports__state="submitted"))
        plans = ActionPlan.objects.filter(archived_at__isnull=True)
        numbers = dict(plans.annotate(number=commitments).order_by().values_list("pk", "number"))
        waits = dict(plans.annotate(number=waiting).order_by().values_list("pk", "number"))
        found = [
            {"plan": plan, "commitments": numbers.get(plan.pk, 0), "waiting": waits.get(plan.pk, 0)} for plan in plans
        ]
        return super().get_context_data(**kwargs) | {"plans": found, "media": STYLE}


class PlanMixin(PermissionCheckedMixin):
    """A screen of one plan."""

    any_permission_required = ["view"]

    @cached_property
    def plan(self):
        return get_object_or_404(ActionPlan, pk=self.kwargs["plan"])

    def get_breadcrumbs_items(self):
        plans = {"url": reverse("board:index"), "label": _("Plan boards")}
        here = {"url": reverse("board:plan", args=[self.plan.pk]), "label": str(self.plan)}
        return [*self.breadcrumbs_items, plans, here]


class BoardView(PlanMixin, ScreenMixin, DownloadMixin, ReportView):
    """All commitments of a plan: whose, where they stand, what is due, what waits."""

    model = Commitment
    header_icon = "table"
    template_name = "actions/board/board.html"
    results_template_name = "actions/board/board_results.html"
    filterset_class = BoardFilterSet
    is_searchable = True
    default_ordering = "number"
    export_filename = "plan-board"
    verbose_name_plural = gettext_lazy("commitments")

    ORDERS = {
        "number": "action__number",
        "government": "organisation__government__order",
        "standing": "rank",
        "due": "due_on",
        "reported": "status_on",
    }

    def get_page_title(self):
        return str(self.plan)

    def get_breadcrumbs_items(self):
        return [*super().get_breadcrumbs_items()[:-1], {"url": "", "label": str(self.plan)}]

    @property
    def index_url(self):
        return reverse("board:plan", args=[self.plan.pk])

    @property
    def index_results_url(self):
        return reverse("board:plan_results", args=[self.plan.pk])

    def get_filterset_kwargs(self):
        return super().get_filterset_kwargs() | {"plan": self.plan}

    @cached_property
    def header_buttons(self):
        address = reverse("board:history", args=[self.plan.pk])
        buttons = [HeaderButton(_("History"), url=address, icon_name="history")]
        if dossier := dossier_of(self.plan):
            buttons.append(HeaderButton(_("Dossier"), url=dossier, icon_name="folder-open-inverse"))
        return buttons

    @cached_property
    def columns(self):
        chosen = [Cell("choose", label=_("Choose"))] if self.acts else []
        return [
            *chosen,
            Cell("commitment", label=_("Commitment"), sort_key="number"),
            Cell("organisation", label=_("Organisation"), sort_key="organisation"),
            Cell("government", label=_("Government"), sort_key="government", classname="overview__wide"),
            Cell("standing", label=_("Standing"), sort_key="standing"),
            Cell("deadline", label=_("Deadline"), sort_key="due"),
            Cell("reports", label=_("Last report"), sort_key="reported"),
            Cell("contacts", label=_("Contact person"), classname="overview__wide"),
        ]

    @cached_property
    def acts(self):
        return acts_for(self.request.user)

    def get_base_queryset(self):
        return Commitment.objects.filter(action__plan=self.plan, archived_at__isnull=True).with_standing()

    def order_queryset(self, queryset):
        name = self.ordering.removeprefix("-")
        if name == "standing":
            order = ",".join([*FURTHEST_BEHIND_FIRST, Standing.NO_NEWS])
            queryset = queryset.annotate(rank=StrIndex(Value(order), F("standing")))  # asks for the standing once
        column = F(self.ORDERS.get(name) or f"organisation__{localized_name('name')}")
        is_down = self.ordering.startswith("-")
        order = column.desc(nulls_last=True) if is_down else column.asc(nulls_last=True)
        return queryset.order_by(order, "action__number", "pk")

    def search_queryset(self, queryset):
        if not self.is_searching:
            return queryset
        code = self.search_query.replace("\x00", " ").strip()[:100]
        texts = Commitment.objects.matching(self.search_query).order_by().values("pk")
        return queryset.filter(Q(pk__in=texts) | Q(code__iexact=code))

    def get_filtered_queryset(self):
        """The primary keys in their order: what a row shows is read for the rows of one page only."""
        return self.get_queryset().values_list("pk", flat=True)

    def get_table(self, object_list):
        return super().get_table([] if self.is_export else rows.rows_of(object_list, self.request.user))

    def get_context_data(self, *args, **kwargs):
        context = super().get_context_data(*args, **kwargs)
        context["media"] += STYLE
        return context | {
            "plan": self.plan,
            "acts": self.acts,
            "bulk_url": reverse("board:bulk", args=[self.plan.pk]),
            "settings": settings_in_words(self.plan) if not (self.results_only or self.is_export) else [],
            "query": self.request.GET.urlencode(),
        }

    def headings(self):
        return rows.headings()

    def lines(self, pks):
        language = active_language()
        for batch in rows.in_batches(pks, self.request.user):
            yield [rows.line(row, language) for row in batch]
