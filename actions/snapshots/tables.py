"""The content of a snapshot as tables, for the spreadsheet and the PDF: one set of columns for both."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from actions.models.statuses import Standing


@dataclass(frozen=True)
class Table:
    name: str
    title: str
    headings: list
    rows: list
    """Of cells: text (also `Text` in another language), whole numbers, decimal ones, days, or None."""


def tables_of(reading):
    """Every table that has rows."""
    tables = [
        counts(reading),
        commitments(reading),
        moves(reading),
        indicators(reading),
        both_voices(reading),
        recommendations(reading),
    ]
    return [table for table in tables if table.rows]


def counts(reading):
    """One row for the plan, each government and each pillar; one column for each standing that occurs."""
    shown = [(code, label) for code, label in Standing.choices if reading.progress.count(code)]
    groups = [(_("The whole plan"), reading.progress), *reading.governments]
    groups += [(pillar_title(pillar), pillar.progress) for pillar in reading.pillars if pillar.name]
    rows = [[name, progress.total, *(progress.count(code) for code, _label in shown)] for name, progress in groups]
    return Table("counts", _("Counts"), [_("Part"), _("Commitments"), *(str(label) for _code, label in shown)], rows)


def pillar_title(pillar):
    if not pillar.name:
        return _("Actions")
    return _("Pillar %(number)s: %(name)s") % {"number": pillar.number, "name": pillar.name}


def commitments(reading):
    headings = [
        _("Code"), _("Pillar"), _("Action"), _("Name of the action"), _("Government"), _("Organisation"),
        _("Together with"), _("Commitment"), _("Where it stands"), _("Reported status"), _("Since"),
        _("First date"), _("Date now"), _("Times moved"), _("Last report on"), _("Reason"), _("Milestones reached"),
    ]  # fmt: skip
    rows = [
        [
            row.code, act.pillar, act.number, act.name, row.government, row.organisation, ", ".join(row.joint),
            row.text, row.standing_label, str(row.status_label), row.status_on,
            row.first_deadline, row.due_on, row.moves,
            row.report and row.report.holds_on, row.report and row.report.reason,
            "; ".join(str(step.name) for step in row.milestones if step.reached_on),
        ]
        for act in reading.acts
        for row in act.promises
    ]  # fmt: skip
    return Table("commitments", _("Commitments"), headings, rows)


def moves(reading):
    headings = [
        _("Code"),
        _("Organisation"),
        _("Commitment"),
        _("Old date"),
        _("New date"),
        _("Reported on"),
        _("Why"),
    ]
    rows = [
        [row.code, row.organisation, row.text, step.before, step.to, step.reported_on, step.reason]
        for row in reading.moved
        for step in row.steps
    ]
    return Table("moves", _("Dates that moved"), headings, rows)


def indicators(reading):
    headings = [
        _("Action"), _("Indicator"), _("Unit"), _("Baseline"), _("Baseline of"), _("Latest figure"), _("Measured on"),
        _("Target"), _("To reach by"), _("Source"),
    ]  # fmt: skip
    rows = [
        [row.action_number, row.name, row.unit,
         *_figure(row.baseline), *_figure(row.latest), *_figure(target), row.source]
        for row in reading.indicators
        for target in row.targets or [None]
    ]  # fmt: skip
    return Table("indicators", _("Indicators"), headings, rows)


def _figure(figure):
    return [figure, figure.day] if figure else [None, None]


def both_voices(reading):
    headings = [
        _("Code"), _("Commitment"), _("The authority reports"), _("Assessed by"), _("Voice"), _("Level"),
        _("Assessed on"), _("Reason"), _("Source"),
    ]  # fmt: skip
    rows = [
        [row.code, row.text, row.standing_label, opinion.assessor, str(opinion.voice), str(opinion.level_label),
         opinion.assessed_on, opinion.reason, opinion.source]
        for row in reading.assessed
        for opinion in row.opinions
    ]  # fmt: skip
    return Table("voices", _("Two voices"), headings, rows)


def recommendations(reading):
    headings = [
        _("Source"), _("Number"), _("Recommendation"), _("Answered by"), _("Answer"), _("Answered on"), _("Reason"),
    ]  # fmt: skip
    rows = [
        [row.source, row.number, row.text, *_answer(answer)]
        for row in reading.recommendations
        for answer in row.answers or [None]
    ]
    return Table("recommendations", _("Recommendations"), headings, rows)


def _answer(answer):
    return [answer.organisation, str(answer.label), answer.answered_on, answer.reason] if answer else [None] * 4
