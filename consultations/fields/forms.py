"""The questions of a page as a form, filled in with what was typed."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.forms.utils import ErrorDict, ErrorList
from django.forms.widgets import Script
from django.template.defaultfilters import linebreaks_filter
from django.utils.html import format_html_join
from django.utils.translation import gettext as _

from consultations.checking import LONGEST
from consultations.kinds import QuestionKind
from consultations.typed import CLAUSE, QUESTION

from . import widgets
from .asking import on_page
from .layout import ClauseHeading, Question, Statement
from .sentences import clause_label, label_of, limits, only_if, privacy, words_in


class QuestionsForm(forms.Form):
    """Shows questions and clauses as they were typed, with what is wrong; consultations.fields.reading reads them.

    `typed` is all that was typed ({key: value}), on this page or another; `problems` are {key: message}; `files` are
    {question uid: documents}. With the `questionnaire`, the page leaves out what the answers on other pages hide.
    `page` are all items of the page, where this form is one of several on it. `heading` is the level of headings.
    It is never bound: what counts is decided by consultations.checking.
    """

    use_required_attribute = False

    class Media:
        js = [Script("consultations/asked.js", type="module")]
        css = {"all": ["consultations/css/fields.css", "consultations/css/documents.css"]}

    def __init__(
        self, items, *, language, typed, problems=None, clauses=(), files=None, questionnaire=None, page=(),
        heading=2,
    ):  # fmt: skip
        super().__init__(initial=typed)
        self.language, self.files_of = language, files or {}
        here = on_page(page or items, typed, questionnaire, files)
        own = {item.uid for item in items}
        self.items = [item for item in here if item.uid in own]
        self.questions = {item.uid: item for item in here if item.is_question}
        for item in self.items:
            if item.is_question:
                self.fields[QUESTION + item.uid] = self._field(item)
        for clause in clauses:
            if not clause.is_heading:
                self.fields[CLAUSE + clause.uid] = self._opinion(clause)
        self._errors = ErrorDict(
            {key: ErrorList([message]) for key, message in (problems or {}).items() if key in self.fields}
        )
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.layout = Layout(
            *(
                Question(QUESTION + item.uid, item) if item.is_question else Statement(item, language)
                for item in self.items
            ),
            *(
                ClauseHeading(clause, language, heading) if clause.is_heading else CLAUSE + clause.uid
                for clause in clauses
            ),
        )

    def get_initial_for_field(self, field, field_name):
        """What was typed there; a text of another shape is no text."""
        value = self.initial.get(field_name)
        is_group = isinstance(field.widget, widgets.Group)
        return value if is_group or isinstance(value, str) else ""

    def summary(self):
        """What is wrong, with the words of the question and the element to go to: [(message, anchor)]."""
        return [
            (_("{question} – {message}").format(question=field.label, message=message), self._anchor(field))
            for field in self
            for message in field.errors
        ]

    def _anchor(self, field):
        return field.auto_id + getattr(field.field.widget, "first", "")

    def _field(self, item):
        return forms.Field(
            label=label_of(item, self.language),
            required=item.required,
            help_text=self._help(item),
            widget=self._widget(item),
        )

    def _opinion(self, clause):
        # Required only so that the pack does not write “optional” beside each of forty clauses.
        return forms.Field(
            label=clause_label(clause, self.language),
            required=True,
            widget=widgets.Opinion(clause, self.language),
        )

    def _help(self, item):
        sentences = [
            ("field__only", only_if(item, self.questions, self.language) if item.conditions else ""),
            ("field__words", words_in(item.help, self.language)),
            ("field__limits", limits(item, self.language)),
            *(("field__privacy", sentence) for sentence in privacy(item, self.language)),
        ]
        shown = ((name, linebreaks_filter(text)) for name, text in sentences if text)
        return format_html_join("", '<div class="{}">{}</div>', shown)

    def _widget(self, item):
        kind, language = item.kind, self.language
        if kind == QuestionKind.SINGLE:
            return widgets.Choices(item, language, "radio")
        if kind == QuestionKind.MULTIPLE:
            return widgets.Choices(item, language, "checkbox")
        if kind == QuestionKind.LONG_TEXT:
            return forms.Textarea(attrs={"rows": 3 if (item.longest or LONGEST[kind]) <= 500 else 6})
        if kind == QuestionKind.EMAIL:
            return forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"})
        if kind == QuestionKind.DATE:
            return widgets.Day()
        if kind == QuestionKind.FILE:
            return widgets.Documents(item, language, self.files_of.get(item.uid, ()))
        several = {
            QuestionKind.SCALE: widgets.Points,
            QuestionKind.RANKING: widgets.Places,
            QuestionKind.MATRIX: widgets.Table,
            QuestionKind.NUMBER: widgets.Amount,
        }
        return several[kind](item, language) if kind in several else forms.TextInput()
