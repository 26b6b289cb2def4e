"""What is measured, and what is asked of it."""

from dataclasses import dataclass

RATE, QUERIES, GROWTH, GROWTH_OF_SEARCH = 0.05, 12, 1.3, 3
"""A page: at least this part of the rate of the constant answer; at most so many queries; at most so many times the
cost of the same page, or the same search, at the smallest scale."""


@dataclass(frozen=True)
class Subject:
    name: str
    kind: str
    rate: float = RATE
    growth: float | None = None


SUBJECTS = (
    Subject("home", "home"),
    Subject("partners", "list", growth=GROWTH),
    Subject("partners, narrowed", "list", growth=GROWTH),
    Subject("actions", "list", growth=GROWTH),
    Subject("partner", "detail", growth=GROWTH),
    Subject("action", "detail", growth=GROWTH),
    Subject("plan", "detail", growth=GROWTH),
    Subject("search, rare word", "search", growth=GROWTH_OF_SEARCH),
    Subject("search, common word", "search", growth=GROWTH_OF_SEARCH),
    Subject("search, word of every page", "search", growth=GROWTH_OF_SEARCH),
)
"""The plan is one of the demonstration, the largest: it is the same at every scale."""

WORDS = {"rare": "instrumentenkoffer", "common": "mensenrechten", "every": "verzonnen"}
"""Words to search for, in the language of the settings: of one page, of many, and of every synthetic organisation."""
