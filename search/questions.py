"""What somebody typed, as what is looked up: every group of it must stand in what is found.

Quotation marks make phrases; everything else that is no letter and no digit parts words and means nothing.
"""

import re
import unicodedata
from dataclasses import dataclass

from .analysis import is_stop, stems, words
from .guidance.synonyms import synonyms_in

READ = 20_000
"""Signs of what was typed, at most, that are looked at."""
LONGEST = 200
"""Signs of the words that are looked up, and of the text that is shown again."""
MOST_WORDS = 8
MOST_ALTERNATIVES = 22
"""Of one group: the words themselves, and what means the same."""

QUOTED = re.compile(
    r"""["“”„‟″〃＂«»〝〞〟]([^"“”„‟″〃＂«»〝〞〟]*)["“”„‟″〃＂«»〝〞〟]"""
    r"""|(?<!\w)['‘‚‛‹›](?=\w)([^'‘’‚‛‹›]*)(?<=\w)['‘’‛‹›](?!\w)"""
)
"""Between double marks, and between single ones around whole words, which no apostrophe stands around."""
CODE = re.compile(r"(?=.*\d)[^\W_]+(?:[-./_][^\W_]+)+")
"""Such as “example-2024-1”: its parts belong together."""
SPACE = re.compile("[^\\S\u00a0\u2009\u202f]+")
"""Spaces but those within a number."""
WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Question:
    """False when nothing is asked."""

    language: str
    text: str
    """As it was typed, without what cannot be seen and what is too long."""
    groups: tuple = ()
    """Each a tuple of alternatives, each a tuple of stems that must stand together in that order."""
    typed: tuple = ()
    """The words of each group, as they were typed."""

    def __bool__(self):
        return bool(self.groups)

    def parts(self):
        """A question for each group alone."""
        return [
            Question(self.language, typed, (group,), (typed,))
            for group, typed in zip(self.groups, self.typed, strict=True)
        ]


@dataclass
class _Item:
    """One word, one code or one phrase."""

    typed: str
    words: list
    stems: tuple
    is_phrase: bool = False
    same: tuple = ()
    """What means the same, as phrases of stems."""

    def alternatives(self):
        own = [self.stems] if len(self.words) == 1 else [self.stems, tuple(self.words)]
        return tuple(dict.fromkeys([*(own if not self.is_phrase else own[:1]), *self.same]))[:MOST_ALTERNATIVES]


def question(text, language):
    """The Question that this text asks in that language."""
    text = unicodedata.normalize("NFC", _seen(text[:READ]))
    items = _within_bounds(_items(text, language))
    _add_synonyms(items, language)
    telling = [item for item in items if item.is_phrase or not is_stop(item.words[0], language) or item.words[1:]]
    groups = {item.alternatives(): item.typed for item in telling or items}
    return Question(language, " ".join(text.split())[:LONGEST].strip(), tuple(groups), tuple(groups.values()))


def _seen(text):
    """Without signs that nobody sees, such as those that turn the direction of writing."""
    if text.isascii() and text.isprintable():
        return text
    kinds = ((sign, unicodedata.category(sign)) for sign in text)
    return "".join(" " if kind in ("Cc", "Cs", "Co", "Cn") else sign for sign, kind in kinds if kind != "Cf")


def _items(text, language):
    """Lazily, for there may be thousands."""
    end = 0
    for found in QUOTED.finditer(text):
        yield from _loose(text[end : found.start()], language)
        phrase = found[1] if found[1] is not None else found[2]
        if tokens := words(phrase)[:MOST_WORDS]:
            yield _Item(" ".join(phrase.split())[:LONGEST], tokens, tuple(stems(" ".join(tokens), language)), True)
        end = found.end()
    yield from _loose(text[end:], language)


def _loose(text, language):
    for chunk in SPACE.split(text):
        tokens, bare = words(chunk), _bare(chunk)
        if len(tokens) == 1 or (tokens and CODE.fullmatch(bare)):
            tokens = tokens[:MOST_WORDS]
            yield _Item(bare[:LONGEST], tokens, tuple(stems(" ".join(tokens), language)))
        else:
            for token in tokens:
                yield _Item(token, [token], tuple(stems(token, language)))


def _bare(chunk):
    """From its first letter or digit to its last."""
    ends = [place for found in WORD.finditer(chunk) for place in found.span()]
    return chunk[ends[0] : ends[-1]] if ends else ""


def _within_bounds(items):
    """As many of them, from the first one on, as are looked up."""
    kept, number, signs = [], 0, 0
    for item in items:
        number += len(item.words)
        signs += sum(map(len, item.words))
        if number > MOST_WORDS or signs > LONGEST:
            break
        kept.append(item)
    return kept


def _add_synonyms(items, language):
    """Give the longest runs of words what means the same; each word of a run may be told by any of it."""
    known = synonyms_in(language)
    start = 0
    while known and start < len(items):
        length = 1
        for end in range(len(items), start, -1):
            run = items[start:end]
            same = known.get(tuple(stem for item in run for stem in item.stems))
            if same and (len(run) == 1 or not any(item.is_phrase for item in run)):
                for item in run:
                    item.same = tuple(phrase for phrase in map(tuple, same) if phrase)
                length = len(run)
                break
        start += length
