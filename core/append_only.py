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
    """What the database refuses on one table: any change of a final row, or a new value in a column that stands."""

    label: str
    final: str = ""
    column: str = ""

    @property
    def table(self):
        return all_apps.get_model(self.label)._meta.db_table

    def statements(self, vendor):
        """Pairs of (drop, create) statements for that database."""
        if self.column:
            old, new = f"OLD.{self.column}", f"NEW.{self.column}"
            stands = f"{old} IS NOT NULL AND ({new} IS NULL OR {new} <> {old})"
            yield self._trigger(vendor, f"keep_{self.column}", f"UPDATE OF {self.column}", stands)
        else:
            for verb in ("UPDATE", "DELETE"):
                yield self._trigger(vendor, f"no_{verb.lower()}", verb, self.final)

    def _trigger(self, vendor, suffix, event, condition):
        table, name = self.table, f"{self.table}_{suffix}"
        create = f"CREATE TRIGGER {name} BEFORE {event} ON {table}"
        if vendor == "sqlite":
            refuse = f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
            return f"DROP TRIGGER IF EXISTS {name}", f"{create} WHEN {condition} {refuse}"
        each_row = f"FOR EACH ROW WHEN ({condition}) EXECUTE FUNCTION refuse_change()"
        return f"DROP TRIGGER IF EXISTS {name} ON {table}", f"{create} {each_row}"


_guards: list[Guard] = []


def guard(label, *, final="1 = 1"):
    """Guard the rows of that model ("app.Model"); `final` is SQL over the row, with its columns behind `OLD.`."""
    _guards.append(Guard(label, final=final))


def guard_column(label, column):
    """Let a column of that model be filled in once, and never changed."""
    _guards.append(Guard(label, column=column))


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
        for guard_ in _guards:
            own = app_config is None or guard_.label.startswith(f"{app_config.label}.")
            if not own or guard_.table not in tables:
                continue
            for drop, create in guard_.statements(connection.vendor):
                cursor.execute(drop)
                cursor.execute(create)
