"""What is said beside a question, in the reader's language: when it is asked, what fits, and why it is asked."""

from decimal import Decimal, InvalidOperation

from django.utils.formats import number_format
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from consultations.blocks.conditions import ANSWERED, AT_LEAST, AT_MOST, NONE_OF, ONE_OF
from consultations.checking import LONGEST
from consultations.conditions import ANY
from consultations.kinds import QuestionKind
from consultations.typed import OTHER


def words_in(texts, language, otherwise=""):
    """The words of that language; never another's."""
    return texts.get(language) or otherwise


def label_of(item, language):
    """The words of a question; its code while a draft has none yet."""
    return words_in(item.text, language, item.code)


def clause_label(clause, language):
    """A clause by its number, or by its first words."""
    if clause.number:
        return _("Clause {number}").format(number=clause.number)
    return Truncator(words_in(clause.text, language)).words(8)


def limits(item, language):
    """What fits, in a sentence; empty where anything does."""
    if item.kind in (QuestionKind.SHORT_TEXT, QuestionKind.LONG_TEXT):
        longest = item.longest or LONGEST[item.kind]
        return ngettext("At most {count} sign.", "At most {count} signs.", longest).format(
            count=number_format(longest, force_grouping=True)
        )
    if item.kind == QuestionKind.MULTIPLE and item.at_most:
        return _("Choose at most {count}.").format(count=item.at_most)
    if item.kind == QuestionKind.RANKING:
        return _("Give every line its own place, from 1 (the first) to {last}.").format(last=len(item.options))
    if item.kind == QuestionKind.NUMBER:
        return _range(item, words_in(item.unit, language))
    return ""


def _range(item, unit):
    least, most = (amount(text) for text in (item.least, item.most))
    if least and most:
        sentence = _("A number from {least} to {most}.")
    elif least:
        sentence = _("A number of at least {least}.")
    elif most:
        sentence = _("A number of at most {most}.")
    else:
        sentence = ""
    parts = [sentence.format(least=least, most=most), _("Unit: {unit}.").format(unit=unit) if unit else ""]
    return " ".join(filter(None, parts))


def amount(text):
    """A number of the document in the reader's notation; empty for none."""
    try:
        number = Decimal(text)
    except InvalidOperation:
        return ""
    return number_format(number, force_grouping=abs(number) >= 10_000)


def privacy(item, language):
    """Why a sensitive question is asked, and who sees its answer: a list of sentences."""
    purpose = words_in(item.purpose, language)
    sentences = [_("Why we ask this: {purpose}").format(purpose=purpose)] if purpose else []
    if item.is_private:
        sentences.append(_("Few people see this answer, and it is never published."))
    elif not item.publishable:
        sentences.append(_("This answer is not published."))
    return sentences


def only_if(item, questions, language):
    """When a question is asked: “Only if you answered “yes” to “…”.”, from its conditions on these questions."""
    parts = [_condition(test, questions[test.question], language) for test in item.conditions]
    return _("Only if {conditions}.").format(
        conditions=one_of(parts) if item.match == ANY else listed(parts, _("{others} and {last}"))
    )


def _condition(condition, question, language):
    words = {option.uid: quoted(words_in(option.text, language)) for option in question.options}
    words[OTHER] = _("something else")
    answers = one_of([words[uid] for uid in condition.options if uid in words])
    sentence = {
        ANSWERED: _("you answered {question}"),
        ONE_OF: _("you answered {answers} to {question}"),
        NONE_OF: _("you did not answer {answers} to {question}"),
        AT_LEAST: _("you answered at least {value} to {question}"),
        AT_MOST: _("you answered at most {value} to {question}"),
    }[condition.test]
    value = amount(condition.value) or condition.value
    return sentence.format(answers=answers, value=value, question=quoted(label_of(question, language)))


def quoted(text):
    return _("“{text}”").format(text=text)


def one_of(parts):
    return listed(parts, _("{others} or {last}"))


def listed(parts, pattern):
    """“a, b and c”, with the words of the pattern before the last."""
    if len(parts) < 2:
        return "".join(parts)
    return pattern.format(others=", ".join(parts[:-1]), last=parts[-1])
