"""What a sending is worth: with a proof of work, with a confirmation by e-mail, and with tricks."""

import base64
import json
from dataclasses import replace
from datetime import timedelta

import pytest
from django.core import signing
from django.db import transaction
from django.test import RequestFactory
from django.urls import reverse
from django.utils import timezone

from consultations.access import DRAFTS
from consultations.models import Contribution, SpentProof
from consultations.protection import proof, shown
from consultations.protection.verdict import NO_ADDRESS, TOO_MANY, TRAPPED, verdict_of
from consultations.services.drafts import draft_edit
from consultations.services.sending import contribution_send

from .proofs import proved, solved, unproved
from .world import ABOUT, DURING, begun, opened, sent

pytestmark = pytest.mark.django_db

LATER = DURING + timedelta(seconds=30)
NOBODY = replace(ABOUT, email="", name="")
SENT, UNCONFIRMED = Contribution.State.SENT, Contribution.State.UNCONFIRMED


def posted(fields):
    return RequestFactory().post("/", fields)


@pytest.fixture
def draft():
    return begun(*opened())


def send(draft, fields, at=LATER, about=ABOUT):
    """What the page does that sends."""
    verdict = verdict_of(posted(fields), draft, about, at)
    assert not verdict.problem
    with transaction.atomic():
        contribution, new = contribution_send(draft=draft, about=about, state=verdict.state, at=at)
        if new:
            proof.spend(verdict.proof)
    return contribution, new


def test_a_good_proof_counts_at_once_also_without_an_address(draft):
    verdict = verdict_of(posted(proved(draft, DURING)), draft, NOBODY, LATER)

    assert (verdict.state, verdict.problem) == (SENT, "")
    assert verdict.proof


def test_without_a_proof_a_mail_confirms(draft):
    verdict = verdict_of(posted(unproved(draft, DURING)), draft, ABOUT, LATER)

    assert (verdict.state, verdict.problem, verdict.proof) == (UNCONFIRMED, "", None)


def test_without_a_proof_and_without_an_address_the_reader_is_told_what_to_do(draft):
    verdict = verdict_of(posted(unproved(draft, DURING)), draft, NOBODY, LATER)

    assert (verdict.problem, verdict.key) == (NO_ADDRESS, "email")


def test_a_proof_expires(draft):
    fields = proved(draft, DURING)

    assert proof.proof_in(fields["proof"], draft, DURING + proof.LASTS - timedelta(seconds=1))
    assert proof.proof_in(fields["proof"], draft, DURING + proof.LASTS) is None


def test_a_proof_for_another_draft_is_worth_nothing(draft):
    assert proof.proof_in(solved(begun(*opened()), DURING), draft, LATER) is None


def forged(draft, change):
    payload = json.loads(base64.b64decode(solved(draft, DURING)))
    change(payload)
    return base64.b64encode(json.dumps(payload).encode()).decode()


def longer(payload):
    payload["challenge"]["parameters"]["data"]["until"] += 3600


def cheaper(payload):
    payload["challenge"]["parameters"]["cost"] = 1


def unsigned(payload):
    del payload["challenge"]["signature"]


def unsolved(payload):
    payload["solution"]["counter"] += 1
    payload["solution"]["derivedKey"] = payload["challenge"]["parameters"]["keyPrefix"] * 2


def lost(payload):
    payload["challenge"]["parameters"] = None


@pytest.mark.parametrize("change", [longer, cheaper, unsigned, unsolved, lost])
def test_a_forged_proof_is_worth_nothing(draft, change):
    assert proof.proof_in(forged(draft, change), draft, LATER) is None


@pytest.mark.parametrize(
    "text", ["", "x", "é", "bnVsbA==", "W10=", "e30=", "\x00", "A" * 5000, "W" * 3999, "[" * 3000]
)
def test_whatever_is_no_proof_is_worth_nothing(draft, text):
    assert proof.proof_in(text, draft, LATER) is None


def test_a_proof_is_worth_one_sending(draft):
    fields = proved(draft, DURING)
    good = proof.proof_in(fields["proof"], draft, LATER)

    send(draft, fields)

    assert SpentProof.objects.count() == 1
    assert proof.proof_in(fields["proof"], draft, LATER) is None
    with pytest.raises(proof.ProofSpent), transaction.atomic():
        proof.spend(good)


def test_a_sending_that_fails_spends_nothing(draft):
    verdict = verdict_of(posted(proved(draft, DURING)), draft, ABOUT, LATER)

    with transaction.atomic():
        proof.spend(verdict.proof)
        transaction.set_rollback(True)

    assert not SpentProof.objects.exists()


def test_a_second_click_gets_what_the_first_one_sent(draft):
    fields = proved(draft, DURING)
    before = verdict_of(posted(fields), draft, ABOUT, LATER)

    first, new = send(draft, fields)
    again, new_again = send(draft, fields, about=NOBODY)  # with the draft as it was loaded before the first click

    assert before.proof
    assert (first, new, new_again) == (again, True, False)
    assert SpentProof.objects.count() == 1
    assert first.state == SENT


def test_an_edit_of_what_counts_needs_no_proof_and_goes_on_counting():
    contribution = sent(*opened())
    draft = draft_edit(contribution=contribution, at=DURING)

    edited, _new = send(draft, unproved(draft, DURING), about=NOBODY)

    assert (edited.state, edited.edition) == (SENT, 2)


def test_an_edit_of_what_waits_for_a_confirmation_goes_on_waiting():
    consultation, sample = opened()
    contribution = sent(consultation, sample)
    Contribution.objects.update(state=UNCONFIRMED)
    draft = draft_edit(contribution=Contribution.objects.get(pk=contribution.pk), at=DURING)

    assert verdict_of(posted(unproved(draft, DURING)), draft, ABOUT, LATER).state == UNCONFIRMED
    assert verdict_of(posted(proved(draft, DURING)), draft, ABOUT, LATER).state == SENT


def test_a_filled_trap_waits_for_a_confirmation_also_with_a_proof(draft):
    fields = proved(draft, DURING) | {"extra-line": "Buy this"}

    verdict = verdict_of(posted(fields), draft, ABOUT, LATER)
    without_address = verdict_of(posted(fields), draft, NOBODY, LATER)

    assert (verdict.state, verdict.problem, verdict.proof) == (UNCONFIRMED, "", None)
    assert (without_address.problem, without_address.key) == (TRAPPED, "email")


@pytest.mark.parametrize(
    ("after", "problem"),
    [
        (timedelta(0), shown.TOO_SOON),
        (timedelta(seconds=2), shown.TOO_SOON),
        (timedelta(seconds=3), None),
        (timedelta(days=1), None),
        (timedelta(days=1, seconds=1), shown.TOO_LATE),
        (-timedelta(days=1), shown.TOO_SOON),
    ],
)
def test_a_page_without_script_is_sent_neither_at_once_nor_the_day_after(draft, after, problem):
    assert shown.shown_problem(shown.shown_now(draft, DURING), draft, DURING + after) == problem


def test_the_moment_of_a_page_cannot_be_forged(draft):
    another = begun(*opened())
    forgeries = [
        "",
        "x",
        "\x00",
        shown.shown_now(draft, DURING) + "x",
        shown.shown_now(another, DURING),
        signing.dumps({"draft": str(draft.key), "at": 0}, salt="another"),
    ]

    assert {shown.shown_problem(text, draft, LATER) for text in forgeries} == {shown.FORGED}


def test_a_network_that_sends_much_without_proof_waits_and_with_one_goes_on(draft, settings):
    settings.THROTTLE = settings.THROTTLE | {"unproved": (2, 10)}

    problems = [verdict_of(posted(unproved(draft, DURING)), draft, ABOUT, LATER).problem for _time in range(3)]

    assert problems == ["", "", TOO_MANY]
    assert verdict_of(posted(proved(draft, DURING)), draft, ABOUT, LATER).state == SENT


def test_a_fresh_challenge_is_for_the_draft_of_this_browser_alone(client, site):
    today = timezone.localdate()
    consultation, sample = opened(opens_on=today, closes_on=today)
    draft = begun(consultation, sample, at=timezone.now())
    url = reverse("take_part:challenge", args=[consultation.code])

    assert client.get(url).status_code == 404
    session = client.session
    session[DRAFTS] = [str(draft.key)]
    session.save()
    answer = client.get(url)

    assert answer.json()["parameters"]["data"]["draft"] == str(draft.key)
    assert "no-store" in answer["Cache-Control"]
    assert client.get(reverse("take_part:challenge", args=["another"])).status_code == 404
