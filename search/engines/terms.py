"""The words of one entry, as an index keeps them."""

import json
from dataclasses import dataclass
from itertools import islice

MOST = 16_000
"""Words of one entry; PostgreSQL counts places no further."""
WEIGHTS = {"title": 10.0, "lead": 4.0, "body": 1.0}
"""What a word is worth, by where it stands."""


@dataclass(frozen=True)
class Terms:
    """Stems in their order, stop words too; and the words of the title as people type them, folded."""

    title: list
    lead: list
    body: list
    words: list

    def parts(self):
        """Title, lead and body, together no longer than an index may hold."""
        left = MOST
        for tokens in (self.title, self.lead, self.body):
            yield list(islice(tokens, left))
            left -= min(len(tokens), left)


def keys_in(text):
    """The primary keys that came out of the database as one text: "3,5,8"."""
    return json.loads(f"[{text or ''}]")  # twice as quick as to read them one by one
