"""What the rhythm, the days ahead and the days of patience of a plan mean, in words and for the plan as it stands."""

from collections import Counter
from datetime import timedelta

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from actions.deadlines import day
from actions.due import next_report
from actions.models import Commitment
from actions.models.statuses import Standing
from core.dates import today

SHOWN = 3
"""How many of the next days are named."""


def settings_in_words(plan, on=None):
    """Sentences: what is asked of owners, when they and their coordinators are written to, what comes due next."""
    if not plan.pk:
        return [_("Save the plan first: then this says when the next reports are due.")]
    return [*rules_in_words(plan), *next_in_words(plan, on or today())]


def rules_in_words(plan):
    if plan.rhythm is None:
        return [_("This plan has no rhythm: nobody is asked for reports, and no status becomes out of date.")]
    ahead = ngettext("%(number)s day before", "%(number)s days before", plan.lead_days) % {"number": plan.lead_days}
    after = ngettext("%(number)s day after", "%(number)s days after", plan.escalation_days) % {
        "number": plan.escalation_days
    }
    return [
        _("Rhythm: %(rhythm)s. A commitment without a report for longer counts as “%(standing)s”.")
        % {"rhythm": plan.get_rhythm_display().lower(), "standing": Standing.UPDATE_DUE.label},
        _("Owners are written to %(ahead)s a report or a deadline is due.") % {"ahead": ahead},
        _("The coordinators of the same government are told %(after)s a report was due.") % {"after": after},
    ]


def next_in_words(plan, on):
    """When the next reports of this plan are due, and of how many none was ever sent in; in one query."""
    rows = list(Commitment.objects.filter(action__plan=plan, archived_at__isnull=True).with_status(on).order_by())
    due = Counter(found.on for found in map(next_report, rows) if found)
    past = sum(number for due_on, number in due.items() if due_on < on)
    soon = sum(number for due_on, number in due.items() if on <= due_on <= on + timedelta(days=30))
    coming = sorted(due_on for due_on in due if due_on >= on)[:SHOWN]
    silent = sum(row.status is None for row in rows)
    sentences = []
    if coming:
        days = "; ".join(_reports_on(due_on, due[due_on]) for due_on in coming)
        sentences.append(_("Next reports due: %(days)s.") % {"days": days})
    elif not past:
        sentences.append(_("No report is due on any day that is known now."))
    if soon:
        sentences.append(
            ngettext(
                "In the next 30 days %(number)s report comes due.",
                "In the next 30 days %(number)s reports come due.",
                soon,
            )
            % {"number": number_format(soon)}
        )
    if past:
        sentences.append(
            ngettext("%(number)s report is overdue.", "%(number)s reports are overdue.", past)
            % {"number": number_format(past)}
        )
    if silent:
        sentences.append(
            ngettext(
                "%(number)s commitment has no approved report yet.",
                "%(number)s commitments have no approved report yet.",
                silent,
            )
            % {"number": number_format(silent)}
        )
    return sentences


def _reports_on(due_on, number):
    reports = ngettext("%(number)s report", "%(number)s reports", number) % {"number": number_format(number)}
    return _("%(day)s (%(reports)s)") % {"day": day(due_on), "reports": reports}
