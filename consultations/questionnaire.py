"""A questionnaire as its document holds it: what stands in a version, read into plain objects.

The document is JSON, the same in every language, and is hashed as it is:

    {"format": 1,
     "sections": [{"uid", "title", "introduction", "items": [statement or question, ...]}],
     "clauses": [{"uid", "kind": "heading" | "clause", "number", "text"}]}

A text is {language code: words}. A statement is {"uid", "kind": "statement", "text"}. A question is {"uid", "kind",
"code", "text", "help", "required", "publishable", "sensitive", "purpose", "match": "all" | "any", "conditions":
[{"question": uid, "test", "options": [uid, ...], "value"}]} and what its kind adds: "options" and "rows" (lists of
{"uid", "text", "exclusive"}), "other", "at_most", "first", "last", "low", "high", "least", "most", "decimals", "unit",
"longest". Numbers that may have decimals ("least", "most", "value") are texts.
"""

from dataclasses import dataclass, field
from functools import cached_property

from consultations.kinds import QuestionKind

STATEMENT = "statement"
FORMAT = 1


@dataclass(frozen=True)
class OptionText:
    uid: str
    text: dict
    exclusive: bool = False


@dataclass(frozen=True)
class Condition:
    question: str
    test: str
    options: tuple = ()
    value: str = ""


@dataclass(frozen=True)
class Item:
    """A question, or a statement between questions."""

    uid: str
    kind: str
    text: dict
    code: str = ""
    help: dict = field(default_factory=dict)
    required: bool = False
    publishable: bool = True
    sensitive: bool = False
    purpose: dict = field(default_factory=dict)
    match: str = "all"
    conditions: tuple = ()
    options: tuple = ()
    rows: tuple = ()
    other: bool = False
    at_most: int | None = None
    first: int = 1
    last: int = 5
    low: dict = field(default_factory=dict)
    high: dict = field(default_factory=dict)
    least: str = ""
    most: str = ""
    decimals: int = 0
    unit: dict = field(default_factory=dict)
    longest: int | None = None

    @property
    def is_question(self):
        return self.kind != STATEMENT

    @property
    def is_private(self):
        """Whether its answers are personal by nature: shown to few, in no publication."""
        return self.sensitive or self.kind == QuestionKind.EMAIL

    @cached_property
    def option_uids(self):
        return [option.uid for option in self.options]

    @property
    def points(self):
        """The values of a scale, as texts."""
        return [str(value) for value in range(self.first, self.last + 1)]


@dataclass(frozen=True)
class Section:
    uid: str
    title: dict
    introduction: dict
    items: tuple

    @property
    def questions(self):
        return [item for item in self.items if item.is_question]


@dataclass(frozen=True)
class ClauseText:
    uid: str
    kind: str
    text: dict
    number: str = ""

    @property
    def is_heading(self):
        return self.kind == "heading"


@dataclass(frozen=True)
class Questionnaire:
    sections: tuple
    clauses: tuple

    @cached_property
    def questions(self):
        """Its questions in the order in which they are asked: {uid: Item}."""
        return {item.uid: item for section in self.sections for item in section.questions}

    @cached_property
    def commentable(self):
        """The clauses that can be commented on: {uid: ClauseText}."""
        return {clause.uid: clause for clause in self.clauses if not clause.is_heading}


def read(document):
    """The questionnaire of a document."""
    if document.get("format") != FORMAT:
        raise ValueError("This document is of a format that is not known here.")
    return Questionnaire(
        sections=tuple(_section(section) for section in document["sections"]),
        clauses=tuple(ClauseText(**clause) for clause in document["clauses"]),
    )


def _section(data):
    return Section(data["uid"], data["title"], data["introduction"], tuple(_item(item) for item in data["items"]))


def _item(data):
    several = {
        "conditions": tuple(
            Condition(**(condition | {"options": tuple(condition.get("options", ()))}))
            for condition in data.get("conditions", ())
        ),
        "options": tuple(OptionText(**option) for option in data.get("options", ())),
        "rows": tuple(OptionText(**row) for row in data.get("rows", ())),
    }
    return Item(**(data | several))
