from django.db import migrations


def give_codes(apps, schema_editor):
    """The commitments of an action, in the order in which they were added."""
    numbers = {}
    for commitment in apps.get_model("actions.Commitment").objects.select_related("action").order_by("pk"):
        numbers[commitment.action_id] = number = numbers.get(commitment.action_id, 0) + 1
        commitment.code = f"{commitment.action.code}-{number}"
        commitment.save(update_fields=["code"])


def move_evidence(apps, schema_editor):
    evidence = apps.get_model("actions.Evidence")
    reports = apps.get_model("actions.StatusReport").objects.exclude(evidence_url="")
    evidence.objects.bulk_create(
        [evidence(report=report, url=report.evidence_url) for report in reports.iterator()], batch_size=500
    )


class Migration(migrations.Migration):
    dependencies = [("actions", "0004_progress_engine")]

    operations = [
        migrations.RunPython(give_codes, migrations.RunPython.noop, elidable=True),
        migrations.RunPython(move_evidence, migrations.RunPython.noop, elidable=True),
    ]
