"""A questionnaire as a table of words: one line per text, one column per language."""

from django.utils.translation import gettext as _
from django.utils.translation import override

from consultations.fields.sentences import limits, only_if
from consultations.kinds import QuestionKind as K
from consultations.questionnaire import STATEMENT


def section_lines(section, questionnaire, languages):
    """{"title", "introduction": [words per language], "items": [...]}."""
    numbers = {uid: number for number, uid in enumerate(questionnaire.questions, start=1)}
    return {
        "has_title": any(section.title.values()),
        "title": _texts(section.title, languages),
        "introduction": _texts(section.introduction, languages),
        "items": [item_lines(item, questionnaire, numbers.get(item.uid), languages) for item in section.items],
    }


def item_lines(item, questionnaire, number, languages):
    """A question, or a statement, with everything that belongs to it."""
    return {
        "number": number,
        "code": item.code,
        "kind": "" if item.kind == STATEMENT else K(item.kind).label,
        "lines": [
            {"label": label, "texts": _texts(texts, languages)}
            for label, texts in _lines(item, questionnaire, languages)
            if any(texts.values())
        ],
    }


def clause_lines(questionnaire, languages):
    return [
        {"number": clause.number, "is_heading": clause.is_heading, "texts": _texts(clause.text, languages)}
        for clause in questionnaire.clauses
    ]


def _texts(texts, languages):
    return [{"language": code, "text": texts.get(code, "")} for code in languages]


def _lines(item, questionnaire, languages):
    """(label, {language code: words}), the question itself first."""
    yield _("Question") if item.is_question else _("Statement"), item.text
    yield _("Help with the question"), item.help
    yield _("Why a sensitive question is asked"), item.purpose
    for number, row in enumerate(item.rows, 1):
        yield _("Row %(number)s") % {"number": number}, row.text
    for number, option in enumerate(item.options, 1):
        yield _("Option %(number)s") % {"number": number}, option.text
    yield _("Word at the low end"), item.low
    yield _("Word at the high end"), item.high
    yield _("Unit"), item.unit
    if item.is_question:
        yield _("Rules"), {code: _rules(item, questionnaire, code) for code in languages}


def _rules(item, questionnaire, language):
    """What limits the answers and what happens with them, in sentences of that language."""
    with override(language):
        rules = [
            _("Must be answered.") if item.required else "",
            _("Sensitive: never published.") if item.sensitive else "",
            _("Not published.") if not item.publishable and not item.sensitive else "",
            limits(item, language),
            _("From %(first)s to %(last)s.") % {"first": item.first, "last": item.last}
            if item.kind == K.SCALE
            else "",
            _("Decimals: %(number)s.") % {"number": item.decimals} if item.kind == K.NUMBER else "",
            _("At most so many documents: %(number)s.") % {"number": item.at_most or 1} if item.kind == K.FILE else "",
            _("With “other”, to fill in.") if item.other else "",
            *_exclusive(item),
            only_if(item, questionnaire.questions, language) if item.conditions else "",
        ]
    return " ".join(rule for rule in rules if rule)


def _exclusive(item):
    for number, option in enumerate(item.options, 1):
        if option.exclusive:
            yield _("Option %(number)s goes with no other.") % {"number": number}
