"""Words that mean the same, as a search uses them."""

from core.kept import kept
from core.languages import language_codes, localized_name
from search.models import SynonymGroup

from .terms import key_of, lines, says_the_same_abroad


def synonyms_in(language):
    """What else is looked for: {what somebody types: [what means the same]}, all as tuples of stems.

    Terms of a group in the reader's language mean each other, both ways: of two of them each leads to the other.
    Terms of the group in another language are only recognised, and only where nothing else can be meant (abbreviations
    and phrases): they lead to the terms of the reader's language, and no term of that language leads to them. So a
    Dutch reader who types “RSE” finds pages about “MVO”. What was typed is looked for as well, whoever asks this.
    """
    return kept(f"synonyms:{language}", lambda: _read(language))


def _read(language):
    columns = {code: localized_name("terms", code) for code in language_codes()}
    here, abroad = {}, {}
    for row in SynonymGroup.objects.order_by("pk").values(*columns.values()):
        terms = _keys(lines(row[columns[language]]), language)
        for term in terms:
            _add(here, term, terms)
        for code, column in columns.items():
            if code != language:
                # With the reader's stems: as a reader of this language types it, and the search takes it.
                for term in _keys(filter(says_the_same_abroad, lines(row[column])), language):
                    _add(abroad, term, terms)
    # What the reader's own language says of a term goes before what another language says.
    return {term: others for term, others in (abroad | here).items() if others}


def _keys(terms, language):
    keys = (key_of(term, language) for term in terms)
    return list(dict.fromkeys(key for key in keys if key))


def _add(table, term, others):
    known = table.setdefault(term, [])
    known.extend(other for other in others if other != term and other not in known)
