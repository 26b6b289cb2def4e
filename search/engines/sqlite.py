"""The index as a table of FTS5; what is asked becomes words in quotation marks, so nothing in it is syntax."""

from django.db import connection

from .terms import WEIGHTS, keys_in

HITS = "SELECT group_concat(rowid) FROM search_entry_index WHERE search_entry_index MATCH %s"
SCORES = """SELECT rowid, -bm25(search_entry_index, %s, %s, %s, %s)
    FROM search_entry_index WHERE search_entry_index MATCH %s"""


def put(rows):
    """Index the words of these entries, [(primary key, Terms)], instead of what was there of them."""
    values = [
        (key, *(" ".join(part) for part in terms.parts()), " ".join(dict.fromkeys(terms.words))) for key, terms in rows
    ]
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT OR REPLACE INTO search_entry_index (rowid, title, lead, body, words) VALUES (%s, %s, %s, %s, %s)",
            values,
        )


def matching(*questions):
    """The keys of the entries that fit each question; in one query."""
    return _hits([_expression(question) for question in questions])


def starting(words, language):
    """The keys of the entries with, for each of these words, one in the title that begins with it."""
    return _hits(["{words} : (" + " AND ".join(f'"{word}" *' for word in words) + ")"])[0]


def scores(question, keys):
    """How well these entries fit: {key: a number, larger for better}."""
    # One pass over all hits; asking about single rows would go through the index once for each of them.
    wanted = set(keys)
    with connection.cursor() as cursor:
        cursor.execute(SCORES, [*WEIGHTS.values(), 0.0, _expression(question)])
        return {key: score for key, score in cursor.fetchall() if key in wanted}


def _hits(expressions):
    if not expressions:
        return []
    with connection.cursor() as cursor:
        cursor.execute("SELECT " + ", ".join([f"({HITS})"] * len(expressions)), expressions)
        return [keys_in(text) for text in cursor.fetchone()]


def _expression(question):
    groups = ("(" + " OR ".join('"' + " ".join(phrase) + '"' for phrase in group) + ")" for group in question.groups)
    return f"{{title lead body}} : ({' AND '.join(groups)})"
