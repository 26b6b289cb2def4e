"""Governments, services and log-ins for every role."""

from django.contrib.auth.models import Group

from editorial.roles import ROLES
from users.models import Government, Service, User

from .files import columns, read


def load():
    """Add what is missing; the governments by code."""
    rows = read("governments.toml")
    for order, row in enumerate(rows["government"]):
        values = {"order": order, "fictional": row["fictional"], **columns(row, "name")}
        Government.objects.get_or_create(code=row["code"], defaults=values)
    governments = {government.code: government for government in Government.objects.all()}
    for row in rows["service"]:
        values = {"government": governments[row["government"]], **columns(row, "name")}
        Service.objects.get_or_create(code=row["code"], defaults=values)
    for row in read("users.toml")["user"]:
        if not User.objects.filter(username=row["username"]).exists():
            _add(row)
    return governments


def _add(row):
    user = User(
        username=row["username"],
        first_name=row["first_name"],
        last_name=row["last_name"],
        email=row["email"],
        language=row["language"],
        service=Service.objects.get(code=row["service"]) if "service" in row else None,
    )
    if "password" in row:
        user.set_password(row["password"])
    else:
        user.set_unusable_password()
    user.save()
    if "role" in row:
        user.groups.add(Group.objects.get(name=ROLES[row["role"]]["name"]))
