"""The log in the administration: reports are submitted, approved or returned by people of the same government."""

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from actions.models import Commitment, Evidence, Milestone, MilestoneReached, StatusReport
from core.dates import today
from tests.factories import CommitmentFactory, GovernmentFactory, ReportFactory

pytestmark = pytest.mark.django_db

REPORT = {"status": "in_progress", "holds_on": "2026-01-31", "language": "nl", "reason": "Het loopt."}


def url(name, *args, model=StatusReport):
    return reverse(model.snippet_viewset.get_url_name(name), args=args)


def decision(report, name="decide"):
    return reverse(f"queue:{name}", args=["statusreport", report.pk])


def facts_of(commitment, **changes):
    """What the form of a commitment sends."""
    data = {
        "kind": "authority", "action": commitment.action_id, "organisation": commitment.organisation_id,
        "code": commitment.code, "text_nl": "a", "text_fr": "b", "timing": "time_bound", "first_deadline": "",
        "review_on": "", "is_public": "on",
    }  # fmt: skip
    for inline in ("milestones", "co_owners"):
        data |= {f"{inline}-TOTAL_FORMS": "0", f"{inline}-INITIAL_FORMS": "0"}
        data |= {f"{inline}-MIN_NUM_FORMS": "0", f"{inline}-MAX_NUM_FORMS": "1000"}
    return data | changes


def errors_of(response):
    return [
        re.sub(r"<[^>]+>|\s+", " ", found).strip()
        for found in re.findall(r'error-message">.*?</p>', response.text, re.DOTALL)
    ]


@pytest.fixture
def government(site):
    return GovernmentFactory()


@pytest.fixture
def commitment(government):
    return CommitmentFactory(organisation__government=government, organisation__kind="federal")


@pytest.fixture
def owner(person, government):
    return person("plan-coordinator", government=government)


@pytest.fixture
def colleague(person, government):
    return person("plan-coordinator", government=government)


@pytest.fixture
def report(commitment, owner):
    return ReportFactory(commitment=commitment, submitted_by=owner)


def current_status(commitment):
    return Commitment.objects.with_status().get(pk=commitment.pk).status


def test_a_submitted_report_counts_once_a_colleague_approves_it(client, commitment, owner, colleague):
    client.force_login(owner)
    client.post(url("add"), {**REPORT, "commitment": commitment.pk})
    report = StatusReport.objects.get()
    assert (report.state, report.submitted_by, report.on_behalf_of) == ("submitted", owner, commitment.organisation)
    assert current_status(commitment) is None

    client.force_login(colleague)
    response = client.post(decision(report), {"decision": "approve"})

    assert response.url == url("inspect", report.pk)
    assert current_status(commitment) == "in_progress"


def test_another_government_neither_reports_nor_decides(client, commitment, report, person):
    client.force_login(person("plan-coordinator", government=GovernmentFactory()))

    response = client.post(url("add"), {**REPORT, "commitment": commitment.pk})
    client.post(decision(report), {"decision": "approve"})

    assert len(errors_of(response)) == 1
    assert StatusReport.objects.get().state == "submitted"


def test_nobody_decides_on_their_own_report(client, report, owner):
    client.force_login(owner)

    response = client.post(decision(report), {"decision": "approve"})

    assert response.status_code == 302
    report.refresh_from_db()
    assert report.state == "submitted"


@pytest.mark.parametrize(("language", "message"), [("nl", "Zeg waarom"), ("fr", "Dites pourquoi")])
def test_returning_without_a_reason_is_refused_in_the_readers_language(client, report, colleague, language, message):
    colleague.language = language
    colleague.save()
    client.force_login(colleague)

    response = client.post(decision(report), {"decision": "return", "reason": "  "})

    assert response.status_code == 200
    assert message in errors_of(response)[0]


def test_a_second_decision_is_refused_in_words(client, report, colleague):
    client.force_login(colleague)
    client.post(decision(report), {"decision": "approve"})

    response = client.post(decision(report), {"decision": "return", "reason": "Toch niet."})

    assert response.status_code == 200
    report.refresh_from_db()
    assert report.state == "approved"


@pytest.mark.parametrize("data", [{}, {"decision": "burn"}, {"decision": "return", "reason": "x" * 5000}])
def test_a_nonsense_decision_changes_nothing(client, report, colleague, data):
    client.force_login(colleague)

    assert client.post(decision(report), data).status_code == 200

    report.refresh_from_db()
    assert report.state == "submitted"


@pytest.mark.parametrize(
    "change",
    [
        {"holds_on": "2099-01-01"}, {"holds_on": "1900-01-01"}, {"holds_on": "soon"}, {"reason": ""},
        {"status": "late"}, {"evidence_url": "javascript:alert(1)"}, {"commitment": "999999"}, {"language": "xx"},
    ],
)  # fmt: skip
def test_a_report_with_bad_input_says_so_at_the_field(client, commitment, owner, change):
    client.force_login(owner)

    response = client.post(url("add"), {**REPORT, "commitment": commitment.pk, **change})

    assert response.status_code == 200
    assert len(errors_of(response)) >= 1
    assert not StatusReport.objects.exists()


def test_the_other_language_is_added_beside_the_report(client, commitment, owner, colleague):
    report = ReportFactory(commitment=commitment, submitted_by=owner, approved_on=ReportFactory.build().holds_on)
    client.force_login(colleague)

    client.post(decision(report, "translate"), {"words_fr": "C’est en cours."})

    assert report.translations.get().reason == "C’est en cours."
    assert client.post(decision(report, "translate"), {"words_fr": "Encore."}).status_code == 200
    assert report.translations.count() == 1


@pytest.mark.parametrize("screen", ["edit", "delete"])
def test_a_report_is_neither_edited_nor_deleted_by_anybody(client, report, admin_user, screen):
    client.force_login(admin_user)

    response = client.post(url(screen, report.pk), REPORT)

    assert response.status_code == 302
    assert StatusReport.objects.filter(pk=report.pk, reason=report.reason).exists()


def test_the_first_deadline_stands(client, commitment, person):
    Commitment.objects.filter(pk=commitment.pk).update(first_deadline="2026-06-30")
    client.force_login(person("administrator"))
    data = facts_of(commitment, first_deadline="2027-06-30")

    response = client.post(url("edit", commitment.pk, model=Commitment), data)

    assert len(errors_of(response)) == 1
    commitment.refresh_from_db()
    assert str(commitment.first_deadline) == "2026-06-30"


# --- The form of a report ---


def test_the_form_opens_filled_in_with_what_holds_now(client, commitment, owner):
    ReportFactory(commitment=commitment, approved_on=today() - timedelta(days=9), status="in_preparation")
    reached, ahead = (
        Milestone.objects.create(commitment=commitment, name_nl=name, name_fr=name) for name in ("Eerst", "Daarna")
    )
    before = ReportFactory(commitment=commitment, approved_on=today() - timedelta(days=5), status="in_preparation")
    MilestoneReached.objects.create(report=before, milestone=reached)
    client.force_login(owner)

    form = client.get(f"{url('add')}?commitment={commitment.pk}").context["form"]

    assert form.initial["commitment"] == commitment
    assert form.initial["status"] == "in_preparation"
    assert form.initial["language"] == owner.language
    assert list(form.fields["milestones"].queryset) == [ahead]


@pytest.mark.parametrize("query", ["commitment=x", "commitment=999999", "commitment=" + "9" * 40, "corrects=%00", ""])
def test_a_hostile_address_opens_an_empty_form(client, commitment, owner, query):
    client.force_login(owner)

    assert client.get(f"{url('add')}?{query}").status_code == 200


def test_a_report_carries_milestones_evidence_and_a_new_deadline(client, commitment, owner):
    Commitment.objects.filter(pk=commitment.pk).update(first_deadline=today() + timedelta(days=9))
    step = Milestone.objects.create(commitment=commitment, name_nl="Stap", name_fr="Étape")
    client.force_login(owner)
    moved = today() + timedelta(days=200)
    data = {
        **REPORT, "commitment": commitment.pk, "milestones": [step.pk], "moves_to": moved.isoformat(),
        "evidence_title": "Nota", "evidence_url": "https://example.org/nota", "evidence_private": "on",
        "evidence_file": SimpleUploadedFile("nota.pdf", b"%PDF-1.7"),
    }  # fmt: skip

    assert client.post(url("add"), data).status_code == 302

    report = StatusReport.objects.get()
    assert report.moves_to == moved
    assert [row.milestone for row in report.milestones_reached.all()] == [step]
    assert [(bool(piece.url), piece.is_public) for piece in report.evidence.all()] == [(True, False), (False, False)]


@pytest.mark.parametrize(
    "change",
    [
        {"moves_to": "2026-01-01"}, {"moves_to": "1900-01-01"}, {"moves_to": "2030-01-01"}, {"milestones": ["999999"]},
        {"milestones": ["x"]}, {"reason": "\x00"}, {"reason": "x" * 3000}, {"evidence_url": "x"},
        {"evidence_title": "x" * 300}, {"corrects": "999999"}, {"commitment": "9" * 40},
    ],
)  # fmt: skip
def test_a_mistake_is_told_at_its_field_and_nothing_typed_is_lost(client, commitment, owner, change):
    client.force_login(owner)

    response = client.post(url("add"), {**REPORT, "commitment": commitment.pk, **change})

    assert response.status_code == 200
    assert len(errors_of(response)) >= 1
    assert "reason" in change or REPORT["reason"] in response.text
    assert not StatusReport.objects.exists()


@pytest.mark.parametrize("name", ["nota.exe", "nota.html", "nota"])
def test_a_document_of_another_sort_is_refused_at_its_field(client, commitment, owner, name):
    client.force_login(owner)
    data = {**REPORT, "commitment": commitment.pk, "evidence_file": SimpleUploadedFile(name, b"x")}

    assert errors_of(client.post(url("add"), data))
    assert not StatusReport.objects.exists()


def test_a_milestone_of_another_commitment_cannot_be_ticked(client, commitment, owner):
    other = Milestone.objects.create(commitment=CommitmentFactory(), name_nl="Stap", name_fr="Étape")
    client.force_login(owner)

    response = client.post(url("add"), {**REPORT, "commitment": commitment.pk, "milestones": [other.pk]})

    assert len(errors_of(response)) == 1


def test_an_approved_report_is_corrected_from_its_dossier_once(client, commitment, owner):
    report = ReportFactory(commitment=commitment, approved_on=today() - timedelta(days=3))
    client.force_login(owner)
    address = f"?commitment={commitment.pk}&amp;corrects={report.pk}"
    assert address in client.get(url("inspect", report.pk)).text

    client.post(url("add"), {**REPORT, "commitment": commitment.pk, "corrects": report.pk})

    assert StatusReport.objects.get(corrects=report).state == "submitted"
    assert address not in client.get(url("inspect", report.pk)).text


# --- The dossier and the form of a commitment ---


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_the_dossier_of_a_commitment_tells_all_of_it(client, commitment, owner, language):
    owner.language = language
    owner.save()
    Commitment.objects.filter(pk=commitment.pk).update(first_deadline=today() + timedelta(days=9))
    step = Milestone.objects.create(commitment=commitment, name_nl="Eerste stap", name_fr="Première étape")
    moved = today() + timedelta(days=400)
    report = ReportFactory(commitment=commitment, approved_on=today() - timedelta(days=3), moves_to=moved)
    MilestoneReached.objects.create(report=report, milestone=step)
    Evidence.objects.create(report=report, url="https://example.org/open", title="Open stuk")
    Evidence.objects.create(report=report, url="https://example.org/gesloten", title="Gesloten stuk", is_public=False)
    ReportFactory(commitment=commitment, returned_on=today() - timedelta(days=1))
    client.force_login(owner)

    text = client.get(url("inspect", commitment.pk, model=Commitment)).text

    assert {"nl": "Eerste stap", "fr": "Première étape"}[language] in text
    for words in ("Er is een begin gemaakt.", "Vul aan.", "Open stuk", "Gesloten stuk", str(moved.year)):
        assert words in text


def test_private_evidence_is_not_in_the_dossier_for_another_government(client, commitment, person):
    report = ReportFactory(commitment=commitment, approved_on=today())
    Evidence.objects.create(report=report, url="https://example.org/x", title="Gesloten stuk", is_public=False)
    client.force_login(person("plan-coordinator", government=GovernmentFactory()))

    for address in (url("inspect", commitment.pk, model=Commitment), url("inspect", report.pk)):
        assert "Gesloten stuk" not in client.get(address).text


def with_milestone(commitment, step, **changes):
    data = {"milestones-TOTAL_FORMS": "1", "milestones-INITIAL_FORMS": "1", "milestones-0-id": step.pk}
    data |= {"milestones-0-name_nl": "Stap", "milestones-0-name_fr": "Étape", "milestones-0-ORDER": "1"}
    return facts_of(commitment, **data | changes)


@pytest.mark.parametrize("state", [{}, {"approved_on": today()}, {"returned_on": today()}])
def test_a_milestone_that_a_report_mentions_stays_and_the_form_says_so(client, commitment, owner, state):
    step = Milestone.objects.create(commitment=commitment, name_nl="Stap", name_fr="Étape")
    MilestoneReached.objects.create(report=ReportFactory(commitment=commitment, **state), milestone=step)
    client.force_login(owner)

    response = client.post(
        url("edit", commitment.pk, model=Commitment),
        with_milestone(commitment, step, **{"milestones-0-DELETE": "1", "text_nl": "Mijn woorden"}),
    )

    assert response.status_code == 200
    assert len(errors_of(response)) == 1
    assert "Mijn woorden" in response.text
    assert Milestone.objects.filter(pk=step.pk).exists()


def test_a_milestone_that_no_report_mentions_goes_away(client, commitment, owner):
    step = Milestone.objects.create(commitment=commitment, name_nl="Stap", name_fr="Étape")
    client.force_login(owner)

    response = client.post(
        url("edit", commitment.pk, model=Commitment), with_milestone(commitment, step, **{"milestones-0-DELETE": "1"})
    )

    assert response.status_code == 302
    assert not Milestone.objects.exists()


@pytest.mark.parametrize("total", ["x", "-1", "9" * 40, "\x00"])
def test_a_form_that_was_tampered_with_is_no_error(client, commitment, owner, total):
    step = Milestone.objects.create(commitment=commitment, name_nl="Stap", name_fr="Étape")
    client.force_login(owner)
    data = with_milestone(commitment, step, **{"milestones-TOTAL_FORMS": total, "milestones-0-DELETE": "1"})

    assert client.post(url("edit", commitment.pk, model=Commitment), data).status_code in (200, 302)
    assert Milestone.objects.filter(pk=step.pk).exists()


@pytest.mark.parametrize("role", ["plan-coordinator", "administrator"])
def test_only_administrators_change_what_another_government_promised(client, commitment, person, role):
    commitment.save_revision()
    client.force_login(person(role, government=GovernmentFactory()))
    may = role == "administrator"
    edit = url("edit", commitment.pk, model=Commitment)

    assert (client.get(edit).status_code == 200) == may
    client.post(edit, facts_of(commitment, text_nl="Gewijzigd"))
    client.post(url("archive", commitment.pk, model=Commitment))
    revert = url("revisions_revert", commitment.pk, commitment.latest_revision_id, model=Commitment)
    assert (client.get(revert).status_code == 200) == may

    found = Commitment.objects.get()
    assert (found.text_nl == "Gewijzigd") == may
    assert found.is_archived == may
    assert (edit in client.get(url("inspect", commitment.pk, model=Commitment)).text) == may
    assert (edit in client.get(url("list", model=Commitment)).text) == may


def test_no_commitment_is_made_for_another_government_or_handed_to_it(client, commitment, owner):
    theirs = CommitmentFactory(organisation__government=GovernmentFactory()).organisation
    client.force_login(owner)
    data = facts_of(commitment, organisation=theirs.pk)

    made = client.post(url("add", model=Commitment), data | {"code": ""})
    handed = client.post(url("edit", commitment.pk, model=Commitment), data)

    assert len(errors_of(made)) == len(errors_of(handed)) == 1
    commitment.refresh_from_db()
    assert commitment.organisation != theirs
    assert Commitment.objects.count() == 2
