"""Whether plans are running, ended or still to come, as a facet of their list."""

from django.db.models import Case, CharField, Count, Q, TextChoices, Value, When
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.dates import today
from core.facets import Facet


class Phase(TextChoices):
    RUNNING = "running", _("Running")
    COMING = "coming", _("Still to begin")
    ENDED = "ended", pgettext_lazy("plan", "Ended")
    UNDATED = "undated", _("Without a known period")


def conditions(day):
    """What each phase asks of a plan on that day; every plan fits one of them."""
    is_dated = Q(starts_on__isnull=False, ends_on__isnull=False)
    return {
        Phase.RUNNING: Q(starts_on__lte=day, ends_on__gte=day),
        Phase.COMING: is_dated & Q(starts_on__gt=day),
        Phase.ENDED: is_dated & Q(ends_on__lt=day),
        Phase.UNDATED: ~is_dated,
    }


class PhaseFacet(Facet):
    """Where plans are in their period today."""

    def narrow(self, queryset, values, language):
        if not values:
            return queryset
        asked = conditions(today())
        return queryset.filter(Q(*(asked[Phase(value)] for value in values), _connector=Q.OR))

    def branch(self, queryset):
        phases = [When(condition, then=Value(phase.value)) for phase, condition in conditions(today()).items()]
        rows = queryset.model.objects.filter(pk__in=queryset.order_by().values("pk")).order_by()
        return (
            rows.annotate(
                facet=Value(self.name, output_field=CharField()), value=Case(*phases, output_field=CharField())
            )
            .values("facet", "value")
            .annotate(number=Count("pk"))
            .values_list("facet", "value", "number")
        )
