"""The index as columns of type tsvector; what is asked is written word by word and cast, never parsed as a text."""

from collections import defaultdict

from django.db import connection

from .terms import WEIGHTS, keys_in

LABELS = ("A", "B", "")
"""Of title, lead and body, as they stand in a vector; the last is the default, D."""
HITS = "SELECT string_agg(id::text, ',') FROM search_entry WHERE language = %s AND {} @@ %s::tsquery"
APART = 2
"""Between the last place of a title and the first one of a lead: no phrase runs on from one into the other."""


def put(rows):
    """Index the words of these entries, [(primary key, Terms)], instead of what was there of them."""
    rows = [(key, _vector(terms), " ".join(f"'{word}'" for word in set(terms.words))) for key, terms in rows]
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE search_entry SET vector = new.vector::tsvector, prefixes = new.prefixes::tsvector "
            "FROM unnest(%s::bigint[], %s::text[], %s::text[]) AS new (id, vector, prefixes) "
            "WHERE search_entry.id = new.id",
            [list(column) for column in zip(*rows, strict=True)] or [[], [], []],
        )


def matching(*questions):
    """The keys of the entries that fit each question; in one query."""
    return _hits("vector", [(question.language, _query(question)) for question in questions])


def starting(words, language):
    """The keys of the entries with, for each of these words, one in the title that begins with it."""
    return _hits("prefixes", [(language, " & ".join(f"'{word}':*" for word in words))])[0]


def scores(question, keys):
    """How well these entries fit: {key: a number, larger for better}."""
    most = max(WEIGHTS.values())
    worth = [WEIGHTS["body"] / most, 0.0, WEIGHTS["lead"] / most, 1.0]  # of D, C, B and A
    by_length = 1
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, ts_rank(%s::float4[], vector, %s::tsquery, %s) FROM search_entry WHERE id = ANY(%s)",
            [worth, _query(question), by_length, list(keys)],
        )
        return dict(cursor.fetchall())


def _hits(column, asked):
    if not asked:
        return []
    select = ", ".join([f"({HITS.format(column)})"] * len(asked))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {select}", [value for pair in asked for value in pair])
        return [keys_in(text) for text in cursor.fetchone()]


def _query(question):
    groups = (
        "(" + " | ".join("(" + " <-> ".join(f"'{stem}'" for stem in phrase) + ")" for phrase in group) + ")"
        for group in question.groups
    )
    return " & ".join(groups)


def _vector(terms):
    places, place = defaultdict(list), 1
    for label, part in zip(LABELS, terms.parts(), strict=True):
        for stem in part:
            places[stem].append(f"{place}{label}")
            place += 1
        place += APART - 1
    return " ".join(f"'{stem}':{','.join(found)}" for stem, found in places.items())
