from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.panels import FieldPanel

from actions.models import ProgressReport
from editorial.dossier import Cell, Section
from editorial.viewsets import PUBLIC, RecordViewSet, group, in_every_language

from .admin_views import ProgressReportCreateView, ProgressReportView


class ProgressReportViewSet(RecordViewSet):
    """Reports are made from a snapshot; afterwards only their names and whether they are public can change."""

    model = ProgressReport
    icon = "doc-full-inverse"
    add_view_class = ProgressReportCreateView
    create_template_name = ProgressReportCreateView.template_name
    inspect_view_class = ProgressReportView
    list_display = ["name", "plan", "snapshot", PUBLIC]
    list_filter = ["snapshot__plan", "is_public"]
    list_export = ["code", *[panel.field_name for panel in in_every_language("name")], "snapshot", "is_public"]
    export_filename = "progress-reports"
    panels = [
        group(
            gettext_lazy("Name"),
            *in_every_language("name"),
            FieldPanel("code", read_only=True),
            "fictional",
            "is_public",
        ),
        FieldPanel("snapshot", read_only=True),
    ]

    def get_queryset(self, request):
        return ProgressReport.objects.select_related("snapshot__plan").defer("snapshot__content")

    def dossier_sections(self, record, request):
        snapshot = record.snapshot
        facts = [
            (_("Action plan"), snapshot.plan),
            (_("As it stood on"), date_format(snapshot.as_of, "DATE_FORMAT")),
            (_("Frozen on"), date_format(localtime(snapshot.taken_at), "DATETIME_FORMAT")),
            (_("Frozen by"), snapshot.taken_by),
            (_("SHA-256 of the JSON file:"), snapshot.digest),
            (_("Untouched since"), _("Yes") if snapshot.is_intact else _("No: the content was changed")),
        ]
        rows = [[Cell(label), Cell(value)] for label, value in facts]
        return [Section(_("Snapshot"), [_("Fact"), _("Value")], rows)]
