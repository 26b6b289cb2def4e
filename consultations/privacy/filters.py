from django import forms
from django.contrib.auth import get_user_model
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter, DateFromToRangeFilter, ModelChoiceFilter
from wagtail.admin.widgets import AdminDateInput

from consultations.models import AccessEntry, Consultation, Erasure, Identity
from editorial.filters import PersonFilter, TolerantFilterSet


def consultations(request):
    return Consultation.objects.order_by("-opens_on", "code")


def people_who_looked(request):
    looked = AccessEntry.objects.filter(user__isnull=False).order_by().values("user")
    return get_user_model().objects.filter(pk__in=looked).order_by("first_name", "last_name", "username")


class DaysWidget(forms.MultiWidget):
    """From a day to a day."""

    def __init__(self, attrs=None):
        super().__init__({"after": AdminDateInput(), "before": AdminDateInput()}, attrs)

    def decompress(self, value):
        return [value.start, value.stop] if value else [None, None]


def of_consultation(name="consultation"):
    return ModelChoiceFilter(
        label=_("Consultation"),
        field_name=name,
        queryset=consultations,
        empty_label=_("All"),
        widget=forms.RadioSelect,
    )


def one_of(label, choices):
    return ChoiceFilter(label=label, choices=choices, empty_label=_("All"), widget=forms.RadioSelect)


class IdentityFilterSet(TolerantFilterSet):
    consultation = of_consultation("contribution__consultation")

    class Meta:
        model = Identity
        fields = []


class AccessFilterSet(TolerantFilterSet):
    consultation = of_consultation()
    act = one_of(_("Act"), AccessEntry.Act.choices)
    user = PersonFilter(label=_("Who"), queryset=people_who_looked, empty_label=_("All"), widget=forms.RadioSelect)
    at = DateFromToRangeFilter(label=_("When"), widget=DaysWidget)

    class Meta:
        model = AccessEntry
        fields = []


class ErasureFilterSet(TolerantFilterSet):
    what = one_of(_("What"), Erasure.What.choices)
    cause = one_of(_("Why"), Erasure.Cause.choices)
    at = DateFromToRangeFilter(label=_("When"), widget=DaysWidget)

    class Meta:
        model = Erasure
        fields = []
