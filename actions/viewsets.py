from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from editorial.dossier import Cell, Section, add_url
from editorial.permissions import LogPermissionPolicy
from editorial.viewsets import PUBLIC, RecordViewSet, group, in_every_language

from .board.policies import GovernmentPolicy
from .board.sections import sections_of_commitment, sections_of_report, settings_section
from .board.settings_panel import SettingsPanel
from .board.viewsets import BoardViewSet, QueueViewSet
from .forms import CommitmentForm, StatusReportForm
from .indicators.viewsets import IndicatorViewSet, MeasurementViewSet, TargetViewSet
from .models import Action, ActionPlan, Commitment, StatusReport
from .owners.viewsets import ContactPersonViewSet
from .sheets.screens import PlanSheets
from .snapshots.viewsets import ProgressReportViewSet
from .views import PlanView, ReportCreateView, ReportIndexView, ReportView
from .voices.viewsets import (
    AssessmentViewSet,
    RecommendationSourceViewSet,
    RecommendationViewSet,
    ResponseViewSet,
)
from .wall.viewsets import PledgeViewSet


def dossier_url(record):
    return reverse(record.snippet_viewset.get_url_name("inspect"), args=[record.pk])


class ActionPlanViewSet(PlanSheets, RecordViewSet):
    model = ActionPlan
    icon = "clipboard-list"
    inspect_view_class = PlanView
    list_display = ["name", "kind", "edition", "starts_on", "ends_on", PUBLIC]
    list_filter = ["kind", "is_public", "fictional"]
    list_export = [
        "code", *[panel.field_name for panel in in_every_language("name")], "kind", "edition", "adopted_on",
        "starts_on", "ends_on", "is_public",
    ]  # fmt: skip
    export_filename = "action-plans"
    panels = [
        group(gettext_lazy("Name"), *in_every_language("name"), "code", "fictional", "is_public"),
        group(gettext_lazy("Plan"), "kind", "edition", "adopted_on", "starts_on", "ends_on", "predecessor"),
        group(gettext_lazy("Reporting"), SettingsPanel(), "rhythm", "lead_days", "escalation_days"),
        InlinePanel("pillars", heading=gettext_lazy("Pillars"), label=gettext_lazy("Pillar")),
    ]

    def dossier_sections(self, record, request):
        rows = [
            [Cell(action.number, dossier_url(action)), Cell(action.name, dossier_url(action)), Cell(action.pillar)]
            for action in record.actions.select_related("pillar")
        ]
        headings = [_("Number"), _("Action"), _("Pillar")]
        actions = Section(_("Actions"), headings, rows, add_url(Action, request, plan=record.pk), _("Add an action"))
        return [actions, settings_section(record)]


class ActionViewSet(RecordViewSet):
    model = Action
    icon = "tasks"
    list_display = ["name", "plan", "number", "pillar", PUBLIC]
    list_filter = ["plan", "themes", "goals", "is_public"]
    list_export = [
        "code", *[panel.field_name for panel in in_every_language("name")], "plan", "number", "pillar", "is_public",
    ]  # fmt: skip
    export_filename = "actions"
    panels = [
        group(gettext_lazy("Name"), *in_every_language("name"), "code", "fictional", "is_public"),
        group(gettext_lazy("Place in the plan"), "plan", "number", "pillar"),
        group(gettext_lazy("Subjects"), "themes", "goals", "principles"),
        InlinePanel("lineage", heading=gettext_lazy("Predecessors"), label=gettext_lazy("Predecessor")),
    ]

    def dossier_sections(self, record, request):
        rows = [
            [
                Cell(commitment.organisation, dossier_url(commitment)),
                Cell(commitment.text),
                Cell(commitment.standing().label),
            ]
            for commitment in record.commitments.with_status().select_related("organisation")
        ]
        headings = [_("Organisation"), _("Commitment"), _("Status")]
        return [
            Section(
                _("Commitments"), headings, rows, add_url(Commitment, request, action=record.pk), _("Add a commitment")
            )
        ]


class CommitmentViewSet(RecordViewSet):
    model = Commitment
    icon = "pick"
    facts_form_class = CommitmentForm
    permission_policy_class = GovernmentPolicy
    list_display = ["__str__", "action", "timing", "first_deadline", PUBLIC]
    list_filter = ["action__plan", "organisation", "timing", "is_public"]
    list_export = [
        "action", "organisation", *[panel.field_name for panel in in_every_language("text")], "timing",
        "first_deadline", "review_on", "is_public",
    ]  # fmt: skip
    export_filename = "commitments"
    search_fields = [panel.field_name for panel in in_every_language("text")]
    search_backend_name = None
    panels = [
        group(
            gettext_lazy("Promise"), "kind", "action", "organisation", *in_every_language("text"), "code", "is_public"
        ),
        group(gettext_lazy("Time"), "timing", "first_deadline", "review_on"),
        InlinePanel("milestones", heading=gettext_lazy("Milestones"), label=gettext_lazy("Milestone")),
        InlinePanel("co_owners", heading=gettext_lazy("Joint commitment"), label=gettext_lazy("Co-owner")),
        group(gettext_lazy("Subjects"), "themes", "goals", "principles", "supports"),
    ]

    def get_queryset(self, request):
        return Commitment.objects.select_related("organisation", "action")

    def dossier_sections(self, record, request):
        return sections_of_commitment(record, request)


OF_REPORTS = ("milestones", "evidence_title", "evidence_url", "evidence_file", "evidence_private")
"""Fields of the form that become rows of their own."""


class StatusReportViewSet(RecordViewSet):
    """The log: reports are submitted, approved or returned; nothing in it is changed or deleted."""

    model = StatusReport
    icon = "history"
    facts_form_class = StatusReportForm
    permission_policy_class = LogPermissionPolicy
    index_view_class = ReportIndexView
    add_view_class = ReportCreateView
    inspect_view_class = ReportView
    list_display = ["__str__", "status", "state", "submitted_by", "decided_by"]
    list_filter = ["state", "status", "holds_on", "commitment__action__plan"]
    list_export = [
        "commitment", "status", "holds_on", "unchanged", "moves_to", "language", "reason", "state", "submitted_at",
        "decided_at",
    ]  # fmt: skip
    export_filename = "status-reports"
    search_fields = ["reason"]
    search_backend_name = None
    panels = [
        "commitment", "status", "holds_on", "language", "reason", "moves_to",
        *[FieldPanel(name) for name in OF_REPORTS], "corrects",
    ]  # fmt: skip

    def dossier_sections(self, record, request):
        return sections_of_report(record, request.user)


class ActionsGroup(SnippetViewSetGroup):
    menu_label = gettext_lazy("Action plans")
    menu_icon = "clipboard-list"
    menu_order = 200
    items = [
        BoardViewSet, QueueViewSet,
        ActionPlanViewSet, ActionViewSet, CommitmentViewSet, PledgeViewSet, StatusReportViewSet, AssessmentViewSet,
        RecommendationSourceViewSet, RecommendationViewSet, ResponseViewSet, IndicatorViewSet, TargetViewSet,
        MeasurementViewSet, ProgressReportViewSet, ContactPersonViewSet,
    ]  # fmt: skip
