"""What is erased is gone, is recorded where nobody can change it, and stays gone after a restore."""

import json

import pytest
from django.core import serializers
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.db import transaction

from consultations.kinds import Publication
from consultations.models import (
    Answer,
    AnswerFile,
    Choice,
    ClauseComment,
    Contribution,
    Draft,
    Erasure,
    Identity,
    RespondentLink,
    Source,
)
from consultations.services import ledger
from consultations.services.drafts import draft_about, draft_edit
from consultations.services.erasing import contribution_erase, draft_erase, identity_erase
from consultations.services.identities import identity_keep, identity_read
from consultations.services.links import link_make
from consultations.services.replaying import replay
from consultations.services.sending import contribution_send, contribution_withdraw
from consultations.storing import read_back
from consultations.typed import OTHER
from core.private_files import private_storage

from .world import ABOUT, DURING, begun, moment, opened, sent

pytestmark = pytest.mark.django_db
CHOSEN = {"single", "multiple", "scale", "ranking", "matrix"}
REQUEST = Erasure.Cause.REQUEST
LATER = moment(2026, 11, 1, 12)


@pytest.fixture(autouse=True)
def ledger_file(settings, tmp_path):
    settings.ERASURE_LEDGER = str(tmp_path / "apart" / "erasures.jsonl")
    settings.PRIVATE_MEDIA_ROOT = str(tmp_path / "private")
    return tmp_path / "apart" / "erasures.jsonl"


@pytest.fixture
def world():
    consultation, sample = opened()
    return consultation, sample, sent(consultation, sample)


def add_file(contribution, sample, name="file"):
    question = contribution.consultation.questions.get(uid=sample.uid(name))
    stored = private_storage().save("answers/2026/10/brief.pdf", ContentFile(b"Griet"))
    return AnswerFile.objects.create(
        contribution=contribution, question=question, file=stored, name="brief.pdf", content_type="application/pdf",
        size=5, digest="0" * 64, added_at=DURING,
    )  # fmt: skip


def lines(path):
    return [json.loads(line) for line in path.read_text().splitlines()]


def answered(contribution):
    return set(contribution.answers.values_list("question__kind", flat=True))


def test_erasing_an_identity_takes_the_private_answers_along_and_leaves_the_rest(world):
    _consultation, sample, contribution = world

    assert identity_erase(contribution=contribution, cause=REQUEST, at=LATER)

    assert not Identity.objects.exists()
    assert not contribution.answers.filter(question__uid__in=[sample.uid("sensitive"), sample.uid("email")]).exists()
    assert contribution.answers.get(question__uid=sample.uid("long")).text == "Lang\nin twee regels"


def test_erasing_an_identity_leaves_no_digest_of_the_address(world):
    _consultation, _sample, contribution = world
    link_make(purpose="manage", contribution=contribution, email_digest="a" * 64, at=DURING)
    draft = draft_edit(contribution=contribution, at=DURING)

    identity_erase(contribution=contribution, cause=REQUEST, at=LATER)

    assert not Draft.objects.filter(pk=draft.pk).exists()
    assert not Draft.objects.exclude(email_digest="", sealed="").exists()
    assert not RespondentLink.objects.exclude(email_digest="").exists()


def test_erasing_a_contribution_leaves_what_was_chosen_and_no_word(world):
    _consultation, sample, contribution = world

    assert contribution_erase(contribution=contribution, cause=REQUEST, at=LATER)

    contribution.refresh_from_db()
    assert contribution.state == Contribution.State.SENT
    assert contribution.emptied_at == LATER
    assert answered(contribution) == CHOSEN | {"short_text", "long_text"}
    assert Choice.objects.filter(answer__contribution=contribution).count() == 1 + 1 + 3 + 2
    assert contribution.answers.get(question__uid=sample.uid("scale")).number == 4
    assert set(Answer.objects.values_list("text", flat=True)) <= {"", "…"}
    assert list(ClauseComment.objects.values_list("stance", "text")) == [("change", "")]
    assert contribution.receipts.count() == 1


def test_other_still_counts_after_its_words_went():
    consultation, sample = opened()
    typed = sample.typed() | {sample.key("single"): {"option": OTHER, "other": "Mijn naam is Griet"}}
    contribution = sent(consultation, sample, typed)

    contribution_erase(contribution=contribution, cause=REQUEST, at=LATER)

    answers, _comments = read_back(contribution)
    assert answers[sample.uid("single")].text == "…"


def test_erasing_a_contribution_leaves_nobody_in_it(world):
    _consultation, _sample, contribution = world
    Contribution.objects.update(
        organisation_name="Voorbeeld NV", enterprise_number="0123456749", publication=Publication.NAME,
        admitted_why="Mevrouw Voorbeeld belde", mandate="declared",
    )  # fmt: skip

    contribution_erase(contribution=contribution, cause=REQUEST, at=LATER)

    kept = Contribution.objects.values("organisation_name", "enterprise_number", "admitted_why").get()
    assert set(kept.values()) == {""}
    contribution.refresh_from_db()
    assert (contribution.mandate, contribution.publication) == ("none", Publication.NONE)


def test_of_what_was_withdrawn_no_answer_stays(world):
    _consultation, _sample, contribution = world
    contribution_withdraw(contribution=contribution, at=DURING)

    contribution_erase(contribution=contribution, cause=REQUEST, at=LATER)

    assert not Answer.objects.exists()
    assert not ClauseComment.objects.exists()
    assert Contribution.objects.get().reference == contribution.reference


def test_documents_leave_the_disk_once_it_is_certain(world, django_capture_on_commit_callbacks):
    _consultation, sample, contribution = world
    file = add_file(contribution, sample)

    with django_capture_on_commit_callbacks(execute=True):
        contribution_erase(contribution=contribution, cause=REQUEST, at=LATER)
        assert private_storage().exists(file.file.name)

    assert not private_storage().exists(file.file.name)


def test_a_document_that_another_contribution_was_entered_from_stays(world, django_capture_on_commit_callbacks):
    consultation, sample, contribution = world
    name = private_storage().save("contributions/2026/10/notulen.pdf", ContentFile(b"x"))
    for one in (contribution, sent(consultation, sample)):
        Source.objects.create(contribution=one, file=name, name="notulen.pdf", digest="0" * 64)

    with django_capture_on_commit_callbacks(execute=True):
        contribution_erase(contribution=contribution, cause=REQUEST, at=LATER)

    assert Source.objects.count() == 1
    assert private_storage().exists(name)


def test_the_letter_that_a_contribution_was_entered_from_goes_with_its_sender(
    world, django_capture_on_commit_callbacks
):
    _consultation, _sample, contribution = world
    name = private_storage().save("entered/2026/brief.pdf", ContentFile(b"Griet Voorbeeld"))
    Source.objects.create(contribution=contribution, file=name, name="brief.pdf", digest="0" * 64)

    with django_capture_on_commit_callbacks(execute=True):
        identity_erase(contribution=contribution, cause=REQUEST, at=LATER)

    assert not Source.objects.exists()
    assert not private_storage().exists(name)


def test_a_draft_is_erased_with_its_documents(django_capture_on_commit_callbacks):
    consultation, sample = opened()
    draft = begun(consultation, sample)
    stored = private_storage().save("answers/2026/10/brief.pdf", ContentFile(b"x"))
    AnswerFile.objects.create(
        draft=draft, question=consultation.questions.get(uid=sample.uid("file")), file=stored, name="brief.pdf",
        content_type="application/pdf", size=1, digest="0" * 64, added_at=DURING,
    )  # fmt: skip

    with django_capture_on_commit_callbacks(execute=True):
        assert draft_erase(draft=draft, cause=REQUEST, at=LATER)

    assert not Draft.objects.exists()
    assert not AnswerFile.objects.exists()
    assert not private_storage().exists(stored)


def test_a_draft_that_was_sent_is_not_erased_as_a_draft(world):
    _consultation, _sample, contribution = world

    assert not draft_erase(draft=contribution.drafts.get(), cause=REQUEST, at=LATER)


def test_each_erasure_is_in_the_log_and_in_the_ledger_without_personal_data(world, ledger_file):
    _consultation, _sample, contribution = world

    contribution_erase(contribution=contribution, cause=REQUEST, at=LATER)

    row = Erasure.objects.get()
    assert (row.what, row.subject, row.cause, row.at) == ("contribution", contribution.reference, "request", LATER)
    assert lines(ledger_file) == [
        {
            "what": "contribution",
            "subject": contribution.reference,
            "cause": "request",
            "at": LATER.isoformat(),
        }
    ]
    assert ledger_file.stat().st_mode & 0o077 == 0


def test_a_second_erasure_finds_nothing_and_records_nothing(world, ledger_file):
    _consultation, _sample, contribution = world
    contribution_erase(contribution=contribution, cause=REQUEST, at=LATER)

    assert not contribution_erase(contribution=contribution, cause=REQUEST, at=LATER)
    assert not identity_erase(contribution=contribution, cause=REQUEST, at=LATER)

    assert Erasure.objects.count() == len(lines(ledger_file)) == 1


def test_nothing_is_erased_while_the_ledger_cannot_be_written(world, settings, tmp_path):
    _consultation, _sample, contribution = world
    settings.ERASURE_LEDGER = str(tmp_path)  # a folder

    with pytest.raises(OSError, match="directory"), transaction.atomic():
        contribution_erase(contribution=contribution, cause=REQUEST, at=LATER)

    assert Identity.objects.exists()
    assert not Erasure.objects.exists()
    assert Contribution.objects.get().emptied_at is None


def test_the_ledger_is_on_the_disk_before_anything_is_certain(world, ledger_file):
    """A crash between the two leaves a line too many, never one too few."""
    _consultation, _sample, contribution = world

    with transaction.atomic():
        contribution_erase(contribution=contribution, cause=REQUEST, at=LATER)
        transaction.set_rollback(True)  # the machine stops here

    assert Identity.objects.exists()
    assert [line["subject"] for line in lines(ledger_file)] == [contribution.reference]
    assert replay()["contribution"] == 1
    assert not Identity.objects.exists()


def test_a_line_that_was_cut_off_swallows_no_other(ledger_file):
    ledger_file.parent.mkdir()
    ledger_file.write_text('{"what": "dra')

    ledger.ledger_write([{"what": "identity", "subject": "x", "cause": "request", "at": LATER}])

    assert [entry and entry["subject"] for entry in ledger.ledger_read()] == [None, "x"]


def backup():
    """The rows as a backup of the database holds them."""
    models = (Contribution, Draft, Identity, Answer, Choice, ClauseComment, AnswerFile)
    return [serializers.serialize("json", model.objects.all()) for model in models]


def restore(kept):
    for rows in kept:
        for row in serializers.deserialize("json", rows):
            row.save()


def test_after_a_restore_the_ledger_erases_again(world, ledger_file, capsys):
    consultation, sample, contribution = world
    only_identity = sent(consultation, sample)
    untouched = sent(consultation, sample)
    draft = draft_about(
        draft=begun(consultation, sample), about={"name": "Griet", "email": "g@example.org"}, at=DURING
    )
    kept = backup()
    contribution_erase(contribution=contribution, cause=REQUEST, at=LATER)
    identity_erase(contribution=only_identity, cause=REQUEST, at=LATER)
    draft_erase(draft=draft, cause=REQUEST, at=LATER)
    restore(kept)
    assert Identity.objects.count() == 3
    before = ledger_file.read_text()

    call_command("consultations_replay_erasures", dry_run=True)
    assert Identity.objects.count() == 3
    call_command("consultations_replay_erasures")

    assert list(Identity.objects.values_list("contribution", flat=True)) == [untouched.pk]
    assert not Draft.objects.filter(pk=draft.pk).exists()
    assert answered(contribution) == CHOSEN | {"short_text", "long_text"}
    assert "long_text" in answered(only_identity)
    assert ledger_file.read_text() == before
    assert Erasure.objects.count() == 3
    assert "contributions emptied again: 1" in capsys.readouterr().out
    assert not +replay()


def test_a_replay_writes_the_log_of_the_database_again(world):
    _consultation, _sample, contribution = world
    ledger.ledger_write(
        [{"what": "identity", "subject": contribution.reference, "cause": "retention", "at": LATER}]
    )  # as after a restore: the line is there, the row is not

    replay()

    assert Erasure.objects.get().subject == contribution.reference


def test_a_replay_leaves_what_came_in_after_its_line(world):
    _consultation, _sample, contribution = world
    identity_erase(contribution=contribution, cause=REQUEST, at=moment(2026, 10, 21))
    draft = draft_edit(contribution=contribution, at=LATER)
    contribution_send(draft=draft, about=ABOUT, at=LATER)

    assert not +replay()
    assert identity_read(contribution) == {"name": "Griet Voorbeeld", "email": "griet@example.org"}


def test_lines_about_what_is_not_there_do_no_harm(ledger_file):
    entries = [
        {"what": what, "subject": "?", "cause": "request", "at": LATER} for what in ("identity", "contribution")
    ]
    ledger.ledger_write([*entries, {"what": "draft", "subject": "no key", "cause": "request", "at": LATER}])

    assert +replay() == {"unreadable": 1}
    with pytest.raises(CommandError, match="1"):
        call_command("consultations_replay_erasures")


def test_keeping_an_identity_again_after_an_erasure_is_possible(world):
    _consultation, _sample, contribution = world
    identity_erase(contribution=contribution, cause=REQUEST, at=LATER)

    identity_keep(contribution=contribution, about=ABOUT, at=LATER)

    assert identity_read(contribution)["name"] == "Griet Voorbeeld"
