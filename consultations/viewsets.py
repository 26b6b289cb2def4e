from django.utils import timezone
from django.utils.translation import gettext_lazy
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from editorial.viewsets import PUBLIC, RecordViewSet, in_every_language

from .authoring.panels import edit_handler
from .authoring.rows import COLUMNS, ConsultationFilterSet, with_standing
from .authoring.screens import AuthoringScreens
from .authoring.sections import sections_of
from .models import Consultation
from .opening.screens import OpeningScreens, extensions_section
from .paper.dossier import section_of_contributions
from .paper.viewsets import ContributionsViewSet
from .results.screens import ResultsScreens


class ConsultationViewSet(OpeningScreens, AuthoringScreens, ResultsScreens, RecordViewSet):
    model = Consultation
    icon = "comment"
    list_display = ["name", "organisation", *COLUMNS, PUBLIC]
    filterset_class = ConsultationFilterSet
    list_export = [
        "code", *[panel.field_name for panel in in_every_language("name")], "organisation", "plan", "phase",
        "opens_on", "last_day", "grace_hours", "results_from", "contribution_count", "is_public",
    ]  # fmt: skip
    export_headings = {
        "phase": gettext_lazy("Phase"),
        "last_day": gettext_lazy("Last day"),
        "contribution_count": gettext_lazy("Contributions"),
    }
    export_filename = "consultations"

    def get_queryset(self, request):
        return with_standing(Consultation.objects.all())

    def get_edit_handler(self):
        return edit_handler().bind_to_model(self.model)

    def dossier_sections(self, record, request):
        contributions = section_of_contributions(record, request.user)
        return [*sections_of(record, timezone.now()), *extensions_section(record), contributions]


class ConsultationsGroup(SnippetViewSetGroup):
    menu_label = gettext_lazy("Consultations")
    menu_icon = "comment"
    menu_order = 250
    items = [ConsultationViewSet, ContributionsViewSet]
