"""What each event of a plan’s history says: who, what, about what."""

from django.utils.translation import gettext as _
from wagtail.log_actions import registry as log_actions

from actions.deadlines import day
from core.languages import language_name
from editorial.report_views import name_of

from .differences import figure_in_words
from .policies import may_know


def _author(submission, user):
    """Who sent it in; the name of a contact person only for their own government."""
    if submission.submitted_by:
        return name_of(submission.submitted_by)
    if may_know(organisation=submission.contact.organisation, user=user):
        return str(submission.contact)
    return _("A contact person of %(organisation)s") % {"organisation": submission.contact.organisation}


def _reported(report, user):
    status = report.get_status_display()
    if report.unchanged:
        words = _("Reported that nothing changed: %(status)s") % {"status": status}
    else:
        words = _("Reported: %(status)s") % {"status": status}
    return _author(report, user), words, report.commitment


def _moved(report, user):
    words = _("The deadline moved to %(day)s") % {"day": day(report.moves_to)}
    return name_of(report.decided_by), words, report.commitment


def _decided(field):
    def words(submission, user):
        if submission.state == "approved":
            said = _("Approved: %(what)s") % {"what": submission._meta.verbose_name}
        else:
            what = {"what": submission._meta.verbose_name, "reason": submission.return_reason}
            said = _("Returned: %(what)s. Reason: %(reason)s") % what
        return name_of(submission.decided_by), said, getattr(submission, field)

    return words


def _aimed(target, user):
    words = _("Set a target of %(value)s by %(day)s") % {"value": _value(target), "day": day(target.due_on)}
    return _author(target, user), words, target.indicator


def _measured(measurement, user):
    words = _("Sent in the figure %(value)s of %(day)s")
    figure = {"value": _value(measurement), "day": day(measurement.measured_on)}
    return _author(measurement, user), words % figure, measurement.indicator


def _value(figure):
    return figure_in_words(figure, figure.indicator)


def _answered(response, user):
    words = _("Answered: %(answer)s") % {"answer": response.get_answer_display()}
    return _author(response, user), words, response.recommendation


def _assessed(assessment, user):
    words = _("Assessment by %(assessor)s: %(level)s")
    said = {"assessor": assessment.assessor, "level": assessment.get_level_display()}
    return name_of(assessment.recorded_by), words % said, assessment.commitment


def _translated(translation, user):
    words = _("Added the reason in %(language)s") % {"language": language_name(translation.language)}
    return name_of(translation.translated_by), words, translation.report.commitment


def _taken(snapshot, user):
    return name_of(snapshot.taken_by), _("Took a snapshot as of %(day)s") % {"day": day(snapshot.as_of)}, snapshot


def _changed(entry, user):
    words = log_actions.get_formatter(entry).format_message(entry)
    kind = entry.content_type.model_class()._meta.verbose_name
    return name_of(entry.user), f"{words} ({kind})", None


WORDS = {
    "report": _reported,
    "report-decided": _decided("commitment"),
    "deadline": _moved,
    "target": _aimed,
    "target-decided": _decided("indicator"),
    "measurement": _measured,
    "measurement-decided": _decided("indicator"),
    "response": _answered,
    "response-decided": _decided("recommendation"),
    "assessment": _assessed,
    "translation": _translated,
    "snapshot": _taken,
    "record": _changed,
}
