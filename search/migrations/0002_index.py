"""The index of words beside the entries, in what each database has for it: see search/engines/."""

from django.db import migrations

SQLITE = (
    """CREATE VIRTUAL TABLE search_entry_index USING fts5(
        title, lead, body, words, tokenize='ascii', prefix='2 3 4')""",
    """CREATE TRIGGER search_entry_gone AFTER DELETE ON search_entry
        BEGIN DELETE FROM search_entry_index WHERE rowid = old.id; END""",
)
POSTGRESQL = (
    "ALTER TABLE search_entry ADD COLUMN vector tsvector NOT NULL DEFAULT ''",
    "ALTER TABLE search_entry ADD COLUMN prefixes tsvector NOT NULL DEFAULT ''",
    "CREATE INDEX search_entry_vector ON search_entry USING gin (vector)",
    "CREATE INDEX search_entry_prefixes ON search_entry USING gin (prefixes)",
)
UNDO_SQLITE = ("DROP TRIGGER search_entry_gone", "DROP TABLE search_entry_index")
UNDO_POSTGRESQL = ("ALTER TABLE search_entry DROP COLUMN vector, DROP COLUMN prefixes",)


def add(apps, schema_editor):
    _run(schema_editor, POSTGRESQL if schema_editor.connection.vendor == "postgresql" else SQLITE)


def remove(apps, schema_editor):
    _run(schema_editor, UNDO_POSTGRESQL if schema_editor.connection.vendor == "postgresql" else UNDO_SQLITE)


def _run(schema_editor, statements):
    for statement in statements:
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]

    operations = [migrations.RunPython(add, remove)]
