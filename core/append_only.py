"""Logs that the database itself guards: a row that is final can be neither changed nor deleted.

The triggers are laid after each `migrate`, not in a migration: SQLite drops them whenever a later migration rebuilds
the table.
"""

from dataclasses import dataclass

from django.apps import apps as all_apps
from django.db import connections

MESSAGE = "append-only"


@dataclass(frozen=True)
class Guard:
    label: str
    final: str


_guards: dict[str, Guard] = {}


def guard(label, *, final="1 = 1"):
    """Guard the model with that label ("app.model"); `final` is SQL over the row, with its columns behind `OLD.`."""
    _guards[label.lower()] = Guard(label, final)


def _statements(vendor, table, final):
    """Pairs of (drop, create) statements for that database."""
    for verb in ("UPDATE", "DELETE"):
        name = f"{table}_no_{verb.lower()}"
        if vendor == "sqlite":
            yield (
                f"DROP TRIGGER IF EXISTS {name}",
                f"CREATE TRIGGER {name} BEFORE {verb} ON {table} WHEN {final} "
                f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END",
            )
        else:
            yield (
                f"DROP TRIGGER IF EXISTS {name} ON {table}",
                f"CREATE TRIGGER {name} BEFORE {verb} ON {table} FOR EACH ROW WHEN ({final}) "
                f"EXECUTE FUNCTION refuse_change()",
            )


REFUSE_FUNCTION = f"""
CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger AS $$
BEGIN RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'integrity_constraint_violation'; END
$$ LANGUAGE plpgsql
"""


def install(app_config=None, using="default", **kwargs):
    """Lay the triggers of the guarded models of one app, or of all."""
    connection = connections[using]
    tables = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(REFUSE_FUNCTION)
        for guard_ in _guards.values():
            model = all_apps.get_model(guard_.label)
            if (app_config and model._meta.app_label != app_config.label) or model._meta.db_table not in tables:
                continue
            for drop, create in _statements(connection.vendor, model._meta.db_table, guard_.final):
                cursor.execute(drop)
                cursor.execute(create)
