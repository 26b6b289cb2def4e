"""Recording what became of an organisation: asked, shown in words and numbers, and only then done."""

from datetime import timedelta

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from core.dates import today
from partners.models import Organisation, Succession
from tests.factories import (
    CommitmentFactory,
    ContactPersonFactory,
    OrganisationFactory,
    RepresentativeFactory,
    person_in_role,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("lone_pages")]

ACTS = ("rename", "merge", "reorganise", "leave")
NAMES = {"name_nl": "Anders", "name_fr": "Autre", "acronym_nl": "", "acronym_fr": ""}
SURE = {"sure": "1"}


@pytest.fixture
def old(site):
    return OrganisationFactory(name_nl="Oud huis", name_fr="Ancienne maison")


@pytest.fixture
def new(site):
    return OrganisationFactory(name_nl="Nieuw huis", name_fr="Nouvelle maison")


@pytest.fixture
def browser(client, site):
    client.force_login(person_in_role("partner-manager"))
    return client


def url(act, organisation):
    return reverse(Organisation.snippet_viewset.get_url_name(act), args=[organisation.pk])


def typed(**values):
    return {"on": today().isoformat()} | values


def test_the_dossier_leads_to_every_act_for_who_may(client, browser, old):
    dossier = url("inspect", old)

    for act in ACTS:
        assertContains(browser.get(dossier), url(act, old))
    client.force_login(person_in_role("dutch-editor"))
    shown = client.get(dossier)
    for act in ACTS:
        assertNotContains(shown, url(act, old))
        assert client.post(url(act, old), typed(**SURE)).status_code in (302, 403)
    old.refresh_from_db()
    assert old.left_on is None


def test_a_merger_is_shown_in_words_and_numbers_before_it_is_done(browser, old, new):
    for _number in range(3):
        RepresentativeFactory(organisation=old)
    CommitmentFactory(organisation=old)

    asked = browser.post(url("merge", old), typed(successor=new.pk))

    assertContains(asked, "Nieuw huis")
    words = asked.context["words"]
    assert any(sentence.startswith("3 ") for sentence in words)
    assert any(sentence.startswith("1 ") for sentence in words)
    assert not Succession.objects.exists()
    assert not new.representatives.exists(), "trying it out leaves nothing behind"

    done = browser.post(url("merge", old), typed(successor=new.pk, **SURE))
    assertRedirects(done, url("inspect", old), fetch_redirect_response=False)
    assert Succession.objects.get().successor == new
    shown = browser.get(url("inspect", old))
    assertContains(shown, url("inspect", new))
    again = browser.post(url("merge", old), typed(successor=new.pk, **SURE))
    assertContains(again, "Nieuw huis")
    assert Succession.objects.count() == 1


def test_one_can_go_back_from_the_preview_and_nothing_typed_is_lost(browser, old):
    back = browser.post(url("rename", old), typed(**NAMES, back="1"))

    assertContains(back, 'value="Anders"')
    assert not old.former_names.exists()


def test_a_renaming_is_previewed_and_done(browser, old):
    assertContains(browser.post(url("rename", old), typed(**NAMES)), "Anders / Autre")
    browser.post(url("rename", old), typed(**NAMES, **SURE))

    old.refresh_from_db()
    assert (old.name_nl, old.former_names.get().name_nl) == ("Anders", "Oud huis")
    assertContains(browser.get(url("inspect", old)), "Oud huis")


def test_a_reorganisation_asks_who_answers_for_what_is_not_finished(browser, old, new):
    commitment, contact = CommitmentFactory(organisation=old), ContactPersonFactory(organisation=new, name="Cleo")
    data = typed(successor_1=new.pk, successor_2=new.pk)

    asked = browser.post(url("reorganise", old), data)
    name = f"handed-commitments-{commitment.pk}"
    assertContains(asked, name)
    assertContains(asked, "Cleo")
    refused = browser.post(url("reorganise", old), data | SURE | {name: "999"})
    assert refused.status_code == 200
    assert not Succession.objects.exists()
    browser.post(url("reorganise", old), data | SURE | {name: contact.pk})
    assert commitment.responsibilities.get().contact == contact
    assert Succession.objects.get().kind == "reorganised"


def test_leaving_is_previewed_and_done(browser, old):
    assert browser.post(url("leave", old), typed()).context["words"]
    browser.post(url("leave", old), typed(**SURE))

    old.refresh_from_db()
    assert old.left_on == today()


@pytest.mark.parametrize(
    ("act", "data"),
    [
        ("merge", {"successor": ""}),
        ("merge", {"successor": "x"}),
        ("merge", {"successor": "9" * 40}),
        ("merge", {"successor": "self"}),
        ("reorganise", {"successor_1": "\x00"}),
        ("reorganise", {"successor_1": "self"}),
        ("rename", NAMES | {"name_nl": ""}),
        ("rename", NAMES | {"name_nl": "Om\u202eteg"}),
        ("rename", NAMES | {"name_nl": "n" * 300}),
        ("rename", NAMES | {"name_nl": "Oud\x00huis"}),
        ("leave", {"on": "gisteren"}),
        ("leave", {"on": "0001-01-01"}),
        ("leave", {"on": (today() + timedelta(days=1)).isoformat()}),
    ],
)
def test_what_is_not_right_is_said_beside_its_field(browser, old, act, data):
    data = {name: str(old.pk) if value == "self" else value for name, value in data.items()}

    for sure in ({}, SURE):
        shown = browser.post(url(act, old), typed() | data | sure)
        assert shown.status_code == 200
        assert shown.context["form"].errors
        assert "__all__" not in shown.context["form"].errors
    old.refresh_from_db()
    assert (old.name_nl, old.left_on) == ("Oud huis", None)


def test_there_is_nothing_to_record_of_what_is_not_in_the_register(browser, old):
    Organisation.objects.filter(pk=old.pk).update(archived_at="2026-01-01T00:00Z", is_public=False)

    for act in ACTS:
        assert browser.get(url(act, old), follow=True).status_code == 404


def test_only_who_decides_on_requests_can_be_an_account_manager(browser, old):
    editor, manager = person_in_role("dutch-editor"), person_in_role("administrator")

    field = browser.get(url("edit", old)).context["form"].fields["account_manager"]

    assert manager in field.queryset
    assert editor not in field.queryset
