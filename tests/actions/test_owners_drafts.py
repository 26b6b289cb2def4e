"""What an owner types is kept: by a button, by the script, in two tabs, after the session; never lost unseen."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from actions.models import ReportDraft, StatusReport
from actions.owners import session
from actions.services.contacts import contact_erase
from tests.factories import ContactPersonFactory, UserFactory

from .owners_world import LANGUAGES, TYPED, carried, enter, hand_over, responsible, sent_by, url

pytestmark = pytest.mark.django_db

JSON = {"HTTP_ACCEPT": "application/json"}


@pytest.fixture
def mine(site):
    return responsible()


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


@pytest.fixture
def address(commitment):
    return url("report", "nl", commitment.code)


class Tab:
    """A browser tab with the form open, which remembers what the form carries unseen."""

    def __init__(self, client, commitment, language="nl"):
        self.client, self.language, self.commitment = client, language, commitment
        self.address = url("report", language, commitment.code)
        self.carried = carried(client.get(self.address))

    def post(self, act, reason):
        response = self.client.post(self.address, TYPED | self.carried | {"act": act, "reason": reason})
        self.carried |= carried(response)
        return response

    def type(self, reason, **more):
        """What the script sends a moment after a pause."""
        address = url("draft", self.language, self.commitment.code)
        response = self.client.post(address, TYPED | self.carried | {"reason": reason} | more, **JSON)
        if response.status_code == 200:
            self.carried["version"] = str(response.json()["version"])
        return response


def kept():
    return ReportDraft.objects.get().data["reason"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_save_and_go_on_later_keeps_what_was_typed_and_says_when(inside, commitment, language, monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 11, 22, 13, 2, tzinfo=UTC))
    enter(inside, ReportDraft._meta.get_field("contact").related_model.objects.get(), language)

    response = Tab(inside, commitment, language).post("later", "Half af & <b>nog niet</b>")

    assert response.url == url("list", language)
    assert "14:02" in inside.get(response.url).text
    assert "Half af &amp; &lt;b&gt;nog niet&lt;/b&gt;" in inside.get(url("report", language, commitment.code)).text
    assert not StatusReport.objects.exists()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_script_keeps_what_is_typed_and_says_when(inside, commitment, language, monkeypatch):
    tab = Tab(inside, commitment, language)
    monkeypatch.setattr(timezone, "now", lambda: datetime(2099, 11, 22, 13, 2, tzinfo=UTC))
    enter(inside, ReportDraft._meta.get_field("contact").related_model.objects.get(), language)

    answer = tab.type("Een").json()

    assert "14:02" in answer["message"]
    assert answer["version"] == 1
    assert kept() == "Een"


def test_an_unfinished_text_is_kept_as_it_is(inside, commitment):
    tab = Tab(inside, commitment)

    answer = tab.type("x" * 3000, status="nonsense", holds_on="31/06", milestones=["x"], evidence_url="nog niets")

    assert answer.status_code == 200
    data = ReportDraft.objects.get().data
    assert (data["status"], data["holds_on"], data["evidence_url"]) == ("nonsense", "31/06", "nog niets")
    assert inside.get(tab.address).status_code == 200


def test_rubbish_is_bounded(inside, commitment):
    tab = Tab(inside, commitment)

    tab.type("a\x00b" + "x" * 100_000, milestones=["1"] * 5000)

    data = ReportDraft.objects.get().data
    assert data["reason"].startswith("ab")
    assert len(data["reason"]) == 10_000
    assert len(data["milestones"]) == 100


def test_a_draft_survives_the_session(inside, contact, commitment, client):
    Tab(inside, commitment).type("Nog niet klaar")
    inside.post(url("log_out", "nl"))

    enter(client, contact)

    assert "Nog niet klaar" in client.get(url("report", "nl", commitment.code)).text


def test_a_draft_is_of_one_person(inside, contact, commitment):
    Tab(inside, commitment).type("Van mij alleen")
    colleague = ContactPersonFactory()
    colleague.responsibilities.create(commitment=commitment, since="2020-01-01")
    other = Client()
    enter(other, colleague)

    assert "Van mij alleen" not in other.get(url("report", "nl", commitment.code)).text


def test_two_tabs_do_not_overwrite_each_other_unseen(inside, commitment):
    first, second = Tab(inside, commitment), Tab(inside, commitment)
    first.type("Eerste tab")

    assert second.type("Tweede tab").status_code == 409
    assert kept() == "Eerste tab"
    response = second.post("later", "Tweede tab")
    assert response.status_code == 409
    assert "Eerste tab" in response.text
    assert "Tweede tab" in response.text
    assert kept() == "Eerste tab"

    assert second.post("later", "Eerste en tweede tab").status_code == 302
    assert kept() == "Eerste en tweede tab"
    assert first.type("Nog een woord").status_code == 409


def test_a_tab_does_not_send_over_newer_text_unseen(inside, commitment):
    first, second = Tab(inside, commitment), Tab(inside, commitment)
    first.type("Eerste tab")

    response = second.post("send", "Tweede tab")
    assert response.status_code == 409
    assert "Eerste tab" in response.text
    assert "Tweede tab" in response.text
    assert not StatusReport.objects.exists()

    assert second.post("send", "Tweede tab").status_code == 302
    assert StatusReport.objects.get().reason == "Tweede tab"


def test_one_tab_goes_on_saving(inside, commitment):
    tab = Tab(inside, commitment)

    for words in ("Een", "Een twee", "Een twee drie"):
        assert tab.type(words).status_code == 200

    assert ReportDraft.objects.get().version == 3
    assert tab.post("send", "Een twee drie vier").status_code == 302


def test_the_same_text_twice_is_one_version(inside, commitment):
    tab = Tab(inside, commitment)
    for _time in range(2):
        tab.post("later", "Hetzelfde")

    assert ReportDraft.objects.get().version == 1


def test_a_tab_of_before_the_report_was_sent_brings_no_draft_back(inside, commitment):
    first, second = Tab(inside, commitment), Tab(inside, commitment)
    first.post("send", "Verzonden")

    assert second.type("Oude tekst").status_code == 409
    response = second.post("later", "Oude tekst")
    assert response.status_code == 409
    assert "Oude tekst" in response.text
    assert not ReportDraft.objects.exists()
    assert second.post("later", "Oude tekst").status_code == 302, "having seen it, they may"


def test_nothing_is_saved_of_a_commitment_handed_over(inside, contact, commitment):
    tab = Tab(inside, commitment)
    hand_over(contact, commitment)

    assert tab.type("Te laat").status_code == 409
    assert not ReportDraft.objects.exists()


def test_the_script_is_told_that_the_session_ended(inside, commitment, monkeypatch):
    tab = Tab(inside, commitment)
    now = timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: now + session.IDLE + timedelta(minutes=1))

    answer = tab.type("Te laat")

    assert answer.status_code == 403
    assert answer.json()["message"]
    response = tab.post("send", "Toch verzonden")
    assert response.status_code == 403
    assert "Toch verzonden" in response.text


def test_what_was_typed_in_a_tab_of_before_can_be_sent_in_a_new_session(inside, contact, commitment):
    tab = Tab(inside, commitment)
    inside.post(url("log_out", "nl"))
    enter(inside, contact)

    assert tab.post("send", "Van gisteren").status_code == 302


def test_a_draft_of_a_correction_stays_one(inside, contact, commitment):
    wrong = sent_by(contact, commitment)
    correct = url("correct", "nl", commitment.code, wrong.pk)
    inside.post(correct, TYPED | carried(inside.get(correct)) | {"act": "later", "reason": "Juister"})

    response = inside.get(url("report", "nl", commitment.code))

    assert response.url == correct
    assert "Juister" in inside.get(correct).text
    assert Tab(inside, commitment).type("x", corrects=str(10**30)).status_code == 404


def test_the_draft_of_a_correction_that_somebody_else_made_meanwhile_is_still_shown_before_it_goes(
    inside, contact, commitment
):
    wrong = sent_by(contact, commitment)
    correct = url("correct", "nl", commitment.code, wrong.pk)
    inside.post(correct, TYPED | carried(inside.get(correct)) | {"act": "later", "reason": "Juister"})
    sent_by(None, commitment, approved_on=None, submitted_by=UserFactory(), corrects=wrong)

    response = inside.get(correct, follow=True)
    assert response.redirect_chain == [(url("report", "nl", commitment.code), 302)]
    assert "Juister" in Tab(inside, commitment).post("later", "Een gewoon verslag").text


def test_the_draft_of_a_correction_is_not_overwritten_unseen_by_another(inside, contact, commitment):
    tab = Tab(inside, commitment)
    wrong = sent_by(contact, commitment)
    tab = Tab(inside, commitment)
    tab.type("Een gewoon verslag")
    correct = url("correct", "nl", commitment.code, wrong.pk)

    response = inside.post(correct, TYPED | carried(inside.get(correct)) | {"act": "later", "reason": "Juister"})

    assert response.status_code == 409
    assert "Een gewoon verslag" in response.text
    assert kept() == "Een gewoon verslag"


def test_a_draft_goes_with_the_person(inside, contact, commitment):
    Tab(inside, commitment).type("Weg ermee")

    contact_erase(contact=contact)

    assert not ReportDraft.objects.exists()


@pytest.mark.parametrize("method", ["get", "put", "delete"])
def test_a_draft_is_only_posted(inside, commitment, method):
    assert getattr(inside, method)(url("draft", "nl", commitment.code)).status_code == 405


@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_the_same_moment_send_one_report(site, contact, commitment):
    clients = [Client(), Client()]
    for one in clients:
        enter(one, contact)
    tabs = [Tab(one, commitment) for one in clients]
    answers = []

    def click(tab):
        answers.append(tab.post("send", "Tegelijk").status_code)
        connection.close()

    threads = [threading.Thread(target=click, args=[tab]) for tab in tabs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert answers == [302, 302]
    assert StatusReport.objects.count() == 1
