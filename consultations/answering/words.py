"""What was typed, in words to read and to copy; nothing in it needs to be right."""

from django.utils.translation import gettext as _

from consultations.kinds import QuestionKind, Stance
from consultations.typed import CLAUSE, OTHER, QUESTION, is_empty

LONGEST_NAME = 120


def rows_of(questionnaire, typed, language):
    """[(question or clause, words)], in the order of the questionnaire, without what is empty."""
    rows = []
    for uid, item in questionnaire.questions.items():
        if not is_empty(value := typed.get(QUESTION + uid, "")):
            rows.append((item.text.get(language, ""), answer_words(item, value, language)))
    for uid, clause in questionnaire.commentable.items():
        if not is_empty(value := typed.get(CLAUSE + uid, "")):
            rows.append((clause_name(clause, language), comment_words(value)))
    return [(name, words) for name, words in rows if words]


def name_of(questionnaire, key, language):
    """The question or the clause that a key is about."""
    if key.startswith(CLAUSE):
        clause = questionnaire.commentable.get(key.removeprefix(CLAUSE))
        return clause_name(clause, language) if clause else ""
    item = questionnaire.questions.get(key.removeprefix(QUESTION))
    return item.text.get(language, "") if item else ""


def words_of(questionnaire, key, value, language):
    """What was typed at a key, in words; “nothing” where it is empty."""
    if is_empty(value):
        return _("nothing")
    if key.startswith(CLAUSE):
        return comment_words(value)
    item = questionnaire.questions.get(key.removeprefix(QUESTION))
    return answer_words(item, value, language) if item else str(value)


def clause_name(clause, language):
    text = clause.text.get(language, "")
    short = text if len(text) <= LONGEST_NAME else text[:LONGEST_NAME].rstrip() + "…"
    return f"{clause.number} {short}".strip()


def comment_words(value):
    value = value if isinstance(value, dict) else {}
    stance = dict(Stance.choices).get(value.get("stance"), "")
    return "\n".join(filter(None, [str(stance), str(value.get("text") or "")]))


def answer_words(item, value, language):
    texts = {line.uid: line.text.get(language, "") for line in (*item.options, *item.rows)}
    if not isinstance(value, dict):
        return str(value)
    if item.kind == QuestionKind.RANKING:
        ranked = sorted((uid for uid in value if str(value[uid]).strip()), key=lambda uid: str(value[uid]).zfill(9))
        return "\n".join(f"{value[uid]}. {texts.get(uid, '')}" for uid in ranked)
    if item.kind == QuestionKind.MATRIX:
        return "\n".join(f"{texts.get(row, '')}: {texts.get(uid, '')}" for row, uid in value.items() if uid)
    options = value.get("options") or [value.get("option")]
    lines = [texts.get(uid, "") for uid in options if uid != OTHER]
    return "\n".join(filter(None, [*lines, str(value.get("other") or "")]))
