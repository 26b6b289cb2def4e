"""What an editor should still correct on a page, in the page's language.

Errors keep a page from being submitted, approved or published; warnings only advise. A rule is a module with a
function `problems(subject)`; its words stand in languages/<code>.toml, so another language is another file.
"""

from . import addresses, capitals, destinations, headings, link_texts, other_language, pictures, sentences, videos
from .problems import ERROR, WARNING, Problem
from .subjects import Subject

__all__ = ["ERROR", "WARNING", "Problem", "errors_of", "problems_of"]

RULES = (
    link_texts, pictures, headings, other_language, sentences, capitals, addresses, destinations, videos
)  # fmt: skip


def problems_of(page):
    """Everything to correct or reconsider, errors first, else in the order of the form; at most two queries."""
    subject = Subject(page)
    found = [problem for rule in RULES for problem in rule.problems(subject)]
    order = {(part.key, part.path): number for number, part in enumerate(subject.parts)}
    return sorted(found, key=lambda problem: (not problem.is_error, order[problem.key, problem.path]))


def errors_of(page):
    """What keeps the page from being submitted, approved or published."""
    return [problem for problem in problems_of(page) if problem.is_error]
