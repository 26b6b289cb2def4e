"""Answers in words, in the language of the reader: options by their text of that language, never by a stored label.

`answer_rows` tells what a contribution says (consultations.storing.read_back); `typed_rows` what is typed in a draft,
also where it is wrong. Both leave out what is not asked, and say so of what is asked and not answered.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from consultations.checking import check_answer, check_comment
from consultations.conditions import shown
from consultations.storing import typed_value
from consultations.typed import CLAUSE, QUESTION, answers_in, comments_in, is_empty

from .as_typed import as_typed
from .lines import Line, comment_in_words, in_words
from .sentences import clause_label, label_of, words_in


@dataclass(frozen=True)
class Row:
    """A question and its answer; `lines` is empty where there is none."""

    key: str
    kind: str
    question: str
    lines: tuple = ()
    is_private: bool = False
    is_publishable: bool = True

    @property
    def is_answered(self):
        return bool(self.lines)

    @property
    def answer(self):
        """The whole answer as text, for mails and documents."""
        return "\n".join(map(str, self.lines)) or _("Not answered")


@dataclass(frozen=True)
class Section:
    """A section in its place (from 1), or the comments on the draft text, which have no number."""

    title: str
    number: int | None = None
    rows: list = field(default_factory=list)


def answer_rows(questionnaire, answers, comments, language, files=(), written_in=""):
    """What a contribution says: [Section].

    `answers` and `comments` are as storing.read_back gives them, `files` its documents, `written_in` its language.
    """
    kinds = {uid: item.kind for uid, item in questionnaire.questions.items()}
    typed = {uid: typed_value(kinds[uid], given) or "-" for uid, given in answers.items() if uid in kinds}
    files, lang = by_question(files), "" if written_in == language else written_in
    given = {
        uid: in_words(item, answers[uid], language, files.get(uid, ()), lang) if uid in answers else ()
        for uid, item in shown(questionnaire, typed).items()
    }
    said = {uid: comment_in_words(*comment, lang) for uid, comment in comments.items()}
    return _sections(questionnaire, given, said, language)


def typed_rows(questionnaire, typed, language, files=()):
    """What is typed in a draft, as it would be read, and as it stands where it cannot be: [Section]."""
    answers, files = answers_in(typed), by_question(files)
    given = {
        uid: _typed(item, answers.get(uid), language, files.get(uid, ()))
        for uid, item in shown(questionnaire, answers, files).items()
    }
    said = {uid: _typed_comment(value) for uid, value in comments_in(typed).items() if not is_empty(value)}
    return _sections(questionnaire, given, said, language)


def by_question(files):
    """Documents by their question, from a list of AnswerFile or from what is that already: {question uid: [...]}."""
    if isinstance(files, Mapping):
        return files
    found = {}
    for file in files:
        found.setdefault(str(file.question.uid), []).append(file)
    return found


def _sections(questionnaire, given, said, language):
    sections = [
        Section(
            words_in(section.title, language),
            number,
            [
                Row(QUESTION + item.uid, item.kind, label_of(item, language), tuple(given[item.uid]), item.is_private,
                    item.publishable)
                for item in section.questions
                if item.uid in given
            ],
        )
        for number, section in enumerate(questionnaire.sections, 1)
    ]  # fmt: skip
    if questionnaire.commentable:
        rows = [
            Row(CLAUSE + uid, clause.kind, clause_label(clause, language), tuple(said[uid]))
            for uid, clause in questionnaire.commentable.items()
            if uid in said
        ]
        sections.append(Section(_("Draft text"), rows=rows))
    return sections


def _typed(item, value, language, files):
    try:
        given = check_answer(item, value, len(files))
    except ValidationError:
        return [Line(text) for text in as_typed(item, value, language)]
    return in_words(item, given, language, files) if given else ()


def _typed_comment(value):
    try:
        return comment_in_words(*check_comment(value))
    except ValidationError:
        texts = value.values() if isinstance(value, dict) else [value]
        return [Line(text) for text in texts if isinstance(text, str) and text]
