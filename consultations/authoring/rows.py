"""The list of consultations: what a row says, and the filters."""

from django.db.models import Count, Prefetch, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column

from consultations.models import Consultation, Phase, QuestionnaireVersion


def with_standing(consultations):
    """Consultations of which phase, last day and contributions are known without another query."""
    versions = QuestionnaireVersion.objects.only("pk", "consultation_id", "number")
    return (
        consultations.select_related("organisation", "plan")
        .prefetch_related(Prefetch("versions", versions), "extensions")
        .annotate(contribution_count=Count("contributions", filter=Q(contributions__state="sent")))
    )


def phase_label(consultation):
    return consultation.phase().label


def last_day(consultation):
    return consultation.last_day


COLUMNS = [
    Column("phase", label=_("Phase"), accessor=phase_label),
    Column("last_day", label=_("Last day"), accessor=last_day, sort_key="closes_on"),
    Column(
        "contribution_count", label=_("Contributions"), accessor="contribution_count", sort_key="contribution_count"
    ),
]


class ConsultationFilterSet(WagtailFilterSet):
    phase = ChoiceFilter(label=_("Phase"), choices=Phase.choices, method="in_phase")

    class Meta:
        model = Consultation
        fields = ["organisation", "plan", "is_public", "fictional"]

    def in_phase(self, queryset, name, value):
        """The phase follows from days, extensions and hours of grace, so it is asked of each of them."""
        at = timezone.now()
        standing = with_standing(Consultation.objects.all())
        return queryset.filter(pk__in=[item.pk for item in standing if item.phase(at) == value])
