"""Finds the goals, themes and organisations that a cell names, by code or by name in any language."""

import re

from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from actions.models import Action
from actions.sheets.rows import code_of
from core.folding import folded
from core.languages import localized_names
from core.sheets.problems import CellProblem
from partners.models import Organisation

SEPARATORS = re.compile(r"[;\n]")
"""Some names have commas in them, so those divide only what is no name as a whole."""
PREFIX = re.compile(r"^(?:sdg|ods|odd)\s*|\.$", re.IGNORECASE)
NUMBERED = re.compile(r"^([0-9]{1,2})\.\s+\S")


class Vocabulary:
    """The words of the platform's lists, each read once."""

    def terms(self, name, words):
        """The codes of the goals or themes in that cell, as the sheets of a plan take them. Raises CellProblem."""
        known, found = self._terms[name], set()
        for piece in SEPARATORS.split(words or ""):
            if self._code(known, piece):
                found.add(self._code(known, piece))
            else:
                found |= {self._term(known, part.strip()) for part in piece.split(",") if part.strip()}
        return tuple(sorted(found, key=_in_order)) or None

    def _term(self, known, words):
        code = self._code(known, words)
        if code is None:
            raise CellProblem(_("The list has no “%(code)s”.") % {"code": words[:50]})
        return code

    def _code(self, known, words):
        """The code of a term written as “5”, “SDG 5”, “5. Gender equality” or by its name alone; None for another."""
        words = words.strip()
        number = NUMBERED.match(words)
        spellings = (words, PREFIX.sub("", words), number[1] if number else "")
        return next((known[folded(one)] for one in spellings if folded(one) in known), None)

    def organisation(self, words):
        """The code of the organisation with that code or name. Raises CellProblem for none and for several."""
        if not words:
            return None
        if words in self._organisations[0]:
            return words
        codes = self._organisations[1].get(folded(words), set())
        if not codes:
            raise CellProblem(_("No organisation has the code or the name “%(name)s”.") % {"name": words[:50]})
        if len(codes) > 1:
            raise CellProblem(
                _("Several organisations have this name. Write the code of one: %(codes)s.")
                % {"codes": ", ".join(sorted(codes)[:5])}
            )
        return next(iter(codes))

    @cached_property
    def _terms(self):
        found = {}
        for name in ("goals", "themes"):
            words = found[name] = {}
            for term in Action._meta.get_field(name).related_model.objects.all():
                for text in (code_of(term), *(getattr(term, column) for column in localized_names("name"))):
                    words[folded(text or "")] = code_of(term)
            words.pop("", None)
        return found

    @cached_property
    def _organisations(self):
        codes, names = set(), {}
        rows = Organisation.objects.filter(archived_at__isnull=True)
        for code, *texts in rows.values_list("code", *localized_names("name"), *localized_names("acronym")):
            codes.add(code)
            for text in filter(None, texts):
                names.setdefault(folded(text), set()).add(code)
        return codes, names


def _in_order(code):
    return (0, int(code), "") if code.isdecimal() else (1, 0, code)
