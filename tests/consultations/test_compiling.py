"""From the questions as editors write them to the document of a version."""

import json
from uuid import uuid4

import pytest
from django.utils.translation import override, pgettext
from hypothesis import given
from hypothesis import strategies as st

from consultations.compiling import FIRST_SECTION, document_of
from consultations.kinds import QuestionKind
from consultations.models import Consultation
from consultations.questionnaire import read
from consultations.typed import OTHER

from .streams import clause, code_of, consultation_with, option, question, section, statement

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_the_words_of_the_code():
    with override("en"):
        yield


def problems_of(consultation):
    return document_of(consultation)[1]


def messages(consultation):
    return [problem.message for problem in problems_of(consultation)]


def every_kind():
    return [
        statement(),
        section("one"),
        question("single", "single", options=[option("a"), option("b")], other=True),
        question("multiple", "multiple", options=[option("a"), option("b", exclusive=True)], at_most=2, other=False),
        question("scale", "scale", first=1, last=5, low_nl="laag", low_fr="bas", high_nl="hoog", high_fr="haut"),
        question("ranking", "ranking", options=[option("a"), option("b")]),
        question("matrix", "matrix", options=[option("a"), option("b")], rows=[option("r")]),
        section("two"),
        question("short", "short_text", longest=100),
        question("long", "long_text", longest=2000),
        question("number", "number", least="0.500000", most="1000", decimals=1, unit_nl="ton", unit_fr="tonnes"),
        question("date", "date"),
        question("email", "email"),
        question("file", "file", at_most=2),
    ]


def test_a_complete_questionnaire_compiles_without_a_problem_and_can_be_read():
    consultation = consultation_with(every_kind(), [clause("1"), clause("", kind="heading")])

    document, problems = document_of(consultation)

    assert problems == []
    questionnaire = read(document)
    assert {item.kind for item in questionnaire.questions.values()} == set(QuestionKind.values)
    assert questionnaire.sections[0].uid == FIRST_SECTION
    assert questionnaire.sections[0].title == {}
    number = code_of(document, "number")
    assert (number["least"], number["most"], number["unit"]) == ("0.5", "1000", {"nl": "ton", "fr": "tonnes"})
    assert code_of(document, "multiple")["options"][1]["exclusive"] is True
    assert len(questionnaire.commentable) == 1


def test_a_limit_of_zero_is_a_limit():
    consultation = consultation_with([question("a", "number", least="0.000000", most=0, decimals=0)])

    number = code_of(document_of(consultation)[0], "a")

    assert (number["least"], number["most"]) == ("0", "0")


def test_identities_are_those_of_the_blocks_so_that_it_compiles_to_the_same_again():
    blocks = every_kind()
    consultation = consultation_with(blocks)

    document = document_of(consultation)[0]

    assert code_of(document, "single")["uid"] == blocks[2]["id"]
    assert code_of(document, "single")["options"][0]["uid"] == blocks[2]["value"]["options"][0]["id"]
    assert document_of(type(consultation).objects.get(pk=consultation.pk))[0] == document


def condition(code, test="one_of", options="", value=None):
    return {"type": "item", "id": str(uuid4()), "value": {
        "question": code, "test": test, "options": options, "value": value,
    }}  # fmt: skip


def conditional(*conditions, before=(), after=()):
    first = [
        question("single", "single", options=[option("a"), option("b")], other=True),
        question("scale", "scale", first=1, last=5),
        question("file", "file", at_most=1),
        *before,
    ]
    return consultation_with([*first, question("last", "short_text", longest=9, conditions=list(conditions)), *after])


def test_conditions_name_questions_and_options_by_their_identities():
    for language in ("en", "nl", "fr"):
        with override(language):
            word = pgettext("in a condition", "other")
        consultation = conditional(condition("single", options=f"2, {word}"), condition("scale", "at_least", value=3))

        document, problems = document_of(consultation)

        single, scale, last = (code_of(document, code) for code in ("single", "scale", "last"))
        assert problems == []
        assert last["conditions"] == [
            {
                "question": single["uid"],
                "test": "one_of",
                "options": [single["options"][1]["uid"], OTHER],
                "value": "",
            },
            {"question": scale["uid"], "test": "at_least", "options": [], "value": "3"},
        ]


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (condition("nowhere"), "is not there"),
        (condition("last"), "the question itself"),
        (condition("later", "answered"), "comes later"),
        (condition("scale", "one_of", "1"), "does not fit"),
        (condition("single", "at_least", value=1), "does not fit"),
        (condition("file", "answered"), "does not fit"),
        (condition("single", "rubbish"), "does not fit"),
        (condition("single", options=""), "names no option"),
        (condition("single", options="3"), "which question “single” has not"),
        (condition("single", options="0"), "which question “single” has not"),
        (condition("single", options="²"), "which question “single” has not"),
        (condition("scale", "at_least"), "has no value"),
        (condition("scale", "at_least", value="NaN"), "has no value"),
    ],
)
def test_a_condition_that_cannot_be_is_refused_in_words_and_left_out(written, said):
    consultation = conditional(written, after=[question("later", "email")])

    document, [problem] = document_of(consultation)

    assert said in problem.message
    assert problem.where == "Question 4 (last)"
    assert problem.anchor == code_of(document, "last")["uid"]
    assert code_of(document, "last")["conditions"] == []


def without(block, **values):
    return block | {"value": block["value"] | values}


@pytest.mark.parametrize(
    ("blocks", "where", "said"),
    [
        ([without(question("a", "email"), text_fr="  ")], "Question 1 (a)", "Missing in French."),
        ([without(question("a", "email"), help_nl="Help")], "Question 1 (a)",
         "Help with the question: Missing in French."),
        ([without(question("a", "email"), sensitive=True, purpose_fr="Pourquoi")], "Question 1 (a)",
         "Why a sensitive question is asked: Missing in Dutch."),
        ([without(section("s"), title_nl=""), question("a", "email")], "Section 1", "Title: Missing in Dutch."),
        ([section("s"), question("a", "email"), section("t")], "Section 2", "Nothing stands in this section."),
        ([without(statement(), text_fr=""), question("a", "email")], "Statement 1", "Missing in French."),
        ([question("a", "scale", first=1, last=5, low_nl="laag")], "Question 1 (a)",
         "Word at the low end: Missing in French."),
        ([question("a", "number", unit_fr="tonnes")], "Question 1 (a)", "Unit: Missing in Dutch."),
        ([question("a", "single", options=[option("x"), without(option("y"), text_fr="")])], "Question 1 (a)",
         "Option 2: Missing in French."),
        ([question("a", "matrix", options=[option("x"), option("y")], rows=[without(option("r"), text_nl="")])],
         "Question 1 (a)", "Row 1: Missing in Dutch."),
        ([question("a", "single", options=[option("x"), without(option("y"), text_nl="X NL")])], "Question 1 (a)",
         "Two lines have the same words in Dutch."),
        ([question("a", "single", options=[option("x")])], "Question 1 (a)", "Give at least two options."),
        ([question("a", "matrix", options=[option("x"), option("y")], rows=[])], "Question 1 (a)",
         "Give at least one row."),
        ([question("", "email")], "Question 1", "Give it a code of small letters, digits and hyphens, at most 20."),
        ([question("A b", "email")], "Question 1 (A b)",
         "Give it a code of small letters, digits and hyphens, at most 20."),
        ([question("a", "scale", first=1, last=1)], "Question 1 (a)",
         "The scale must go up, from 0 or 1 to at most 10."),
        ([question("a", "scale", first=1, last=10**12)], "Question 1 (a)", "A number in it cannot be read."),
        ([question("a", "multiple", options=[option("x"), option("y")], at_most=3)], "Question 1 (a)",
         "“At most” is more than there are options."),
        ([question("a", "number", least="5", most="4")], "Question 1 (a)", "The least is more than the most."),
        ([], "", "There is no question and no clause yet."),
    ],
)  # fmt: skip
def test_what_is_missing_or_cannot_be_is_said_with_its_place(blocks, where, said):
    problems = problems_of(consultation_with(blocks))

    assert [(problem.where, problem.message) for problem in problems] == [(where, said)]


def test_a_clause_lacks_a_language_and_a_code_is_used_twice():
    blocks = [question("a", "email"), question("a", "email")]
    consultation = consultation_with(blocks, [without(clause("3.2"), text_fr=""), without(clause(""), text_nl="")])

    assert [(problem.where, problem.message) for problem in problems_of(consultation)] == [
        ("Question 1 (a)", "More than one question has the code “a”."),
        ("Question 2 (a)", "More than one question has the code “a”."),
        ("Clause 3.2", "Missing in French."),
        ("Clause at place 2 of the draft text", "Missing in Dutch."),
    ]


def test_what_everybody_is_told_must_be_there():
    bare = {"opens_on": None, "closes_on": None, "contact_email": "", "purpose_fr": "", "legal_basis_nl": None}
    consultation = consultation_with([question("a", "email")], **bare)

    assert [(problem.where, problem.message) for problem in problems_of(consultation)] == [
        ("Why personal data is processed", "Missing in French."),
        ("Legal basis", "Missing in Dutch."),
        ("First day", "Not filled in yet."),
        ("Last day", "Not filled in yet."),
        ("E-mail address of the contact point", "Not filled in yet."),
    ]


@pytest.mark.parametrize(("language", "words"), [("nl", "Ontbreekt in het Frans."), ("fr", "Manque en français.")])
def test_problems_are_said_in_the_language_of_who_reads(language, words):
    consultation = consultation_with([without(question("a", "email"), text_fr="")])

    with override(language):
        assert messages(consultation) == [words]


def test_two_blocks_with_one_identity_or_none_are_a_problem():
    twice = question("a", "email")
    again = without(twice, code="b")
    nameless = question("c", "single", options=[option("x"), option("y")])
    nameless["value"]["options"][0]["id"] = "no uuid"
    consultation = consultation_with([twice, again, nameless])

    problems = problems_of(consultation)

    assert [problem.where for problem in problems] == ["Question 2 (b)", "Question 3 (c)"]
    assert {problem.message for problem in problems} == {"It has no identity of its own. Save the form again."}


RUBBISH = [
    {"type": "single"},
    {"type": "single", "value": None, "id": None},
    {"type": "single", "value": {"options": "text", "code": 3, "text_nl": 4, "conditions": 5}, "id": 7},
    {"type": "single", "value": {"options": [None, 3, {"value": None}], "conditions": [None]}, "id": str(uuid4())},
    {"type": "scale", "value": {"first": "x", "last": [], "low_nl": None}, "id": "x"},
    {"type": "number", "value": {"least": "NaN", "most": "Infinity", "decimals": 99}, "id": str(uuid4())},
    {"type": "number", "value": {"least": "much"}, "id": str(uuid4())},
    {"type": "unknown", "value": {}, "id": str(uuid4())},
    {"type": "section", "value": "text", "id": str(uuid4())},
    {"type": "short_text", "value": {"longest": "9" * 400, "match": []}, "id": str(uuid4())},
]


@pytest.mark.parametrize("number", range(len(RUBBISH)))
def test_rubbish_never_breaks_it_and_what_comes_out_can_be_read(number):
    consultation = consultation_with([question("a", "email")])
    consultation.questionnaire = json.dumps([question("a", "email"), RUBBISH[number]])
    consultation.draft_text = json.dumps([{"type": "clause", "value": number, "id": "x"}])

    document, _problems = document_of(consultation)

    questionnaire = read(document)
    assert [item.points for item in questionnaire.questions.values() if item.kind == QuestionKind.SCALE] != [[]]
    assert code_of(document, "a")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["value", "id", "type"]), inner),
    max_leaves=5,
)
FIELDS = ["code", "text_nl", "options", "rows", "conditions", "first", "last", "at_most", "least", "longest", "match"]


@given(
    kind=st.sampled_from([*QuestionKind.values, "section", "statement"]),
    identity=st.none() | st.text(max_size=40) | st.integers(),
    values=st.dictionaries(st.sampled_from(FIELDS), JSON),
)
def test_whatever_stands_in_a_block_a_document_comes_out_that_can_be_read(kind, identity, values):
    block = {"type": kind, "id": identity, "value": question("x", kind)["value"] | values}
    consultation = Consultation(questionnaire=json.dumps([block]), draft_text=json.dumps([block | {"type": "clause"}]))

    document, problems = document_of(consultation)

    read(document)
    assert problems
