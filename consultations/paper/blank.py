"""The form of a consultation to print and fill in with a pen, as a tagged PDF: made from a version."""

from dataclasses import replace
from pathlib import Path

from django.core.cache import cache
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from consultations.answering.about_form import CONSENT, AboutForm
from consultations.fields.sentences import limits, only_if, privacy
from consultations.kinds import QuestionKind, Stance
from consultations.privacy.consents import contact_in
from core.canonical import digest_of
from core.pdf import pdf_of

from .places import OTHER_WORDS, about_fields, is_box

TEMPLATE = Path(__file__).with_name("blank.typ")
SHORT_LINES, LONG_LINES = 1, 8
KEPT = 24 * 60 * 60
"""Seconds that a file is kept for whoever asks for the same one."""


def blank_pdf(consultation, version, questionnaire, language):
    """The bytes of the PDF, in that language, which is the active one."""
    data = blank_data(consultation, version, questionnaire, language)
    return cache.get_or_set(f"blank-form:{digest_of(data)}", lambda: pdf_of(TEMPLATE, data), KEPT)


def blank_data(consultation, version, questionnaire, language):
    numbered = numbered_questions(questionnaire, language)
    about = AboutForm({}, consultation=consultation, language=language)
    return {
        "language": language,
        "title": consultation.name_in(language),
        "kicker": _("Consultation"),
        "organisation": consultation.organisation.name_in(language),
        "fictional": _("An invented example.") if consultation.fictional else "",
        "how": _how(consultation, language),
        "sections": [
            {
                "title": section.title.get(language) or "",
                "introduction": _paragraphs(section.introduction.get(language)),
                "items": [_item(item, numbered, language) for item in section.items],
            }
            for section in questionnaire.sections
        ],
        "clauses_title": _("The draft text"),
        "clauses_help": _("Comment on the clauses that you want to say something about."),
        "clauses": [_clause(clause, language) for clause in questionnaire.clauses],
        "stances": [str(stance.label) for stance in Stance],
        "comment": _("Your comment"),
        "about_title": _("About you"),
        "about": _about(about),
        "consents_title": _("Your personal data"),
        "information": [line for _key, text in about.information for line in _paragraphs(text)],
        "consents": list(about.consents.values()),
        "signed": [_("Date"), _("Signature")],
        "version_title": _("Which form this is"),
        "version": _("Consultation %(code)s, version %(number)s of the questionnaire. Its SHA-256 is:")
        % {"code": consultation.code, "number": version.number},
        "digest": version.digest,
        "page_words": _("page"),
    }


def _how(consultation, language):
    sentences = [_("Write clearly, with a dark pen. Put a cross in a box to choose it.")]
    if consultation.last_day:
        day = date_format(consultation.last_day, "DATE_FORMAT")
        sentences.append(_("Your answer must have reached us on %(day)s at the latest.") % {"day": day})
    if contact := contact_in(consultation, language):
        sentences.append(_("Send the form to: %(contact)s") % {"contact": contact})
    sentences.append(_("What you send on paper counts as much as what is sent on the site. Extra sheets are welcome."))
    return sentences


def numbered_questions(questionnaire, language):
    """The questions as paper shows them, with their number before their words: {uid: Item}."""
    return {
        uid: replace(item, text={language: f"{number}. {item.text.get(language) or item.code}"})
        for number, (uid, item) in enumerate(questionnaire.questions.items(), start=1)
    }


def _item(item, numbered, language):
    if not item.is_question:
        return {"kind": item.kind, "text": _paragraphs(item.text.get(language))}
    return {
        "kind": item.kind,
        "text": numbered[item.uid].text[language],
        "required": _("Please answer this question.") if item.required else "",
        "only_if": only_if(item, numbered, language) if item.conditions else "",
        "help": _paragraphs(item.help.get(language)),
        "hints": [*_instructions(item, language), *privacy(item, language)],
        "options": [option.text.get(language) or "" for option in item.options],
        "rows": [row.text.get(language) or "" for row in item.rows],
        "other": str(OTHER_WORDS) if item.other else "",
        "points": item.points if item.kind == QuestionKind.SCALE else [],
        "low": item.low.get(language) or "",
        "high": item.high.get(language) or "",
        "unit": item.unit.get(language) or "",
        "lines": LONG_LINES if item.kind == QuestionKind.LONG_TEXT else SHORT_LINES,
        "row_heading": _("Row"),
    }


def _instructions(item, language):
    if item.kind in INSTRUCTIONS and not (item.kind == QuestionKind.MULTIPLE and item.at_most):
        return [str(INSTRUCTIONS[item.kind])]
    return list(filter(None, [limits(item, language)]))


INSTRUCTIONS = {
    QuestionKind.SINGLE: gettext_lazy("Choose one answer."),
    QuestionKind.SCALE: gettext_lazy("Choose one answer."),
    QuestionKind.MULTIPLE: gettext_lazy("You may choose several answers."),
    QuestionKind.MATRIX: gettext_lazy("Choose one answer on each row."),
    QuestionKind.DATE: gettext_lazy("Day, month, year."),
    QuestionKind.FILE: gettext_lazy("Send your document along, and write its name here."),
}


def _clause(clause, language):
    return {
        "is_heading": clause.is_heading,
        "number": clause.number,
        "text": _paragraphs(clause.text.get(language)),
    }


def _about(form):
    """Lines to write on, and lists to choose from; the consents stand apart."""
    return [
        {"label": "" if is_box(choices) else str(field.label), "options": [str(words) for _value, words in choices]}
        for name, field, choices in about_fields(form)
        if not name.startswith(CONSENT)
    ]


def _paragraphs(text):
    return [line for line in (text or "").splitlines() if line.strip()]
