"""What is kept until which day, and that the daily clean-up erases it then: no sooner, and once."""

from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.utils import timezone

from consultations.about import About
from consultations.models import (
    Answer,
    AnswerFile,
    Contribution,
    Draft,
    Erasure,
    Extension,
    Identity,
    RespondentLink,
    RetentionRun,
    SpentProof,
)
from consultations.services import retention
from consultations.services.cleaning import NotCleaned, clean
from consultations.services.links import link_make
from consultations.services.sending import contribution_send, contribution_withdraw
from core.private_files import private_storage

from .world import ABOUT, DURING, begun, moment, opened, sent

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folders(settings, tmp_path):
    settings.ERASURE_LEDGER = str(tmp_path / "erasures.jsonl")
    settings.PRIVATE_MEDIA_ROOT = str(tmp_path / "private")


def extend(consultation, day):
    Extension.objects.create(
        consultation=consultation, closes_on=day, reason_nl="Meer tijd", reason_fr="Plus de temps", decided_at=DURING
    )


def test_an_identity_is_kept_until_its_day_and_not_longer():
    consultation, sample = opened(keep_sent_months=6)  # the last day is 30 November
    contribution = sent(consultation, sample)

    clean(at=moment(2027, 5, 30, 23, 59))
    assert Identity.objects.filter(contribution=contribution).exists()
    clean(at=moment(2027, 5, 31, 0, 1))

    assert not Identity.objects.exists()
    assert contribution.answers.filter(question__uid=sample.uid("long")).exists()
    assert not contribution.answers.filter(question__uid=sample.uid("sensitive")).exists()


def test_an_extension_moves_the_day():
    consultation, sample = opened(keep_sent_months=6)
    contribution = sent(consultation, sample)
    extend(consultation, date(2026, 12, 20))

    clean(at=moment(2027, 5, 31, 12))

    assert contribution.identity.expires_on == date(2027, 6, 20)
    clean(at=moment(2027, 6, 21, 0, 1))
    assert not Identity.objects.exists()


def test_a_sensitive_answer_of_nobody_goes_on_the_same_day():
    consultation, sample = opened(keep_sent_months=6)
    contribution = sent(consultation, sample, about=About())
    assert not Identity.objects.exists()

    clean(at=moment(2027, 5, 31, 0, 1))

    assert not contribution.answers.filter(question__uid=sample.uid("sensitive")).exists()


def test_a_late_contribution_is_kept_as_long_as_the_others():
    consultation, sample = opened(grace_hours=1)
    draft = begun(consultation, sample)
    late, _new = contribution_send(draft=draft, about=ABOUT, at=moment(2026, 12, 24))

    clean(at=moment(2027, 11, 30, 23, 59))

    assert late.lateness == "late"
    assert Identity.objects.filter(contribution=late).exists()
    assert late.answers.count() == sent_count(consultation, sample)


def sent_count(consultation, sample):
    return Answer.objects.filter(contribution__consultation=consultation).count()


def test_an_unsent_draft_goes_so_many_days_after_the_last_day():
    consultation, sample = opened(keep_unsent_days=30)
    begun(consultation, sample)

    clean(at=moment(2026, 12, 30, 23, 59))
    assert Draft.objects.exists()
    clean(at=moment(2026, 12, 31, 0, 1))

    assert not Draft.objects.exists()
    assert Erasure.objects.get().what == "draft"


def test_a_draft_that_can_still_be_sent_in_the_grace_stays():
    consultation, sample = opened(keep_unsent_days=0, grace_hours=72)
    begun(consultation, sample)

    clean(at=moment(2026, 12, 3, 23, 59))
    assert Draft.objects.exists()
    clean(at=moment(2026, 12, 4, 0, 1))

    assert not Draft.objects.exists()


def test_of_a_consultation_without_a_last_day_a_draft_goes_after_days_without_a_sign():
    consultation, sample = opened(keep_unsent_days=30)
    begun(consultation, sample)
    type(consultation).objects.update(closes_on=None)

    clean(at=DURING + timedelta(days=30))
    assert Draft.objects.exists()
    clean(at=DURING + timedelta(days=30, seconds=1))

    assert not Draft.objects.exists()


def test_what_is_entered_after_the_last_day_has_its_days_too():
    consultation, sample = opened(keep_unsent_days=5)
    draft = begun(consultation, sample)
    Draft.objects.filter(pk=draft.pk).update(started_at=moment(2027, 1, 10), saved_at=moment(2027, 1, 11))

    clean(at=moment(2027, 1, 15))
    assert Draft.objects.exists()
    clean(at=moment(2027, 1, 17))

    assert not Draft.objects.exists()


def test_a_draft_that_was_sent_stays_to_know_a_second_click():
    consultation, sample = opened()
    contribution = sent(consultation, sample)

    clean(at=moment(2030, 1, 1))

    assert contribution.drafts.filter(typed={}, sealed="", email_digest="").count() == 1


def test_what_was_withdrawn_goes_after_its_days_and_leaves_its_reference_and_receipt():
    consultation, sample = opened(keep_withdrawn_days=7)
    contribution = sent(consultation, sample)
    contribution_withdraw(contribution=contribution, at=DURING)

    clean(at=DURING + timedelta(days=7))
    assert contribution.answers.exists()
    clean(at=DURING + timedelta(days=7, seconds=1))

    assert not contribution.answers.exists()
    assert not contribution.comments.exists()
    assert not Identity.objects.exists()
    assert Contribution.objects.get().receipts.count() == 1
    assert contribution.consents.count() == 1


def test_what_was_never_confirmed_loses_its_words_when_the_identities_go():
    consultation, sample = opened()
    draft = begun(consultation, sample)
    contribution, _new = contribution_send(draft=draft, about=ABOUT, state="unconfirmed", at=DURING)

    clean(at=moment(2027, 11, 30, 23, 59))
    assert contribution.answers.exists()
    clean(at=moment(2027, 12, 1, 0, 1))

    assert not contribution.answers.exists()


def test_links_go_a_month_after_their_use_or_their_end_and_proofs_at_their_end():
    consultation, sample = opened()
    contribution = sent(consultation, sample)
    link_make(purpose="data", email_digest="a" * 64, at=DURING)
    link_make(purpose="manage", contribution=contribution, at=DURING)
    SpentProof.objects.create(digest="0" * 64, expires_at=DURING)

    clean(at=DURING + timedelta(days=32))

    assert [link.purpose for link in RespondentLink.objects.all()] == ["manage"]
    assert not SpentProof.objects.exists()


def test_documents_that_belong_to_nothing_go_and_others_stay(django_capture_on_commit_callbacks, tmp_path):
    consultation, sample = opened()
    question = consultation.questions.get(uid=sample.uid("file"))
    values = {"question": question, "name": "x", "content_type": "x", "size": 1, "digest": "0" * 64}
    names = [private_storage().save("answers/2026/10/x.pdf", ContentFile(b"x")) for _file in range(3)]
    AnswerFile.objects.create(file=names[0], draft=begun(consultation, sample), added_at=DURING, **values)
    AnswerFile.objects.create(file=names[1], added_at=DURING, **values)
    at = timezone.now() + timedelta(days=2)
    type(consultation).objects.update(closes_on=at.date(), opens_on=at.date())

    with django_capture_on_commit_callbacks(execute=True):
        clean(at=at)

    assert [private_storage().exists(name) for name in names] == [True, False, False]
    assert AnswerFile.objects.count() == 1


def test_a_dry_run_says_what_would_go_and_changes_nothing(capsys):
    consultation, sample = opened(opens_on=date(2024, 1, 1), closes_on=date(2024, 2, 1))
    sent(consultation, sample, at=moment(2024, 1, 5))
    begun(consultation, sample, at=moment(2024, 1, 5))

    call_command("consultations_clean", dry_run=True)

    said = capsys.readouterr().out
    assert f"{consultation.code}: contributions of which the sender is forgotten, would be erased: 1" in said
    assert f"{consultation.code}: drafts that were never sent, would be erased: 1" in said
    assert Identity.objects.count() == 1
    assert not RetentionRun.objects.exists()
    assert not Erasure.objects.exists()


def test_a_run_says_what_went_and_a_second_one_finds_nothing():
    consultation, sample = opened(opens_on=date(2024, 1, 1), closes_on=date(2024, 2, 1))
    sent(consultation, sample, at=moment(2024, 1, 5))
    begun(consultation, sample, at=moment(2024, 1, 5))
    first, second = StringIO(), StringIO()

    call_command("consultations_clean", stdout=first)
    call_command("consultations_clean", stdout=second)

    assert f"{consultation.code}: drafts that were never sent, erased: 1" in first.getvalue()
    assert second.getvalue() == "nothing to erase\n"
    assert [run.erased for run in RetentionRun.objects.all()] == [
        {},
        {consultation.code: {"drafts": 1, "identities": 1}},
    ]


def test_the_daily_work_cleans_up(capsys):
    consultation, sample = opened(opens_on=date(2024, 1, 1), closes_on=date(2024, 2, 1))
    begun(consultation, sample, at=moment(2024, 1, 5))

    call_command("consultations_daily")

    assert not Draft.objects.exists()
    assert f"{consultation.code}: drafts that were never sent, erased: 1" in capsys.readouterr().out


def test_one_consultation_that_fails_keeps_no_other_from_being_cleaned(monkeypatch):
    first, sample = opened(code="a-first", opens_on=date(2024, 1, 1), closes_on=date(2024, 2, 1))
    second, other = opened(code="b-second", opens_on=date(2024, 1, 1), closes_on=date(2024, 2, 1))
    for consultation, its in ((first, sample), (second, other)):
        begun(consultation, its, at=moment(2024, 1, 5))
    due = retention.drafts_due

    def fails(consultation, at):
        if consultation == first:
            raise RuntimeError
        return due(consultation, at)

    monkeypatch.setitem(retention.DUE, "drafts", fails)

    with pytest.raises(CommandError, match="see the log"):
        call_command("consultations_clean")

    assert list(Draft.objects.values_list("consultation", flat=True)) == [first.pk]


def test_a_run_that_stops_half_way_goes_on_the_next_time(monkeypatch):
    consultation, sample = opened(opens_on=date(2024, 1, 1), closes_on=date(2024, 2, 1))
    for _contribution in range(3):
        sent(consultation, sample, {sample.key("single"): {"option": sample.uid("single/1"), "other": ""}},
             at=moment(2024, 1, 5))  # fmt: skip
    monkeypatch.setattr(retention, "BATCH", 1)
    erase, calls = retention.contributions_erase, []

    def stops(**kwargs):
        calls.append(kwargs["pks"])
        if len(calls) == 2:
            raise RuntimeError
        return erase(**kwargs)

    monkeypatch.setattr(retention, "contributions_erase", stops)
    with pytest.raises(NotCleaned):
        clean()
    assert Identity.objects.count() == 2

    clean()

    assert Identity.objects.count() == 0
    assert Erasure.objects.count() == 3


def test_the_clean_up_asks_as_much_of_the_database_for_thirty_as_for_three(django_assert_max_num_queries):
    consultation, sample = opened(opens_on=date(2024, 1, 1), closes_on=date(2024, 2, 1))
    for _contribution in range(30):
        sent(consultation, sample, {sample.key("single"): {"option": sample.uid("single/1"), "other": ""}},
             at=moment(2024, 1, 5))  # fmt: skip

    with django_assert_max_num_queries(70):
        clean()

    assert not Identity.objects.exists()
