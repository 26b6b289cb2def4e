"""Links within the site lead to pages that are there, in its language: a copied text keeps the old ones."""

from django.utils.translation import gettext as _

from .names import name_of_language
from .problems import WARNING, problem


def problems(subject):
    for part, link, key in subject.links_to_pages:
        yield from _of_page(subject, part, key, link.text)
    for part, key in subject.chosen_pages:
        yield from _of_page(subject, part, key, "")


def _of_page(subject, part, key, text):
    page = subject.linked_page(key)
    if page is None:
        yield problem(WARNING, "link-gone", part, _("This link leads to a page that is no longer there."), text)
        return
    title, language = page
    if language != subject.language:
        message = _("This link leads to a page in %(language)s. Choose the page in the reader’s language.")
        words = message % {"language": name_of_language(language)}
        yield problem(WARNING, "link-other-language", part, words, text or title)
