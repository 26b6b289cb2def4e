from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.panels import InlinePanel, ObjectList
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from editorial.dossier import Cell, Section, add_url
from editorial.permissions import LogPermissionPolicy
from editorial.viewsets import PUBLIC, RecordViewSet, group, in_every_language

from .forms import StatusReportForm
from .models import Action, ActionPlan, Commitment, StatusReport
from .views import DecideView, ReportCreateView, ReportIndexView, ReportView, TranslateView


def dossier_url(record):
    return reverse(record.snippet_viewset.get_url_name("inspect"), args=[record.pk])


class ActionPlanViewSet(RecordViewSet):
    model = ActionPlan
    icon = "clipboard-list"
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
        InlinePanel("pillars", heading=gettext_lazy("Pillars"), label=gettext_lazy("Pillar")),
    ]

    def dossier_sections(self, record, request):
        rows = [
            [Cell(action.number, dossier_url(action)), Cell(action.name, dossier_url(action)), Cell(action.pillar)]
            for action in record.actions.select_related("pillar")
        ]
        headings = [_("Number"), _("Action"), _("Pillar")]
        return [Section(_("Actions"), headings, rows, add_url(Action, request, plan=record.pk), _("Add an action"))]


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
        group(gettext_lazy("Promise"), "action", "organisation", *in_every_language("text"), "is_public"),
        group(gettext_lazy("Time"), "timing", "first_deadline", "review_on"),
    ]

    def dossier_sections(self, record, request):
        rows = [
            [Cell(report.holds_on, dossier_url(report)), Cell(report.get_status_display()), Cell(report.reason),
             Cell(report.get_state_display())]
            for report in record.reports.all()
        ]  # fmt: skip
        headings = [_("Holds on"), _("Status"), _("Reason"), _("State")]
        return [
            Section(
                _("Status reports"),
                headings,
                rows,
                add_url(StatusReport, request, commitment=record.pk),
                _("Add a report"),
            )
        ]


class StatusReportViewSet(RecordViewSet):
    """The log: reports are submitted, approved or returned; nothing in it is changed or deleted."""

    model = StatusReport
    icon = "history"
    permission_policy_class = LogPermissionPolicy
    index_view_class = ReportIndexView
    add_view_class = ReportCreateView
    inspect_view_class = ReportView
    list_display = ["__str__", "status", "state", "submitted_by", "decided_by"]
    list_filter = ["state", "status", "holds_on", "commitment__action__plan"]
    list_export = [
        "commitment", "status", "holds_on", "language", "reason", "evidence_url", "state", "submitted_at",
        "decided_at",
    ]  # fmt: skip
    export_filename = "status-reports"
    search_fields = ["reason"]
    search_backend_name = None
    panels = ["commitment", "status", "holds_on", "language", "reason", "evidence_url", "corrects"]

    def get_edit_handler(self):
        return ObjectList(self.panels, base_form_class=StatusReportForm).bind_to_model(self.model)

    def dossier_sections(self, record, request):
        rows = [
            [
                Cell(translation.get_language_display()),
                Cell(translation.reason),
                Cell(translation.translated_at.date()),
            ]
            for translation in record.translations.all()
        ]
        commitment = [[Cell(record.commitment, dossier_url(record.commitment))]]
        sections = [Section(_("Commitment"), [_("Commitment")], commitment)]
        if rows:
            sections.append(Section(_("In the other language"), [_("Language"), _("Reason"), _("Since")], rows))
        return sections

    def get_urlpatterns(self):
        return [
            *super().get_urlpatterns(),
            path("decide/<int:pk>/", self.construct_view(DecideView, viewset=self), name="decide"),
            path("translate/<int:pk>/", self.construct_view(TranslateView, viewset=self), name="translate"),
        ]


class ActionsGroup(SnippetViewSetGroup):
    menu_label = gettext_lazy("Action plans")
    menu_icon = "clipboard-list"
    menu_order = 200
    items = [ActionPlanViewSet, ActionViewSet, CommitmentViewSet, StatusReportViewSet]
