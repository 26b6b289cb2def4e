from django.db import migrations
from django.db.models import OuterRef, Subquery
from django.utils import timezone


def align(apps, schema_editor):
    """Pages that are live in two languages when pairs come are taken to say the same."""
    Page = apps.get_model("wagtailcore", "Page")
    Alignment = apps.get_model("editorial", "Alignment")
    live = Page.objects.filter(live=True, live_revision__isnull=False, depth__gt=1)
    other = live.filter(translation_key=OuterRef("translation_key")).exclude(pk=OuterRef("pk"))
    rows = live.annotate(
        other=Subquery(other.values("pk")[:1]), other_revision=Subquery(other.values("live_revision")[:1])
    ).filter(other__isnull=False)
    Alignment.objects.bulk_create(
        Alignment(page_id=pk, counterpart_id=counterpart, revision_id=revision, said_at=timezone.now())
        for pk, counterpart, revision in rows.values_list("pk", "other", "other_revision")
    )


class Migration(migrations.Migration):
    dependencies = [("editorial", "0001_pairs_and_tasks")]
    operations = [migrations.RunPython(align, migrations.RunPython.noop)]
