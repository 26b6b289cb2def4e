"""Where something can be filled in: one line of a form in a spreadsheet, one column of a list of contributions.

A place is named by the identities of what is asked, never by words: see `Place.name`.
"""

from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext_lazy as _

from consultations.answering.about_form import AboutForm
from consultations.kinds import QuestionKind, Stance
from consultations.questionnaire import Item
from consultations.typed import CLAUSE, OTHER, QUESTION

MARK = "x"
"""What is filled in to choose a line."""

ABOUT = "about"
STANCE, TEXT = "stance", "text"
OTHER_WORDS = _("Other")
MANY_PARTS = {QuestionKind.MULTIPLE, QuestionKind.RANKING, QuestionKind.MATRIX}
WITHOUT_PLACE = {QuestionKind.FILE}
"""A document does not fit in a cell."""


@dataclass(frozen=True)
class Place:
    """`choices` are (value as typed, words {language: text} or a lazy text); none where one writes freely."""

    key: str
    code: str
    question: object
    """The words of what is asked: {language: text}, or a lazy text."""
    part: str = ""
    line: object = ""
    """The words of this line of the question: of an option, of a row."""
    choices: tuple = ()
    item: Item | None = None

    @property
    def name(self):
        return f"{self.key}/{self.part}" if self.part else self.key

    @property
    def is_private(self):
        return self.item is not None and self.item.is_private

    def value_of(self, number):
        """The value of the choice with that number, from 1; None for another number."""
        return self.choices[number - 1][0] if 1 <= number <= len(self.choices) else None


def words(text, language):
    """What `Place` calls words, in that language."""
    return text.get(language) or "" if isinstance(text, dict) else str(text)


def places_of(questionnaire, *, with_files=False):
    """Every place of a questionnaire, in the order in which things are asked; the clauses come last."""
    return [
        *(place for item in questionnaire.questions.values() for place in places_of_item(item, with_files=with_files)),
        *(place for clause in questionnaire.commentable.values() for place in places_of_clause(clause)),
    ]


def places_of_item(item, *, with_files=False):
    if item.kind in WITHOUT_PLACE and not with_files:
        return []
    makers = {
        QuestionKind.SINGLE: _single,
        QuestionKind.MULTIPLE: _multiple,
        QuestionKind.RANKING: _ranking,
        QuestionKind.MATRIX: _matrix,
        QuestionKind.SCALE: lambda item: [_place(item, choices=tuple((point, point) for point in item.points))],
    }
    return makers.get(item.kind, lambda item: [_place(item)])(item)


def places_of_clause(clause):
    shared = {"key": CLAUSE + clause.uid, "code": f"§{clause.number}", "question": clause.text}
    stances = tuple((stance.value, stance.label) for stance in Stance)
    return [
        Place(part=STANCE, line=_("Your stance"), choices=stances, **shared),
        Place(part=TEXT, line=_("Your comment"), **shared),
    ]


def about_fields(form):
    """What is asked about the person: [(name, field, choices)]; a box to tick has itself as its only choice."""
    for name, field in form.fields.items():
        is_box = isinstance(field, forms.BooleanField)
        yield name, field, [(MARK, field.label)] if is_box else list(getattr(field, "choices", ()))


def is_box(choices):
    return bool(choices) and choices[0][0] == MARK


def places_about(consultation, language):
    """The places about the person, with words in one language: consents are texts of one language."""
    form = AboutForm({}, consultation=consultation, language=language)
    return [
        Place(ABOUT, name, field.label, name, choices=tuple(choices)) for name, field, choices in about_fields(form)
    ]


def _place(item, part="", line="", choices=(), number=None):
    code = item.code if number is None else f"{item.code}.{number}"
    return Place(QUESTION + item.uid, code, item.text, part, line, choices, item)


def _options(item):
    found = tuple((option.uid, option.text) for option in item.options)
    return (*found, (OTHER, OTHER_WORDS)) if item.other else found


def _other(item):
    return [_place(item, OTHER, OTHER_WORDS, number=OTHER)] if item.other else []


def _single(item):
    return [_place(item, choices=_options(item)), *_other(item)]


def _multiple(item):
    marks = ((MARK, MARK),)
    return [
        *(_place(item, option.uid, option.text, marks, number) for number, option in enumerate(item.options, start=1)),
        *_other(item),
    ]


def _ranking(item):
    ranks = tuple((str(rank), str(rank)) for rank in range(1, len(item.options) + 1))
    return [
        _place(item, option.uid, option.text, ranks, number) for number, option in enumerate(item.options, start=1)
    ]


def _matrix(item):
    return [_place(item, row.uid, row.text, _options(item), number) for number, row in enumerate(item.rows, start=1)]
