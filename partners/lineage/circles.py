"""The database refuses that what has ended takes over something else: no succession leads back to its beginning."""

from django.db import connections

MESSAGE = "succession in a circle"
TABLE, NAME = "partners_succession", "partners_succession_no_circle"

HAS_ENDED = f"SELECT 1 FROM {TABLE} WHERE predecessor_id = NEW.successor_id"  # noqa: S608 - no value of anybody

FUNCTION = f"""
CREATE OR REPLACE FUNCTION refuse_circle() RETURNS trigger AS $$
BEGIN
  IF EXISTS ({HAS_ENDED}) THEN
    RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END
$$ LANGUAGE plpgsql
"""


def install(using="default", **kwargs):
    """Lay the trigger after each `migrate`: SQLite drops it whenever a migration rebuilds the table."""
    connection = connections[using]
    if TABLE not in connection.introspection.table_names():
        return
    begin = f"CREATE TRIGGER {NAME} BEFORE INSERT ON {TABLE}"
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(FUNCTION)
            cursor.execute(f"DROP TRIGGER IF EXISTS {NAME} ON {TABLE}")
            cursor.execute(f"{begin} FOR EACH ROW EXECUTE FUNCTION refuse_circle()")
        else:
            cursor.execute(f"DROP TRIGGER IF EXISTS {NAME}")
            refuse = f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
            cursor.execute(f"{begin} WHEN EXISTS ({HAS_ENDED}) {refuse}")
