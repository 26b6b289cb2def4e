"""What the dossier of a consultation says of its contributions: how many came in which way, and how far they are."""

from urllib.parse import urlencode

from django.db.models import Count
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from consultations.kinds import Channel
from consultations.models import Contribution
from editorial.dossier import Cell, Section

State = Contribution.State


def section_of_contributions(consultation, user):
    """A line for each way in, a column for each state; links lead to the same ones in the list."""
    may_view = user.has_perm("consultations.view_contribution")
    rows = consultation.contributions.order_by().values_list("channel", "state").annotate(number=Count("pk"))
    numbers = {(channel, state): number for channel, state, number in rows}
    lines = [
        [Cell(channel.label, _address(consultation, may_view, channel=channel.value))]
        + [
            _number(numbers.get((channel, state), 0), _address(consultation, may_view, channel=channel, state=state))
            for state in State
        ]
        for channel in Channel
        if any((channel, state) in numbers for state in State)
    ]
    may_add = user.has_perm("consultations.add_contribution") and consultation.version is not None
    return Section(
        _("Contributions"),
        [_("Way in"), *(str(state.label) for state in State)],
        lines,
        f"{reverse('contributions:add')}?consultation={consultation.pk}" if may_add else "",
        _("Enter a contribution"),
    )


def _number(number, url):
    return Cell(number_format(number), url if number else "")


def _address(consultation, may_view, **asked):
    if not may_view:
        return ""
    return f"{reverse('contributions:index')}?{urlencode({'consultation': consultation.pk} | asked)}"
