"""What is the same in two documents: their words, and what is asked by them."""

from consultations.questionnaire import STATEMENT

WORDS = {"text", "title", "introduction", "help", "purpose", "low", "high", "unit"}
"""Texts per language; for a clause also its number."""

MEANING = (
    "kind",
    "other",
    "at_most",
    "first",
    "last",
    "least",
    "most",
    "decimals",
    "longest",
    "publishable",
    "sensitive",
)
"""What makes a question another one when it changes: earlier answers would not count the same any more.

Whether answers may be published, or are sensitive, is part of what was promised to who answered.
"""


def questions_in(document):
    """{uid: question} in their order."""
    items = (item for section in document["sections"] for item in section["items"])
    return {item["uid"]: item for item in items if item["kind"] != STATEMENT}


def without_words(content):
    """The same with every text left out: two documents with one of these differ in words only."""
    if isinstance(content, list):
        return [without_words(part) for part in content]
    if not isinstance(content, dict):
        return content
    left_out = WORDS | {"number"} if content.get("kind") in ("clause", "heading") else WORDS
    return {name: without_words(part) for name, part in content.items() if name not in left_out}


def words_of(content):
    """Its texts alone, with those of its options and rows: {name: texts or lists of them}."""
    words = {name: part for name, part in content.items() if name in WORDS}
    return words | {
        name: {option["uid"]: option["text"] for option in content[name]}
        for name in ("options", "rows")
        if name in content
    }


def asks_something_else(before, now):
    """Whether a question that keeps its words would still be another one."""
    if any(before.get(name) != now.get(name) for name in MEANING):
        return True
    return any(_lines(before, name) != _lines(now, name) for name in ("options", "rows"))


def is_reworded(before, now):
    return words_of(before) != words_of(now)


def _lines(question, name):
    return {(option["uid"], option["exclusive"]) for option in question.get(name, [])}


def asked_so_far(versions):
    """Every question as it was asked last: {uid: question}; versions from the first to the newest."""
    asked = {}
    for version in versions:
        asked |= questions_in(version.document)
    return asked


def needing_identity(document, versions, meanings=()):
    """The questions, by uid, that go on under a new identity.

    `meanings` are those of which only words changed, but that mean something else now: a person says so. A question
    that was retired comes back as itself only when it is asked exactly as before.
    """
    asked, last = asked_so_far(versions), questions_in(versions[-1].document)
    return {
        uid
        for uid, item in questions_in(document).items()
        if uid in asked
        and (
            asks_something_else(asked[uid], item)
            or (is_reworded(asked[uid], item) and (uid in meanings or uid not in last))
        )
    }
