"""Who sent a contribution is shown to few, behind a button, and each look is in a log that others read."""

import csv
import io
from datetime import timedelta
from uuid import uuid4

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from consultations.about import About
from consultations.models import AccessEntry, Consultation, Contribution, Erasure, Identity, RetentionRun
from consultations.privacy.log import look
from consultations.services.erasing import identity_erase

from .world import DURING, opened, sent

pytestmark = pytest.mark.django_db
NAME, EMAIL = "Griet Voorbeeld", "griet@example.org"
LISTS = ("list", "accesses", "erasures", "clean_ups")


@pytest.fixture(autouse=True)
def ledger_file(settings, tmp_path):
    settings.ERASURE_LEDGER = str(tmp_path / "erasures.jsonl")


@pytest.fixture
def contribution(site):
    return sent(*opened())


@pytest.fixture
def manager(client, person):
    user = person("consultation-manager")
    client.force_login(user)
    return user


def address(name, *args):
    return reverse(f"identities:{name}", args=args)


def read_csv(response):
    return list(csv.DictReader(io.StringIO(b"".join(response.streaming_content).decode("utf-8-sig"))))


def test_opening_the_screen_shows_and_records_nothing(client, contribution, manager):
    page = client.get(address("identity", contribution.pk)).text

    assert NAME not in page
    assert EMAIL not in page
    assert not AccessEntry.objects.exists()


def test_the_button_shows_it_and_records_each_look(client, contribution, manager):
    for looks in (1, 2):
        response = client.post(address("identity", contribution.pk))
        assert NAME in response.text
        assert EMAIL in response.text
        assert "no-store" in response.headers["Cache-Control"]
        assert AccessEntry.objects.count() == looks

    entry = AccessEntry.objects.first()
    assert (entry.act, entry.user.pk, entry.contribution, entry.rows) == ("view", manager.pk, contribution, 1)


def test_what_cannot_be_recorded_is_not_shown(client, contribution, manager, monkeypatch):
    def fails(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr("consultations.privacy.identity_views.look", fails)
    client.raise_request_exception = False

    response = client.post(address("identity", contribution.pk))

    assert response.status_code == 500
    assert NAME not in response.text


@pytest.mark.parametrize("role", ["administrator", "analyst", "federal-moderator", "plan-coordinator"])
def test_others_do_not_see_who_sent_it(client, contribution, person, role):
    client.force_login(person(role))

    for name in ("identity", "erase"):
        response = client.post(address(name, contribution.pk), {"what": "identity", "cause": "staff", "sure": "on"})
        assert response.status_code == 302
        assert NAME not in response.text
    assert client.get(address("list"), {"export": "csv"}).status_code == 302
    assert Identity.objects.exists()
    assert not AccessEntry.objects.exists()


def test_the_list_names_nobody_and_the_file_does_and_is_recorded(client, contribution, manager):
    page = client.get(address("list")).text
    assert contribution.reference in page
    assert NAME not in page

    (row,) = read_csv(client.get(address("list"), {"export": "csv"}))

    assert NAME in row.values()
    assert EMAIL in row.values()
    entry = AccessEntry.objects.get()
    assert (entry.act, entry.consultation, entry.contribution, entry.rows) == (
        "export", contribution.consultation, None, 1,
    )  # fmt: skip


def test_the_file_is_of_one_consultation_when_the_list_is(client, contribution, manager):
    other = sent(*opened(), about=About(name="Ander Mens"))

    rows = read_csv(client.get(address("list"), {"export": "csv", "consultation": other.consultation_id}))

    assert [row for row in rows if "Ander Mens" in row.values()] == rows != []
    assert AccessEntry.objects.get().consultation == other.consultation


def test_a_name_that_is_a_formula_is_none_in_the_file(client, site, manager):
    sent(*opened(), about=About(name="=HYPERLINK(1)", email=EMAIL))

    (row,) = read_csv(client.get(address("list"), {"export": "csv"}))
    assert "'=HYPERLINK(1)" in row.values()

    answer = client.get(address("list"), {"export": "xlsx"})
    cells = load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active["A2:F2"][0]
    assert [cell.data_type for cell in cells if cell.value and "HYPERLINK" in str(cell.value)] == ["s"]


def test_who_may_not_export_gets_no_file(client, contribution, person):
    user = person("administrator")
    user.user_permissions.add(Permission.objects.get(codename="view_identity"))
    client.force_login(user)

    assert client.get(address("list")).status_code == 200
    assert "export=csv" not in client.get(address("list")).text
    response = client.get(address("list"), {"export": "csv"})

    assert response.status_code in (302, 403)
    assert not AccessEntry.objects.exists()


def test_a_key_that_is_gone_is_said_in_words(client, contribution, manager, settings):
    settings.IDENTITY_KEYS = ["YW5vdGhlci1rZXktdGhhdC1vcGVucy1ub3RoaW5nLS0="]

    response = client.post(address("identity", contribution.pk))
    rows = read_csv(client.get(address("list"), {"export": "csv"}))

    assert response.status_code == 200
    assert "help-critical" in response.text
    assert len(rows) == 1


@pytest.mark.parametrize(("what", "words_stay"), [("identity", True), ("contribution", False)])
def test_staff_erases_after_a_second_look_and_it_is_recorded(client, contribution, manager, what, words_stay):
    url, form = address("erase", contribution.pk), {"what": what, "cause": "staff"}

    assert client.post(url, form).status_code == 200
    assert Identity.objects.exists()
    client.post(url, form | {"sure": "on"})

    assert not Identity.objects.exists()
    assert contribution.answers.filter(text__startswith="Lang").exists() == words_stay
    erasure = Erasure.objects.get()
    assert (erasure.what, erasure.cause, erasure.by.pk) == (what, "staff", manager.pk)
    assert AccessEntry.objects.get().act == "erase"


@pytest.mark.parametrize("cause", ["retention", "whatever"])
def test_staff_cannot_give_another_cause(client, contribution, manager, cause):
    client.post(address("erase", contribution.pk), {"what": "identity", "cause": cause, "sure": "on"})

    assert Identity.objects.exists()


def test_of_a_contribution_that_is_not_there_nothing_opens(client, site, manager):
    assert client.post(address("identity", 10**12), follow=True).status_code == 404


@pytest.mark.parametrize("name", ["accesses", "erasures", "clean_ups"])
@pytest.mark.parametrize("role", ["consultation-manager", "administrator"])
def test_the_logs_are_read_and_taken_away_by_who_may(client, contribution, person, role, name):
    user = person(role)
    look(user, "view", contribution.consultation, contribution)
    identity_erase(contribution=contribution, cause="request")
    RetentionRun.objects.create(at=DURING, erased={"x": {"drafts": 3}})
    client.force_login(user)

    page = client.get(address(name)).text
    rows = read_csv(client.get(address(name), {"export": "csv"}))

    assert (contribution.reference if name != "clean_ups" else "x: ") in page
    assert len(rows) == 1
    assert NAME not in page


def test_the_log_of_looks_is_narrowed_by_act_person_consultation_and_day(client, contribution, person, manager):
    other = person("administrator")
    old = timezone.now() - timedelta(days=40)
    look(manager, "view", contribution.consultation, contribution)
    look(other, "export", contribution.consultation, rows=7)
    look(manager, "export", sent(*opened()).consultation, at=old)

    def found(**query):
        return len(read_csv(client.get(address("accesses"), {"export": "csv"} | query)))

    assert found() == 3
    assert found(act="export") == 2
    assert found(user=other.pk) == 1
    assert found(consultation=contribution.consultation_id) == 2
    assert found(at_before=(old + timedelta(days=1)).date().isoformat()) == 1
    assert found(act="?", user="x", at_after="32/13/1900") == 3


@pytest.mark.parametrize("name", LISTS)
def test_a_list_asks_as_much_of_the_database_for_thirty_rows_as_for_three(client, contribution, manager, name):
    def fill(count):
        for number in range(count):
            one = Contribution.objects.get(pk=contribution.pk)
            one.pk, one.reference, one.draft_key = None, f"{name}-{Contribution.objects.count()}", uuid4()
            one._state.adding = True
            one.save()
            Identity.objects.create(contribution=one, sealed="", made_at=DURING)
            look(manager, "view", one.consultation, one)
            Erasure.objects.create(what="draft", subject=f"{number}", cause="staff", by=manager_row, at=DURING)
            RetentionRun.objects.create(at=DURING, erased={})

    manager_row = get_user_model().objects.get(pk=manager.pk)
    fill(3)
    client.get(address(name))
    with CaptureQueriesContext(connection) as few:
        client.get(address(name))
    fill(27)
    with CaptureQueriesContext(connection) as many:
        client.get(address(name))

    assert len(many) == len(few)
    assert Consultation.objects.count() == 1
