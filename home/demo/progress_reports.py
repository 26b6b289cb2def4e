"""Progress reports: frozen when everything else is there."""

from datetime import datetime, time

from django.utils import timezone

from actions.models import ActionPlan, Snapshot
from actions.services.snapshots import progress_report_make

from . import files
from .words import publish_pages


def load(media, user, progress):
    """Add the progress reports that are missing, with their pages."""
    for row in progress("progress reports", files.read("progress_reports.toml")["report"]):
        plan = ActionPlan.objects.get(code=row["plan"])
        if Snapshot.objects.filter(plan=plan, as_of=row["as_of"]).exists():
            continue
        at = datetime.combine(row["taken"], time(10), tzinfo=timezone.get_default_timezone())
        report = progress_report_make(plan=plan, as_of=row["as_of"], names=row["name"], by=user, at=at)
        publish_pages(report, row["page"], media)
