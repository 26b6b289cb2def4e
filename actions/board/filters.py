"""What a plan board can be narrowed to."""

from datetime import timedelta

from django import forms
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy
from django_filters import ChoiceFilter, MultipleChoiceFilter

from actions.models import Commitment, StatusReport
from actions.models.statuses import Standing
from core.dates import today
from core.languages import active_language, localized_name, localized_value
from editorial.filters import TolerantFilterSet
from partners.models import Organisation
from users.models import Government

from .policies import known_contacts

DUE_SOON, WAITING = "due_soon", "waiting"
SOON = timedelta(days=30)


class BoardFilterSet(TolerantFilterSet):
    """Commitments of one plan; `plan` and `request` come from the view."""

    standing = MultipleChoiceFilter(
        label=gettext_lazy("Standing"),
        choices=[
            (DUE_SOON, gettext_lazy("Due in the next 30 days")),
            (WAITING, gettext_lazy("A report waits for approval")),
            *Standing.choices,
        ],
        widget=forms.CheckboxSelectMultiple,
    )
    government = ChoiceFilter(
        label=gettext_lazy("Government"), empty_label=gettext_lazy("All"), widget=forms.RadioSelect
    )
    organisation = ChoiceFilter(label=gettext_lazy("Organisation"), empty_label=gettext_lazy("All"))
    contact = ChoiceFilter(label=gettext_lazy("Contact person"), empty_label=gettext_lazy("All"))

    class Meta:
        model = Commitment
        fields = []

    def __init__(self, *args, plan, **kwargs):
        super().__init__(*args, **kwargs)
        commitments = Commitment.objects.filter(action__plan=plan)
        choices = {
            "government": governments(commitments),
            "organisation": organisations(commitments),
            "contact": contacts(commitments, self.request.user),
        }
        for name, options in choices.items():
            self.filters[name].extra["choices"] = options

    def filter_queryset(self, commitments):
        if government := self.chosen("government"):
            commitments = commitments.for_government(government)
        if organisation := self.chosen("organisation"):
            commitments = commitments.filter(organisation=organisation)
        if contact := self.chosen("contact"):
            commitments = commitments.filter(responsibilities__contact=contact, responsibilities__until__isnull=True)
        if standings := self.chosen("standing"):
            commitments = commitments.filter(_stands(standings))
        return commitments


def _stands(standings):
    condition = Q(standing__in=[standing for standing in standings if standing in Standing.values])
    if DUE_SOON in standings:
        is_open = Q(status__isnull=True) | ~Q(status__in=["completed", "stopped"])
        condition |= is_open & Q(due_on__gte=today(), due_on__lte=today() + SOON)
    if WAITING in standings:
        condition |= Q(Exists(StatusReport.objects.submitted().filter(commitment=OuterRef("pk"))))
    return condition


def governments(commitments):
    found = Government.objects.filter(pk__in=commitments.order_by().values("organisation__government"))
    return [(one.pk, localized_value(one, "name", active_language())) for one in found.order_by("order", "code")]


def organisations(commitments):
    found = Organisation.objects.filter(pk__in=commitments.order_by().values("organisation"))
    return [(one.pk, str(one)) for one in found.order_by(localized_name("name"), "code")]


def contacts(commitments, user):
    found = known_contacts(user).filter(responsibilities__commitment__in=commitments.order_by().values("pk"))
    return [(one.pk, one.name) for one in found.distinct()]
