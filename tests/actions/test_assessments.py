"""The second voice: beside the owner's report, never merged with it, and its disagreement is seen."""

from datetime import date, timedelta
from itertools import product

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import override

from actions.models import Assessment, Commitment
from actions.models.statuses import Level, Status
from actions.services.submissions import saying_translate
from actions.services.voices import assessment_record
from actions.voices.agreement import FITTING, RULE, differs
from actions.voices.shown import assessments_of
from core.dates import today
from tests.actions.test_report_screens import errors_of
from tests.database import Queries
from tests.factories import (
    AssessmentFactory,
    CommitmentFactory,
    GovernmentFactory,
    OrganisationFactory,
    ReportFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

DAY = date(2026, 3, 31)


def said_of(commitment, language="nl"):
    with override(language):
        return assessments_of([commitment], language).get(commitment.pk, [])


def shown(commitment, language="nl"):
    with override(language):
        items = assessments_of([commitment], language).get(commitment.pk, [])
        return render_to_string("actions/voices/assessments.html", {"items": items})


# --- The rule -----------------------------------------------------------------------------------------------------


def test_the_rule_knows_every_status():
    assert set(FITTING) == set(Status)


@pytest.mark.parametrize(
    ("status", "level", "expected"),
    [
        ("completed", Level.COMPLETE, False),
        ("completed", Level.SUBSTANTIAL, True),
        ("completed", Level.NO_EVIDENCE, True),
        ("in_progress", Level.LIMITED, False),
        ("in_progress", Level.SUBSTANTIAL, False),
        ("in_progress", Level.NOT_STARTED, True),
        ("in_progress", Level.COMPLETE, True),
        ("in_preparation", Level.LIMITED, False),
        ("in_preparation", Level.SUBSTANTIAL, True),
        ("not_started", Level.NO_EVIDENCE, False),
        ("not_started", Level.LIMITED, True),
        ("stopped", Level.SUBSTANTIAL, False),
        ("stopped", Level.COMPLETE, True),
    ],
)
def test_a_level_that_does_not_fit_the_status_differs(status, level, expected):
    assert differs(status, level) is expected


@pytest.mark.parametrize("level", Level)
def test_where_nothing_was_reported_nothing_differs(level):
    assert not differs(None, level)


@pytest.mark.parametrize(("status", "level"), list(product(Status, Level)))
def test_what_readers_see_is_the_rule(status, level):
    commitment = CommitmentFactory()
    ReportFactory(commitment=commitment, status=status, approved_on=DAY)
    AssessmentFactory(commitment=commitment, level=level, assessed_on=DAY)

    (assessed,) = said_of(commitment)

    assert assessed.differs is (level not in FITTING[status])
    assert ("voice--differs" in shown(commitment)) is assessed.differs


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_the_rule_is_told_to_readers_beside_the_comparison(language):
    assessment = AssessmentFactory()
    with override(language):
        assert str(RULE)[:40] in shown(assessment.commitment, language)


# --- Beside the report, of the same day ---------------------------------------------------------------------------


def test_it_is_compared_with_what_the_owner_reported_for_that_day_and_says_what_came_later():
    commitment = CommitmentFactory()
    ReportFactory(commitment=commitment, status="in_progress", approved_on=DAY - timedelta(days=10))
    ReportFactory(commitment=commitment, status="completed", approved_on=DAY + timedelta(days=10))
    AssessmentFactory(commitment=commitment, level=Level.LIMITED, assessed_on=DAY)

    (assessed,) = said_of(commitment)

    assert not assessed.differs
    assert str(Status.IN_PROGRESS.label) in assessed.comparison
    assert str(Status.COMPLETED.label) in assessed.since


def test_a_report_that_was_corrected_or_not_approved_is_no_voice_to_compare_with():
    commitment = CommitmentFactory()
    wrong = ReportFactory(commitment=commitment, status="completed", approved_on=DAY)
    ReportFactory(commitment=commitment, status="in_progress", approved_on=DAY, corrects=wrong)
    ReportFactory(commitment=commitment, status="stopped", holds_on=DAY)
    AssessmentFactory(commitment=commitment, level=Level.LIMITED, assessed_on=DAY)

    (assessed,) = said_of(commitment)

    assert not assessed.differs
    assert not assessed.since


def test_an_assessment_never_changes_where_the_commitment_stands():
    commitment = CommitmentFactory()
    ReportFactory(commitment=commitment, status="completed", approved_on=DAY)
    AssessmentFactory(commitment=commitment, level=Level.NOT_STARTED)

    assert Commitment.objects.with_status().get().standing() == "completed"


def test_without_a_report_it_says_that_nothing_was_reported_and_without_an_assessment_there_is_nothing():
    assessment = AssessmentFactory()

    assert not said_of(assessment.commitment)[0].differs
    assert said_of(assessment.commitment)[0].comparison
    assert shown(CommitmentFactory()).strip() == ""


# --- Several voices, earlier ones and corrections ------------------------------------------------------------------


def test_each_assessor_speaks_once_the_latest_first_with_what_it_said_earlier_below():
    commitment, one, other = CommitmentFactory(), OrganisationFactory(), OrganisationFactory()
    AssessmentFactory(commitment=commitment, assessor=one, level=1, assessed_on=DAY)
    AssessmentFactory(commitment=commitment, assessor=one, level=3, assessed_on=DAY + timedelta(days=30))
    AssessmentFactory(commitment=commitment, assessor=other, level=2, assessed_on=DAY + timedelta(days=60))

    said = said_of(commitment)

    assert [(assessed.assessor_id, assessed.level) for assessed in said] == [(other.pk, 2), (one.pk, 3)]
    assert [earlier.level for earlier in said[1].earlier] == [1]


@pytest.mark.parametrize("day", [DAY - timedelta(days=5), DAY, DAY + timedelta(days=5)])
def test_a_corrected_assessment_stands_below_its_correction_and_is_marked(day):
    wrong = AssessmentFactory(level=4, assessed_on=DAY)
    AssessmentFactory(commitment=wrong.commitment, assessor=wrong.assessor, level=2, assessed_on=day, corrects=wrong)

    (assessed,) = said_of(wrong.commitment)

    assert (assessed.level, assessed.is_corrected) == (2, False)
    assert [(earlier.level, earlier.is_corrected) for earlier in assessed.earlier] == [(4, True)]
    assert shown(wrong.commitment).count("timeline__corrected") == 1


def test_a_mark_of_five_steps_shows_the_one_that_was_reached():
    assessment = AssessmentFactory(level=Level.NO_EVIDENCE)

    assert said_of(assessment.commitment)[0].steps == [True, False, False, False, False]
    assert shown(assessment.commitment).count('class="scale__step') == 5
    assert str(Level.NO_EVIDENCE.label) in shown(assessment.commitment)


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_a_reason_in_the_other_language_says_so_until_it_is_translated(language):
    assessment = AssessmentFactory(language="nl", reason="Weinig te zien.")
    in_other = language != "nl"
    assert ('lang="nl"' in shown(assessment.commitment, language)) is in_other
    assert bool(said_of(assessment.commitment, language)[0].notice) is in_other

    saying_translate(saying=assessment, language="fr", reason="Peu à voir.", by=UserFactory())

    assert 'lang="' not in shown(assessment.commitment, language)
    assert ("Peu à voir." in shown(assessment.commitment, language)) is in_other


def test_what_an_assessor_writes_is_shown_as_text():
    assessment = AssessmentFactory(reason="<script>alert(1)</script>", source="<b>Verslag</b>")

    assert "<script>" not in shown(assessment.commitment)
    assert "<b>Verslag</b>" not in shown(assessment.commitment)


def test_many_assessments_cost_one_query():
    commitments = [AssessmentFactory().commitment for _number in range(30)]
    with Queries() as few:
        assessments_of(commitments[:3], "nl")
    with Queries() as many:
        assert len(assessments_of(commitments, "nl")) == 30

    assert len(few) == len(many) == 1


# --- What is refused ----------------------------------------------------------------------------------------------


def record(commitment, assessor, **more):
    values = {"voice": "stakeholder", "level": 2, "reason": "Zo is het.", "language": "nl", "source": "Brief"}
    return assessment_record(commitment=commitment, assessor=assessor, by=UserFactory(), **values | more)


def test_a_body_of_the_same_government_is_no_second_voice_and_the_owner_even_less():
    government = GovernmentFactory()
    commitment = CommitmentFactory(organisation__government=government)

    for assessor in (commitment.organisation, OrganisationFactory(government=government)):
        with pytest.raises(ValidationError) as error:
            record(commitment, assessor)
        assert set(error.value.message_dict) == {"assessor"}

    record(commitment, OrganisationFactory(government=GovernmentFactory()))
    record(commitment, OrganisationFactory(government=None))


def test_the_database_refuses_to_change_or_delete_an_assessment():
    assessment = AssessmentFactory()

    for act in (
        lambda: Assessment.objects.update(level=4),
        lambda: Assessment.objects.filter(pk=assessment.pk).delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            act()

    assert Assessment.objects.get().level == assessment.level


# --- In the administration ----------------------------------------------------------------------------------------


def url(name, *args):
    return reverse(Assessment.snippet_viewset.get_url_name(name), args=args)


@pytest.fixture
def commitment(site):
    return CommitmentFactory(organisation__government=GovernmentFactory())


@pytest.fixture
def data(commitment):
    return {
        "commitment": commitment.pk, "assessor": OrganisationFactory().pk, "voice": "independent", "level": "2",
        "assessed_on": "2026-03-31", "language": "nl", "reason": "Weinig te zien.", "source": "Verslag",
        "source_url": "https://example.org/verslag",
    }  # fmt: skip


def test_a_coordinator_records_an_assessment_and_adds_the_other_language(client, person, data):
    coordinator = person("plan-coordinator", government=GovernmentFactory())
    client.force_login(coordinator)

    response = client.post(url("add"), data)

    assessment = Assessment.objects.get()
    assert response.url == url("inspect", assessment.pk)
    assert (assessment.level, assessment.recorded_by, assessment.assessed_on) == (2, coordinator, DAY)
    assert url("translate", assessment.pk) in client.get(url("inspect", assessment.pk)).text

    assert client.get(url("translate", assessment.pk)).status_code == 200
    client.post(url("translate", assessment.pk), {"language": "fr", "reason": "Peu à voir."})

    assert assessment.translations.get().reason == "Peu à voir."
    assert url("translate", assessment.pk) not in client.get(url("inspect", assessment.pk)).text
    again = client.post(url("translate", assessment.pk), {"language": "fr", "reason": "Encore."})
    assert (again.status_code, assessment.translations.count()) == (200, 1)


@pytest.mark.parametrize("role", ["dutch-editor", "federal-moderator", "analyst", "partner-manager"])
def test_who_may_not_record_assessments_reads_them(client, person, data, role):
    assessment = AssessmentFactory()
    client.force_login(person(role))

    client.post(url("add"), data)
    client.post(url("translate", assessment.pk), {"language": "fr", "reason": "Peu à voir."})

    assert Assessment.objects.count() == 1
    assert not assessment.translations.exists()
    assert client.get(url("list")).status_code == 200
    page = client.get(url("inspect", assessment.pk))
    assert page.status_code == 200
    assert url("translate", assessment.pk) not in page.text


def test_the_dossier_of_a_commitment_lists_what_others_say_of_it(client, person):
    assessment, other = AssessmentFactory(), AssessmentFactory()
    client.force_login(person("analyst"))

    text = client.get(
        reverse(Commitment.snippet_viewset.get_url_name("inspect"), args=[assessment.commitment_id])
    ).text

    assert url("inspect", assessment.pk) in text
    assert url("inspect", other.pk) not in text


@pytest.mark.parametrize("screen", ["edit", "delete"])
def test_an_assessment_is_neither_edited_nor_deleted_by_anybody(client, data, admin_user, screen):
    assessment = AssessmentFactory()
    client.force_login(admin_user)

    response = client.post(url(screen, assessment.pk), data)

    assert response.status_code == 302
    assert Assessment.objects.filter(pk=assessment.pk, reason=assessment.reason).exists()


@pytest.mark.parametrize("language", ["nl", "fr"])
@pytest.mark.parametrize(
    "change",
    [
        {"assessed_on": "2099-01-01"}, {"assessed_on": "1900-01-01"}, {"assessed_on": "gisteren"}, {"reason": ""},
        {"reason": "a\x00b"}, {"level": "9"}, {"level": "-1"}, {"level": "9" * 30}, {"source": ""},
        {"source_url": "javascript:alert(1)"}, {"commitment": "999999"}, {"commitment": "x"}, {"assessor": "9" * 30},
        {"language": "xx"}, {"voice": "loud"}, {"corrects": "999999"},
    ],
)  # fmt: skip
def test_bad_input_is_told_at_its_field_and_nothing_typed_is_lost(client, person, data, change, language):
    client.force_login(person("plan-coordinator", government=GovernmentFactory(), language=language))

    response = client.post(url("add"), {**data, "source": "Verslag 12", **change})

    assert response.status_code == 200
    assert len(errors_of(response)) == 1
    assert "source" in change or "Verslag 12" in response.text
    assert not Assessment.objects.exists()


def test_the_screen_refuses_a_body_of_the_same_government_and_a_correction_of_something_else(
    client, person, commitment, data
):
    client.force_login(person("administrator"))
    colleague = OrganisationFactory(government=commitment.organisation.government)
    other = AssessmentFactory()

    for change in ({"assessor": colleague.pk}, {"corrects": other.pk}):
        assert len(errors_of(client.post(url("add"), data | change))) == 1
    assert Assessment.objects.get() == other


def test_a_second_correction_of_the_same_assessment_is_refused_in_words(client, person, data, commitment):
    wrong = AssessmentFactory(commitment=commitment, assessor_id=data["assessor"])
    AssessmentFactory(commitment=commitment, assessor_id=data["assessor"], corrects=wrong)
    client.force_login(person("administrator"))

    assert len(errors_of(client.post(url("add"), data | {"corrects": wrong.pk}))) == 1


def test_the_log_costs_as_many_queries_for_3_assessments_as_for_30(client, person):
    client.force_login(person("analyst"))
    counts = []
    for number in (3, 27):
        for _time in range(number):
            AssessmentFactory(assessed_on=today())
        client.get(url("list"))
        with Queries() as queries:
            assert client.get(url("list")).status_code == 200
        counts.append(len(queries))

    assert counts[0] == counts[1]
