"""Indicators in the administration: figures are sent in by people of the government that measures."""

import re
from datetime import date

import pytest
from django.urls import reverse

from actions.models import Indicator, Measurement, Target
from core.dates import today
from tests.database import Queries
from tests.factories import (
    ActionFactory,
    GovernmentFactory,
    IndicatorFactory,
    MeasurementFactory,
    OrganisationFactory,
    TargetFactory,
)

pytestmark = pytest.mark.django_db

TARGET = {"value": "90", "due_on": "2027-12-31", "language": "nl", "reason": "Zo staat het in het plan."}
MEASUREMENT = {"value": "34", "measured_on": "2026-06-30", "source": "Register", "language": "nl", "reason": ""}
KINDS = [(Target, TARGET), (Measurement, MEASUREMENT)]


def url(name, *args, model=Indicator):
    return reverse(model.snippet_viewset.get_url_name(name), args=args)


def errors_of(response):
    found = re.findall(r'error-message">.*?</p>', response.text, re.DOTALL)
    return [re.sub(r"<[^>]+>|\s+", " ", error).strip() for error in found]


@pytest.fixture
def government(site):
    return GovernmentFactory()


@pytest.fixture
def indicator(government):
    return IndicatorFactory(organisation__government=government, organisation__kind="federal")


@pytest.fixture
def owner(client, person, government):
    user = person("plan-coordinator", government=government)
    client.force_login(user)
    return user


# Indicators


@pytest.fixture
def facts(government):
    return {
        "name_nl": "Bestekken met de clausule", "name_fr": "Cahiers des charges avec la clause", "unit_nl": "%",
        "unit_fr": "%", "action": ActionFactory().pk, "decimals": "1", "direction": "up", "baseline": "18.5",
        "organisation": OrganisationFactory(government=government, kind="federal").pk, "baseline_on": "2024-01-01",
        "is_public": "on",
    }  # fmt: skip


def test_a_new_indicator_leads_to_its_dossier_without_pages(client, owner, facts):
    response = client.post(url("add"), facts)

    indicator = Indicator.objects.get()
    assert response.url == url("inspect", indicator.pk)
    assert indicator.code == "bestekken-met-de-clausule"
    dossier = client.get(response.url)
    assert "dossier-pages" not in dossier.text
    assert url("add", model=Target) in dossier.text
    assert client.post(url("make_pages", indicator.pk)).status_code == 302


@pytest.mark.parametrize(
    "change",
    [
        {"baseline_on": ""}, {"baseline": ""}, {"baseline_on": "1900-01-01"}, {"baseline_on": "2099-01-01"},
        {"baseline": "18.55"}, {"baseline": "NaN"}, {"baseline": "9" * 30}, {"decimals": "5"}, {"decimals": "-1"},
        {"unit_fr": ""}, {"direction": "sideways"}, {"action": "999999"}, {"organisation": "x"},
    ],
)  # fmt: skip
def test_an_indicator_with_bad_input_says_so_at_the_field(client, owner, facts, change):
    response = client.post(url("add"), facts | change)

    assert response.status_code == 200
    assert len(errors_of(response)) == 1
    assert not Indicator.objects.exists()


def test_another_government_neither_sets_nor_changes_an_indicator(client, indicator, facts, person):
    client.force_login(person("plan-coordinator", government=GovernmentFactory()))

    response = client.post(url("add"), facts)
    assert len(errors_of(response)) == 1
    client.post(url("edit", indicator.pk), facts)

    assert list(Indicator.objects.values_list("pk", "baseline")) == [(indicator.pk, None)]


# Targets and measurements


@pytest.mark.parametrize(("model", "data"), KINDS)
def test_a_figure_is_sent_in_for_the_one_who_measures_and_waits(client, indicator, owner, model, data):
    response = client.post(url("add", model=model), data | {"indicator": indicator.pk})

    figure = model.objects.get()
    assert response.url == url("inspect", figure.pk, model=model)
    assert (figure.state, figure.submitted_by, figure.on_behalf_of) == ("submitted", owner, indicator.organisation)


@pytest.mark.parametrize(("model", "data"), KINDS)
def test_a_colleague_approves_a_figure_from_its_dossier(client, indicator, owner, government, person, model, data):
    client.post(url("add", model=model), data | {"indicator": indicator.pk})
    figure = model.objects.get()
    decide = reverse("queue:decide", args=[model._meta.model_name, figure.pk])
    link = f'href="{decide}"'
    assert link not in client.get(url("inspect", figure.pk, model=model)).text

    client.force_login(person("plan-coordinator", government=government))
    assert link in client.get(url("inspect", figure.pk, model=model)).text
    client.post(decide, {"decision": "approve"})

    figure.refresh_from_db()
    assert figure.state == "approved"


@pytest.mark.parametrize(("model", "data"), KINDS)
def test_another_government_sends_in_no_figure(client, indicator, person, model, data):
    client.force_login(person("plan-coordinator", government=GovernmentFactory()))

    response = client.post(url("add", model=model), data | {"indicator": indicator.pk})

    assert len(errors_of(response)) == 1
    assert not model.objects.exists()


@pytest.mark.parametrize("role", ["analyst", "dutch-editor", "partner-manager", "emergency-publisher"])
@pytest.mark.parametrize(("model", "data"), KINDS)
def test_only_coordinators_send_in_figures(client, indicator, government, person, role, model, data):
    client.force_login(person(role, government=government))

    assert client.post(url("add", model=model), data | {"indicator": indicator.pk}).status_code == 302
    assert client.get(url("import", model=Measurement)).status_code == 302

    assert not model.objects.exists()


@pytest.mark.parametrize(
    "change",
    [
        {"value": ""}, {"value": "veel"}, {"value": "1e400"}, {"value": "Infinity"}, {"value": "1" * 19},
        {"value": "0.5"}, {"measured_on": "1900-01-01"}, {"measured_on": "2099-01-01"}, {"measured_on": "soon"},
        {"source": ""}, {"source": "x" * 301}, {"reason": "x" * 2001}, {"language": "xx"}, {"indicator": "999999999"},
        {"indicator": "x\x00"}, {"corrects": "999999"}, {"source": "a\x00b"},
    ],
)  # fmt: skip
def test_a_measurement_with_bad_input_says_so_at_the_field(client, indicator, owner, change):
    response = client.post(url("add", model=Measurement), MEASUREMENT | {"indicator": indicator.pk} | change)

    assert response.status_code == 200
    assert len(errors_of(response)) == 1
    assert not Measurement.objects.exists()


@pytest.mark.parametrize("change", [{"reason": ""}, {"due_on": "1900-01-01"}, {"due_on": ""}, {"value": "-"}])
def test_a_target_with_bad_input_says_so_at_the_field(client, indicator, owner, change):
    response = client.post(url("add", model=Target), TARGET | {"indicator": indicator.pk} | change)

    assert len(errors_of(response)) == 1
    assert not Target.objects.exists()


def test_the_dossier_of_a_figure_leads_to_its_correction(client, indicator, owner):
    figure = MeasurementFactory(indicator=indicator)
    query = f"?indicator={indicator.pk}&amp;corrects={figure.pk}"
    assert query in client.get(url("inspect", figure.pk, model=Measurement)).text

    data = MEASUREMENT | {"indicator": indicator.pk, "corrects": figure.pk, "measured_on": str(today())}
    client.post(url("add", model=Measurement), data)

    assert Measurement.objects.get(corrects=figure).state == "submitted"
    assert query not in client.get(url("inspect", figure.pk, model=Measurement)).text


def test_only_approved_figures_of_the_own_government_and_this_indicator_are_replaced(client, indicator, owner):
    others = [
        TargetFactory(),  # of another government
        TargetFactory(indicator=indicator, approved_on=None),
        TargetFactory(indicator__organisation=indicator.organisation),
    ]
    moved = TargetFactory(indicator=indicator)
    others.append(moved)
    TargetFactory(indicator=indicator, corrects=moved)
    for target in others:
        response = client.post(url("add", model=Target), TARGET | {"indicator": indicator.pk, "corrects": target.pk})
        assert len(errors_of(response)) == 1

    assert Target.objects.filter(value=90).count() == 0


@pytest.mark.parametrize("screen", ["edit", "delete"])
@pytest.mark.parametrize("factory", [TargetFactory, MeasurementFactory])
def test_a_figure_is_neither_edited_nor_deleted_by_anybody(client, admin_user, site, screen, factory):
    figure = factory()
    client.force_login(admin_user)

    response = client.post(url(screen, figure.pk, model=type(figure)), {"value": "1"})

    assert response.status_code == 302
    figure.refresh_from_db()
    assert figure.value != 1


@pytest.mark.parametrize("language", ["nl", "fr"])
@pytest.mark.parametrize("model", [Indicator, Target, Measurement])
def test_every_screen_opens_in_both_languages(client, owner, indicator, language, model):
    owner.language = language
    owner.save()
    target, figure = TargetFactory(indicator=indicator), MeasurementFactory(indicator=indicator)
    record = {Indicator: indicator, Target: target, Measurement: figure}[model]

    for address in (url("list", model=model), url("add", model=model), url("inspect", record.pk, model=model)):
        assert client.get(address).status_code == 200
    action = client.get(url("inspect", indicator.action_id, model=type(indicator.action)))
    assert url("inspect", indicator.pk) in action.text


@pytest.mark.parametrize("model", [Indicator, Target, Measurement])
def test_lists_and_dossiers_ask_the_same_number_of_questions_for_3_rows_and_for_30(client, owner, indicator, model):
    def grow(number):
        for _row in range(number):
            target = TargetFactory(indicator=indicator, due_on=date(2027, 1, 1))
            TargetFactory(indicator=indicator, corrects=target)
            MeasurementFactory(indicator=IndicatorFactory(organisation=indicator.organisation))
            MeasurementFactory(indicator=indicator)

    def questions():
        counts = []
        for address in (url("list", model=model), url("add", model=model), url("inspect", indicator.pk)):
            client.get(address)
            with Queries() as queries:
                assert client.get(address).status_code == 200
            counts.append(len(queries))
        return counts

    grow(3)
    few = questions()
    grow(27)

    assert questions() == few


@pytest.mark.parametrize("model", [Indicator, Target, Measurement])
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_lists_can_be_downloaded(client, owner, indicator, model, kind):
    TargetFactory(indicator=indicator)
    MeasurementFactory(indicator=indicator)

    response = client.get(url("list", model=model), {"export": kind})

    assert response.status_code == 200
