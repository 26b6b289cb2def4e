"""The ways in which recommendations can be narrowed that ask about their answers and about where they led."""

from django.db.models import Case, CharField, Count, Exists, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Cast, Coalesce
from django.utils.translation import gettext_lazy as _

from actions.models.recommendations import Recommendation, Response
from core.dates import today
from core.facets import Facet, TermFacet

YES, NO = "yes", "no"
ANSWERED = ((YES, _("Answered")), (NO, _("No answer yet")))


class AnsweredFacet(Facet):
    """Whether any authority answered."""

    def narrow(self, queryset, values, language):
        if set(values or ()) not in ({YES}, {NO}):
            return queryset
        is_answered = Exists(_responses())
        return queryset.filter(is_answered if YES in values else ~is_answered)

    def branch(self, queryset):
        rows = Recommendation.objects.filter(pk__in=queryset.order_by().values("pk"))
        answered = Case(When(Exists(_responses()), then=Value(YES)), default=Value(NO), output_field=CharField())
        return _counted(rows, self.name, answered)


class AnswerFacet(Facet):
    """What an authority answers now."""

    def narrow(self, queryset, values, language):
        if not values:
            return queryset
        return queryset.filter(pk__in=Response.objects.holding().filter(answer__in=values).values("recommendation"))

    def branch(self, queryset):
        holding = Response.objects.holding().values("pk")
        rows = Recommendation.objects.filter(pk__in=queryset.order_by().values("pk"), responses__in=holding)
        return _counted(rows, self.name, Cast("responses__answer", CharField()))


class PlanFacet(TermFacet):
    """The plans in which an action, or a commitment in one, follows from it."""

    def narrow(self, queryset, values, language):
        if not values:
            return queryset
        led_to = Recommendation.objects.filter(_led_to(plan__in=self.stored(values, language)))
        return queryset.filter(pk__in=led_to.order_by().values("pk"))

    def branch(self, queryset):
        rows = Recommendation.objects.filter(_led_to(plan=OuterRef("pk")), pk__in=queryset.order_by().values("pk"))
        number = rows.order_by().annotate(all=Value(1)).values("all").annotate(number=Count("pk", distinct=True))
        return (
            self.model.objects.public()
            .order_by()
            .annotate(
                facet=Value(self.name, output_field=CharField()),
                value=Cast("pk", CharField()),
                number=Coalesce(Subquery(number.values("number")), 0),
            )
            .values_list("facet", "value", "number")
        )


def _responses():
    return Response.objects.filter(recommendation=OuterRef("pk")).as_of(today())


def _led_to(**which):
    """What has an action of those plans, or a commitment in one; only what readers may see counts."""
    ((lookup, plans),) = which.items()
    shown = {"is_public": True, "archived_at__isnull": True}
    action = {f"actions__{name}": value for name, value in shown.items()}
    commitment = {
        f"commitments__{prefix}{name}": value for prefix in ("", "action__") for name, value in shown.items()
    }
    return Q(**{f"actions__{lookup}": plans}, **action) | Q(**{f"commitments__action__{lookup}": plans}, **commitment)


def _counted(rows, name, value):
    return (
        rows.order_by()
        .annotate(facet=Value(name, output_field=CharField()), value=value)
        .values("facet", "value")
        .annotate(number=Count("pk", distinct=True))
        .values_list("facet", "value", "number")
    )
