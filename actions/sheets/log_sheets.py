"""The sheets of the logs: what was sent in, and rows to send in."""

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from actions.models import Commitment, Indicator, Measurement, StatusReport, Target
from actions.models.statuses import Status
from core.dates import day_of
from core.sheets.kinds import Addresses, Choice, Code, Codes, Day, Number, Text, Whole, YesNo

from .columns import Column, Use, attribute, column, entries, heading, number_column, per_language, with_labels
from .sheet_form import SheetForm


def _said(model, *, about):
    """The reason in each language, and which of them is the original."""
    reason = model._meta.get_field("reason")
    return [
        column(model, "language", kind=Choice(settings.LANGUAGES), about=_("In which the reason was written first.")),
        *(
            Column(f"reason_{code}", label, Text(reason.max_length), _words(code), about, Use.ADDED, language=code)
            for code, label in per_language(heading(reason.verbose_name))
        ),
    ]


def _words(language):
    """The reason in exactly that language; rows.py puts the translations in place."""
    return lambda said: said.reason if said.language == language else said.translated.get(language)


def _decision(model):
    return [
        *with_labels(
            column(
                model,
                "state",
                kind=Choice(model.State.choices),
                use=Use.SHOWN,
                about=_("A new row waits until a coordinator of the same government approves it. Leave it empty."),
            )
        ),
        Column("submitted_on", _("Submitted on"), Day(), lambda said: day_of(said.submitted_at), "", Use.SHOWN),
        Column(
            "decided_on",
            _("Decided on"),
            Day(),
            lambda said: day_of(said.decided_at),
            "",
            Use.SHOWN,
        ),
    ]


def _corrected(model, about):
    return column(model, "corrects", kind=Whole(), path="corrects_id", about=about)


REPORTS = SheetForm(
    "Reports",
    StatusReport,
    _("The log of status reports. Rows that are there stay as they are; add rows below them."),
    entries(
        [
            number_column(),
            Column(
                "commitment",
                heading(Commitment._meta.verbose_name),
                Code(),
                attribute("of_code"),
                _("The code of the commitment."),
                Use.ENTRY,
            ),
            column(StatusReport, "holds_on", kind=Day()),
            *with_labels(column(StatusReport, "status", kind=Choice(Status.choices))),
            column(StatusReport, "unchanged", kind=YesNo(), about=_("Yes: the report before it still holds.")),
            *_said(StatusReport, about=_("Why; at least in the language of the report.")),
            column(StatusReport, "moves_to", kind=Day()),
            Column(
                "evidence",
                _("Evidence"),
                Addresses(),
                lambda report: report.shown_evidence,
                _("Addresses of what shows that the report is true. Documents are added on the site."),
                Use.ENTRY,
            ),
            Column(
                "milestones",
                _("Milestones reached"),
                Codes(),
                lambda report: report.reached,
                _("Their row numbers on the sheet Milestones."),
                Use.ENTRY,
            ),
            _corrected(StatusReport, _("The row number of the report that was wrong.")),
            *_decision(StatusReport),
        ]
    ),
    is_log=True,
)


def _of_indicator():
    return Column(
        "indicator",
        heading(Indicator._meta.verbose_name),
        Code(),
        attribute("of_code"),
        _("The code of the indicator."),
        Use.ENTRY,
    )


TARGETS = SheetForm(
    "Targets",
    Target,
    _("What an indicator is to reach by a day. A target that moves is a new row that replaces the earlier one."),
    entries(
        [
            number_column(),
            _of_indicator(),
            column(Target, "value", kind=Number()),
            column(Target, "due_on", kind=Day()),
            *_said(Target, about=_("Why this figure; at least in one language.")),
            _corrected(Target, _("The row number of the target that it replaces.")),
            *_decision(Target),
        ]
    ),
    is_log=True,
)

MEASUREMENTS = SheetForm(
    "Measurements",
    Measurement,
    _("What an indicator was on a day, and where the figure comes from."),
    entries(
        [
            number_column(),
            _of_indicator(),
            column(Measurement, "value", kind=Number()),
            column(Measurement, "measured_on", kind=Day()),
            column(Measurement, "source", kind=Text()),
            *_said(Measurement, about=_("A note to the figure; it may be left out.")),
            _corrected(Measurement, _("The row number of the figure that was wrong.")),
            *_decision(Measurement),
        ]
    ),
    is_log=True,
)
