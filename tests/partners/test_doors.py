"""Who meets what at every address of people, partners and pledges; doors.toml says what is meant."""

import tomllib
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.urls import reverse

from .doors_world import ROLES, built, doors, strangers

WALKERS = ROLES if connection.vendor == "sqlite" else ["anonymous", "administrator"]
"""Who may do what is the same in every database: on PostgreSQL two show that the screens work there too."""

GUESSES = 200 if connection.vendor == "sqlite" else 20

MEANT = tomllib.loads((Path(__file__).parent / "doors.toml").read_text(encoding="utf-8"))["doors"]
DOORS = {door.name: door for door in doors()}
POSTED_TO = {"space:withdraw_claim"}
SECRETS = {"space:invitation"}
"""Whoever knows the secret may read it: nobody guesses one."""

OUTSIDE = {name: door for name, door in DOORS.items() if not door.is_in_administration}

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(site):
    return built()


def answer_of(world, role, door):
    """What somebody meets there, in the word of doors.toml; an address that is only posted to gets an empty form."""
    address = reverse(door.name, kwargs=world.arguments(door))
    with transaction.atomic():
        browser = world.browser(role)
        response = browser.get(address)
        if response.status_code == 405:
            response = browser.post(address)
        transaction.set_rollback(True)
    if response.status_code == 302:
        return "log-in" if response["Location"].startswith(reverse("account_login")) else "away"
    words = {200: "open", 400: "open", 403: "closed", 404: "hidden", 409: "open", 410: "gone", 422: "open"}
    return words.get(response.status_code, str(response.status_code))


def test_the_matrix_names_every_address_and_no_other():
    assert sorted(MEANT) == sorted(OUTSIDE)


@pytest.mark.parametrize("role", WALKERS)
def test_somebody_meets_what_is_meant_at_every_address(world, role):
    column = ROLES.index(role)

    met = {name: answer_of(world, role, door) for name, door in OUTSIDE.items()}

    assert met == {name: row.split()[column] for name, row in MEANT.items()}


@pytest.mark.parametrize("role", ["anonymous", "member", "administrator"])
def test_nobody_outside_the_secretariat_gets_into_the_administration(world, role):
    browser = world.browser(role)

    for door in DOORS.values():
        if door.is_in_administration:
            response = browser.get(reverse(door.name, kwargs=world.arguments(door)))
            assert response.status_code in (302, 403, 404), door.name
            assert response.status_code != 302 or "log" in response["Location"] or "/admin/" in response["Location"]


@pytest.mark.parametrize("name", sorted(strangers(0)))
def test_what_is_somebody_elses_answers_as_what_does_not_exist(world, name):
    """Identifiers that belong to nothing get the same answer as that of another organisation."""
    browser = world.browser("outsider")
    ask = browser.post if name in POSTED_TO else browser.get
    theirs = ask(reverse(name, kwargs=world.arguments(DOORS[name]))) if name not in SECRETS else None

    for arguments in strangers(GUESSES)[name]:
        response = ask(reverse(name, kwargs=arguments))
        assert response.status_code == (theirs.status_code if theirs else 404), arguments
        assert theirs is None or abs(len(response.content) - len(theirs.content)) < 200, arguments
