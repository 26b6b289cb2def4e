"""The components as their templates describe themselves: a name, and in the first line the arguments it takes."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "templates" / "components"
COMMENT = re.compile(r"\A\{# (?P<takes>.+) #\}$", re.MULTILINE)


@dataclass(frozen=True)
class Component:
    name: str
    takes: str
    """The first-line comment of the template; empty for one that lacks it."""

    @property
    def template(self):
        return f"components/{self.name}.html"


@cache
def components():
    """Every component, by its name in the order of the alphabet: {name: Component}."""
    return {path.stem: Component(path.stem, _comment_of(path)) for path in sorted(FOLDER.glob("*.html"))}


def _comment_of(path):
    found = COMMENT.match(path.read_text(encoding="utf-8"))
    return found["takes"] if found else ""
