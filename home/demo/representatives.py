"""Who speaks for the fictional organisations."""

from partners.models import Representative
from users.models import User

from .files import columns, read


def load(organisations):
    """Let the people of the demonstration speak for their organisations; who is there already stays."""
    for row in read("users.toml")["user"]:
        user = User.objects.get(username=row["username"])
        for seat in row.get("speaks_for", []):
            organisation = organisations[seat["organisation"]]
            if not user.representations.filter(organisation=organisation).exists():
                _add(seat, user, organisation)
    _account_manager(organisations)


def _add(row, user, organisation):
    representative = Representative(
        user=user,
        organisation=organisation,
        role=row["role"],
        shown=row.get("shown", Representative.Shown.NOTHING),
        since=row["since"],
        **columns(row, "function"),
    )
    representative.full_clean()
    representative.save()


def _account_manager(organisations):
    """The partner manager knows every organisation that somebody of its own speaks for."""
    manager = User.objects.get(username="partner-manager")
    for organisation in organisations.values():
        if organisation.account_manager_id is None and organisation.representatives.exists():
            organisation.account_manager = manager
            organisation.save()
