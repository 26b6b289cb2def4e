"""Answers in words, in the language of the reader."""

import pytest
from django.utils.translation import override

from consultations.checking import Given
from consultations.fields.words import Line, answer_rows, typed_rows
from consultations.models import AnswerFile, Question
from consultations.questionnaire import read
from consultations.storing import read_back
from consultations.typed import OTHER

from .world import DURING, Sample, opened, sent


@pytest.fixture
def sample():
    return Sample("words")


@pytest.fixture
def questionnaire(sample):
    return read(sample.document())


def by_question(sections):
    return {row.question.split(" (")[0]: row for section in sections for row in section.rows}


@pytest.mark.parametrize(
    ("language", "number", "day"),
    [
        ("nl", "12,5\u00a0unit (nl)", "20 oktober 2026"),
        ("fr", "12,5\u00a0unit (fr)", "20 octobre 2026"),
    ],
)
def test_a_draft_in_words_for_every_kind(sample, questionnaire, language, number, day):
    with override(language):
        rows = by_question(typed_rows(questionnaire, sample.typed(), language))

    def lines(name):
        return [line.text for line in rows[name].lines]

    assert lines("single") == [f"single 1 ({language})"]
    assert lines("multiple") == [f"multiple 1 ({language})", "Iets anders"]
    assert lines("scale")[0].startswith("4 ")
    assert f"high ({language})" in lines("scale")[0]
    assert lines("ranking") == [f"{place}. ranking {4 - place} ({language})" for place in (1, 2, 3)]
    assert rows["matrix"].lines == tuple(
        Line(f"matrix {n} ({language})", label=f"matrix row {n} ({language})") for n in (1, 2)
    )
    assert lines("long") == ["Lang\nin twee regels"]
    assert lines("number") == [number]
    assert lines("date") == [day]
    assert rows["sensitive"].is_private
    assert rows["email"].is_private
    assert not rows["file"].is_answered


def test_what_is_not_answered_says_so_and_what_is_not_asked_is_left_out(sample, questionnaire):
    with override(None):
        rows = by_question(typed_rows(questionnaire, {sample.key("hidden"): "Toch"}, "nl"))
        answer = rows["single"].answer

    assert "hidden" not in rows
    assert answer == "Not answered"
    assert rows["single"].lines == ()


def test_what_cannot_be_read_stands_as_it_was_typed(sample, questionnaire):
    typed = {
        sample.key("number"): "veel",
        sample.key("multiple"): {"options": [sample.uid(f"multiple/{n}") for n in (1, 2, 3)], "other": ""},
        sample.key("ranking"): {sample.uid("ranking/1"): "1", sample.uid("ranking/2"): "1"},
        sample.key("single"): {"option": "", "other": "Iets"},
        sample.clause_key("clause/2"): {"stance": "agree", "text": "x" * 5000},
    }

    rows = by_question(typed_rows(questionnaire, typed, "nl"))

    assert rows["number"].answer == "veel"
    assert rows["multiple"].answer == "multiple 1 (nl)\nmultiple 2 (nl)\nmultiple 3 (nl)"
    assert rows["ranking"].answer == "ranking 1 (nl): 1\nranking 2 (nl): 1"
    assert rows["single"].answer == "Iets"


def test_sections_stand_in_their_order_and_the_draft_text_comes_last(sample, questionnaire):
    sections = typed_rows(questionnaire, sample.typed(), "fr")

    assert [(section.number, section.title) for section in sections[:2]] == [(1, "first (fr)"), (2, "second (fr)")]
    assert sections[2].number is None
    assert [row.key for row in sections[2].rows] == [sample.clause_key("clause/1")]


@pytest.mark.django_db
def test_a_contribution_is_told_in_the_language_of_its_reader_and_its_own_words_say_which_they_are_in():
    consultation, sample = opened()
    contribution = sent(consultation, sample, language="nl")
    questionnaire = read(contribution.version.document)

    for reader, lang in (("nl", ""), ("fr", "nl")):
        rows = by_question(
            answer_rows(questionnaire, *read_back(contribution), reader, written_in=contribution.language)
        )
        assert rows["single"].lines == (Line(f"single 1 ({reader})"),)
        assert rows["long"].lines[0].lang == lang
        assert rows["multiple"].lines[1].lang == lang
        assert rows["number"].lines[0].lang == ""
        assert "hidden" not in rows


@pytest.mark.django_db
def test_what_is_stored_reads_as_what_was_typed():
    consultation, sample = opened()
    contribution = sent(consultation, sample)
    questionnaire = read(contribution.version.document)

    stored = answer_rows(questionnaire, *read_back(contribution), "nl", written_in="nl")

    assert stored == typed_rows(questionnaire, sample.typed(), "nl")


@pytest.mark.django_db
def test_documents_are_named():
    _consultation, sample = opened()
    question = Question.objects.get(uid=sample.uid("file"))
    file = AnswerFile(question=question, name="advies.pdf", added_at=DURING)
    questionnaire = read(sample.document())

    rows = by_question(typed_rows(questionnaire, {}, "nl", [file]))

    assert rows["file"].answer == "advies.pdf"


def test_other_that_lost_its_words_is_still_other(sample, questionnaire):
    with override(None):
        rows = by_question(answer_rows(questionnaire, {sample.uid("single"): Given()}, {}, "nl"))

    assert rows["single"].answer == "Other"
    assert OTHER not in rows
