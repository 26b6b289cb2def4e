"""What somebody typed, before anything in it is checked: kept as it was typed, by a key per field.

    short_text, long_text, email, number, date, scale   text, as typed
    single      {"option": uid, "other": text}
    multiple    {"options": [uid, ...], "other": text}
    ranking     {option uid: rank as text}
    matrix      {row uid: option uid}
    file        nothing here: documents are rows of their own (AnswerFile)

A draft keeps them in Draft.typed as {"q-<question uid>": value, "c-<clause uid>": {"stance", "text"}}; the page about
the person is kept encrypted in Draft.sealed.
"""

QUESTION, CLAUSE = "q-", "c-"
OTHER = "other"
"""What stands in the place of an option's uid where “other” is chosen."""


def is_empty(value):
    """Whether there is nothing in it, whatever its shape."""
    if isinstance(value, dict):
        return all(is_empty(part) for part in value.values())
    if isinstance(value, list):
        return not value
    return value is None or not str(value).strip()


def chosen(value):
    """The options that were chosen: a set of uids; empty for a value that is none of a choice."""
    if not isinstance(value, dict):
        return set()
    options = value.get("options")
    picked = options if isinstance(options, list) else [value.get("option")]
    return {option for option in picked if isinstance(option, str)} - {""}


def answers_in(typed):
    """The answers to questions: {question uid: value}."""
    return {key.removeprefix(QUESTION): value for key, value in typed.items() if key.startswith(QUESTION)}


def comments_in(typed):
    """The comments on clauses: {clause uid: {"stance", "text"}}."""
    return {key.removeprefix(CLAUSE): value for key, value in typed.items() if key.startswith(CLAUSE)}
