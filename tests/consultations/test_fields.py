"""How questions look: labels, help, messages and what was typed, in both languages."""

import json

import pytest
from bs4 import BeautifulSoup
from django.template import Context
from django.utils.translation import override

from consultations.fields.forms import QuestionsForm
from consultations.questionnaire import read
from consultations.typed import OTHER

from .world import Sample, uid_of


@pytest.fixture
def sample():
    return Sample("fields")


@pytest.fixture
def questionnaire(sample):
    return read(sample.document())


def items_of(questionnaire):
    return [item for section in questionnaire.sections for item in section.items]


def html(form):
    return BeautifulSoup(form.helper.render_layout(form, Context({})), "html.parser")


def form_of(questionnaire, typed=None, language="nl", **values):
    return QuestionsForm(
        items_of(questionnaire), language=language, typed=typed or {}, clauses=questionnaire.clauses, **values
    )


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_every_field_has_a_name_in_the_language_of_the_reader(questionnaire, language):
    soup = html(form_of(questionnaire, language=language))

    for field in soup.find_all(["input", "textarea"]):
        if field.get("type") == "hidden":
            continue
        label = field.find_parent("label") or soup.find("label", attrs={"for": field["id"]})
        assert label.text.strip()
    other = {"nl": "fr", "fr": "nl"}[language]
    assert f"({language})" in soup.text
    assert f"({other})" not in soup.text


def test_every_identifier_stands_once_and_every_reference_leads_somewhere(sample, questionnaire):
    problems = dict.fromkeys(form_of(questionnaire).fields, "Fout")

    soup = html(form_of(questionnaire, sample.typed(), problems=problems))

    ids = [element["id"] for element in soup.find_all(id=True)]
    assert len(ids) == len(set(ids))
    referred = " ".join(element["aria-describedby"] for element in soup.find_all(attrs={"aria-describedby": True}))
    assert set(referred.split()) <= set(ids)
    assert {label["for"] for label in soup.find_all("label", attrs={"for": True})} <= set(ids)


def test_groups_of_inputs_are_fieldsets_with_the_question_as_legend(sample, questionnaire):
    soup = html(form_of(questionnaire))

    for name in ("single", "multiple", "scale", "ranking", "matrix"):
        fieldset = soup.find(attrs={"data-question": sample.key(name)}).find("fieldset")
        assert fieldset.find("legend").text.startswith(f"{name} (nl)")
    rows = soup.find(attrs={"data-question": sample.key("matrix")}).select("fieldset fieldset legend")
    assert [row.text for row in rows] == ["matrix row 1 (nl)", "matrix row 2 (nl)"]


def test_what_is_wrong_stands_at_the_field_and_the_summary_leads_to_it(sample, questionnaire):
    problems = dict.fromkeys(form_of(questionnaire).fields, "Zo niet")

    form = form_of(questionnaire, sample.typed(), problems=problems)
    soup = html(form)

    assert len(form.summary()) == len(problems)
    for message, anchor in form.summary():
        target = soup.find(id=anchor)
        assert target.name in ("input", "textarea")
        assert target.get("aria-invalid") == "true"
        assert "Zo niet" in target.find_parent(class_="field").find(class_="field__error").text
        assert message.endswith(" – Zo niet")
    assert ("single (nl) – Zo niet", f"id_{sample.key('single')}_0") in form.summary()


def test_problems_of_other_pages_are_no_part_of_the_summary(questionnaire):
    assert form_of(questionnaire, problems={"q-elsewhere": "Fout"}).summary() == []


def test_what_was_typed_stands_there_again_however_wrong(sample, questionnaire):
    typed = {
        sample.key("number"): "veel",
        sample.key("date"): "31 december",
        sample.key("ranking"): {sample.uid("ranking/1"): "eerste"},
        sample.key("short"): "x" * 5000,
        sample.key("single"): {"option": OTHER, "other": "<b>Iets</b>"},
    }

    soup = html(form_of(questionnaire, typed))

    assert soup.find("input", attrs={"name": sample.key("number")})["value"] == "veel"
    day = soup.find("input", attrs={"name": sample.key("date")})
    assert (day["type"], day["value"]) == ("text", "31 december")
    assert soup.find(id=f"id_{sample.key('ranking')}_0")["value"] == "eerste"
    assert len(soup.find("input", attrs={"name": sample.key("short")})["value"]) == 5000
    assert soup.find("input", attrs={"name": f"{sample.key('single')}-other"})["value"] == "<b>Iets</b>"


def test_no_limit_of_the_browser_cuts_what_is_pasted(questionnaire):
    assert not html(form_of(questionnaire)).find_all(attrs={"maxlength": True})


def test_limits_are_said_in_words(sample, questionnaire):
    with override(None):
        soup = html(form_of(questionnaire))

    def help_of(name):
        return soup.find(id=f"id_{sample.key(name)}_helptext").text

    assert "At most 100 signs." in help_of("short")
    assert "Choose at most 2." in help_of("multiple")
    assert "from 1 (the first) to 3" in help_of("ranking")
    assert "from 0 to 1000" in help_of("number")
    assert "Unit: unit (nl)." in help_of("number")


def test_a_sensitive_question_says_why_it_is_asked_and_who_sees_it(sample, questionnaire):
    with override(None):
        soup = html(form_of(questionnaire))

    words = soup.find(id=f"id_{sample.key('sensitive')}_helptext").text
    assert "Why we ask this: purpose (nl)" in words
    assert "never published" in words


def test_an_answer_that_need_not_be_given_can_be_taken_back_without_script(sample, questionnaire):
    with override(None):
        soup = html(form_of(questionnaire, sample.typed()))

    assert "No answer" in soup.find(attrs={"data-question": sample.key("scale")}).text
    assert "No answer" in soup.find(attrs={"data-question": sample.key("matrix")}).text
    assert "No answer" not in soup.find(attrs={"data-question": sample.key("single")}).text


def test_only_what_is_not_required_is_marked_optional(sample, questionnaire):
    soup = html(form_of(questionnaire))

    assert not soup.find(attrs={"data-question": sample.key("single")}).find(class_="field__optional")
    assert soup.find(attrs={"data-question": sample.key("short")}).find(class_="field__optional")


def test_a_clause_that_was_commented_is_open_and_the_others_are_not(sample, questionnaire):
    soup = html(form_of(questionnaire, sample.typed()))

    opinions = soup.find_all("details")
    assert [opinion.has_attr("open") for opinion in opinions] == [True, False, False]
    assert "Anders zeggen" in opinions[0].text


class TestConditions:
    """The sample asks “hidden” only after the second option of “single”, on an earlier page."""

    def picked(self, sample, number):
        return {sample.key("single"): {"option": sample.uid(f"single/{number}"), "other": ""}}

    def second_page(self, questionnaire, typed, **values):
        items = questionnaire.sections[1].items
        return QuestionsForm(items, language="nl", typed=typed, questionnaire=questionnaire, **values)

    def test_on_the_same_page_it_says_when_it_is_asked(self, sample, questionnaire):
        with override(None):
            soup = html(form_of(questionnaire))

        question = soup.find(attrs={"data-question": sample.key("hidden")})
        assert "Only if you answered “single 2 (nl)” to “single (nl)”." in question.text
        assert json.loads(question["data-asked"]) == {
            "any": False,
            "tests": [
                {"key": sample.key("single"), "test": "one_of", "options": [sample.uid("single/2")], "value": ""}
            ],
        }

    def test_after_another_page_the_server_decides(self, sample, questionnaire):
        assert sample.key("hidden") not in self.second_page(questionnaire, self.picked(sample, 1)).fields

        form = self.second_page(questionnaire, self.picked(sample, 2))

        assert sample.key("hidden") in form.fields
        assert not html(form).find(attrs={"data-asked": True})

    def test_one_of_several_forms_on_a_page_follows_the_others(self, sample, questionnaire):
        form = self.second_page(questionnaire, {}, page=items_of(questionnaire))

        assert html(form).find(attrs={"data-asked": True})

    def test_an_answer_that_is_hidden_itself_counts_for_nothing(self, sample, questionnaire):
        document = sample.document()
        document["sections"].append(
            {
                "uid": uid_of("third"),
                "title": {},
                "introduction": {},
                "items": [
                    sample.question(
                        "last", "short_text",
                        conditions=[
                            {"question": sample.uid("hidden"), "test": "answered", "options": [], "value": ""}
                        ],
                    )
                ],
            }
        )  # fmt: skip
        three = read(document)
        typed = self.picked(sample, 1) | {sample.key("hidden"): "Toch"}

        form = QuestionsForm(three.sections[2].items, language="nl", typed=typed, questionnaire=three)

        assert not form.fields

    def test_several_conditions_are_told_together(self, sample):
        several = [
            {"question": sample.uid("single"), "test": "none_of", "options": [sample.uid("single/1"), OTHER],
             "value": ""},
            {"question": sample.uid("scale"), "test": "at_least", "options": [], "value": "2.5"},
        ]  # fmt: skip
        for match, words in (("all", "and"), ("any", "or")):
            document = sample.document()
            document["sections"][1]["items"][-1] |= {"conditions": several, "match": match}
            with override(None):
                text = html(form_of(read(document))).find(class_="field__only").text
            assert text.strip() == (
                "Only if you did not answer “single 1 (nl)” or something else to “single (nl)” "
                f"{words} you answered at least 2.5 to “scale (nl)”."
            )
