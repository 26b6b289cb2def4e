"""What the form of a page sent: read as it is, and saved before anything in it is checked."""

from dataclasses import dataclass, field, replace

from consultations.fields.reading import clean, typed_in
from consultations.questionnaire import Questionnaire, read
from consultations.services.drafts import Saved, draft_save

from .pages import page_of

MINE, THEIRS = "mine", "theirs"
LONGEST_TAB = 20


def number(text):
    """A whole number from outside; -1, which nothing carries, for anything else."""
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 10 else -1


@dataclass(frozen=True)
class Posted:
    """`seen` is the revision that the form was made of, `tab` its name; `held` are keys about which tabs disagree."""

    questionnaire: Questionnaire
    typed: dict = field(default_factory=dict)
    seen: int = 0
    tab: str = ""
    held: frozenset = frozenset()
    choices: dict = field(default_factory=dict)

    def undecided(self):
        """The same, without what was chosen: only a button chooses."""
        return replace(self, choices=dict.fromkeys(self.held, ""))


def posted_in(post, consultation, name, version=None):
    """Reads the form of the page with that name, by the version that it was made from."""
    made_from = consultation.versions.filter(number=number(post.get("version"))).first()
    questionnaire = read((made_from or version or consultation.version).document)
    page = page_of(questionnaire, name)
    typed = typed_in(page.items, post, page.clauses) if page else {}
    held = frozenset(post.get("held", "").split()) & set(typed)
    choices = {key: post.get(f"choose-{key}", "") for key in held}
    seen, tab = max(number(post.get("seen")), 0), clean(post.get("tab"), LONGEST_TAB)
    return Posted(questionnaire, typed, seen, tab, held, choices)


def keep(draft, posted, *, language, at):
    """Save what was typed; a field about which two tabs disagree waits until somebody chose.

    Returns Saved, with every such field in its conflicts. Raises AlreadySent.
    """
    undecided = {key for key in posted.held if posted.choices[key] not in (MINE, THEIRS)}
    dropped = {key for key in posted.held if posted.choices[key] == THEIRS}
    typed = {key: value for key, value in posted.typed.items() if key not in undecided | dropped}
    saved = draft_save(draft=draft, typed=typed, seen=posted.seen, tab=posted.tab, language=language, at=at)
    for key in undecided:
        there = saved.draft.typed.get(key, "")
        if there != posted.typed[key]:
            saved.conflicts[key] = there
    return Saved(saved.draft, saved.conflicts)
