"""Sent once, however often the button is used; and what cannot be sent is said in words."""

from datetime import timedelta

import pytest
from django.utils import timezone

from consultations.about import About
from consultations.kinds import Mandate, Publication
from consultations.models import AnswerFile, Contribution, Question, Receipt, SpentProof
from consultations.references import new_reference
from consultations.services import writing
from consultations.services.drafts import draft_edit, draft_save
from consultations.services.sending import TooLate, Withdrawn, contribution_send, contribution_withdraw
from core.dates import today

from .afterwards import address, browser_of, click, form_of, ready, running
from .world import ABOUT, DURING, begun, moment, opened, sent

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_the_button_leads_to_a_receipt_that_exists(language):
    consultation, sample = running()
    draft = ready(consultation, sample, language=language)
    client = browser_of(draft)

    response = click(client, draft, language=language)

    contribution = Contribution.objects.get()
    assert response.status_code == 303
    assert response.url == address("received", contribution.reference, language=language)
    assert contribution.state == "sent"
    assert contribution.receipts.get().digest in client.get(response.url).content.decode()


def test_a_double_click_a_reload_and_going_back_lead_to_the_same_receipt():
    consultation, sample = running()
    draft = ready(consultation, sample)
    client, form = browser_of(draft), form_of(draft)

    answers = [client.post(address("check", consultation.code), form) for _click in range(3)]
    answers.append(client.get(address("check", consultation.code)))

    assert {(answer.status_code, answer.url) for answer in answers} == {(303, answers[0].url)}
    assert Contribution.objects.count() == Receipt.objects.count() == SpentProof.objects.count() == 1


def test_a_browser_that_lost_its_session_gets_the_same_receipt_by_its_form():
    consultation, sample = running()
    draft = ready(consultation, sample)
    form = form_of(draft)
    first = browser_of(draft).post(address("check", consultation.code), form)
    without_session = browser_of()

    again = without_session.post(address("check", consultation.code), form)

    assert (again.status_code, again.url) == (303, first.url)
    assert without_session.get(again.url).status_code == 200
    assert Contribution.objects.count() == 1


def test_what_was_sent_when_the_session_could_not_be_kept_is_found_again():
    consultation, sample = running()
    draft = ready(consultation, sample)
    contribution, _new = contribution_send(draft=draft, about=ABOUT)

    response = browser_of(draft).get(address("check", consultation.code))

    assert response.url == address("received", contribution.reference)


def test_a_draft_that_has_gone_sends_nothing():
    consultation, sample = running()
    draft = ready(consultation, sample)
    client, form = browser_of(draft), form_of(draft)
    draft.delete()

    assert client.post(address("check", consultation.code), form).status_code == 403


def test_without_the_calculation_it_waits_for_the_confirmation_and_needs_an_address():
    consultation, sample = running()
    with_address, without = ready(consultation, sample), ready(consultation, sample, email="")

    response = click(browser_of(without), without, with_proof=False)
    click(browser_of(with_address), with_address, with_proof=False)

    assert response.status_code == 200
    assert "#id_email" in response.content.decode()
    assert [contribution.state for contribution in Contribution.objects.all()] == ["unconfirmed"]
    without.refresh_from_db()
    assert without.sent_at is None


def test_a_reference_that_is_taken_is_drawn_again(monkeypatch):
    consultation, sample = opened()
    taken = sent(consultation, sample).reference
    drawn = iter([taken, taken, new_reference(consultation)])
    monkeypatch.setattr(writing, "new_reference", lambda consultation: next(drawn))

    second = sent(consultation, sample)

    assert second.reference != taken
    assert Contribution.objects.count() == 2


def test_what_was_withdrawn_is_not_sent_again_by_an_edit_that_was_begun_before():
    consultation, sample = opened()
    contribution = sent(consultation, sample)
    draft = draft_edit(contribution=contribution, at=DURING)
    contribution_withdraw(contribution=contribution, at=DURING)

    with pytest.raises(Withdrawn):
        contribution_send(draft=draft, about=ABOUT, at=DURING)

    contribution.refresh_from_db()
    assert (contribution.state, contribution.edition) == ("withdrawn", 1)


def test_an_edit_is_taken_in_the_days_of_grace_and_not_after_them():
    consultation, sample = opened(grace_hours=24)
    first, second = (sent(consultation, sample) for _time in range(2))
    drafts = [draft_edit(contribution=one, at=DURING) for one in (first, second)]

    edited, _new = contribution_send(draft=drafts[0], about=ABOUT, at=moment(2026, 12, 1, 12))
    with pytest.raises(TooLate):
        contribution_send(draft=drafts[1], about=ABOUT, at=moment(2026, 12, 2, 0, 1))

    assert (edited.edition, edited.lateness) == (2, "in_time")


def test_an_edit_after_the_end_is_refused_in_words_and_its_words_stay():
    consultation, sample = running()
    contribution = sent(consultation, sample, at=timezone.now())
    draft = draft_edit(contribution=contribution)
    type(consultation).objects.filter(pk=consultation.pk).update(closes_on=today() - timedelta(days=3), grace_hours=0)
    client = browser_of(draft, contributions=[contribution])

    response = client.post(address("check", consultation.code), form_of(draft))

    assert response.status_code == 200
    assert "kan niet meer worden gewijzigd" in response.content.decode()
    assert 'name="proof"' not in response.content.decode()
    draft.refresh_from_db()
    assert draft.typed


def test_what_counts_goes_on_counting_when_its_edit_has_no_proof():
    consultation, sample = opened()
    contribution = sent(consultation, sample)
    draft = draft_edit(contribution=contribution, at=DURING)

    edited, _new = contribution_send(draft=draft, about=ABOUT, state=Contribution.State.UNCONFIRMED, at=DURING)

    assert edited.state == "sent"


def test_an_edit_can_take_back_the_choice_to_publish_and_to_speak_for_others():
    consultation, sample = opened()
    spoke = About(
        respondent="organisation", organisation_name="Voorbeeld", speaks_for=True,
        publication=Publication.NAME, name="Griet",
    )  # fmt: skip
    contribution = sent(consultation, sample, about=spoke)
    assert contribution.mandate == Mandate.DECLARED

    edited, _new = contribution_send(draft=draft_edit(contribution=contribution, at=DURING), about=ABOUT, at=DURING)

    assert (edited.mandate, edited.publication) == (Mandate.NONE, Publication.ANONYMOUS)


def test_a_document_of_a_question_that_is_asked_no_longer_leaves_the_contribution():
    consultation, sample = opened()
    draft = begun(consultation, sample)
    file = AnswerFile.objects.create(
        draft=draft, question=Question.objects.get(uid=sample.uid("file")), file="answers/a.pdf", name="a.pdf",
        content_type="application/pdf", size=1, digest="0" * 64, added_at=DURING,
    )  # fmt: skip
    contribution, _new = contribution_send(draft=draft, about=ABOUT, at=DURING)
    assert list(contribution.files.all()) == [file]

    edit = draft_edit(contribution=contribution, at=DURING)
    file.refresh_from_db()
    writing.files_move(edit, contribution, answers={})

    assert not contribution.files.exists()


def test_a_draft_that_was_sent_keeps_nothing_of_the_person():
    consultation, sample = opened()
    draft = begun(consultation, sample)
    draft_save(draft=draft, typed={}, seen=0)
    contribution_send(draft=draft, about=ABOUT, at=DURING)

    draft.refresh_from_db()
    assert (draft.typed, draft.sealed, draft.email_digest) == ({}, "", "")
