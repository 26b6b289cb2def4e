"""What a search finds in the other languages: its number, and the results only when they are asked for."""

from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import override

from core.languages import language_codes, language_name

from .answers import answer
from .engines import engine
from .questions import question
from .results import results_abroad
from .table import table_in

MOST = 10
"""Results that are shown of each other language; its own search shows all."""


@dataclass(frozen=True)
class Abroad:
    code: str
    name: str
    total: int
    url: str
    """The same search in that language."""
    results: list = field(default_factory=list)

    @property
    def has_more(self):
        return self.total > len(self.results)


def abroad(text, language, *, kinds, themes, with_results):
    """What there is in each other language that has any."""
    found = []
    for code in language_codes():
        if code == language:
            continue
        if with_results:
            there = answer(text, code, kinds=kinds, themes=themes, per_page=MOST)
            total, results = there.total, results_abroad(there.entries, there.question)
        else:
            total, results = _number(text, code, {"kind": kinds, "theme": themes}), []
        if total:
            found.append(Abroad(code, language_name(code), total, _address(text, code, kinds, themes), results))
    return found


def _number(text, language, chosen):
    """How many there are, without finding out which are the best."""
    asked, table = question(text, language), table_in(language)
    if not asked:
        return 0
    (keys,) = engine().matching(asked)
    return table.narrowed(table.rows(keys) & table.seen(), chosen).bit_count()


def _address(text, language, kinds, themes):
    with override(language):
        return f"{reverse('search')}?{urlencode({'q': text, 'kind': kinds, 'theme': themes}, doseq=True)}"
