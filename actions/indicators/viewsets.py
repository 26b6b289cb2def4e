from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actions.board.policies import GovernmentPolicy
from actions.models import Indicator, Measurement, Target
from actions.voices.dossiers import inspect_url
from actions.voices.viewsets import SayingViewSet
from editorial.dossier import Cell, Section, add_url
from editorial.viewsets import PUBLIC, RecordViewSet, group, in_every_language

from .forms import FigureForm, IndicatorForm, MeasurementForm
from .import_views import MeasurementImportView
from .series import series_of
from .views import (
    IndicatorView,
    MeasurementCreateView,
    MeasurementIndexView,
    MeasurementView,
    TargetCreateView,
    TargetView,
)
from .words import day_in_words, number, progress_words


class IndicatorViewSet(RecordViewSet):
    model = Indicator
    icon = "sliders"
    permission_policy_class = GovernmentPolicy
    facts_form_class = IndicatorForm
    inspect_view_class = IndicatorView
    list_display = ["name", "action", "organisation", "direction", PUBLIC]
    list_filter = ["action__plan", "organisation", "direction", "is_public", "fictional"]
    list_export = [
        "code", *[panel.field_name for panel in in_every_language("name", "unit")], "action", "organisation",
        "decimals", "direction", "baseline", "baseline_on", "is_public",
    ]  # fmt: skip
    export_filename = "indicators"
    search_fields = ["code", *[panel.field_name for panel in in_every_language("name")]]
    search_backend_name = None
    panels = [
        group(gettext_lazy("Name"), *in_every_language("name"), "code", "fictional", "is_public"),
        group(gettext_lazy("Who measures what"), "action", "organisation"),
        group(gettext_lazy("Figures"), *in_every_language("unit"), "decimals", "direction"),
        group(gettext_lazy("Baseline"), "baseline", "baseline_on"),
    ]

    def get_queryset(self, request):
        return self.model.objects.select_related("action", "organisation")

    def dossier_sections(self, record, request):
        [series] = series_of([record])
        said = [[Cell(record.action, inspect_url(record.action)), Cell(progress_words(series.progress))]]
        return [
            Section(_("Progress"), [_("Action"), _("Progress")], said),
            self._section(record.targets, record, request, _("Targets"), _("To reach by"), _("Add a target")),
            self._section(
                record.measurements, record, request, _("Measurements"), _("Measured on"), _("Add a measurement")
            ),
        ]

    def _section(self, figures, record, request, title, day, add_label):
        """Everything that was sent in, whatever became of it, newest first."""
        rows = [
            [
                Cell(day_in_words(_day(figure)), inspect_url(figure)),
                Cell(number(figure.value, record.decimals)),
                Cell(getattr(figure, "source", "") or figure.reason),
                Cell(figure.get_state_display()),
            ]
            for figure in reversed(figures.all())
        ]
        about = _("Source") if figures.model is Measurement else _("Reason")
        url = add_url(figures.model, request, indicator=record.pk)
        return Section(title, [day, _("Figure"), about, _("State")], rows, url, add_label)


def _day(figure):
    return figure.measured_on if isinstance(figure, Measurement) else figure.due_on


class FigureViewSet(SayingViewSet):
    """A log of figures: sent in, approved or returned; nothing in it is changed or deleted."""

    about = "indicator"
    facts_form_class = FigureForm

    def get_queryset(self, request):
        return self.model.objects.select_related("indicator", "submitted_by", "decided_by")


class TargetViewSet(FigureViewSet):
    model = Target
    icon = "crosshairs"
    add_view_class = TargetCreateView
    inspect_view_class = TargetView
    list_display = ["__str__", "value", "due_on", "state", "submitted_by", "decided_by"]
    list_filter = ["state", "due_on", "indicator__action__plan"]
    list_export = [
        "indicator", "value", "due_on", "language", "reason", "corrects", "state", "submitted_at", "decided_at",
    ]  # fmt: skip
    export_filename = "targets"
    panels = ["indicator", "value", "due_on", "language", "reason", "corrects"]


class MeasurementViewSet(FigureViewSet):
    model = Measurement
    icon = "decimal"
    index_view_class = MeasurementIndexView
    add_view_class = MeasurementCreateView
    inspect_view_class = MeasurementView
    facts_form_class = MeasurementForm
    search_fields = ["source", "reason"]
    list_display = ["__str__", "value", "measured_on", "source", "state", "submitted_by", "decided_by"]
    list_filter = ["state", "measured_on", "indicator__action__plan"]
    list_export = [
        "indicator", "value", "measured_on", "source", "language", "reason", "corrects", "state", "submitted_at",
        "decided_at",
    ]  # fmt: skip
    export_filename = "measurements"
    panels = ["indicator", "value", "measured_on", "source", "language", "reason", "corrects"]

    def get_urlpatterns(self):
        view = self.construct_view(MeasurementImportView, viewset=self)
        return [*super().get_urlpatterns(), path("import/", view, name="import")]
