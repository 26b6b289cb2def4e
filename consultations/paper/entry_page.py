"""What the screen of an entry shows: the person, every question and clause, as they were typed."""

from consultations.answering.about_form import AboutForm
from consultations.fields.forms import QuestionsForm
from consultations.fields.reading import typed_in
from consultations.files.services import files_of
from consultations.questionnaire import STATEMENT, Item, read
from consultations.typed import QUESTION, is_empty

from .entry_forms import ArrivalForm


class EntryPage:
    """The forms of a draft that staff writes, always with the newest questions."""

    def __init__(self, draft, facts):
        self.draft, self.facts, self.language = draft, facts, draft.language
        self.consultation = draft.consultation
        self.questionnaire = read(self.consultation.version.document)
        self.items = list(self._items())

    def _items(self):
        """Every question, under the title of its section."""
        for section in self.questionnaire.sections:
            if section.title.get(self.language):
                yield Item(section.uid, STATEMENT, section.title)
            yield from section.items

    def typed_in(self, post):
        return typed_in(self.items, post, self.questionnaire.clauses)

    def arrival(self, data=None):
        kept = {"channel": self.facts.channel, "received_on": self.facts.received_on}
        form = ArrivalForm(kept if data is None else data)
        form.consultation = self.consultation
        return form

    def about(self):
        return AboutForm(
            self.facts.about, consultation=self.consultation, language=self.language,
            has_sensitive_answers=self.has_sensitive_answers,
        )  # fmt: skip

    @property
    def has_sensitive_answers(self):
        return any(
            item.sensitive and not is_empty(self.draft.typed.get(QUESTION + uid, ""))
            for uid, item in self.questionnaire.questions.items()
        )

    def questions(self, problems=None):
        return QuestionsForm(
            self.items,
            language=self.language,
            typed=self.draft.typed,
            problems=problems,
            clauses=self.questionnaire.clauses,
            files=files_of(self.draft),
        )
