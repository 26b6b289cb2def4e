"""The facet of actions that asks which governments promised something in them."""

from django.db.models import CharField, Count, Value
from django.db.models.functions import Cast

from core.facets import TermFacet

from .models.commitments import Commitment


class GovernmentFacet(TermFacet):
    """Actions in which an organisation of that government has a public commitment."""

    def narrow(self, queryset, values, language):
        if not values:
            return queryset
        rows = Commitment.objects.public().filter(organisation__government__in=self.stored(values, language))
        return queryset.filter(pk__in=rows.order_by().values("action"))

    def branch(self, queryset):
        rows = Commitment.objects.public().filter(action__in=queryset.order_by().values("pk"))
        return (
            rows.filter(organisation__government__isnull=False)
            .order_by()
            .annotate(
                facet=Value(self.name, output_field=CharField()),
                value=Cast("organisation__government", CharField()),
            )
            .values("facet", "value")
            .annotate(number=Count("action", distinct=True))
            .values_list("facet", "value", "number")
        )
