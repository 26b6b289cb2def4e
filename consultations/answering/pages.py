"""The pages on which a questionnaire is answered: one per section, one for the draft text, or one for all."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from consultations.typed import CLAUSE, QUESTION

ABOUT, TEXT, ALL, CHECK = "about", "text", "all", "check"
"""The names of pages; a section is named by its number: "1", "2"…"""

ROUTES = {ABOUT: "about", TEXT: "clauses", ALL: "all", CHECK: "check"}


@dataclass(frozen=True)
class Page:
    name: str
    sections: tuple = ()
    clauses: tuple = ()

    @property
    def items(self):
        return [item for section in self.sections for item in section.items]

    @property
    def keys(self):
        """The keys of what can be answered on it: see consultations.typed."""
        questions = {QUESTION + item.uid for item in self.items if item.is_question}
        return questions | {CLAUSE + clause.uid for clause in self.clauses if not clause.is_heading}

    def title_in(self, language):
        if self.name == ALL:
            return _("All questions")
        if self.name == TEXT:
            return _("The draft text")
        return section_title(self.sections[0], language)


def section_title(section, language):
    return section.title.get(language) or _("Questions")


def page_of(questionnaire, name):
    """The page with that name, or None where the questionnaire has none."""
    clauses = questionnaire.clauses if questionnaire.commentable else ()
    if name == ALL:
        return Page(ALL, questionnaire.sections, clauses)
    if name == TEXT:
        return Page(TEXT, (), clauses) if clauses else None
    number = int(name) if name.isascii() and name.isdecimal() and len(name) < 5 else 0
    if not 0 < number <= len(questionnaire.sections):
        return None
    return Page(name, (questionnaire.sections[number - 1],))


def pages_of(questionnaire, asked):
    """The pages to go through one by one; a section of which nothing is asked is left out."""
    numbered = enumerate(questionnaire.sections, start=1)
    names = [
        str(number)
        for number, section in numbered
        if not section.questions or any(item.uid in asked for item in section.questions)
    ]
    return [page_of(questionnaire, name) for name in [*names, *([TEXT] if questionnaire.commentable else [])]]


def is_page(name):
    return name in ROUTES or (name.isascii() and name.isdecimal() and len(name) < 5)


def kwargs_of(code, name):
    """How a page is reached: (name of the route, its arguments)."""
    if name in ROUTES:
        return f"take_part:{ROUTES[name]}", {"code": code}
    return "take_part:section", {"code": code, "number": int(name)}


def url_of(code, name):
    route, kwargs = kwargs_of(code, name)
    return reverse(route, kwargs=kwargs)
