"""Whether searches that found nothing find something now."""

from search.engines import engine
from search.questions import question
from search.table import table_in


def finding_now(searches):
    """Those of these searches, as (language, words), that find something: a query per language, however many."""
    by_language = {}
    for language, words in searches:
        by_language.setdefault(language, []).append(words)
    return {(language, words) for language, texts in by_language.items() for words in _finding(language, texts)}


def _finding(language, texts):
    asked = {words: question(words, language) for words in texts}
    asked = {words: one for words, one in asked.items() if one}
    table = table_in(language)
    seen = table.seen()
    found = engine().matching(*asked.values())
    return [words for words, keys in zip(asked, found, strict=True) if table.rows(keys) & seen]
