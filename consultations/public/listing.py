"""The list of consultations: those that are open first."""

from django.db.models import CharField, Count, F, Value
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from consultations.models.consultations import Consultation, Phase
from core.cards import cards_for
from core.facets import Facet, TermFacet
from core.listing import Listing, Sort
from core.models import Theme

from .words import days_in_words

PHASES = (
    (Phase.OPEN.value, gettext_lazy("Open now")),
    (Phase.PLANNED.value, gettext_lazy("Opens later")),
    (Phase.CLOSED.value, gettext_lazy("Closed")),
)


class PhaseFacet(Facet):
    """Where consultations stand today; a question to the database, because days pass without anybody's act."""

    def narrow(self, queryset, values, language):
        if not values:
            return queryset
        rows = Consultation.objects.with_phase().filter(phase_on__in=values)
        return queryset.filter(pk__in=rows.order_by().values("pk"))

    def branch(self, queryset):
        return (
            Consultation.objects.filter(pk__in=queryset.order_by().values("pk"))
            .with_phase()
            .order_by()
            .annotate(facet=Value(self.name, output_field=CharField()), value=F("phase_on"))
            .values("facet", "value")
            .annotate(number=Count("pk", distinct=True))
            .values_list("facet", "value", "number")
        )


def consultation_listing(data, language):
    """The consultations that everybody may see, narrowed by a query string."""
    return Listing(
        Consultation.objects.announced().with_last_on(),
        data,
        language=language,
        facets=[
            PhaseFacet("phase", _("Where it stands"), "", PHASES),
            TermFacet("theme", _("Theme"), "themes", model=Theme),
        ],
        sorts=[
            Sort("closing", _("Last day"), (F("last_on").desc(), "pk")),
            Sort("newest", _("Opened most recently"), (F("opens_on").desc(), "pk")),
        ],
    )


def consultation_cards(records, language):
    return cards_for(
        records.with_phase().select_related("organisation"),
        language,
        label=lambda consultation: dict(PHASES)[consultation.phase_on],
        meta=lambda consultation: [
            consultation.organisation.name_in(language),
            days_in_words(consultation.opens_on, consultation.last_on),
        ],
    )
