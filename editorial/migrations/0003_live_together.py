"""On PostgreSQL the database itself refuses a commit that leaves one language of a pair live alone."""

from django.db import migrations

FUNCTION = """
CREATE OR REPLACE FUNCTION editorial_live_together() RETURNS trigger AS $$
DECLARE
    pair_key uuid;
    live_languages integer;
BEGIN
    IF TG_OP = 'DELETE' THEN pair_key := OLD.translation_key; ELSE pair_key := NEW.translation_key; END IF;
    IF NOT EXISTS (SELECT 1 FROM editorial_pair WHERE translation_key = pair_key AND together) THEN
        RETURN NULL;
    END IF;
    SELECT count(DISTINCT locale_id) INTO live_languages FROM wagtailcore_page
        WHERE translation_key = pair_key AND live;
    IF live_languages = 0 OR live_languages = (SELECT count(*) FROM wagtailcore_locale) THEN
        RETURN NULL;
    END IF;
    IF EXISTS (
        SELECT 1 FROM editorial_languageexception e JOIN wagtailcore_page p ON p.id = e.page_id
        WHERE p.translation_key = pair_key AND p.live AND e.ended_at IS NULL
            AND e.until >= (now() AT TIME ZONE 'Europe/Brussels')::date
    ) THEN
        RETURN NULL;
    END IF;
    RAISE EXCEPTION 'one language of pair % would be live alone', pair_key
        USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'editorial_live_together';
END
$$ LANGUAGE plpgsql
"""
TRIGGERS = [
    ("editorial_live_together_made", "INSERT OR DELETE", ""),
    ("editorial_live_together_changed", "UPDATE", "WHEN (OLD.live IS DISTINCT FROM NEW.live)"),
]


def lay(apps, schema_editor):
    if schema_editor.connection.vendor != "postgresql":
        return
    schema_editor.execute(FUNCTION, params=None)
    for name, event, condition in TRIGGERS:
        schema_editor.execute(
            f"CREATE CONSTRAINT TRIGGER {name} AFTER {event} ON wagtailcore_page DEFERRABLE INITIALLY DEFERRED "
            f"FOR EACH ROW {condition} EXECUTE FUNCTION editorial_live_together()"
        )


def lift(apps, schema_editor):
    if schema_editor.connection.vendor != "postgresql":
        return
    for name, _event, _condition in TRIGGERS:
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {name} ON wagtailcore_page")
    schema_editor.execute("DROP FUNCTION IF EXISTS editorial_live_together()")


class Migration(migrations.Migration):
    dependencies = [("editorial", "0002_alignment_of_live_pages")]
    operations = [migrations.RunPython(lay, lift)]
