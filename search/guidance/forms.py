"""The forms of synonyms and of promoted results: what the search cannot use is said beside its field."""

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from core.languages import language_codes, localized_name
from editorial.facts_form import FactsForm
from search.analysis import is_stop, words

from .promotions import MOST
from .terms import key_of, lines

MOST_TERMS, MOST_WORDS = 20, 6


class TermsForm(FactsForm):
    """A form with terms per language, one on each line; at least one term in all."""

    text = ""
    fewest = 1
    stop_words_say_something = True

    def clean(self):
        super().clean()
        cleaned = self.cleaned_data
        self.keys = {}  # {language: {stems: term}} of what was typed rightly
        for language in language_codes():
            name = localized_name(self.text, language)
            if name in cleaned:  # otherwise it is too long, or holds what no text may hold
                terms = lines(cleaned[name])
                cleaned[name] = "\n".join(terms)
                self._check(name, terms, language)
        if not self.errors and sum(len(keys) for keys in self.keys.values()) < self.fewest:
            self.add_error(localized_name(self.text, language_codes()[0]), self.too_few())
        return cleaned

    def _check(self, name, terms, language):
        if len(terms) > MOST_TERMS:
            self.add_error(name, _("These are too many: write at most %(most)s lines.") % {"most": MOST_TERMS})
            return
        known = self.keys[language] = {}
        for term in terms:
            problem = self._problem(term, language)
            key = key_of(term, language)
            if not problem and key in known:
                problem = _("To the search “%(one)s” and “%(other)s” are the same: leave one of them out.") % {
                    "one": known[key],
                    "other": term,
                }
            if problem:
                self.add_error(name, problem)
            else:
                known[key] = term
        if known:
            self.check_others(name, known, language)

    def _problem(self, term, language):
        """What is wrong with that term by itself; empty where nothing is."""
        found = words(term)
        if not any(sign.isalpha() for word in found for sign in word):
            return _("There are no letters in “%(term)s”.") % {"term": term}
        if len(found) > MOST_WORDS:
            return _("“%(term)s” is too long: write at most %(most)s words on a line.") % {
                "term": term,
                "most": MOST_WORDS,
            }
        if not self.stop_words_say_something and all(is_stop(word, language) for word in found):
            return _("“%(term)s” has only words that stand on every page.") % {"term": term}
        return ""

    def check_others(self, name, known, language):
        """Compare {stems: term} with what the other rows hold."""

    def others(self):
        return self._meta.model.objects.exclude(pk=self.instance.pk).order_by("pk")

    def link_to(self, row, words):
        return format_html(
            '<a href="{}">{}</a>', reverse(row.snippet_viewset.get_url_name("edit"), args=[row.pk]), words
        )


class SynonymGroupForm(TermsForm):
    text = "terms"
    fewest = 2
    stop_words_say_something = False

    def too_few(self):
        return _("Write at least two terms: what means the same as what?")

    def check_others(self, name, known, language):
        for group in self.others():
            there = {key_of(term, language): term for term in lines(getattr(group, name))}
            for key in known.keys() & there.keys():
                link = self.link_to(group, ", ".join(there.values()))
                self.add_error(name, _said(_("“{term}” stands in another group already: {group}"), known[key], link))


class PromotionForm(TermsForm):
    text = "searches"

    def too_few(self):
        return _("Write at least one search, in one of the languages.")

    def check_others(self, name, known, language):
        page = self.cleaned_data.get("page")
        if page is None:
            return
        leading = {key: [] for key in known}
        for promotion in self.others().select_related("page"):
            for key in {key_of(term, language) for term in lines(getattr(promotion, name))} & known.keys():
                leading[key].append(promotion)
        for key, promotions in leading.items():
            self._check_search(name, known[key], promotions, page)

    def _check_search(self, name, search, promotions, page):
        same = [promotion for promotion in promotions if promotion.page.translation_key == page.translation_key]
        links = format_html_join(", ", "{}", [(self.link_to(one, str(one.page)),) for one in same or promotions])
        if same:
            self.add_error(name, _said(_("“{term}” leads to this page already: {group}"), search, links))
        elif len(promotions) >= MOST:
            sentence = _("“{term}” leads to {most} other pages already, and no more are shown: {group}")
            self.add_error(name, _said(sentence, search, links))


def _said(sentence, term, group):
    """A sentence with a link in it, as an error that is shown as it is."""
    return ValidationError(format_html(sentence, term=term, group=group, most=MOST))
