"""Progress reports in the administration: look at the counts, confirm, and never change what was frozen."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from actions.models import ProgressReport, Snapshot
from core.dates import today
from tests.factories import ActionPlanFactory, CommitmentFactory, ReportFactory, pages_for

from .snapshot_world import AFTER, BEFORE, DAY, publish

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("lone_pages")]

LANGUAGES = pytest.mark.parametrize("language", ["nl", "fr"])


def url(name, *args):
    return reverse(ProgressReport.snippet_viewset.get_url_name(name), args=args)


@pytest.fixture
def plan(site):
    plan = ActionPlanFactory(code="plan")
    pages_for(plan)
    return plan


@pytest.fixture
def commitment(plan):
    commitment = CommitmentFactory(action__plan=plan)
    ReportFactory(commitment=commitment, approved_on=BEFORE)
    return commitment


@pytest.fixture
def coordinator(client, person):
    user = person("plan-coordinator")
    client.force_login(user)
    return user


@pytest.fixture
def data(plan, commitment):
    return {"plan": plan.pk, "as_of": f"{DAY:%d/%m/%Y}", "name_nl": "Verslag", "name_fr": "Rapport"}


def seen_in(response):
    return re.search(r'name="seen"[^>]*value="([0-9a-f]{64})"', response.text).group(1)


@LANGUAGES
def test_the_counts_are_shown_before_anything_is_frozen(client, coordinator, data, language):
    coordinator.language = language
    coordinator.save()

    response = client.post(url("add"), data)

    assert response.status_code == 200
    assert response.context["reading"].progress.total == 1
    assert {"nl": "31 december 2025", "fr": "31 décembre 2025"}[language] in response.text
    assert not Snapshot.objects.exists()


def test_confirming_what_was_seen_makes_the_report_and_its_draft_pages(client, coordinator, data):
    seen = seen_in(client.post(url("add"), data))

    response = client.post(url("add"), data | {"seen": seen})

    report = ProgressReport.objects.get()
    assert response.url == url("inspect", report.pk)
    assert (report.snapshot.digest, report.snapshot.taken_by) == (seen, coordinator)
    assert {code: page.live for code, page in report.pages_by_language().items()} == {"nl": False, "fr": False}


def test_what_was_not_seen_is_shown_first(client, coordinator, data, commitment):
    seen = seen_in(client.post(url("add"), data))
    for change in ({"as_of": f"{AFTER:%d/%m/%Y}"}, {"seen": "0" * 64}, {"seen": ""}):
        response = client.post(url("add"), data | {"seen": seen} | change)

        assert response.status_code == 200
        assert response.context["reading"]
    assert not Snapshot.objects.exists()


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"as_of": f"{today():%d/%m/%Y}"}, "as_of"), ({"as_of": "01/01/1900"}, "as_of"),
        ({"as_of": "31/12/9999"}, "as_of"), ({"as_of": "soon\x00"}, "as_of"), ({"as_of": ""}, "as_of"),
        ({"plan": "999999999999999999999"}, "plan"),
        ({"plan": "\x00"}, "plan"), ({"name_fr": ""}, "name_fr"), ({"name_nl": "x" * 500}, "name_nl"),
    ],
)  # fmt: skip
def test_bad_input_is_said_at_its_field_and_nothing_typed_is_lost(client, coordinator, data, change, field):
    response = client.post(url("add"), data | change)

    assert response.status_code == 200
    assert list(response.context["form"].errors) == [field]
    kept = "name_fr" if field == "name_nl" else "name_nl"
    assert f'value="{data[kept]}"' in response.text
    assert not Snapshot.objects.exists()


def test_a_plan_without_commitments_is_refused_at_the_plan(client, coordinator, data):
    response = client.post(url("add"), data | {"plan": ActionPlanFactory().pk})

    assert list(response.context["form"].errors) == ["plan"]


@pytest.mark.parametrize("plan_in_address", ["", "abc", "9" * 30, "999999", "\x00"])
def test_an_address_with_rubbish_opens_an_empty_form(client, coordinator, plan, plan_in_address):
    assert client.get(url("add"), {"plan": plan_in_address}).status_code == 200


@pytest.mark.parametrize(("role", "may"), [("plan-coordinator", True), ("administrator", True), ("analyst", False)])
def test_who_may_make_a_report(client, person, data, role, may):
    client.force_login(person(role))

    seen = client.post(url("add"), data)
    if may:
        client.post(url("add"), data | {"seen": seen_in(seen)})

    assert (seen.status_code == 200) == may
    assert ProgressReport.objects.exists() == may


@LANGUAGES
def test_the_dossier_tells_what_was_frozen_and_leads_to_the_files(client, coordinator, plan, commitment, language):
    coordinator.language = language
    coordinator.save()
    report = publish(plan)

    response = client.get(url("inspect", report.pk))

    assert report.snapshot.digest in response.text
    for kind, arguments in (("json", []), ("pdf", ["nl"]), ("pdf", ["fr"]), ("xlsx", ["nl"]), ("xlsx", ["fr"])):
        assert reverse(f"actions:progress_report_{kind}", args=[report.code, *arguments]) in response.text


def test_a_report_keeps_its_snapshot_and_its_code(client, coordinator, plan, commitment):
    report, other = publish(plan), publish(plan, as_of=DAY + timedelta(days=30))
    data = {
        "name_nl": "Anders",
        "name_fr": "Autre",
        "code": "elsewhere",
        "snapshot": other.snapshot_id,
        "is_public": "on",
    }

    client.post(url("edit", report.pk), data)

    changed = ProgressReport.objects.get(pk=report.pk)
    assert (changed.name_nl, changed.code, changed.snapshot_id) == ("Anders", report.code, report.snapshot_id)


def test_a_report_is_archived_and_never_deleted(client, coordinator, plan, commitment):
    report = publish(plan)

    client.post(url("delete", report.pk))
    client.post(url("archive", report.pk))

    assert ProgressReport.objects.get(pk=report.pk).is_archived


def test_the_list_of_reports_is_there(client, coordinator, plan, commitment):
    publish(plan)

    assert client.get(url("list")).status_code == 200
    assert client.get(url("list"), {"export": "csv"}).status_code == 200
