"""From the questions as editors write them to the document of a version, and what keeps it from being opened."""

from contextlib import suppress
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from uuid import NAMESPACE_OID, UUID, uuid5

from django.utils.translation import gettext as _
from wagtail.blocks import StructValue

from consultations.blocks.bilingual import texts_of
from consultations.kinds import QuestionKind
from consultations.opening.checks import problems_in
from consultations.opening.conditions import link_conditions
from consultations.opening.facts import problems_of_facts
from consultations.opening.places import places_in
from consultations.questionnaire import FORMAT, STATEMENT

FIRST_SECTION = str(UUID(int=0))
"""The identity of the section without a title that holds what stands before the first one."""

RUBBISH = (AttributeError, IndexError, KeyError, TypeError, ValueError, InvalidOperation)
LISTS, FLAGS, TEXTS = ("options", "rows"), ("other",), ("low", "high", "unit")
WHOLE, BROKEN = ("at_most", "first", "last", "decimals", "longest"), ("least", "most")


@dataclass(frozen=True)
class Problem:
    """What is wrong and where, in words; `anchor` is the block in the form of the consultation, where it is one."""

    where: str
    message: str
    anchor: str = ""


def document_of(consultation):
    """(the document of consultations.questionnaire, [Problem]): a document also where there are problems.

    A block is what it is by its own identity: the document of a saved consultation is the same each time.
    """
    compiler = _Compiler()
    document = {
        "format": FORMAT,
        "sections": compiler.sections(consultation.questionnaire),
        "clauses": compiler.clauses(consultation.draft_text),
    }
    found = [*compiler.found, *link_conditions(document, compiler.wanted), *problems_in(document)]
    places = places_in(document)
    position = {uid: number for number, uid in enumerate(places)}
    found.sort(key=lambda pair: position.get(pair[0], -1))
    problems = [Problem(places.get(uid, ""), str(message), uid) for uid, message in found]
    return document, [
        *(Problem(str(where), str(words)) for where, words in problems_of_facts(consultation)),
        *problems,
    ]


class _Compiler:
    """Reads blocks one by one; what cannot be read is a problem of its place, (uid, message), and never an error."""

    def __init__(self):
        self.found, self.wanted, self.used = [], {}, set()

    def sections(self, stream):
        sections = []
        for uid, kind, value in self._blocks(stream, "questionnaire"):
            if kind == "section":
                words = {name: texts_of(value, name) for name in ("title", "introduction")}
                sections.append({"uid": uid, **words, "items": []})
                continue
            if not sections:
                sections.append({"uid": FIRST_SECTION, "title": {}, "introduction": {}, "items": []})
            sections[-1]["items"].append(self._item(uid, kind, value))
        return sections

    def clauses(self, stream):
        return [
            {"uid": uid, "kind": kind, "number": _line(value.get("number")), "text": texts_of(value, "text")}
            for uid, kind, value in self._blocks(stream, "draft_text")
        ]

    def _blocks(self, stream, name):
        for number in range(len(stream) if stream else 0):
            path = f"{name}/{number}"
            try:
                child = stream[number]
                uid, kind, value = child.id, child.block_type, child.value
                if not isinstance(value, StructValue):
                    raise TypeError(path)
                for text in child.block.texts:
                    texts_of(value, text[0])
            except RUBBISH:
                self.found.append(("", _("Block %(number)s cannot be read. Make it again.") % {"number": number + 1}))
                continue
            yield self._identity(uid, path), kind, value

    def _identity(self, given, path, owner=""):
        """The identity of a block, or a stand-in where it has none of its own."""
        stand_in = uid = str(uuid5(NAMESPACE_OID, path))
        with suppress(ValueError):
            uid = str(UUID(str(given)))
        if uid == str(given).lower() and uid not in self.used:
            self.used.add(uid)
            return uid
        self.found.append((owner or stand_in, _("It has no identity of its own. Save the form again.")))
        return stand_in

    def _item(self, uid, kind, value):
        if kind == STATEMENT:
            return {"uid": uid, "kind": STATEMENT, "text": texts_of(value, "text")}
        sensitive = bool(value.get("sensitive"))
        item = {
            "uid": uid,
            "kind": str(QuestionKind(kind)),
            "code": _line(value.get("code")),
            "text": texts_of(value, "text"),
            "help": texts_of(value, "help"),
            "required": bool(value.get("required")),
            "publishable": bool(value.get("publishable")),
            "sensitive": sensitive,
            "purpose": texts_of(value, "purpose") if sensitive else {},
            "match": "any" if value.get("match") == "any" else "all",
            "conditions": [],
        }
        item |= {name: self._list(uid, name, value[name]) for name in LISTS if name in value}
        item |= {name: bool(value[name]) for name in FLAGS if name in value}
        item |= {name: texts_of(value, name) for name in TEXTS if name in _texts_in(value)}
        for name in WHOLE:
            if _is_number(value.get(name)):
                item[name] = int(value[name])
            elif value.get(name) is not None:
                self.found.append((uid, _("A number in it cannot be read.")))
        item |= {name: _plain(value[name]) for name in BROKEN if name in value}
        self.wanted[uid] = [part for part in value.get("conditions") or [] if isinstance(part, StructValue)]
        return item

    def _list(self, owner, name, values):
        options = []
        for number, child in enumerate(getattr(values, "bound_blocks", [])):
            try:
                option = {"text": texts_of(child.value, "text"), "exclusive": bool(child.value.get("exclusive"))}
            except RUBBISH:
                self.found.append((owner, _("Line %(number)s cannot be read.") % {"number": number + 1}))
                continue
            given = child.original_id or child.id
            options.append({"uid": self._identity(given, f"{owner}/{name}/{number}", owner), **option})
        return options


def _texts_in(value):
    return {name for name, _label, _block, _options in value.block.texts}


def _line(value):
    return "" if value is None else str(value).strip()


def _is_number(value):
    try:
        return abs(int(value)) < 10**9
    except (TypeError, ValueError, OverflowError):
        return False


def _plain(value):
    """A number as text, without the zeros that its column adds; what is none of one stays as it is."""
    try:
        number = Decimal(_line(value))
    except InvalidOperation:
        return _line(value)
    if not number.is_finite():
        return _line(value)
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
