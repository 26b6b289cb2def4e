"""What the form of a profile sent: read as it is, and kept before anything in it is checked."""

from dataclasses import dataclass, field, replace
from hashlib import sha256
from json import dumps

from partners.services.profile_drafts import Saved, profile_save

from .contents import LISTS, TRANSLATION, names
from .differences import in_words, label_of

LONGEST, LONGEST_CHOICE, MOST_CHOICES, LONGEST_TAB = 20_000, 100, 60, 20
"""Far above what any field may have, so the check can say so, and nothing is cut unseen."""
MINE, THEIRS = "mine", "theirs"


@dataclass(frozen=True)
class Posted:
    """`seen` is the version that the form was made of, `tab` its name; `held` are fields about which two disagree.

    `untouched` are fields that say what the form said when it was made.
    """

    typed: dict = field(default_factory=dict)
    seen: int = 0
    tab: str = ""
    held: frozenset = frozenset()
    untouched: frozenset = frozenset()
    choices: dict = field(default_factory=dict)

    def undecided(self):
        """The same, without what was chosen: only a button chooses."""
        return replace(self, choices={})


def posted_in(post):
    typed = typed_in(post)
    held = frozenset(post.get("held", "").split()) & set(typed)
    choices = {name: post.get(f"choose-{name}", "") for name in held}
    made = set(post.get("made", "").split())
    untouched = frozenset(name for name, value in typed.items() if _mark(name, value) in made) - held
    seen, tab = max(number(post.get("seen")), 0), _text(post.get("tab"), LONGEST_TAB)
    return Posted(typed, seen, tab, held, untouched, choices)


def marks_of(typed):
    """What a form remembers of what it said when it was made: who changed nothing in a field overwrites nothing."""
    return " ".join(_mark(name, value) for name, value in typed.items() if name in {*names(), TRANSLATION})


def _mark(name, value):
    return f"{name}:{sha256(dumps(value).encode()).hexdigest()[:12]}"


def typed_in(post):
    """{name: value} of the fields that the form had; boxes that are not ticked send nothing, so it names them."""
    shown, typed = set(post.getlist("shown")), {}
    for name in names():
        if name in LISTS:
            if name in post or name in shown:
                typed[name] = sorted({_text(value, LONGEST_CHOICE) for value in post.getlist(name)[:MOST_CHOICES]})
        elif name in post:
            typed[name] = _text(post.get(name), LONGEST)
    if TRANSLATION in post or TRANSLATION in shown:
        typed[TRANSLATION] = "on" if post.get(TRANSLATION) else ""
    return typed


def keep(submission, posted, at=None):
    """Keep what was typed; a field about which two disagree waits until somebody chose. Raises Closed."""
    undecided = {name for name in posted.held if posted.choices.get(name) not in (MINE, THEIRS)}
    dropped = {name for name in posted.held if posted.choices.get(name) == THEIRS}
    typed = {name: value for name, value in posted.typed.items() if name not in undecided | dropped}
    about = {"seen": posted.seen, "tab": posted.tab, "untouched": posted.untouched}
    saved = profile_save(submission=submission, typed=typed, **about, at=at)
    for name in undecided:
        if saved.submission.typed.get(name) != posted.typed[name]:
            saved.conflicts[name] = saved.submission.typed.get(name)
    return Saved(saved.submission, saved.conflicts)


def rows_of(typed, language):
    """What was typed, in words to copy: [(label, words)]."""
    rows = [(label_of(name), in_words(name, typed[name], language)) for name in names() if typed.get(name)]
    return [(label, words) for label, words in rows if words]


def number(text):
    """A whole number from outside; -1, which nothing carries, for anything else."""
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 10 else -1


def _text(value, longest):
    value = (value or "")[: 2 * longest].replace("\x00", "").replace("\r\n", "\n").replace("\r", "\n")
    return value.encode("utf-8", "ignore").decode()[:longest]
