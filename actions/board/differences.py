"""What somebody sent in beside what was last approved, in words."""

from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from actions.deadlines import day
from actions.models import Commitment, Measurement, Response, StatusReport, Target
from core.dates import today
from core.languages import active_language, language_name

from .kinds import about, dossier_of, key_of, kind_of

NEWEST_FIRST = ("-decided_at", "-pk")


@dataclass(frozen=True)
class Line:
    """One thing that it says: what was approved before, and what it would be."""

    label: str
    before: str
    after: str
    lang_before: str = ""
    lang_after: str = ""

    @property
    def changed(self):
        return self.before != self.after

    @property
    def language_after(self):
        """The name of the language it is in, where that is not the reader's."""
        return language_name(self.lang_after)


@dataclass(frozen=True)
class Said:
    """A submission as whoever decides reads it."""

    submission: object
    key: str
    title: str
    url: str
    lines: list
    evidence: list
    milestones: list
    is_first: bool

    @property
    def kind(self):
        return kind_of(self.submission).label


def describe(submissions, language):
    """Each of these (of `Kind.objects()`) beside what was approved before it; a few queries for each kind."""
    submissions = list(submissions)
    before = {}
    for code, previous in PREVIOUS.items():
        some = [one for one in submissions if kind_of(one).code == code]
        if some:
            before |= previous(some)
    return [_said(one, before.get(key_of(one)), language) for one in submissions]


def _said(submission, before, language):
    subject, code = about(submission), kind_of(submission).code
    lines = [*LINES[code](submission, before, language), _reason(submission, before, language)]
    return Said(
        submission=submission,
        key=key_of(submission),
        title=_title(subject, language),
        url=dossier_of(subject),
        lines=[line for line in lines if line.before or line.after],
        evidence=list(submission.evidence.all()) if code == "statusreport" else [],
        milestones=[row.milestone.name_in(language) for row in submission.milestones_reached.all()]
        if code == "statusreport"
        else [],
        is_first=before is None,
    )


def _title(subject, language):
    text = subject.text_in(language) if hasattr(subject, "text_in") else subject.name_in(language)
    return text or str(subject)


def _reason(submission, before, language):
    old, old_lang = _words(before, language)
    new, new_lang = _words(submission, language)
    return Line(_("Reason"), old, new, old_lang, new_lang)


def _words(submission, language):
    if submission is None:
        return "", ""
    if getattr(submission, "unchanged", False):
        return _("Nothing changed since the report before."), ""
    return submission.words_in(language)


def _day(value):
    return day(value) if value else ""


# --- Status reports ---


def _reports_before(submissions):
    """The approved report that counts now for the same commitment, and its deadline now."""
    commitments = {one.commitment_id for one in submissions}
    latest = {}
    reports = StatusReport.objects.filter(commitment__in=commitments).prefetch_related("translations")
    for report in reports.as_of(today()).latest_first():
        latest.setdefault(report.commitment_id, report)
    rows = Commitment.objects.filter(pk__in=commitments).with_status()
    due = dict(rows.values_list("pk", "due_on"))
    for one in submissions:
        one.due_now = due.get(one.commitment_id)
    return {key_of(one): latest[one.commitment_id] for one in submissions if one.commitment_id in latest}


def _report_lines(report, before, language):
    lines = [
        Line(_("Status"), before.get_status_display() if before else "", report.get_status_display()),
        Line(_("Holds on"), _day(before and before.holds_on), _day(report.holds_on)),
    ]
    if report.moves_to:
        label = _("Review date") if report.commitment.is_ongoing else _("Deadline")
        lines.append(Line(label, _day(report.due_now), _day(report.moves_to)))
    return lines


# --- Targets and measurements ---


def _figures_before(model):
    def previous(submissions):
        """What it replaces, else the figure that was approved last for the same indicator."""
        wanted = {one.corrects_id for one in submissions} - {None}
        indicators = {one.indicator_id for one in submissions}
        figures = list(
            model.objects.approved()
            .filter(indicator__in=indicators)
            .prefetch_related("translations")
            .order_by(*NEWEST_FIRST)
        )
        replaced = {figure.pk: figure for figure in figures if figure.pk in wanted}
        latest = {}
        for figure in figures:
            latest.setdefault(figure.indicator_id, figure)
        return {
            key_of(one): found
            for one in submissions
            if (found := replaced.get(one.corrects_id) or latest.get(one.indicator_id))
        }

    return previous


def figure_in_words(figure, indicator, language=None):
    """The figure with its unit, in the reader's way; empty for none."""
    if figure is None:
        return ""
    value = number_format(figure.value, indicator.decimals, use_l10n=True, force_grouping=True)
    return f"{value} {indicator.unit_in(language or active_language())}".strip()


def _target_lines(target, before, language):
    return [
        Line(
            _("Target"),
            figure_in_words(before, target.indicator, language),
            figure_in_words(target, target.indicator, language),
        ),
        Line(_("To reach by"), _day(before and before.due_on), _day(target.due_on)),
    ]


def _measurement_lines(measurement, before, language):
    indicator = measurement.indicator
    return [
        Line(
            _("Figure"),
            figure_in_words(before, indicator, language),
            figure_in_words(measurement, indicator, language),
        ),
        Line(_("Measured on"), _day(before and before.measured_on), _day(measurement.measured_on)),
        Line(_("Source"), before.source if before else "", measurement.source),
    ]


# --- Responses ---


def _responses_before(submissions):
    """What the same organisation last answered to the same recommendation."""
    answers = Response.objects.approved().filter(
        recommendation__in={one.recommendation_id for one in submissions},
        on_behalf_of__in={one.on_behalf_of_id for one in submissions},
    )
    latest = {}
    for answer in answers.latest_first().prefetch_related("translations"):
        latest.setdefault((answer.recommendation_id, answer.on_behalf_of_id), answer)
    return {
        key_of(one): found
        for one in submissions
        if (found := latest.get((one.recommendation_id, one.on_behalf_of_id)))
    }


def _response_lines(response, before, language):
    return [
        Line(_("Answer"), before.get_answer_display() if before else "", response.get_answer_display()),
        Line(_("Answered on"), _day(before and before.answered_on), _day(response.answered_on)),
    ]


PREVIOUS = {
    "statusreport": _reports_before,
    "target": _figures_before(Target),
    "measurement": _figures_before(Measurement),
    "response": _responses_before,
}
LINES = {
    "statusreport": _report_lines,
    "target": _target_lines,
    "measurement": _measurement_lines,
    "response": _response_lines,
}
