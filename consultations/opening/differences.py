"""What changed between two documents, in sentences for everybody."""

from django.utils.translation import gettext as _
from django.utils.translation import override

from editorial.mails.post import one_line

from .comparing import asks_something_else, is_reworded, questions_in, without_words, words_of
from .places import place_of_clause, places_in

LONGEST = 120
"""Signs of a question that a sentence quotes."""


def changed_since(old_document, new_document, language):
    """Sentences in that language; none where the same is asked in the same words."""
    with override(language):
        return [
            *_questions(old_document, new_document, language),
            *_around(old_document, new_document),
            *_clauses(old_document, new_document, language),
        ]


def more_than_words(old_document, new_document):
    """Where more than words changed: [(uid, place in words)]; uid "" for the order or the draft text as a whole."""
    old, new = questions_in(old_document), questions_in(new_document)
    places = places_in(old_document) | places_in(new_document)
    changed = [
        uid for uid in places if uid in old | new and without_words(old.get(uid)) != without_words(new.get(uid))
    ]
    whole = _("The sections, their order or the draft text")
    return [(uid, places[uid]) for uid in changed] or [("", whole)]


def replaced_in(old_document, new_document):
    """Which question stands in the place of which: {old uid: new uid}; they have the same code."""
    old, new = questions_in(old_document), questions_in(new_document)
    came = {question["code"]: uid for uid, question in new.items() if uid not in old}
    gone = {uid: question["code"] for uid, question in old.items() if uid not in new}
    return {uid: came[code] for uid, code in gone.items() if code in came}


def _questions(old_document, new_document, language):
    old, new = questions_in(old_document), questions_in(new_document)
    replaced = replaced_in(old_document, new_document)
    number = {uid: place for place, uid in enumerate(new, 1)}
    for place, (uid, question) in enumerate(old.items(), 1):
        if uid in replaced:
            facts = _facts(number[replaced[uid]], new[replaced[uid]], language)
            yield _("Question %(number)s was replaced: “%(text)s”") % facts
        elif uid not in new:
            yield _("Question %(number)s is no longer asked: “%(text)s”") % _facts(place, question, language)
    for uid, question in new.items():
        facts = _facts(number[uid], question, language)
        if uid in old and asks_something_else(old[uid], question):
            yield _("Question %(number)s was replaced: “%(text)s”") % facts
        elif uid in old:
            yield from _of_the_same(old[uid], question, facts)
        elif uid not in replaced.values():
            yield _("Question %(number)s is new: “%(text)s”") % facts
    if [uid for uid in old if uid in new] != [uid for uid in new if uid in old]:
        yield _("The questions stand in another order.")


def _of_the_same(before, now, facts):
    if is_reworded(before, now):
        yield _("The words of question %(number)s were corrected: “%(text)s”") % facts
    if now["required"] and not before["required"]:
        yield _("Question %(number)s must be answered now.") % facts
    if before["required"] and not now["required"]:
        yield _("Question %(number)s no longer has to be answered.") % facts
    if _conditions(before) != _conditions(now):
        yield _("Question %(number)s is asked after other answers than before.") % facts
    if any(_order(before, name) != _order(now, name) for name in ("options", "rows")):
        yield _("The lines of question %(number)s stand in another order.") % facts


def _conditions(question):
    return (question["conditions"], question["match"] if len(question["conditions"]) > 1 else "")


def _order(question, name):
    return [line["uid"] for line in question.get(name, [])]


def _facts(number, question, language):
    return {"number": number, "text": one_line(question["text"].get(language, ""), LONGEST)}


def _around(old_document, new_document):
    """Titles, introductions and statements, and which questions stand together: one sentence for all of them."""
    if _frame(old_document) != _frame(new_document):
        yield _("Titles or explanations around the questions changed.")


def _frame(document):
    return [
        words_of(section) | {"statements": [item["text"] for item in section["items"] if item["kind"] == "statement"]}
        for section in document["sections"]
    ]


def clauses_changed(old_document, new_document):
    """(rewritten, gone, new) clauses, each {uid: (place, clause)}; headings are not commented on, and left out."""
    old, new = _commentable(old_document), _commentable(new_document)
    rewritten = {uid: new[uid] for uid in new if uid in old and old[uid][1]["text"] != new[uid][1]["text"]}
    gone = {uid: place for uid, place in old.items() if uid not in new}
    return rewritten, gone, {uid: place for uid, place in new.items() if uid not in old}


def _commentable(document):
    clauses = enumerate(document["clauses"], 1)
    return {clause["uid"]: (place, clause) for place, clause in clauses if clause["kind"] == "clause"}


def _clauses(old_document, new_document, language):
    rewritten, gone, new = clauses_changed(old_document, new_document)
    for sentence, clauses in (
        (_("%(clause)s was rewritten."), rewritten),
        (_("%(clause)s is no longer in the draft text."), gone),
        (_("%(clause)s is new."), new),
    ):
        for place, clause in clauses.values():
            yield sentence % {"clause": place_of_clause(clause, place)}
    kept = {clause["uid"] for clause in old_document["clauses"]} & {
        clause["uid"] for clause in new_document["clauses"]
    }
    if _outline(old_document, kept) != _outline(new_document, kept):
        yield _("Headings, numbers or the order of the draft text changed.")


def _outline(document, kept):
    """The draft text without the words of its clauses; a heading that came or went is part of it."""
    return [
        (clause["uid"], clause["kind"], clause["number"], clause["kind"] == "heading" and clause["text"])
        for clause in document["clauses"]
        if clause["uid"] in kept or clause["kind"] == "heading"
    ]
