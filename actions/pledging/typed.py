"""What is typed about a pledge: as it came in, bounded, and otherwise untouched."""

from core.languages import language_codes, localized_name

TEXTS = ("name", "text", "aim", "measure")
"""In each language: the short title, the promise, what it wants to reach, and how that is measured."""

SINGLE = ("organisation", "wants_translation", "timing", "ends_on", "status", "reason", "language")
LISTS = ("themes", "goals", "actions", "partners")
OTHERS = ("said", "noted")
"""What others have to do with it: the words of partners who declined, and of whom the secretariat was told."""

LONGEST, LONGEST_CHOICE = 10_000, 100
MOST_CHOSEN, MOST_MILESTONES = 200, 30


def text_names():
    return [localized_name(field, code) for field in TEXTS for code in language_codes()]


def milestone_names():
    return [*(localized_name("name", code) for code in language_codes()), "due_on"]


def typed_in(post):
    """What a form sent: {name: text}, lists of texts, and milestones as a list of such dictionaries."""
    typed = {name: _text(post.get(name, "")) for name in (*SINGLE, *text_names())}
    for name in LISTS:
        chosen = [_text(value, LONGEST_CHOICE) for value in post.getlist(name)[:MOST_CHOSEN]]
        typed[name] = list(dict.fromkeys(filter(None, chosen)))
    rows = [
        {name: _text(post.get(f"milestone-{number}-{name}", "")) for name in milestone_names()}
        for number in range(MOST_MILESTONES)
    ]
    return typed | {"milestones": [row for row in rows if any(text.strip() for text in row.values())]}


def own(typed):
    """Only what its writers typed, without what others have to do with it."""
    return {name: value for name, value in typed.items() if name not in OTHERS}


def _text(value, longest=LONGEST):
    """With line ends of one kind, and without what no database keeps."""
    value = value[: 2 * longest].replace("\x00", "").replace("\r\n", "\n").replace("\r", "\n")
    return value.encode("utf-8", "ignore").decode()[:longest]
