"""The same answers give the same results, whichever language each of them was given in."""

from datetime import date, timedelta
from decimal import Decimal
from random import Random

import pytest
from bs4 import BeautifulSoup
from django.db import transaction
from django.http import QueryDict
from django.template import Context
from django.utils.formats import number_format
from django.utils.translation import override

from consultations.about import About
from consultations.fields.forms import QuestionsForm
from consultations.fields.reading import typed_in
from consultations.kinds import Publication, QuestionKind, RespondentKind, Stance
from consultations.models import AnswerFile, Contribution, Question
from consultations.questionnaire import read
from consultations.results.result import CLAUSE
from consultations.results.tallies import results_of
from consultations.services.sending import contribution_send
from consultations.typed import CLAUSE as OF_CLAUSE
from consultations.typed import OTHER, QUESTION

from .world import DURING, begun, opened

pytestmark = pytest.mark.django_db

MANY = 200


class Person:
    """What one person thinks, before it is said in any language; some leave out what need not be answered."""

    def __init__(self, random):
        def maybe(value):
            return value if random.random() < 0.8 else None

        self.kind = random.choice(RespondentKind.values)
        self.single = random.choice(["single 1", "single 2", "single 3", OTHER])
        self.multiple = maybe(random.sample(["multiple 1", "multiple 2", "multiple 3", OTHER], random.randint(1, 2)))
        self.scale = maybe(str(random.randint(1, 5)))
        self.ranking = maybe(random.sample(["1", "2", "3"], 3))
        self.matrix = [maybe(f"matrix {random.randint(1, 3)}") for _row in range(2)]
        self.number = maybe(Decimal(random.randint(0, 10_000)) / 10)
        self.day = maybe(date(2026, 1, 1) + timedelta(days=random.randint(0, 300)))
        self.texts = {name: random.random() < 0.5 for name in ("short", "long", "sensitive", "email")}
        self.has_file = random.random() < 0.3
        self.stances = [maybe(random.choice(Stance.values)) for _clause in range(3)]
        self.comments = [random.random() < 0.3 for _clause in range(3)]


class Page:
    """The form in one language, as a browser has it: what is sent is found by the words that are read there."""

    def __init__(self, questionnaire, sample, language):
        self.questionnaire, self.sample, self.language = questionnaire, sample, language
        self.items = [item for section in questionnaire.sections for item in section.items]
        with override(language):
            form = QuestionsForm(self.items, language=language, typed={}, clauses=questionnaire.clauses)
            soup = BeautifulSoup(form.helper.render_layout(form, Context({})), "html.parser")
            self.other = "Andere" if language == "nl" else "Autre"
        for optional in soup.select(".field__optional"):
            optional.decompose()
        self.inputs, self.named = {}, {}
        for label in soup.find_all("label"):
            field = label.find("input") or soup.find(id=label.get("for"))
            row = label.find_parent("fieldset").find("legend").text.strip() if label.find_parent("fieldset") else ""
            words = " ".join(part.strip() for part in label.find_all(string=True, recursive=True) if part.strip())
            self.inputs[row, words] = (field["name"], field.get("value", ""))

    def say(self, words):
        return f"{words} ({self.language})"

    def send(self, person):
        """What the browser sends when this person fills it in."""
        post = QueryDict(mutable=True)

        def pick(row, words):
            name, value = self.inputs[row, words]
            post.appendlist(name, value)
            return name

        single = pick(self.say("single"), self.other if person.single == OTHER else self.say(person.single))
        post[f"{single}-other"] = "Iets" if person.single == OTHER else ""
        for words in person.multiple or ():
            name = pick(self.say("multiple"), self.other if words == OTHER else self.say(words))
            post[f"{name}-other"] = "Quelque chose" if OTHER in person.multiple else ""
        if person.scale:
            ends = {"1": f"1 {self.say('low')}", "5": f"5 {self.say('high')}"}
            pick(self.say("scale"), ends.get(person.scale, person.scale))
        for number, place in enumerate(person.ranking or (), 1):
            name, _value = self.inputs[self.say("ranking"), self.say(f"ranking {number}")]
            post[name] = place
        for number, choice in enumerate(person.matrix, 1):
            if choice:
                pick(self.say(f"matrix row {number}"), self.say(choice))
        self._write(person, post)
        return typed_in(self.items, post, self.questionnaire.clauses)

    def _write(self, person, post):
        def field(name):
            return self.inputs["", self.say(name)][0]

        if person.number is not None:
            with override(self.language):
                post[field("number")] = number_format(person.number, force_grouping=True)
        if person.day:
            is_dutch = self.language == "nl"
            post[field("date")] = f"{person.day:%d/%m/%Y}" if is_dutch else person.day.isoformat()
        for name, is_said in person.texts.items():
            words = "somebody@example.org" if name == "email" else self.say(f"words about {name}")
            post[field(name)] = words if is_said else ""
        post[field("hidden")] = self.say("only some are asked")
        for number, (stance, is_said) in enumerate(zip(person.stances, person.comments, strict=True), 1):
            key = OF_CLAUSE + self.sample.uid(f"clause/{number}")
            post[f"{key}-stance"] = stance or ""
            post[f"{key}-text"] = self.say("a comment") if is_said else ""


def send_all(consultation, sample, page, people):
    document = Question.objects.get(uid=sample.uid("file"))
    for person in people:
        about = About(respondent=person.kind, name="A", email="a@example.org", publication=Publication.NONE)
        with override(page.language):
            draft = begun(consultation, sample, page.send(person), page.language)
            if person.has_file:
                AnswerFile.objects.create(
                    draft=draft, question=document, file="a.pdf", name="a.pdf", size=1, added_at=DURING
                )
            contribution_send(draft=draft, about=about, at=DURING)


def test_two_hundred_contributions_give_the_same_results_in_one_language_and_in_two():
    """One half is the same rows both times: sent again they would be the same ones."""
    consultation, sample = opened()
    questionnaire = read(consultation.version.document)
    dutch, french = (Page(questionnaire, sample, language) for language in ("nl", "fr"))
    random = Random(2026)
    people = [Person(random) for _n in range(MANY)]
    half, other_half = people[: MANY // 2], people[MANY // 2 :]
    send_all(consultation, sample, dutch, half)

    with transaction.atomic():
        send_all(consultation, sample, dutch, other_half)
        assert not Contribution.objects.exclude(language="nl").exists()
        in_one = results_of(consultation)
        transaction.set_rollback(True)
    send_all(consultation, sample, french, other_half)
    in_two = results_of(consultation)

    assert Contribution.objects.filter(language="fr").count() == MANY / 2
    assert in_one.respondents == in_two.respondents
    assert in_one.total == in_two.total == MANY
    for one, two in zip(in_one, in_two, strict=True):
        assert one == two, f"a question of kind {one.kind} is counted otherwise"
    assert {result.kind for result in in_two if result.answered} == {*QuestionKind.values, CLAUSE}


def test_the_keys_of_the_french_form_are_those_of_the_dutch_one():
    consultation, sample = opened()
    questionnaire = read(consultation.version.document)
    dutch, french = (Page(questionnaire, sample, language) for language in ("nl", "fr"))

    assert sorted(dutch.inputs.values()) == sorted(french.inputs.values())
    assert QUESTION + sample.uid("short") in {name for name, _value in french.inputs.values()}
