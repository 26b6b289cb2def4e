"""The people of an organisation, as its people see them."""

from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.translation import gettext as _

from partners.models import Representative

from .screens import name_of, person_name


@dataclass(frozen=True)
class PersonRow:
    representative: Representative
    name: str
    function: str
    is_self: bool
    email: str = ""
    roles: list = field(default_factory=list)
    """The roles that this person can be given instead: [(value, label)]."""


def people_of(organisation, reader, language):
    """(who speaks for it today, who did before): administrators first; only they see the past, and addresses."""
    rows = list(organisation.representatives.select_related("user").order_by("role", "since", "pk"))
    today = set(Representative.objects.current().filter(organisation=organisation).values_list("pk", flat=True))
    current = [_row(row, reader, language) for row in rows if row.pk in today]
    past = [_row(row, reader, language) for row in rows if row.until] if reader.is_administrator else []
    return current, past


def above(organisation=None):
    """The screens that lead to one of an organisation."""
    home = (_("My space"), reverse("space:home"))
    if organisation is None:
        return [home]
    return [home, (name_of(organisation), reverse("space:organisation", args=[organisation.code]))]


def _row(row, reader, language):
    others = [choice for choice in Representative.Role.choices if choice[0] != row.role]
    return PersonRow(
        representative=row,
        name=person_name(row.user) or _("A former colleague"),
        function=row.function_in(language),
        is_self=row.pk == reader.pk,
        email=row.user.email if row.user and reader.is_administrator else "",
        roles=others if reader.is_administrator else [],
    )
