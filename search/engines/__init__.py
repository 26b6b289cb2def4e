"""The index of words in what the database has for it; both find the same, for the words come stemmed.

An engine has `put(rows)`, `matching(*questions)`, `scores(question, keys)` and `starting(words,
language)`. Keys are those of entries, of any language and hidden ones too: see search/table.py.
"""

from django.db import connection

from .terms import Terms

__all__ = ["Terms", "engine"]


def engine():
    """The module for the database of this site."""
    if connection.vendor == "postgresql":
        from . import postgresql as module
    else:
        from . import sqlite as module
    return module
