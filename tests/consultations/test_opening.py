"""Opening a consultation, and the two doors afterwards."""

import json
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils.translation import override

from consultations.compiling import document_of
from consultations.models import (
    Clause,
    ClauseInVersion,
    Extension,
    Option,
    Question,
    QuestionInVersion,
    QuestionnaireVersion,
)
from consultations.opening.refusals import Refused
from consultations.services.extending import consultation_extend
from consultations.services.opening import consultation_open, version_change, version_correct
from core.canonical import digest_of
from core.shell import content_version
from tests.factories import UserFactory

from .streams import clause, code_of, consultation_with, option, question, rewrite, section, statement
from .world import CLOSES_ON, DURING, moment

pytestmark = pytest.mark.django_db

NOTE = {"nl": "Beter gezegd.", "fr": "Mieux dit."}


@pytest.fixture(autouse=True)
def _in_the_words_of_the_code():
    with override("en"):
        yield


@pytest.fixture
def by():
    return UserFactory()


def blocks():
    return [
        section("one"),
        question("choice", "single", options=[option("a"), option("b")], other=True),
        question("words", "short_text", longest=100),
        question("after", "long_text", longest=1000, conditions=[
            {"type": "item", "id": "5b8bd9ed-79cd-4e0c-8e0e-1d6aa0f8a5a4",
             "value": {"question": "choice", "test": "one_of", "options": "2", "value": None}},
        ]),
        statement(),
    ]  # fmt: skip


@pytest.fixture
def written():
    return blocks()


@pytest.fixture
def consultation(written, by):
    consultation = consultation_with(written, [clause("1"), clause("2")])
    consultation_open(consultation=consultation, by=by, at=DURING)
    return consultation


def said(refused):
    return [problem.message for problem in refused.value.problems]


def test_opening_makes_version_one_of_what_the_blocks_compile_to(by):
    consultation = consultation_with(blocks(), [clause("1")])

    version = consultation_open(consultation=consultation, by=by, at=DURING)

    assert (version.number, version.kind, version.made_by, version.made_at) == (1, "opening", by, DURING)
    assert version.document == document_of(consultation)[0]
    assert version.digest == digest_of(version.document)
    assert consultation.questions.count() == 3
    assert consultation.clauses.count() == 1


def test_opening_with_problems_makes_nothing_and_says_them_all(by):
    consultation = consultation_with([question("a", "email", text_fr=""), question("a", "email")], contact_email="")

    with pytest.raises(Refused) as refused:
        consultation_open(consultation=consultation, by=by, at=DURING)

    assert len(refused.value.problems) == 4
    assert not QuestionnaireVersion.objects.exists()
    assert not Question.objects.exists()


def test_it_opens_once(consultation, by):
    with pytest.raises(Refused) as refused:
        consultation_open(consultation=consultation, by=by, at=DURING)

    assert said(refused) == ["This consultation was opened before."]


def test_it_does_not_open_after_its_last_day(by):
    consultation = consultation_with(blocks())

    with pytest.raises(Refused) as refused:
        consultation_open(consultation=consultation, by=by, at=moment(2026, 12, 1))

    assert said(refused) == ["The last day has passed."]


def test_it_does_not_open_with_what_was_changed_since_it_was_looked_at(by):
    consultation = consultation_with(blocks())
    seen = digest_of(document_of(consultation)[0])
    rewrite(consultation, [question("b", "email")])

    with pytest.raises(Refused) as refused:
        consultation_open(consultation=consultation, by=by, at=DURING, seen=seen)

    assert said(refused) == ["The questions were changed since you looked at them. Look at them again."]


def test_a_question_with_the_identity_of_another_consultation_is_refused(consultation, written, by):
    copy = consultation_with(written)

    with pytest.raises(Refused) as refused:
        consultation_open(consultation=copy, by=by, at=DURING)

    assert "has the identity of another one" in said(refused)[0]
    assert copy.version is None


def test_an_option_with_the_identity_of_another_consultation_is_refused_and_breaks_nothing(consultation, written, by):
    new = question("choice", "single", options=written[1]["value"]["options"], other=True)

    with pytest.raises(Refused):
        consultation_open(consultation=consultation_with([new]), by=by, at=DURING)


def test_a_correction_keeps_every_identity(consultation, written, by):
    written[1]["value"] |= {"text_nl": "Wat kiest u?", "help_nl": "Eén", "help_fr": "Un"}
    written[1]["value"]["options"][0]["value"]["text_fr"] = "Autrement dit"
    written[4]["value"]["text_nl"] = "Beter uitgelegd"
    before = set(Question.objects.values_list("uid"))
    rewrite(consultation, written)

    version = version_correct(consultation=consultation, by=by, note=NOTE, at=DURING)

    assert (version.number, version.kind, version.note_fr) == (2, "correction", "Mieux dit.")
    assert set(Question.objects.values_list("uid")) == before
    assert code_of(version.document, "choice")["text"]["nl"] == "Wat kiest u?"


def _required(written):
    written[1]["value"]["required"] = True


def _one_more_option(written):
    written[1]["value"]["options"].append(option("c"))


def _other_condition(written):
    written[3]["value"]["conditions"][0]["value"]["options"] = "1"


def _other_limit(written):
    written[2]["value"]["longest"] = 50


def _one_less(written):
    del written[2]


def _other_order(written):
    written[2], written[3] = written[3], written[2]


def _to_be_published(written):
    written[2]["value"]["publishable"] = False


@pytest.mark.parametrize(
    ("act", "where"),
    [
        (_required, ["Question 1 (choice)"]),
        (_one_more_option, ["Question 1 (choice)"]),
        (_other_condition, ["Question 3 (after)"]),
        (_other_limit, ["Question 2 (words)"]),
        (_to_be_published, ["Question 2 (words)"]),
        (_one_less, ["Question 2 (words)"]),
        (_other_order, ["The sections, their order or the draft text"]),
    ],
)
def test_more_than_words_is_no_correction_and_the_place_is_said(consultation, written, by, act, where):
    act(written)
    rewrite(consultation, written)

    with pytest.raises(Refused) as refused:
        version_correct(consultation=consultation, by=by, note=NOTE, at=DURING)

    assert [problem.where for problem in refused.value.problems] == where
    assert set(said(refused)) == {"This changes what is asked, and not only its words."}
    assert consultation.versions.count() == 1


@pytest.mark.parametrize("door", [version_correct, version_change])
def test_nothing_new_is_no_version(consultation, by, door):
    with pytest.raises(Refused) as refused:
        door(consultation=consultation, by=by, note=NOTE, at=DURING)

    assert said(refused) == ["Nothing changed since the last version."]


@pytest.mark.parametrize("note", [{}, {"nl": "Beter"}, {"nl": "Beter", "fr": "  "}, {"nl": "x" * 1001, "fr": "y"}])
def test_what_changed_and_why_is_said_in_every_language(consultation, written, by, note):
    written[1]["value"]["text_nl"] = "Anders"
    rewrite(consultation, written)

    with pytest.raises(Refused):
        version_correct(consultation=consultation, by=by, note=note, at=DURING)

    assert consultation.versions.count() == 1


def test_only_words_are_no_change_unless_somebody_says_that_they_mean_something_else(consultation, written, by):
    written[2]["value"]["text_nl"] = "Iets heel anders"
    rewrite(consultation, written)
    uid = written[2]["id"]

    with pytest.raises(Refused) as refused:
        version_change(consultation=consultation, by=by, note=NOTE, at=DURING)
    version = version_change(consultation=consultation, by=by, note=NOTE, meanings=[uid], at=DURING)

    assert said(refused) == ["Only words changed: that is an editorial correction."]
    assert code_of(version.document, "words")["uid"] != uid


def test_a_changed_question_goes_on_under_a_new_identity_and_conditions_follow(consultation, written, by):
    old = code_of(consultation.version.document, "choice")
    _one_more_option(written)
    rewrite(consultation, written)

    version = version_change(consultation=consultation, by=by, note=NOTE, at=DURING)

    new, after = code_of(version.document, "choice"), code_of(version.document, "after")
    assert new["uid"] != old["uid"]
    assert not {line["uid"] for line in new["options"]} & {line["uid"] for line in old["options"]}
    assert after["conditions"][0] == {
        "question": new["uid"], "test": "one_of", "options": [new["options"][1]["uid"]], "value": ""
    }  # fmt: skip
    assert after["uid"] == written[3]["id"]
    assert Question.objects.filter(uid=old["uid"]).exists()
    assert not version.questions.filter(uid=old["uid"]).exists()


def test_after_a_change_the_blocks_compile_to_the_new_version_again(consultation, written, by):
    _one_more_option(written)
    rewrite(consultation, written)

    version = version_change(consultation=consultation, by=by, note=NOTE, at=DURING)

    again = type(consultation).objects.get(pk=consultation.pk)
    assert document_of(again)[0] == version.document
    assert again.latest_revision.user == by


def test_a_change_beside_every_other_kind_of_question_keeps_them_as_they_are(by):
    lines = {"options": [option("a"), option("b")]}
    others = [
        question("number", "number", least="0.5", most="10", decimals=1, unit_nl="ton", unit_fr="tonnes"),
        question("multiple", "multiple", other=False, at_most=1, **lines),
        question("matrix", "matrix", options=[option("c"), option("d")], rows=[option("e")]),
        question("scale", "scale", first=0, last=10),
        question("date", "date"),
        question("file", "file", at_most=3),
    ]
    consultation = consultation_with([*others, question("short", "short_text", longest=9)])
    consultation_open(consultation=consultation, by=by, at=DURING)
    first = consultation.version.document
    rewrite(consultation, [*others, question("short", "short_text", longest=10)])

    version = version_change(consultation=consultation, by=by, note=NOTE, at=DURING)
    others[0]["value"]["most"] = "11"
    rewrite(consultation, [*others, *consultation.questionnaire.get_prep_value()[6:]])
    again = version_change(consultation=consultation, by=by, note=NOTE, at=DURING)

    assert version.document["sections"][0]["items"][:6] == first["sections"][0]["items"][:6]
    assert again.document["sections"][0]["items"][1:6] == first["sections"][0]["items"][1:6]
    assert code_of(again.document, "number")["uid"] != code_of(first, "number")["uid"]
    assert document_of(type(consultation).objects.get(pk=consultation.pk))[0] == again.document


def test_a_question_that_comes_back_is_itself_only_when_it_is_asked_as_before(consultation, written, by):
    less = [block for block in written if block is not written[2]]
    uid = written[2]["id"]
    for back, same in ((written, True), ([*less, _reworded(written[2])], False)):
        rewrite(consultation, less)
        version_change(consultation=consultation, by=by, note=NOTE, at=DURING)
        rewrite(consultation, back)
        version = version_change(consultation=consultation, by=by, note=NOTE, at=DURING)
        assert (code_of(version.document, "words")["uid"] == uid) is same


def _reworded(block):
    return block | {"value": block["value"] | {"text_nl": "Anders"}}


def test_a_clause_keeps_its_identity_through_a_redraft(consultation, written, by):
    text = json.loads(json.dumps(consultation.draft_text.get_prep_value()))
    text[0]["value"] |= {"text_nl": "Herschreven", "number": "1bis"}
    rewrite(consultation, written, [*text, clause("3")])

    version = version_change(consultation=consultation, by=by, note=NOTE, at=DURING)

    assert version.document["clauses"][0]["uid"] == text[0]["id"]
    assert version.clauses.count() == 3


@pytest.mark.parametrize(
    ("at", "corrected", "changed"),
    [
        (moment(2026, 9, 1), True, True),
        (moment(2026, 11, 30, 23, 59, 59), True, True),
        (moment(2026, 12, 1, 0, 0, 0), True, False),
        (moment(2026, 12, 2, 0, 0, 0), False, False),
    ],
)
def test_after_the_closing_nothing_else_is_asked_and_after_the_grace_nothing_is_corrected(
    consultation, written, by, at, corrected, changed
):
    rewrite(consultation, [*written[:2], _reworded(written[2]), *written[3:]])
    for door, allowed, more in (
        (version_change, changed, {"meanings": [written[2]["id"]]}),
        (version_correct, corrected, {}),
    ):
        try:
            with transaction.atomic():
                door(consultation=consultation, by=by, note=NOTE, at=at, **more)
                done = True
                transaction.set_rollback(True)
        except Refused:
            done = False
        assert done is allowed


def test_readers_see_a_new_version_at_once(consultation, written, by, django_capture_on_commit_callbacks):
    rewrite(consultation, [*written[:2], _reworded(written[2]), *written[3:]])
    before = content_version()

    with django_capture_on_commit_callbacks(execute=True):
        version_correct(consultation=consultation, by=by, note=NOTE, at=DURING)

    assert content_version() != before


GUARDED = [QuestionnaireVersion, Question, Option, Clause, QuestionInVersion, ClauseInVersion, Extension]


@pytest.mark.parametrize("model", GUARDED, ids=lambda model: model.__name__)
def test_the_database_refuses_to_alter_what_was_asked_and_announced(consultation, by, model):
    consultation_extend(
        consultation=consultation, closes_on=CLOSES_ON + timedelta(days=7), reason=NOTE, by=by, at=DURING
    )
    table = model._meta.db_table

    for statement_ in (f"UPDATE {table} SET id = id", f"DELETE FROM {table}"):  # noqa: S608
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement_)
