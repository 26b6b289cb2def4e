from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy
from django_filters import ChoiceFilter, ModelChoiceFilter

from consultations.kinds import Channel, Publication, RespondentKind
from consultations.models import Consultation, Contribution
from editorial.filters import TolerantFilterSet


def one_of(label, choices):
    return ChoiceFilter(label=label, choices=choices, empty_label=gettext_lazy("All"), widget=forms.RadioSelect)


class ContributionFilterSet(TolerantFilterSet):
    consultation = ModelChoiceFilter(
        label=gettext_lazy("Consultation"),
        queryset=lambda request: Consultation.objects.opened(),
        empty_label=gettext_lazy("All"),
        widget=forms.RadioSelect,
    )
    state = one_of(gettext_lazy("State"), Contribution.State.choices)
    channel = one_of(gettext_lazy("Way in"), Channel.choices)
    lateness = one_of(gettext_lazy("On time"), Contribution.Lateness.choices)
    respondent = one_of(gettext_lazy("Who answers"), RespondentKind.choices)
    language = one_of(gettext_lazy("Language"), settings.LANGUAGES)
    publication = one_of(gettext_lazy("Publication"), Publication.choices)

    class Meta:
        model = Contribution
        fields = []
