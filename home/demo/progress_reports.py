"""Progress reports: frozen when everything else is there."""

from actions.models import ActionPlan, Snapshot
from actions.services.snapshots import progress_report_make

from . import files
from .moments import moment
from .words import publish_pages


def load(media, user, progress):
    """Add the progress reports that are missing, with their pages."""
    for row in progress("progress reports", files.read("progress_reports.toml")["report"]):
        plan = ActionPlan.objects.get(code=row["plan"])
        if Snapshot.objects.filter(plan=plan, as_of=row["as_of"]).exists():
            continue
        at = moment(row["taken"])
        report = progress_report_make(plan=plan, as_of=row["as_of"], names=row["name"], by=user, at=at)
        publish_pages(report, row["page"], media)
