"""What is indexed of one thing in one language."""

from dataclasses import dataclass, field

from search.analysis import stems, words
from search.engines.terms import Terms
from search.models import Entry

MOST_SIGNS = 50_000
"""Of a text; of what follows nothing is found."""
LONGEST_TITLE = 300

COLUMNS = (
    "language", "kind", "page_id", "commitment_id", "recommendation_id", "below", "title", "summary", "text", "themes",
    "fictional",
)  # fmt: skip
"""Those in which an entry and what it should be are compared."""


@dataclass(frozen=True)
class Document:
    key: str
    language: str
    kind: str
    page_id: int
    title: str
    summary: str = ""
    names: tuple = ()
    """What it is called besides: they count as much as the title."""
    lead: tuple = ()
    """Lines that count as much as the summary."""
    body: tuple = ()
    """Everything else that it says, line by line."""
    themes: str = ""
    fictional: bool = False
    changed_at: object = None
    commitment_id: int | None = None
    recommendation_id: int | None = None
    below: str = ""
    text: str = field(init=False)

    def __post_init__(self):
        lines = (" ".join(line.split()) for line in (*self.body, *self.names, *self.lead))
        object.__setattr__(self, "text", "\n".join(filter(None, lines))[:MOST_SIGNS])
        object.__setattr__(self, "title", self.title[:LONGEST_TITLE])

    def entry(self):
        """Its row; readers of an excerpt see names and lead at the end of the text."""
        values = {name: getattr(self, name) for name in COLUMNS}
        return Entry(key=self.key, changed_at=self.changed_at, **values)

    def terms(self):
        called = "\n".join((self.title, *self.names))
        return Terms(
            title=stems(called, self.language),
            lead=stems("\n".join((self.summary, *self.lead)), self.language),
            body=stems("\n".join(self.body)[:MOST_SIGNS], self.language),
            words=list(dict.fromkeys(words(called))),
        )
