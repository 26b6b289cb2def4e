"""The certificate of a pledge as a tagged PDF: what was promised and where it stood when it was made."""

from pathlib import Path

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from core.pdf import pdf_of

TEMPLATE = Path(__file__).with_name("certificate.typ")


def certificate_of(shown, at):
    """The bytes of the PDF file, in the active language; `at`: when it is made."""
    return pdf_of(TEMPLATE, _data(shown, at))


def _data(shown, at):
    moment = date_format(localtime(at), "DATETIME_FORMAT")
    late = _("late: the deadline has passed") if shown.is_late else ""
    facts = [
        (_("Announced on"), _day(shown.announced_on)),
        (_("Deadline"), shown.deadline),
        (_("Last report"), _day(shown.reported_on)),
        (_("Identifier"), shown.code),
    ]
    return {
        "language": shown.language,
        "site": shown.site,
        "kicker": _("Certificate of a pledge"),
        "title": shown.name,
        "fictional": _("An invented example.") if shown.fictional else "",
        "promised_by": _("Promised by"),
        "makers": shown.makers,
        "promise": shown.promise,
        "measure_title": _("How it is measured"),
        "measure": shown.measure,
        "state_title": _("State on %(moment)s") % {"moment": moment},
        "state": str(shown.state.label),
        "late": late,
        "rule": str(shown.state.rule),
        "facts": [[str(label), str(value)] for label, value in facts if value],
        "live_title": _("The state of today"),
        "live": _("A state changes with every report. The one of today always stands at this address:"),
        "address": shown.address,
    }


def _day(day):
    return date_format(day, "DATE_FORMAT") if day else ""
