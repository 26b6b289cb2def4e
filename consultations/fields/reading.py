"""What a page sends is read into what was typed: bounded, without what no database keeps, and otherwise as it is."""

from consultations.kinds import QuestionKind
from consultations.typed import CLAUSE, QUESTION

LONGEST = 60_000
"""Signs of one text: far above what any answer may have, so the check can say so, and nothing is cut unseen."""

LONGEST_CHOICE, MOST_CHOICES = 200, 200
"""Far above what any page offers."""


def typed_in(items, post, clauses=()):
    """What was typed at these questions and clauses: {key: value}, in the shapes of consultations.typed.

    `post` is a QueryDict. A key is absent where the page did not have its field, so that nothing typed elsewhere is
    overwritten: every group of choices sends an empty value of its own. Options that are not offered are kept as they
    came, for the check refuses them. Documents are no part of it.
    """
    typed = {}
    for item in items:
        if item.kind in READERS and (value := READERS[item.kind](item, QUESTION + item.uid, post)) is not None:
            typed[QUESTION + item.uid] = value
    for clause in clauses:
        if not clause.is_heading and (value := _comment(CLAUSE + clause.uid, post)) is not None:
            typed[CLAUSE + clause.uid] = value
    return typed


def clean(value, longest=LONGEST):
    """A text with line ends of one kind, without what cannot be kept (NUL, halves of signs), and not endless."""
    if not isinstance(value, str):
        return ""
    value = value[: 2 * longest].replace("\x00", "").replace("\r\n", "\n").replace("\r", "\n")
    return value.encode("utf-8", "ignore").decode()[:longest]


def _text(_item, key, post):
    return clean(post.get(key)) if key in post else None


def _picked(key, post):
    return clean(post.get(key), LONGEST_CHOICE)


def _single(_item, key, post):
    if key not in post and f"{key}-other" not in post:
        return None
    return {"option": _picked(key, post), "other": clean(post.get(f"{key}-other"))}


def _multiple(_item, key, post):
    if key not in post and f"{key}-other" not in post:
        return None
    options = [clean(value, LONGEST_CHOICE) for value in post.getlist(key)[: MOST_CHOICES + 1]]
    return {"options": list(dict.fromkeys(filter(None, options))), "other": clean(post.get(f"{key}-other"))}


def _each(lines, key, post):
    names = {line.uid: f"{key}-{line.uid}" for line in lines}
    if not any(name in post for name in names.values()):
        return None
    return {uid: _picked(name, post) for uid, name in names.items()}


def _ranking(item, key, post):
    return _each(item.options, key, post)


def _matrix(item, key, post):
    return _each(item.rows, key, post)


def _comment(key, post):
    names = (f"{key}-stance", f"{key}-text")
    if not any(name in post for name in names):
        return None
    return {"stance": _picked(names[0], post), "text": clean(post.get(names[1]))}


READERS = {kind.value: _text for kind in QuestionKind if kind != QuestionKind.FILE} | {
    QuestionKind.SINGLE.value: _single,
    QuestionKind.MULTIPLE.value: _multiple,
    QuestionKind.RANKING.value: _ranking,
    QuestionKind.MATRIX.value: _matrix,
}
"""How each kind is read; a statement and a document are not."""
