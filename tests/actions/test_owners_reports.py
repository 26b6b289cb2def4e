"""An owner reports on one commitment: prefilled, checked, sent once, and only about what is theirs."""

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from actions.models import Evidence, Milestone, ReportDraft, StatusReport
from core.dates import today
from tests.factories import CommitmentFactory, ContactPersonFactory, ReportFactory, ResponsibilityFactory, UserFactory

from .owners_world import LANGUAGES, TYPED, carried, enter, hand_over, responsible, sent_by, url

pytestmark = pytest.mark.django_db

DEADLINE = today() + timedelta(days=100)


@pytest.fixture
def mine(site):
    """A contact person and the commitment that is theirs."""
    return responsible(first_deadline=DEADLINE)


@pytest.fixture
def contact(mine):
    return mine[0]


@pytest.fixture
def commitment(mine):
    return mine[1]


@pytest.fixture
def inside(client, contact):
    enter(client, contact)
    return client


def form_url(commitment, language="nl"):
    return url("report", language, commitment.code)


def post(client, commitment, here="nl", act="send", address=None, **changes):
    """Open the form in the language `here`, and send it with these changes."""
    address = address or form_url(commitment, here)
    typed = TYPED | carried(client.get(address)) | {"act": act} | changes
    return client.post(address, {name: value for name, value in typed.items() if value is not None})


# --- The list ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_list_shows_ones_own_commitments_and_no_others(inside, commitment, language):
    other = CommitmentFactory(organisation=commitment.organisation)

    text = inside.get(url("list", language)).text

    assert commitment.text_in(language) in text
    assert other.text_in(language) not in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_reports_on_nothing_reads_so(client, site, language):
    enter(client, ContactPersonFactory())

    response = client.get(url("list", language))

    assert response.status_code == 200
    assert "own__row" not in response.text


def test_a_responsibility_that_ended_today_or_begins_tomorrow_is_not_on_the_list(inside, contact, commitment):
    later = CommitmentFactory()
    ResponsibilityFactory(contact=contact, commitment=later, since=today() + timedelta(days=1))
    hand_over(contact, commitment)

    assert "own__row" not in inside.get(url("list", "nl")).text
    assert inside.get(form_url(later)).status_code == 404


def test_an_archived_commitment_is_not_on_the_list(inside, commitment):
    type(commitment).objects.filter(pk=commitment.pk).update(is_public=False, archived_at="2026-01-01T00:00Z")

    assert "own__row" not in inside.get(url("list", "nl")).text


def test_what_is_due_first_stands_on_top_and_what_is_closed_below(inside, contact, commitment):
    soon = responsible(contact, first_deadline=today() + timedelta(days=5))[1]
    closed = responsible(contact, first_deadline=today())[1]
    sent_by(contact, closed, status="completed")

    text = inside.get(url("list", "nl")).text

    assert text.index(soon.code) < text.index(commitment.code) < text.index(closed.code)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_list_says_what_waits(inside, contact, commitment, language):
    ReportDraft.objects.create(
        contact=contact, commitment=commitment, data={}, version=1, saved_at="2026-11-20T13:02:00Z"
    )
    sent_by(contact, commitment, approved_on=None, returned_on=today(), return_reason="Noem de datum.")
    sent_by(ContactPersonFactory(name="Een Ander"), commitment, approved_on=None)

    text = inside.get(url("list", language)).text

    assert "14:02" in text
    assert "Noem de datum." in text
    assert text.count("own__waits") == 4  # and the shape of the one that came back
    assert "Een Ander" not in text


def test_a_report_that_came_back_no_longer_waits_once_there_is_a_newer_one(inside, contact, commitment):
    sent_by(contact, commitment, approved_on=None, returned_on=today(), return_reason="Noem de datum.")
    sent_by(contact, commitment, approved_on=None)

    assert "Noem de datum." not in inside.get(url("list", "nl")).text


def test_the_list_asks_as_many_questions_for_thirty_as_for_three(client, site):
    counts = []
    for number in (3, 30):
        contact = ContactPersonFactory()
        for _one in range(number):
            sent_by(contact, responsible(contact)[1])
        enter(client, contact)
        client.get(url("list", "nl"))  # what surrounds every page is in the cache from here on
        with CaptureQueriesContext(connection) as queries:
            client.get(url("list", "nl"))
        counts.append(len(queries))
    assert counts[0] == counts[1]


# --- Nothing changed -----------------------------------------------------------------------------------------------


def confirm(client, *commitments, language="nl"):
    return client.post(url("confirm", language), {"c": [commitment.pk for commitment in commitments]})


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_changed_is_said_of_several_in_one_act_after_a_look(inside, contact, commitment, language):
    other = responsible(contact)[1]
    for one in (commitment, other):
        sent_by(contact, one)

    chosen = f"?c={commitment.pk}&c={other.pk}"
    page = inside.get(url("confirm", language) + chosen)
    assert commitment.text_in(language) in page.text
    assert not StatusReport.objects.submitted().exists()
    response = confirm(inside, commitment, other, language=language)

    assert response.url == url("list", language)
    reports = StatusReport.objects.submitted()
    assert {report.commitment_id for report in reports} == {commitment.pk, other.pk}
    assert all(report.unchanged and report.contact == contact and report.holds_on == today() for report in reports)
    assert "notice--success" in inside.get(response.url).text


def test_the_switcher_keeps_what_was_chosen(inside, contact, commitment):
    sent_by(contact, commitment)

    page = inside.get(url("confirm", "nl") + f"?c={commitment.pk}")

    assert f'href="{url("confirm", "fr")}?c={commitment.pk}"' in page.text


def test_nothing_changed_is_sent_once_however_often_clicked(inside, contact, commitment):
    sent_by(contact, commitment)

    for _click in range(3):
        confirm(inside, commitment)

    assert StatusReport.objects.submitted().count() == 1


@pytest.mark.parametrize("case", ["another's", "no report yet", "completed", "waiting", "handed over"])
def test_nothing_changed_cannot_be_said_of_what_is_not_open_and_theirs(inside, contact, commitment, case):
    if case == "another's":
        contact, commitment = responsible()
    if case != "no report yet":
        sent_by(contact, commitment, status="completed" if case == "completed" else "in_progress")
    if case == "waiting":
        sent_by(contact, commitment, approved_on=None)
    if case == "handed over":
        hand_over(contact, commitment)
    before = StatusReport.objects.count()

    confirm(inside, commitment)

    assert StatusReport.objects.count() == before
    assert f'value="{commitment.pk}"' not in inside.get(url("list", "nl")).text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("query", ["", "?c=x", "?c=99999999999999999999", "?c=-1", "?c=²", "?c=%00"])
def test_choosing_nothing_is_said_in_words(inside, contact, commitment, language, query):
    sent_by(contact, commitment)

    response = inside.get(url("confirm", language) + query)

    assert response.status_code == 200
    assert "error-summary" in response.text
    assert 'href="#commitments"' in response.text


# --- The form ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_form_starts_from_the_last_status_today_and_the_readers_language(inside, contact, commitment, language):
    sent_by(contact, commitment, status="in_preparation")

    text = inside.get(form_url(commitment, language)).text

    assert re.search(r'value="in_preparation"[^>]* checked', text)
    assert f'value="{today():%Y-%m-%d}"' in text
    assert text.count(" checked") == 3  # status, language, who may see the evidence


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_report_is_sent_to_the_coordinator_and_does_not_count_yet(inside, contact, commitment, language):
    response = post(inside, commitment, language)

    assert response.url == url("list", language)
    report = StatusReport.objects.get()
    assert (report.state, report.contact, report.submitted_by) == ("submitted", contact, None)
    assert (report.status, f"{report.holds_on}", report.language, report.reason) == tuple(TYPED.values())
    assert report.on_behalf_of == commitment.organisation
    assert "notice--success" in inside.get(response.url).text


def test_a_report_carries_a_new_deadline_milestones_and_evidence(inside, commitment):
    milestone = Milestone.objects.create(commitment=commitment, name_nl="Stap", name_fr="Étape")
    moved = f"{DEADLINE + timedelta(days=30)}"

    post(inside, commitment, moves_to=moved, milestones=[milestone.pk], evidence_url="example.org/x")

    report = StatusReport.objects.get()
    assert f"{report.moves_to}" == moved
    assert [row.milestone for row in report.milestones_reached.all()] == [milestone]
    assert [(piece.url, piece.is_public) for piece in report.evidence.all()] == [("https://example.org/x", True)]


def test_a_document_can_be_for_coordinators_only(inside, commitment):
    file = SimpleUploadedFile("nota.pdf", b"%PDF-1.4")

    post(inside, commitment, evidence_file=file, evidence_for="coordinators")

    piece = Evidence.objects.get()
    assert piece.file.read() == b"%PDF-1.4"
    assert not piece.is_public


def test_fields_that_do_not_fit_the_commitment_are_not_there(client, site):
    contact, commitment = responsible()
    enter(client, contact)

    text = client.get(form_url(commitment)).text

    assert 'name="moves_to"' not in text
    assert 'name="milestones"' not in text


def test_a_milestone_that_was_reached_is_not_offered_again(inside, contact, commitment):
    milestone = Milestone.objects.create(commitment=commitment, name_nl="Stap", name_fr="Étape")
    post(inside, commitment, milestones=[milestone.pk])
    assert 'name="milestones"' in inside.get(form_url(commitment)).text, "it counts once the report does"

    report = StatusReport.objects.get()
    report.state, report.decided_by, report.decided_at = "approved", UserFactory(), report.submitted_at
    report.save()

    assert 'name="milestones"' not in inside.get(form_url(commitment)).text


WRONG = [
    ({"status": None}, "id_status_0"),
    ({"status": "late"}, "id_status_0"),
    ({"holds_on": ""}, "id_holds_on"),
    ({"holds_on": "1900-01-01"}, "id_holds_on"),
    ({"holds_on": "31 juni"}, "id_holds_on"),
    ({"holds_on": "99999-01-01"}, "id_holds_on"),
    ({"holds_on": f"{today() + timedelta(days=1)}"}, "id_holds_on"),
    ({"reason": " "}, "id_reason"),
    ({"reason": "x" * 2001}, "id_reason"),
    ({"reason": "x\x00"}, "id_reason"),
    ({"language": "xx"}, "id_language_0"),
    ({"moves_to": "1900-01-01"}, "id_moves_to"),
    ({"moves_to": "2020-01-01"}, "id_moves_to"),
    ({"milestones": ["999999", "x"]}, "id_milestones_0"),
    ({"evidence_url": "javascript:alert(1)"}, "id_evidence_url"),
    ({"evidence_url": "https://example.org/" + "x" * 600}, "id_evidence_url"),
    ({"evidence_for": "nobody"}, "id_evidence_for_0"),
]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("changes", "anchor"), WRONG)
def test_what_is_wrong_is_said_on_top_and_at_its_field_and_nothing_is_lost(
    inside, contact, commitment, language, changes, anchor
):
    Milestone.objects.create(commitment=commitment, name_nl="Stap", name_fr="Étape")
    reason = changes.get("reason", "Wat ik typte & meer")

    response = post(inside, commitment, language, **{"reason": reason} | changes)

    assert response.status_code == 422
    text = response.text
    assert f'<a href="#{anchor}">' in text
    assert f'id="{anchor}"' in text
    assert 'aria-invalid="true"' in text or "field--error" in text
    assert "field__error" in text
    assert "autofocus" in text
    assert text.split("<title>")[1].startswith(("Error:", "Fout:", "Erreur"))
    if "reason" not in changes:
        assert "Wat ik typte &amp; meer" in text
    assert not StatusReport.objects.exists()
    assert ReportDraft.objects.get().contact == contact, "what was typed is kept as a draft too"


@pytest.mark.parametrize("name", ["x.exe", "x.html", "x"])
def test_a_document_of_another_kind_is_refused(inside, commitment, name):
    response = post(inside, commitment, evidence_file=SimpleUploadedFile(name, b"x"))

    assert response.status_code == 422
    assert 'href="#id_evidence_file"' in response.text


def test_an_address_and_a_document_together_are_refused(inside, commitment):
    file = SimpleUploadedFile("x.pdf", b"x")

    response = post(inside, commitment, evidence_file=file, evidence_url="https://example.org/")

    assert 'href="#id_evidence_file"' in response.text
    assert not Evidence.objects.exists()


def test_who_chose_a_document_and_has_to_correct_something_else_is_told_to_choose_it_again(inside, commitment):
    response = post(inside, commitment, reason="", evidence_file=SimpleUploadedFile("x.pdf", b"x"))

    assert 'href="#id_evidence_file"' in response.text


@pytest.mark.parametrize("field", ["version", "token"])
@pytest.mark.parametrize("value", ["", "x", "-1", "9" * 400, "\x00", "1.5", "²"])
def test_rubbish_in_what_the_form_carries_unseen_sends_nothing_or_the_report_and_loses_nothing(
    inside, commitment, field, value
):
    response = post(inside, commitment, **{field: value})

    assert response.status_code in (302, 409)
    assert StatusReport.objects.exists() or TYPED["reason"] in response.text


# --- Whose ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["report", "draft"])
def test_anothers_commitment_is_not_there(inside, name):
    _other, commitment = responsible()
    typed = TYPED | {"act": "send", "version": "0", "token": "0"}

    if name == "report":
        assert inside.get(form_url(commitment)).status_code == 404
        assert inside.post(form_url(commitment), typed).status_code == 404
    else:
        assert inside.post(url("draft", "nl", commitment.code), typed).status_code == 409
    assert not StatusReport.objects.exists()
    assert not ReportDraft.objects.exists()


def test_a_commitment_that_does_not_exist_is_not_there(inside):
    assert inside.get(url("report", "nl", "x" * 300)).status_code == 404


def test_nobody_reports_without_a_session_and_what_was_typed_comes_back(client, commitment):
    response = client.post(form_url(commitment), TYPED | {"act": "send", "milestones": ["1"]})

    assert response.status_code == 403
    assert TYPED["reason"] in response.text
    assert not StatusReport.objects.exists()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("act", ["send", "later"])
def test_handed_over_meanwhile_nothing_is_applied_and_what_was_typed_can_be_copied(
    inside, contact, commitment, language, act
):
    post(inside, commitment, act="later", reason="Een eerder begin")
    typed = TYPED | carried(inside.get(form_url(commitment))) | {"act": act, "reason": "Getypt <b>daarna</b>"}
    hand_over(contact, commitment, to=ContactPersonFactory(name="De Opvolger"))

    response = inside.post(form_url(commitment, language), typed)

    assert response.status_code == 403
    assert "Getypt &lt;b&gt;daarna&lt;/b&gt;" in response.text
    assert "Een eerder begin" in response.text
    assert "De Opvolger" not in response.text
    assert not StatusReport.objects.exists()
    assert ReportDraft.objects.get().data["reason"] == "Een eerder begin"
    assert form_url(commitment, language) in inside.get(url("list", language)).text


def test_the_form_of_a_commitment_handed_over_says_so(inside, contact, commitment):
    hand_over(contact, commitment)

    assert inside.get(form_url(commitment)).status_code == 403


# --- Once ----------------------------------------------------------------------------------------------------------


def test_a_report_is_sent_once_however_often_clicked(inside, commitment):
    typed = TYPED | carried(inside.get(form_url(commitment))) | {"act": "send", "evidence_url": "https://example.org/"}

    responses = [inside.post(form_url(commitment), typed) for _click in range(3)]

    assert [response.status_code for response in responses] == [302, 302, 302]
    assert StatusReport.objects.count() == 1
    assert "notice--info" in inside.get(url("list", "nl")).text


def test_another_report_from_a_form_of_before_is_shown_again_and_sent_only_then(inside, commitment):
    typed = TYPED | carried(inside.get(form_url(commitment))) | {"act": "send"}
    inside.post(form_url(commitment), typed)

    response = inside.post(form_url(commitment), typed | {"reason": "Iets anders"})
    assert response.status_code == 409
    assert "Iets anders" in response.text
    assert StatusReport.objects.count() == 1

    again = inside.post(form_url(commitment), typed | carried(response) | {"reason": "Iets anders"})
    assert again.status_code == 302
    assert StatusReport.objects.count() == 2


def test_the_draft_goes_when_the_report_is_sent(inside, commitment):
    post(inside, commitment, act="later")

    post(inside, commitment)

    assert not ReportDraft.objects.exists()


# --- Correcting, and what was said before --------------------------------------------------------------------------


def test_an_approved_report_of_ones_own_is_corrected_by_a_new_one(inside, contact, commitment):
    wrong = sent_by(contact, commitment, status="in_preparation", reason="Verkeerd")
    address = url("correct", "nl", commitment.code, wrong.pk)
    assert address in inside.get(form_url(commitment)).text
    assert "Verkeerd" in inside.get(address).text

    response = post(inside, commitment, address=address, reason="Juist")

    assert response.status_code == 302
    assert StatusReport.objects.submitted().get().corrects == wrong
    assert inside.get(address).url == form_url(commitment), "one correction at a time"
    assert address not in inside.get(form_url(commitment)).text


def test_a_correction_is_sent_once_however_often_clicked(inside, contact, commitment):
    address = url("correct", "nl", commitment.code, sent_by(contact, commitment).pk)
    typed = TYPED | carried(inside.get(address)) | {"act": "send"}

    responses = [inside.post(address, typed) for _click in range(2)]

    assert [response.status_code for response in responses] == [302, 302]
    assert StatusReport.objects.submitted().count() == 1


@pytest.mark.parametrize("case", ["another's report", "submitted", "returned", "another commitment", "unknown"])
def test_only_an_approved_report_of_ones_own_can_be_corrected(inside, contact, commitment, case):
    values = {"submitted": {"approved_on": None}, "returned": {"approved_on": None, "returned_on": today()}}
    who = ContactPersonFactory() if case == "another's report" else contact
    about = CommitmentFactory() if case == "another commitment" else commitment
    report = sent_by(who, about, **values.get(case, {}))
    address = url("correct", "nl", commitment.code, 10**30 if case == "unknown" else report.pk)

    assert inside.get(address).status_code == 404
    assert inside.post(address, TYPED).status_code == 404


@pytest.mark.parametrize("language", LANGUAGES)
def test_history_shows_what_was_approved_and_ones_own_that_waits_or_came_back(inside, contact, commitment, language):
    ReportFactory(commitment=commitment, approved_on=today() - timedelta(days=60), reason="Van een collega")
    other = ContactPersonFactory(name="Een Ander")
    sent_by(other, commitment, approved_on=None, reason="Wacht, van een ander")
    sent_by(other, commitment, approved_on=None, returned_on=today(), reason="Terug, van een ander")
    sent_by(contact, commitment, approved_on=None, returned_on=today(), reason="Terug", return_reason="Te vaag")

    text = inside.get(form_url(commitment, language)).text

    for shown in ("Van een collega", "Te vaag", "Terug"):
        assert shown in text
    for hidden in ("van een ander", "Een Ander", other.email):
        assert hidden not in text


def test_a_report_that_came_back_stands_in_the_form_again(inside, contact, commitment):
    sent_by(contact, commitment, approved_on=None, returned_on=today(), reason="Nog te vaag, dit")

    assert ">\nNog te vaag, dit</textarea>" in inside.get(form_url(commitment)).text
