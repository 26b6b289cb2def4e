"""What a page sends is read whole, bounded, and never trusted."""

import pytest
from bs4 import BeautifulSoup
from django.http import QueryDict
from django.template import Context

from consultations.checking import check
from consultations.fields.forms import QuestionsForm
from consultations.fields.reading import LONGEST, MOST_CHOICES, typed_in
from consultations.fields.words import typed_rows
from consultations.questionnaire import read
from consultations.typed import OTHER

from .world import Sample


@pytest.fixture
def sample():
    return Sample("reading")


@pytest.fixture
def questionnaire(sample):
    return read(sample.document())


def items_of(questionnaire):
    return [item for section in questionnaire.sections for item in section.items]


def post(values):
    data = QueryDict(mutable=True)
    for name, value in values.items():
        data.setlist(name, value if isinstance(value, list) else [value])
    return data


def typed(questionnaire, values):
    return typed_in(items_of(questionnaire), post(values), questionnaire.clauses)


def survives(questionnaire, what):
    """The problems of what was typed; nothing on the way to the page and back fails on it."""
    problems = check(questionnaire, what).problems
    form = QuestionsForm(
        items_of(questionnaire), language="nl", typed=what, problems=problems, clauses=questionnaire.clauses,
        questionnaire=questionnaire,
    )  # fmt: skip
    form.helper.render_layout(form, Context({}))
    assert len(form.summary()) == len(problems)
    assert all(row.answer for section in typed_rows(questionnaire, what, "nl") for row in section.rows)
    return problems


def test_every_kind_is_read_in_its_shape(sample, questionnaire):
    key, uid = sample.key, sample.uid
    values = {
        key("single"): ["", uid("single/1")], f"{key('single')}-other": "",
        key("multiple"): ["", uid("multiple/1"), OTHER], f"{key('multiple')}-other": "Iets anders",
        key("scale"): ["", "4"],
        **{f"{key('ranking')}-{uid(f'ranking/{n}')}": str(4 - n) for n in (1, 2, 3)},
        **{f"{key('matrix')}-{uid(f'matrix row/{n}')}": ["", uid(f"matrix/{n}")] for n in (1, 2)},
        key("short"): "Kort", key("long"): "Lang\r\nin twee regels", key("number"): "12,5",
        key("date"): "2026-10-20", key("email"): "somebody@example.org", key("sensitive"): "Iets persoonlijks",
        f"{sample.clause_key('clause/1')}-stance": "change",
        f"{sample.clause_key('clause/1')}-text": "Anders zeggen",
    }  # fmt: skip

    assert typed(questionnaire, values) == sample.typed()


def test_what_the_page_did_not_have_is_not_read(sample, questionnaire):
    assert typed(questionnaire, {sample.key("short"): "Kort", "q-other": "x", "csrfmiddlewaretoken": "y"}) == {
        sample.key("short"): "Kort"
    }


def test_a_choice_that_was_taken_away_is_read_as_empty(sample, questionnaire):
    values = {sample.key("multiple"): "", sample.key("scale"): "", f"{sample.clause_key('clause/1')}-stance": ""}

    assert typed(questionnaire, values) == {
        sample.key("multiple"): {"options": [], "other": ""},
        sample.key("scale"): "",
        sample.clause_key("clause/1"): {"stance": "", "text": ""},
    }


def test_every_field_of_the_form_is_read_back_as_it_was_typed(sample, questionnaire):
    """What the form shows and a browser sends again is what was typed: nothing changes by looking at a page."""

    form = QuestionsForm(items_of(questionnaire), language="fr", typed=sample.typed(), clauses=questionnaire.clauses)
    soup = BeautifulSoup(form.helper.render_layout(form, Context({})), "html.parser")
    again = {}
    for field in soup.find_all(["input", "textarea"]):
        if field.get("type") in ("radio", "checkbox") and not field.has_attr("checked"):
            continue
        value = field.text.removeprefix("\n") if field.name == "textarea" else field.get("value", "")
        again.setdefault(field["name"], []).append(value)

    back = typed(questionnaire, again)

    assert {key: value for key, value in back.items() if key in sample.typed()} == sample.typed()
    assert not check(questionnaire, back).problems


def test_ten_megabytes_of_text_are_bounded_and_said_to_be_too_long(sample, questionnaire):
    what = typed(questionnaire, {sample.key("long"): "é" * 10_000_000})

    assert len(what[sample.key("long")]) == LONGEST
    assert "60000" in survives(questionnaire, what)[sample.key("long")]


def test_nul_and_halves_of_signs_are_left_out_and_the_rest_is_kept(sample, questionnaire):
    what = typed(questionnaire, {sample.key("short"): "a\x00b\ud800c"})

    assert what == {sample.key("short"): "abc"}


def test_signs_that_turn_the_direction_are_kept_and_refused(sample, questionnaire):
    turned = "gewoon \u202e omgekeerd"
    what = typed(
        questionnaire,
        {
            sample.key("short"): turned,
            sample.key("single"): OTHER,
            f"{sample.key('single')}-other": turned,
            f"{sample.clause_key('clause/1')}-text": turned,
        },
    )

    assert what[sample.key("short")] == turned
    assert {sample.key("short"), sample.key("single"), sample.clause_key("clause/1")} <= set(
        survives(questionnaire, what)
    )


def test_thousands_of_values_are_bounded_and_refused(sample, questionnaire):
    key = sample.key("multiple")
    many = [f"option {n}" for n in range(5000)]

    what = typed(questionnaire, {key: many, f"{key}-other": ["x"] * 5000, sample.key("short"): ["y"] * 5000})

    assert len(what[key]["options"]) <= MOST_CHOICES + 1
    assert what[sample.key("short")] == "y"
    assert key in survives(questionnaire, what)


@pytest.mark.parametrize("name", ["single", "multiple", "ranking", "matrix"])
def test_an_option_of_another_question_is_kept_as_typed_and_refused(sample, questionnaire, name):
    key, strange = sample.key(name), sample.uid("scale/1")
    fields = {
        "single": key,
        "multiple": key,
        "ranking": f"{key}-{sample.uid('ranking/1')}",
        "matrix": f"{key}-{sample.uid('matrix row/1')}",
    }

    what = typed(questionnaire, {fields[name]: strange})

    assert strange in str(what[key])
    assert key in survives(questionnaire, what)


def test_an_answer_to_a_hidden_question_is_kept_and_does_not_count(sample, questionnaire):
    what = typed(questionnaire, {sample.key("hidden"): "Toch", sample.key("single"): sample.uid("single/1")})

    checked = check(questionnaire, what)

    assert what[sample.key("hidden")] == "Toch"
    assert sample.uid("hidden") not in checked.answers
    assert "Toch" not in str(typed_rows(questionnaire, what, "nl"))


SHAPES = [
    None, "", "tekst", "1" * 60_000, "1e999999999", "NaN", "٣", [], ["a", "b"], [{}], [None], [["a"]], {}, 5, 5.5,
    {"option": ["a"]}, {"option": {}}, {"option": None, "other": []}, {"options": [{}, [], None]}, {"options": "a"},
    {"other": {"a": "b"}}, {"stance": [], "text": {}}, {"stance": "agree", "text": ["a"]}, {"a": ["b"]}, {"a": {}},
    {"": ""}, {"stance": {}}, "0001-01-01", "9999-99-99", "31/12/2026", "-0", "+", "1.000", "1.234.567,89",
]  # fmt: skip


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: str(shape)[:20])
def test_a_value_of_any_shape_in_any_field_is_survived(sample, questionnaire, shape):
    keys = [sample.key(item.code) for item in questionnaire.questions.values()]
    keys += [sample.clause_key(f"clause/{n}") for n in (1, 2, 3)]

    survives(questionnaire, dict.fromkeys(keys, shape))


@pytest.mark.parametrize("shape", [["a"], {"a": "b"}, 5])
def test_a_list_where_a_text_is_expected_is_refused(sample, questionnaire, shape):
    names = ("short", "long", "number", "date", "email", "scale")

    problems = check(questionnaire, {sample.key(name): shape for name in names}).problems

    assert {sample.key(name) for name in names} <= set(problems)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1000", 1000),
        ("1.000", 1000),
        ("1 000", 1000),
        ("1\u202f000", 1000),
        ("12,5", 12.5),
        ("12.5", 12.5),
        ("1,000", None),
    ],
)  # fmt: skip
def test_a_number_is_read_as_it_is_written_in_both_languages(sample, questionnaire, text, number):
    checked = check(questionnaire, {sample.key("number"): text}, only={sample.key("number")})

    assert (float(checked.answers[sample.uid("number")].number) if checked.answers else None) == number
    assert bool(checked.problems) == (number is None)


def test_a_day_may_be_written_day_first(sample, questionnaire):
    checked = check(questionnaire, {sample.key("date"): "1/12/2026"}, only={sample.key("date")})

    assert checked.answers[sample.uid("date")].day.isoformat() == "2026-12-01"
