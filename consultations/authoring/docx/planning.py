"""What an import would do with a draft text: the screen shows it by clause, and the import does exactly this."""

from dataclasses import dataclass, field
from enum import StrEnum
from uuid import uuid4

from consultations.blocks.bilingual import texts_of
from core.canonical import digest_of
from core.languages import localized_name

from .matching import matches
from .reading import HEADING, Part


class State(StrEnum):
    SAME, CHANGED, NEW, GONE, KEPT = "same", "changed", "new", "gone", "kept"
    # Kept: not in the file, but nothing was there to be read from it in this language.


@dataclass(frozen=True)
class Clause(Part):
    """A heading or a clause as the draft text has it."""

    uid: str = ""


@dataclass(frozen=True)
class Row:
    """One line of the draft text after the import; `old` is what stands there now, None for a new one."""

    state: State
    kind: str
    number: str
    texts: dict
    old: Clause | None = None
    position: int | None = None
    """Its place in the file."""

    @property
    def uid(self):
        return self.old.uid if self.old else ""

    @property
    def is_heading(self):
        return self.kind == HEADING


@dataclass(frozen=True)
class Plan:
    rows: list = field(default_factory=list)

    @property
    def changes_anything(self):
        return any(row.state not in (State.SAME, State.KEPT) for row in self.rows)

    def count(self, state):
        return sum(row.state == state for row in self.rows)

    def digest(self):
        """The same for the same rows: another one means that somebody changed the draft text meanwhile."""
        return digest_of([[row.state.value, row.uid, row.kind, row.number, row.texts] for row in self.rows])


def clauses_of(consultation):
    return [
        Clause(child.block_type, child.value.get("number") or "", texts_of(child.value, "text"), str(child.id))
        for child in consultation.draft_text
    ]


def plan_of(parts, clauses, languages, apart=()):
    """How these parts of a file go into the clauses that are there.

    `apart` are the places in the file of what is a clause of its own, although it resembles one that is there.
    """
    found = {position: at for position, at in matches(parts, clauses, languages).items() if position not in apart}
    after = _left_over(clauses, set(found.values()), languages)
    rows = list(after.get(-1, ()))
    for position, part in enumerate(parts):
        at = found.get(position)
        rows.append(_row(part, position, clauses[at] if at is not None else None))
        rows += after.get(at, ()) if at is not None else ()
    return Plan(rows)


def _row(part, position, clause):
    if clause is None:
        return Row(State.NEW, part.kind, part.number, dict(part.texts), None, position)
    texts = clause.texts | {code: text for code, text in part.texts.items() if text}
    is_redraft = any(clause.texts.get(code) for code in part.texts)
    number = (part.number or clause.number) if is_redraft else (clause.number or part.number)
    state = State.SAME if (texts, number) == (clause.texts, clause.number) else State.CHANGED
    return Row(state, part.kind, number, texts, clause, position)


def _left_over(clauses, taken, languages):
    """The clauses that are not in the file, by the clause after which they stand: {position or -1: [Row]}."""
    after, last = {}, -1
    for at, clause in enumerate(clauses):
        if at in taken:
            last = at
            continue
        state = State.GONE if any(clause.texts.get(code) for code in languages) else State.KEPT
        after.setdefault(last, []).append(Row(state, clause.kind, clause.number, clause.texts, clause))
    return after


def stream_of(plan, *, keep_gone=False):
    """The draft text after the import, in the form of the database."""
    return [
        {
            "type": row.kind,
            "id": row.uid or str(uuid4()),
            "value": {localized_name("text", code): text for code, text in row.texts.items()}
            | ({} if row.is_heading else {"number": row.number}),
        }
        for row in plan.rows
        if keep_gone or row.state is not State.GONE
    ]
