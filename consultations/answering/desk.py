"""One draft at one moment, in the language of who reads: what is asked, what is missing, and where one is."""

from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _

from consultations.checking import check
from consultations.conditions import shown
from consultations.files.services import files_of
from consultations.questionnaire import read
from consultations.services.drafts import about_in
from consultations.typed import CLAUSE, QUESTION, answers_in, is_empty
from core.languages import active_language

from .about_form import AboutForm
from .pages import ABOUT, ALL, CHECK, page_of, pages_of, url_of

TO_DO, DONE, EMPTY = "to_do", "done", "empty"


@dataclass(frozen=True)
class Step:
    """A page in the list of steps; `state` says whether something is still needed on it."""

    name: str
    title: str
    url: str
    is_current: bool
    state: str = ""

    @property
    def label(self):
        labels = {TO_DO: _("Not complete yet"), DONE: _("Filled in"), EMPTY: _("Nothing filled in yet")}
        return labels.get(self.state, "")


class Desk:
    def __init__(self, draft, at, *, is_trusted=True):
        self.draft, self.at, self.is_trusted = draft, at, is_trusted
        self.consultation = draft.consultation
        self.language = active_language()

    @cached_property
    def questionnaire(self):
        """As it was last shown to who writes; see `is_outdated`."""
        return read(self.draft.version.document)

    @cached_property
    def newest(self):
        return self.consultation.version

    @property
    def is_outdated(self):
        """Whether other questions are asked by now."""
        return self.draft.version_id != self.newest.pk

    @cached_property
    def files(self):
        """The documents so far: {question uid: [AnswerFile]}."""
        return {str(uid): rows for uid, rows in files_of(self.draft).items()}

    @cached_property
    def asked(self):
        """The questions that are asked, given what was typed: {uid: Item}."""
        return shown(self.questionnaire, answers_in(self.draft.typed))

    @cached_property
    def checked(self):
        counts = {uid: len(rows) for uid, rows in self.files.items()}
        return check(self.questionnaire, self.draft.typed, files=counts)

    @cached_property
    def about_form(self):
        """The page about the person, checked against what was answered."""
        sensitive = any(self.asked[uid].sensitive for uid in self.checked.answers)
        return AboutForm(
            about_in(self.draft),
            consultation=self.consultation,
            language=self.language,
            has_sensitive_answers=sensitive,
        )

    @cached_property
    def pages(self):
        return pages_of(self.questionnaire, self.asked)

    def problems_of(self, page):
        return {key: message for key, message in self.checked.problems.items() if key in page.keys}

    def steps(self, here=""):
        """The way from the first page to sending, with the page named `here` as the current one."""
        pages = [page_of(self.questionnaire, ALL)] if here == ALL else self.pages
        about = TO_DO if not self.about_form.is_valid() else DONE
        return [
            self._step(ABOUT, _("About you"), here, about),
            *(self._step(page.name, page.title_in(self.language), here, self._state(page)) for page in pages),
            self._step(CHECK, _("Check and send"), here),
        ]

    def neighbours(self, here):
        """The names of the pages before and after that one: (name or "", name or "")."""
        names = [step.name for step in self.steps(here)]
        place = names.index(here) if here in names else 0
        return names[place - 1] if place else "", names[min(place + 1, len(names) - 1)]

    def first_to_do(self):
        """The name of the first page on which something is still needed; else of the page to check and send."""
        return next((step.name for step in self.steps() if step.state == TO_DO), CHECK)

    @cached_property
    def has_retired(self):
        """Whether something was typed at questions or clauses that are no longer asked."""
        known = {QUESTION + uid for uid in self.questionnaire.questions}
        known |= {CLAUSE + uid for uid in self.questionnaire.commentable}
        return any(not is_empty(value) for key, value in self.draft.typed.items() if key not in known)

    def _step(self, name, title, here, state=""):
        return Step(name, title, url_of(self.consultation.code, name), name == here, state)

    def _state(self, page):
        if self.problems_of(page):
            return TO_DO
        given = {QUESTION + uid for uid in self.checked.answers} | {CLAUSE + uid for uid in self.checked.comments}
        return DONE if given & page.keys else EMPTY
