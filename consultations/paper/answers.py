"""The answers of many contributions as cells, in five queries for a thousand of them, and in the reader's language."""

from functools import cached_property

from consultations.kinds import QuestionKind, Stance
from consultations.models import Answer, AnswerFile, Choice, Clause, ClauseComment, Option, Question
from consultations.questionnaire import read
from consultations.storing import plain
from consultations.typed import CLAUSE, OTHER, QUESTION

from .places import OTHER_WORDS, STANCE, TEXT, places_of, words


class Answers:
    """The columns of a consultation, through all versions of its questionnaire, and what stands in them."""

    def __init__(self, consultation, language, *, with_private):
        self.consultation, self.language, self.with_private = consultation, language, with_private

    @cached_property
    def columns(self):
        """{name: (heading, words)}: a question that is asked no longer stands behind the others, with its version."""
        found, headings = {}, set()
        for version, questionnaire in self._versions:
            for place in places_of(questionnaire, with_files=True):
                if place.name in found or (place.is_private and not self.with_private):
                    continue
                heading = _heading(place)
                heading = f"{heading} (v{version.number})" if heading in headings else heading
                headings.add(heading)
                parts = (words(place.question, self.language), words(place.line, self.language))
                found[place.name] = heading, " – ".join(filter(None, parts))
        return found

    @cached_property
    def _versions(self):
        return [(version, read(version.document)) for version in self.consultation.versions.all()]

    @cached_property
    def _items(self):
        """{pk of a question: Item}, with the words of the newest version that asks it."""
        items = {}
        for _version, questionnaire in self._versions:
            items = questionnaire.questions | items
        rows = Question.objects.filter(consultation=self.consultation).values_list("pk", "uid")
        kept = {pk: items.get(str(uid)) for pk, uid in rows}
        return {pk: item for pk, item in kept.items() if item and (self.with_private or not item.is_private)}

    @cached_property
    def _uids(self):
        rows = Option.objects.filter(question__consultation=self.consultation).values_list("pk", "uid")
        return {pk: str(uid) for pk, uid in rows}

    @cached_property
    def _texts(self):
        return {
            option.uid: words(option.text, self.language)
            for item in self._items.values()
            for option in (*item.options, *item.rows)
        }

    @cached_property
    def _clauses(self):
        rows = Clause.objects.filter(consultation=self.consultation).values_list("pk", "uid")
        return {pk: f"{CLAUSE}{uid}" for pk, uid in rows}

    def cells(self, pks):
        """{pk of a contribution: {name of a column: value}}, without the empty ones."""
        found = {pk: {} for pk in pks}
        self._add_answers(found, pks)
        self._add_choices(found, pks)
        self._add_files(found, pks)
        stances = {stance.value: str(stance.label) for stance in Stance}
        comments = ClauseComment.objects.filter(contribution__in=pks).order_by()
        for pk, clause, stance, text in comments.values_list("contribution", "clause", "stance", "text"):
            key = self._clauses[clause]
            found[pk] |= {f"{key}/{STANCE}": stances.get(stance, ""), f"{key}/{TEXT}": text}
        return found

    def _add_answers(self, found, pks):
        rows = Answer.objects.filter(contribution__in=pks).order_by()
        for pk, question, text, number, day in rows.values_list("contribution", "question", "text", "number", "day"):
            item = self._items.get(question)
            if item is None:
                continue
            key = QUESTION + item.uid
            if item.kind in (QuestionKind.SINGLE, QuestionKind.MULTIPLE):
                if text:
                    found[pk][f"{key}/{OTHER}"] = text
                if text and item.kind == QuestionKind.SINGLE:
                    found[pk][key] = str(OTHER_WORDS)
                if item.kind == QuestionKind.MULTIPLE:
                    found[pk] |= {f"{key}/{uid}": 0 for uid in item.option_uids}
            elif number is not None:
                found[pk][key] = _number(number)
            elif day or text:
                found[pk][key] = day or text

    def _add_choices(self, found, pks):
        rows = Choice.objects.filter(answer__contribution__in=pks).order_by()
        columns = ("answer__contribution", "answer__question", "option", "row", "rank")
        for pk, question, option, row, rank in rows.values_list(*columns):
            item = self._items.get(question)
            if item is None:
                continue
            key, uid = QUESTION + item.uid, self._uids[option]
            if item.kind == QuestionKind.SINGLE:
                found[pk][key] = self._texts.get(uid, "")
            elif item.kind == QuestionKind.MATRIX:
                found[pk][f"{key}/{self._uids[row]}"] = self._texts.get(uid, "")
            else:
                found[pk][f"{key}/{uid}"] = rank or 1

    def _add_files(self, found, pks):
        rows = AnswerFile.objects.filter(contribution__in=pks).order_by("pk")
        for pk, question, name in rows.values_list("contribution", "question", "name"):
            if item := self._items.get(question):
                key = QUESTION + item.uid
                found[pk][key] = f"{found[pk][key]}; {name}" if key in found[pk] else name


def _heading(place):
    return f"{place.code} {place.part}" if place.key.startswith(CLAUSE) else place.code


def _number(number):
    text = plain(number)
    return float(text) if "." in text else int(text)
