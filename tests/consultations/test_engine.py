"""From draft to contribution and back, for every kind of question."""

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction

from consultations.kinds import QuestionKind
from consultations.models import Consultation, Contribution, QuestionnaireVersion
from consultations.questionnaire import read
from consultations.references import new_reference
from consultations.services.drafts import AlreadySent, draft_edit, draft_save
from consultations.services.sending import NotSent, contribution_send, contribution_withdraw
from consultations.services.versions import CHANGED, version_make
from consultations.storing import answers_digest, typed_again
from consultations.typed import OTHER

from .world import ABOUT, DURING, Sample, begun, moment, opened, sent

pytestmark = pytest.mark.django_db


def test_the_sample_has_every_kind_of_question():
    kinds = {item.kind for item in read(Sample().document()).questions.values()}

    assert kinds == set(QuestionKind.values)


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_what_was_typed_comes_back_from_the_answers_for_every_kind(language):
    consultation, sample = opened()

    contribution = sent(consultation, sample, language=language)

    assert typed_again(contribution, read(contribution.version.document)) == sample.typed()
    assert contribution.digest == answers_digest(contribution)
    assert contribution.receipts.get().digest == contribution.digest


def test_sending_twice_gives_one_contribution():
    consultation, sample = opened()
    draft = begun(consultation, sample)

    first, new = contribution_send(draft=draft, about=ABOUT, at=DURING)
    again, new_again = contribution_send(draft=draft, about=ABOUT, at=DURING)

    assert (new, new_again) == (True, False)
    assert first == again
    assert Contribution.objects.count() == 1


def test_an_edit_replaces_the_answers_and_keeps_the_reference():
    consultation, sample = opened()
    contribution = sent(consultation, sample)

    draft = draft_edit(contribution=contribution, at=DURING)
    draft = draft_save(draft=draft, typed={sample.key("short"): "Korter"}, seen=0, at=DURING).draft
    edited, new = contribution_send(draft=draft, about=ABOUT, at=DURING)

    assert edited == contribution
    assert new
    assert edited.edition == 2
    assert edited.answers.get(question__uid=sample.uid("short")).text == "Korter"
    assert [receipt.edition for receipt in edited.receipts.all()] == [2, 1]


def test_a_hidden_question_is_not_answered_whatever_was_typed_at_it():
    consultation, sample = opened()
    typed = sample.typed() | {sample.key("hidden"): "Toch"}

    contribution = sent(consultation, sample, typed)

    assert not contribution.answers.filter(question__uid=sample.uid("hidden")).exists()


def test_a_shown_question_that_must_be_answered_is_missed():
    consultation, sample = opened()
    typed = sample.typed() | {sample.key("single"): {"option": sample.uid("single/2"), "other": ""}}

    with pytest.raises(NotSent) as refused:
        sent(consultation, sample, typed)

    assert set(refused.value.problems) == {sample.key("hidden")}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("single", {"option": "another", "other": ""}),
        ("single", {"option": OTHER, "other": ""}),
        ("single", {"option": "", "other": "Iets"}),
        ("multiple", {"options": ["multiple/1", "multiple/4"], "other": ""}),
        ("multiple", {"options": ["multiple/1", "multiple/2", "multiple/3"], "other": ""}),
        ("scale", "6"),
        ("scale", "vier"),
        ("ranking", {"ranking/1": "1"}),
        ("ranking", {"ranking/1": "1", "ranking/2": "1", "ranking/3": "2"}),
        ("matrix", {"matrix row/1": "single/1"}),
        ("short", "x" * 101),
        ("short", "omgekeerd \u202e tekst"),
        ("number", "NaN"),
        ("number", "1e5"),
        ("number", "12,55"),
        ("number", "1001"),
        ("date", "12/31/2026"),
        ("date", "1026-10-20"),
        ("email", "niemand"),
        ("email", ["een", "lijst"]),
    ],
)
def test_a_wrong_answer_is_refused_at_its_field_and_stays_as_typed(name, value):
    consultation, sample = opened()
    names = {f"{kind}/{n}" for kind in ("single", "multiple", "ranking", "matrix", "matrix row") for n in range(1, 5)}
    if isinstance(value, dict):
        value = {
            (sample.uid(key) if key in names else key): (
                [sample.uid(part) if part in names else part for part in told]
                if isinstance(told, list)
                else sample.uid(told) if told in names else told
            )
            for key, told in value.items()
        }  # fmt: skip
    draft = begun(consultation, sample, sample.typed() | {sample.key(name): value})

    with pytest.raises(NotSent) as refused:
        contribution_send(draft=draft, about=ABOUT, at=DURING)

    assert set(refused.value.problems) == {sample.key(name)}
    draft.refresh_from_db()
    assert draft.typed[sample.key(name)] == value
    assert not Contribution.objects.exists()


def test_two_tabs_that_type_in_different_fields_both_stay():
    consultation, sample = opened()
    draft = begun(consultation, sample, {})

    draft_save(draft=draft, typed={sample.key("short"): "Een"}, seen=0, at=DURING)
    saved = draft_save(draft=draft, typed={sample.key("long"): "Twee"}, seen=0, at=DURING)

    assert saved.conflicts == {}
    assert saved.draft.typed == {sample.key("short"): "Een", sample.key("long"): "Twee"}


def test_two_tabs_that_type_in_one_field_are_both_told():
    consultation, sample = opened()
    draft = begun(consultation, sample, {})
    draft_save(draft=draft, typed={sample.key("short"): "Een"}, seen=0, at=DURING)

    saved = draft_save(draft=draft, typed={sample.key("short"): "Twee"}, seen=0, at=DURING)

    assert saved.conflicts == {sample.key("short"): "Een"}
    assert saved.draft.typed == {sample.key("short"): "Een"}


def test_a_sent_draft_is_written_in_no_longer():
    consultation, sample = opened()
    draft = begun(consultation, sample)
    contribution_send(draft=draft, about=ABOUT, at=DURING)

    with pytest.raises(AlreadySent):
        draft_save(draft=draft, typed={sample.key("short"): "Te laat"}, seen=9, at=DURING)


def test_a_correction_keeps_identities_and_other_options_need_a_new_one():
    consultation, sample = opened()
    document = sample.document()
    document["sections"][0]["items"][0]["text"]["nl"] = "Beter gezegd"

    version = version_make(
        consultation=consultation, document=document, kind=QuestionnaireVersion.Kind.CORRECTION, at=DURING
    )

    assert version.number == 2
    assert consultation.questions.count() == len(read(document).questions)
    document["sections"][0]["items"][0]["options"].pop()
    with pytest.raises(ValidationError, match=str(CHANGED)), transaction.atomic():
        version_make(consultation=consultation, document=document, kind=QuestionnaireVersion.Kind.CHANGE, at=DURING)


@pytest.mark.parametrize("act", ["update", "delete"])
def test_the_database_refuses_to_alter_a_version(act):
    consultation, _sample = opened()

    versions = QuestionnaireVersion.objects.filter(consultation=consultation)
    alter = {"update": lambda: versions.update(document={}), "delete": lambda: versions._raw_delete("default")}[act]

    with pytest.raises(DatabaseError), transaction.atomic():
        alter()


def test_late_is_marked_and_not_counted_and_grace_counts():
    consultation, sample = opened(grace_hours=24)
    in_grace, late = (begun(consultation, sample) for _draft in range(2))

    first, _new = contribution_send(draft=in_grace, about=ABOUT, at=moment(2026, 12, 1, 12))
    second, _new = contribution_send(draft=late, about=ABOUT, at=moment(2026, 12, 2, 0, 1))

    assert (first.lateness, second.lateness) == ("grace", "late")
    assert list(Contribution.objects.counted()) == [first]


def test_what_is_withdrawn_counts_no_longer():
    consultation, sample = opened()
    contribution = sent(consultation, sample)

    contribution_withdraw(contribution=contribution, at=DURING)

    assert not Contribution.objects.counted().exists()


@pytest.mark.parametrize(
    ("code", "prefix"),
    [
        ("plan", "PLAN"),
        ("example-learning-networks", "EXAMPLE"),
        ("a-b-c-d-e-f-g-h", "A-B-C-D-E-F"),
        ("x" * 80, "X" * 12),
    ],
)
def test_a_reference_is_short_enough_to_say(code, prefix):
    reference = new_reference(Consultation(code=code))

    assert reference.startswith(f"{prefix}-")
    assert len(reference) <= 25
