"""Which clause of a file is which clause of the draft text: a redraft or a translation keeps its identity.

In the order: the very same words; the same number with words that are alike; words that are much alike; the same
number; and, for a language in which nothing stands yet, the same place between clauses that were found.
"""

import re
from collections import defaultdict
from difflib import SequenceMatcher

ALIKE, MUCH_ALIKE = 0.4, 0.6
LONGEST, MOST_COMPARED = 300, 1500
"""So many words of a clause are compared, and so many pairs: a hostile file takes no more than seconds."""
WORD = re.compile(r"\w+")


def matches(parts, clauses, languages):
    """{position in parts: position in clauses}; both have `kind`, `number` and `texts` ({language code: words})."""
    matcher = _Matcher(parts, clauses, languages)
    matcher.pair(lambda item: (item.kind, tuple(_flat(item.texts.get(code)) for code in languages)), worded=True)
    matcher.pair_numbers(ALIKE)
    matcher.pair_alike()
    matcher.pair_numbers(0)
    matcher.pair_places()
    return matcher.found


def number_key(number):
    """What is the same in “Art. 3”, “Article 3.” and “3”."""
    found = re.findall(r"[0-9]+|[a-z]+$", re.sub(r"^\W*art\w*", "", (number or "").casefold()).strip(" .)°:("))
    return ".".join(found)


class _Matcher:
    def __init__(self, parts, clauses, languages):
        self.parts, self.clauses, self.languages = parts, clauses, languages
        self.words = {id(item): words_of(item, languages) for item in (*parts, *clauses)}
        self.sets = {key: set(words) for key, words in self.words.items()}
        self.found, self.taken = {}, set()

    def pair(self, key, *, worded=False, fits=lambda part, clause: True):
        """Those with the same key, the first with the first."""
        waiting = defaultdict(list)
        for position, clause in self._clauses():
            waiting[key(clause)].append(position)
        for position, part in self._parts():
            if worded and not any(part.texts.get(code) for code in self.languages):
                continue
            fitting = (at for at in waiting.get(key(part), ()) if fits(part, self.clauses[at]))
            if (clause := next(fitting, None)) is not None:
                waiting[key(part)].remove(clause)
                self._take(position, clause)

    def pair_numbers(self, least):
        """Those with the same number, and words that are alike where both have any."""

        def fits(part, clause):
            has_number = bool(number_key(part.number))
            return has_number and (not self._speaks(clause) or self._likeness(part, clause) >= least)

        self.pair(lambda item: (item.kind, number_key(item.number)), fits=fits)

    def pair_alike(self):
        """Those that share most of their words first; the order of the words decides whether they are the same."""
        pairs = sorted(
            (
                (self._shared(part, clause), -position, -at)
                for position, part in self._parts()
                for at, clause in self._clauses()
                if part.kind == clause.kind and self._shared(part, clause) >= ALIKE
            ),
            reverse=True,
        )
        for _shared, position, at in pairs[:MOST_COMPARED]:
            if -position in self.found or -at in self.taken:
                continue
            if self._likeness(self.parts[-position], self.clauses[-at]) >= MUCH_ALIKE:
                self._take(-position, -at)

    def pair_places(self):
        """Those without words in these languages, by their place between the clauses that were found."""
        last = -1
        for position, part in enumerate(self.parts):
            if position in self.found:
                last = self.found[position]
                continue
            at = last + 1
            if at >= len(self.clauses) or at in self.taken:
                continue
            clause = self.clauses[at]
            if clause.kind == part.kind and not self._speaks(clause) and not self._contradicts(part, clause):
                self._take(position, at)
                last = at

    def _contradicts(self, part, clause):
        return bool(part.number and clause.number) and number_key(part.number) != number_key(clause.number)

    def _speaks(self, clause):
        return any(clause.texts.get(code) for code in self.languages)

    def _parts(self):
        return [(position, part) for position, part in enumerate(self.parts) if position not in self.found]

    def _clauses(self):
        return [(position, clause) for position, clause in enumerate(self.clauses) if position not in self.taken]

    def _take(self, position, clause):
        self.found[position] = clause
        self.taken.add(clause)

    def _shared(self, part, clause):
        """How much of their words is the same, whatever their order: from 0 to 1."""
        one, other = self.sets[id(part)], self.sets[id(clause)]
        return len(one & other) / max(len(one), len(other), 1)

    def _likeness(self, part, clause):
        return SequenceMatcher(None, self.words[id(part)], self.words[id(clause)], autojunk=False).ratio()


def words_of(item, languages):
    return [word for code in languages for word in WORD.findall((item.texts.get(code) or "").casefold())][:LONGEST]


def _flat(text):
    return " ".join((text or "").split())
