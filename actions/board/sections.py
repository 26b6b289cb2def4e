"""The sections of the dossiers of plans, commitments and reports: what was promised, reported, shown and reached."""

from django.utils.translation import gettext as _

from actions.deadlines import day, history, when
from actions.due import next_report
from actions.milestones import milestones_of
from actions.models import Commitment, Responsibility, StatusReport
from actions.services.submissions import may_submit
from core.dates import day_of
from core.languages import active_language
from editorial.dossier import Cell, Section, add_url

from .kinds import dossier_of
from .policies import may_know
from .settings import settings_in_words


def settings_section(plan):
    """How a plan is reported on, in words."""
    return Section(_("Reporting"), [_("What the settings mean")], [[Cell(words)] for words in settings_in_words(plan)])


def sections_of_commitment(record, request):
    """Where it stands, its reports with their evidence, its milestones, and who reports on it."""
    commitment = Commitment.objects.with_status().select_related("organisation__government").get(pk=record.pk)
    language = active_language()
    reports = list(
        commitment.reports.select_related("decided_by").prefetch_related("translations", "evidence").latest_first()
    )
    sections = [_standing(commitment), _reports(commitment, reports, language, request)]
    sections += _evidence(reports, commitment, request.user)
    sections += _milestones(commitment, language)
    return [*sections, _contacts(commitment, request.user)]


def _standing(commitment):
    standing = commitment.standing()
    coming = next_report(commitment)
    rows = [
        (_("Standing"), standing.label),
        (_("Deadline"), when(commitment, standing)),
        (_("Moves"), history(commitment)),
        (_("Last report"), commitment.status_on and day(commitment.status_on)),
        (_("Next report due"), coming and day(coming.on)),
    ]
    return Section(
        _("Where it stands"), [_("What"), _("Now")], [[Cell(label), Cell(value)] for label, value in rows if value]
    )


def _reports(commitment, reports, language, request):
    rows = [
        [
            Cell(day(report.holds_on), dossier_of(report)),
            Cell(report.get_status_display()),
            Cell(_words(report, language)),
            Cell(report.moves_to and day(report.moves_to)),
            Cell(_state(report)),
            Cell(", ".join(_languages(report))),
        ]
        for report in reports
    ]
    headings = [_("Holds on"), _("Status"), _("Reason"), _("New deadline"), _("State"), _("Languages")]
    may_report = may_submit(organisation=commitment.organisation, user=request.user)
    url = add_url(StatusReport, request, commitment=commitment.pk) if may_report else ""
    return Section(_("Status reports"), headings, rows, url, _("Add a report"))


def _words(report, language):
    return _("Nothing changed since the report before.") if report.unchanged else report.words_in(language)[0]


def _state(report):
    state = report.get_state_display()
    return f"{state}: {report.return_reason}" if report.return_reason else state


def _languages(report):
    if report.reason:
        yield report.get_language_display()
        yield from (row.get_language_display() for row in report.translations.all())


def _evidence(reports, commitment, user):
    """Private pieces only for people of the same government: their address would not open for others."""
    knows = may_know(organisation=commitment.organisation, user=user)
    rows = [
        [
            Cell(str(piece), piece.href),
            Cell(_("Everybody") if piece.is_public else _("Coordinators only")),
            Cell(day(report.holds_on), dossier_of(report)),
        ]
        for report in reports
        for piece in report.evidence.all()
        if piece.is_public or knows
    ]
    return [Section(_("Evidence"), [_("Evidence"), _("Who sees it"), _("Report of")], rows)] if rows else []


def _milestones(commitment, language):
    steps = milestones_of([commitment], language).get(commitment.pk, [])
    rows = [
        [
            Cell(step.name),
            Cell(step.due_on and day(step.due_on)),
            Cell(day(step.reached_on) if step.reached_on else _("Late") if step.is_late else ""),
        ]
        for step in steps
    ]
    return [Section(_("Milestones"), [_("Milestone"), _("Due on"), _("Reached on")], rows)] if rows else []


def _contacts(commitment, user):
    """Who reports on it: by name for people of the same government, as a number for others."""
    people = Responsibility.objects.filter(commitment=commitment, until__isnull=True, contact__erased_at__isnull=True)
    if may_know(organisation=commitment.organisation, user=user):
        people = people.select_related("contact__organisation").order_by("contact__name")
        rows = [[Cell(one.contact.name), Cell(one.contact.organisation), Cell(day(one.since))] for one in people]
        return Section(_("Contact persons"), [_("Name"), _("Organisation"), _("Since")], rows)
    number = people.count()
    rows = [[Cell(number), Cell(_("Their names are for people of the same government."))]] if number else []
    return Section(_("Contact persons"), [_("Number"), _("Name")], rows)


def sections_of_report(report, user):
    """What a report is about, shows and reached, and its reason in the other languages."""
    commitment = report.commitment
    sections = [Section(_("Commitment"), [_("Commitment")], [[Cell(commitment, dossier_of(commitment))]])]
    sections += _evidence([report], commitment, user)
    reached = [[Cell(str(row))] for row in report.milestones_reached.select_related("milestone")]
    if reached:
        sections.append(Section(_("Milestones reached"), [_("Milestone")], reached))
    rows = [
        [Cell(row.get_language_display()), Cell(row.reason), Cell(day_of(row.translated_at))]
        for row in report.translations.all()
    ]
    if rows:
        sections.append(Section(_("In the other language"), [_("Language"), _("Reason"), _("Since")], rows))
    return sections
