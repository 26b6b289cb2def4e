"""The last version and what editors wrote since, part by part, side by side: only what differs."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from consultations.questionnaire import read
from core.languages import language_codes

from .comparing import asks_something_else, is_reworded, questions_in
from .lines import item_lines
from .places import places_in


@dataclass(frozen=True)
class Part:
    """A section, a question, a statement or a clause that differs; a line is (label, texts before, texts now)."""

    uid: str
    title: str
    act: str
    lines: list


def parts_of(old_document, new_document):
    """Every part that differs, in the order of the new document, and what is gone after that."""
    old, new = _parts(old_document), _parts(new_document)
    places = places_in(new_document) | {uid: place for uid, place in places_in(old_document).items() if uid not in new}
    asked, replaced = questions_in(old_document), set()
    for uid, item in questions_in(new_document).items():
        if uid in asked and asks_something_else(asked[uid], item):
            replaced.add(uid)
    parts = []
    for uid in [*new, *(uid for uid in old if uid not in new)]:
        before, now = old.get(uid, {}), new.get(uid, {})
        lines = [
            (label, before.get(label, []), now.get(label, []))
            for label in dict.fromkeys([*before, *now])
            if before.get(label) != now.get(label)
        ]
        if lines:
            parts.append(Part(uid, places[uid], _act(uid, before, now, replaced), lines))
    return parts


def _act(uid, before, now, replaced):
    """What happens with it, in words."""
    if uid in replaced:
        return _("Goes on as a new question")
    return _("Changed") if before and now else _("New") if now else _("Gone")


def reworded_only(old_document, new_document):
    """[(uid, place)] of the questions whose words changed and nothing that would give them a new identity anyway."""
    old, new, places = questions_in(old_document), questions_in(new_document), places_in(new_document)
    return [
        (uid, places[uid])
        for uid, item in new.items()
        if uid in old and is_reworded(old[uid], item) and not asks_something_else(old[uid], item)
    ]


def _parts(document):
    """{uid: {label: [{"language", "text"}]}}."""
    questionnaire, codes = read(document), language_codes()
    numbers = {uid: number for number, uid in enumerate(questionnaire.questions, start=1)}
    parts = {}
    for section in questionnaire.sections:
        parts[section.uid] = _texts({_("Title"): section.title, _("Introduction"): section.introduction}, codes)
        for item in section.items:
            lines = item_lines(item, questionnaire, numbers.get(item.uid), codes)
            parts[item.uid] = {line["label"]: line["texts"] for line in lines["lines"]}
            parts[item.uid][_("Kind")] = _same(f"{lines['kind']} {item.code}".strip(), codes)
    for clause in questionnaire.clauses:
        parts[clause.uid] = _texts({_("Text"): clause.text}, codes) | {_("Number"): _same(clause.number, codes)}
    return parts


def _texts(texts, codes):
    return {label: [{"language": code, "text": text.get(code, "")} for code in codes] for label, text in texts.items()}


def _same(text, codes):
    """The same in every language."""
    return [{"language": codes[0], "text": str(text)}]
