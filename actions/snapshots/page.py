"""What the page of a progress report shows: its snapshot, never the tables of today."""

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from actions.models import Snapshot
from actions.progress import RULE, RULE_OF_ACTIONS

from .changes import changes_between, chosen
from .reading import Reading
from .shown import progress_reports_of


def report_context(report, language, data=None):
    if report is None:
        return {}
    snapshot = report.snapshot
    if not snapshot.is_intact:
        return {"is_broken": True}
    reading = Reading(snapshot.content, language)
    others = [shown for shown in progress_reports_of(snapshot.plan, language) if shown.report.pk != report.pk]
    other = chosen(others, snapshot.as_of, data)
    return {
        "snapshot": snapshot,
        "reading": reading,
        "others": others,
        "other": other,
        "changes": _changes(reading, other, language),
        "facts": _facts(snapshot, reading),
        "rules": [RULE, RULE_OF_ACTIONS],
        "downloads": downloads_of(report, language),
    }


def _changes(reading, other, language):
    if other is None:
        return None
    content, digest = Snapshot.objects.filter(pk=other.report.snapshot_id).values_list("content", "digest").get()
    found = Snapshot(content=content, digest=digest)
    return changes_between(reading, content, language) if found.is_intact else None


def _facts(snapshot, reading):
    return [
        {"label": _("As it stood on"), "value": date_format(snapshot.as_of, "DATE_FORMAT")},
        {"label": _("Frozen on"), "value": date_format(localtime(snapshot.taken_at), "DATE_FORMAT")},
        {"label": _("Action plan"), "value": str(reading.plan_name)},
    ]


def downloads_of(report, language):
    """The addresses of the report as files: [(name, what it is, address)]."""
    return [
        ("PDF", _("to read and to print"), reverse("actions:progress_report_pdf", args=[report.code, language])),
        ("XLSX", _("a spreadsheet"), reverse("actions:progress_report_xlsx", args=[report.code, language])),
        ("JSON", _("the frozen data, in every language"), reverse("actions:progress_report_json", args=[report.code])),
    ]
