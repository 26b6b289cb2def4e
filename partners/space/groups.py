"""The groups in which somebody's organisations sit."""

from core.cards import card_of, pages_for
from core.dates import today
from partners.models import Membership

from .screens import name_of


def seats_of(organisations, language):
    """The public groups in which these organisations sit today: [{card, role, organisation}]; in two queries."""
    if not organisations:
        return []
    names = {organisation.pk: name_of(organisation) for organisation in organisations}
    seats = Membership.objects.filter(
        organisation__in=names, group__is_public=True, group__archived_at__isnull=True
    ).exclude(until__lt=today())
    seats = list(seats.select_related("group").order_by("group__code", "pk"))
    pages = pages_for({seat.group for seat in seats}, language)
    return [
        {
            "card": card_of(seat.group, pages.get(seat.group_id), language),
            "role": seat.get_role_display(),
            "organisation": names[seat.organisation_id],
        }
        for seat in seats
    ]
