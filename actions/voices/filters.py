"""Narrows lists of recommendations in the administration."""

from django import forms
from django.utils.translation import gettext_lazy
from django_filters import ChoiceFilter
from wagtail.admin.filters import WagtailFilterSet

from actions.models import Recommendation

from .facets import ANSWERED, NO, YES


class RecommendationFilterSet(WagtailFilterSet):
    answered = ChoiceFilter(
        label=gettext_lazy("Answered or not"),
        choices=ANSWERED,
        method="filter_answered",
        empty_label=gettext_lazy("All"),
        widget=forms.RadioSelect,
    )

    class Meta:
        model = Recommendation
        fields = ["source", "themes", "is_public"]

    def filter_answered(self, queryset, name, value):
        found = {YES: queryset.answered, NO: queryset.unanswered}.get(value)
        return found() if found else queryset
