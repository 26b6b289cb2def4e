"""The facet of actions that asks where their commitments stand today; it stays a question to the database."""

from django.db.models import CharField, Count, F, Value

from core.facets import Facet

from .models.commitments import Commitment


class StatusFacet(Facet):
    """Actions with at least one public commitment that stands there."""

    def narrow(self, queryset, values, language):
        if not values:
            return queryset
        rows = Commitment.objects.public().with_standing().filter(standing__in=values)
        return queryset.filter(pk__in=rows.order_by().values("action"))

    def branch(self, queryset):
        rows = Commitment.objects.public().filter(action__in=queryset.order_by().values("pk")).with_standing()
        return (
            rows.order_by()
            .annotate(facet=Value(self.name, output_field=CharField()), value=F("standing"))
            .values("facet", "value")
            .annotate(number=Count("action", distinct=True))
            .values_list("facet", "value", "number")
        )
