"""The list of contributions and the screen of one: who sees them, and who sees what in them."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from consultations.models import AccessEntry, Contribution
from consultations.paper.services import contribution_admit
from core.dates import today
from editorial.roles import ROLES

from . import bulk
from .world import moment, opened, sent

pytestmark = pytest.mark.django_db

READERS = {"analyst", "consultation-manager", "administrator"}


@pytest.fixture
def world(site):
    return opened(opens_on=today() - timedelta(days=90), closes_on=today() + timedelta(days=20))


def address(name, *arguments):
    return reverse(f"contributions:{name}", args=arguments)


def test_readers_open_the_list_and_nobody_else(client, person, world):
    contribution = sent(*world)
    for role in ROLES:
        client.force_login(person(role))
        for asked in (address("index"), address("inspect", contribution.pk)):
            response = client.get(asked)
            assert (response.status_code == 200) == (role in READERS), (role, asked)


def test_the_list_shows_no_person(client, person, world):
    contribution = sent(*world)
    client.force_login(person("analyst"))

    for asked in (address("index"), address("inspect", contribution.pk)):
        content = client.get(asked).content.decode()
        assert contribution.reference in content
        for personal in ("Griet", "griet@example.org", "Iets persoonlijks", "somebody@example.org"):
            assert personal not in content


def test_it_is_found_by_reference_and_narrowed(client, person, world):
    consultation, sample = world
    nl, fr = (sent(consultation, sample, language=language) for language in ("nl", "fr"))
    client.force_login(person("analyst"))

    def found(**asked):
        content = client.get(address("index_results"), asked).content.decode()
        return {row for row in (nl, fr) if row.reference in content}

    assert found() == {nl, fr}
    assert found(q=nl.reference.lower()[-8:]) == {nl}
    assert found(language="fr") == {fr}
    assert found(channel="paper") == set()
    assert found(consultation=consultation.pk) == {nl, fr}
    assert found(consultation="999999999999999999999", state="nonsense", q="\x00") == {nl, fr}


def test_the_list_costs_the_same_for_three_and_for_thirty(client, person, world):
    consultation, sample = world
    client.force_login(person("analyst"))
    counts = []
    for number in (3, 27):
        bulk.contributions(consultation, sample, number)
        client.get(address("index"))
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address("index"), {"p": "1"}).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_a_page_that_does_not_exist_is_the_last_one(client, person, world):
    sent(*world)
    client.force_login(person("analyst"))

    for page in ("99999999999999999999", "-1", "x"):
        assert client.get(address("index"), {"p": page}).status_code == 200


def test_sensitive_answers_stand_behind_a_button_that_is_recorded(client, person, world):
    contribution = sent(*world)
    for role in ("analyst", "administrator"):
        client.force_login(person(role))
        assert client.get(address("sensitive", contribution.pk)).status_code in (302, 403)
    assert not AccessEntry.objects.exists()

    client.force_login(person("consultation-manager"))
    content = client.get(address("sensitive", contribution.pk)).content.decode()

    assert "Iets persoonlijks" in content
    (entry,) = AccessEntry.objects.all()
    assert (entry.act, entry.contribution) == ("view", contribution)


def late(world):
    contribution = sent(*world)
    Contribution.objects.filter(pk=contribution.pk).update(lateness="late")
    contribution.refresh_from_db()
    return contribution


def test_a_late_one_counts_once_it_is_admitted_for_a_reason(client, person, world):
    contribution, manager = late(world), person("consultation-manager")
    assert not Contribution.objects.counted().exists()
    client.force_login(manager)

    assert client.post(address("admit", contribution.pk), {"reason": " "}).status_code == 200
    client.post(address("admit", contribution.pk), {"reason": "De post staakte."})

    contribution.refresh_from_db()
    assert (contribution.admitted_by, contribution.admitted_why) == (manager, "De post staakte.")
    assert contribution.lateness == "late"
    assert Contribution.objects.counted().get() == contribution
    assert "De post staakte." in client.get(address("inspect", contribution.pk)).content.decode()


def test_only_who_checks_admits_and_only_what_was_late(client, person, world):
    contribution, in_time = late(world), sent(*world)
    client.force_login(person("analyst"))
    client.post(address("admit", contribution.pk), {"reason": "Zomaar."})
    contribution.refresh_from_db()
    assert contribution.admitted_at is None

    with pytest.raises(ValidationError):
        contribution_admit(contribution=in_time, by=person("consultation-manager"), reason="Zomaar.")
    Contribution.objects.filter(pk=contribution.pk).update(state="withdrawn", withdrawn_at=moment(2026, 11, 1))
    with pytest.raises(ValidationError):
        contribution_admit(contribution=contribution, by=person("consultation-manager"), reason="Zomaar.")


def test_a_contribution_that_does_not_exist_is_not_found(client, person, site):
    client.force_login(person("consultation-manager"))

    for name in ("inspect", "sensitive", "admit", "check", "source", "enter", "held_source", "batch", "batch_file"):
        assert client.get(address(name, 999_999), follow=True).status_code == 404


def test_the_dossier_counts_by_way_in_and_state_and_leads_to_them(client, person, world):
    consultation, sample = world
    bulk.contributions(consultation, sample, 5)
    client.force_login(person("consultation-manager"))
    dossier = reverse(consultation.snippet_viewset.get_url_name("inspect"), args=[consultation.pk])

    content = client.get(dossier).content.decode()

    asked = f"consultation={consultation.pk}&amp;channel=web&amp;state=sent"
    assert f'<a href="{address("index")}?{asked}">2</a>' in content
    assert f"{address('add')}?consultation={consultation.pk}" in content
