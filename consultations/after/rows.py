"""What the page to check and send shows: everything that was typed, in words, each with the way to change it."""

from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext as _

from consultations.answering.about_form import CONSENT
from consultations.answering.pages import ABOUT, TEXT, page_of, url_of
from consultations.fields.forms import QuestionsForm
from consultations.fields.words import Line, typed_rows
from consultations.kinds import Publication

ALWAYS = ("name", "email")
"""Shown also where nothing was filled in: that decides whether anybody can come back."""


@dataclass(frozen=True)
class CheckRow:
    """One question or field: its words, what is wrong with it, and where it is changed.

    `subject` says what is changed there, where the label does not.
    """

    label: str
    url: str
    lines: tuple = ()
    subject: str = ""
    problem: str = ""
    is_private: bool = False
    is_publishable: bool = True


@dataclass(frozen=True)
class CheckSection:
    title: str
    rows: list
    url: str = ""
    """Where something can be added; only for comments on a draft text."""


def answer_sections(desk):
    """([CheckSection], [(message, address)]): the answers, and what is missing or wrong in them."""
    sections, problems = [], []
    for section in typed_rows(desk.questionnaire, desk.draft.typed, desk.language, desk.files):
        page = page_of(desk.questionnaire, str(section.number or TEXT))
        url, wrong = url_of(desk.consultation.code, page.name), desk.problems_of(page)
        form = _form(desk, page, wrong)
        anchors = {field.name: field.auto_id + getattr(field.field.widget, "first", "") for field in form}
        rows = [
            CheckRow(
                row.question, f"{url}#{anchors[row.key]}", row.lines, problem=wrong.get(row.key, ""),
                is_private=row.is_private, is_publishable=row.is_publishable,
            )
            for row in section.rows
        ]  # fmt: skip
        problems += [(message, f"{url}#{anchor}") for message, anchor in form.summary()]
        if rows or page.name == TEXT:
            sections.append(CheckSection(section.title, rows, url if page.name == TEXT else ""))
    return sections, problems


def _form(desk, page, problems):
    return QuestionsForm(
        page.items, language=desk.language, typed=desk.draft.typed, problems=problems, clauses=page.clauses,
        files=desk.files, questionnaire=desk.questionnaire,
    )  # fmt: skip


def about_section(desk):
    """(CheckSection, [(message, address)]): the page about the person."""
    form, url = desk.about_form, url_of(desk.consultation.code, ABOUT)
    form.is_valid()
    fields = [field for field in form if field.value() or field.errors or field.name in ALWAYS]
    rows = [_about_row(field, f"{url}#{_anchor(field)}") for field in fields]
    problems = [(message, f"{url}#{anchor}" if anchor else url) for message, anchor in form.summary()]
    return CheckSection(_("About you"), rows), problems


def publication_in_words(desk):
    """What becomes public of it, in a sentence; empty while that is not chosen."""
    given = desk.about_form.cleaned_data if desk.about_form.is_valid() else {}
    sentences = {
        Publication.NAME: _("Your answers are published with your name, and with that of your organisation if any."),
        Publication.ORGANISATION: _("Your answers are published with the name of your organisation, without yours."),
        Publication.ANONYMOUS: _("Your answers are published without your name and without that of an organisation."),
        Publication.NONE: _("Your answers are not published; they only count in the results."),
    }
    return sentences.get(given.get("publication"), "")


def _anchor(field):
    return f"{field.auto_id}_0" if isinstance(field.field.widget, forms.RadioSelect) else field.auto_id


def _about_row(field, url):
    problem, label = " ".join(field.errors), str(field.label)
    if field.name.startswith(CONSENT):
        line = Line(label if field.value() else _("Not ticked"))
        return CheckRow(_("You agree"), url, (line,), label, problem)
    value = field.value()
    if isinstance(field.field, forms.BooleanField):
        value = _("Yes") if value else _("No")
    elif isinstance(field.field, forms.ChoiceField):
        value = dict(field.field.choices).get(value, value)
    return CheckRow(label, url, (Line(str(value)),) if value else (), problem=problem)
