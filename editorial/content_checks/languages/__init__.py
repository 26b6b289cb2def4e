"""The words of the rules, one TOML file per language; languages without a site may be there too, to be recognised."""

import tomllib
from collections import Counter
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent


@cache
def languages():
    """The data of every language: {code: tables}."""
    return {path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.toml"))}


@cache
def tell_tales():
    """The frequent words that only one of the languages has: {code: words}."""
    shared = Counter(word for data in languages().values() for word in set(data["frequent"]["words"]))
    return {
        code: frozenset(word for word in data["frequent"]["words"] if shared[word] == 1)
        for code, data in languages().items()
    }


@cache
def all_frequent():
    """The frequent words of all languages together."""
    return frozenset(word for data in languages().values() for word in data["frequent"]["words"])
