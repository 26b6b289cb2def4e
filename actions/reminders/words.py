"""What a digest says about each commitment, in the active language."""

from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from actions.due import Cause
from core.languages import active_language
from editorial.mails.post import address, one_line

from .due import Kind

LONGEST = 200


@dataclass(frozen=True)
class Item:
    """A commitment in a mail."""

    text: str
    place: str
    when: str
    last: str
    asked_of: str = ""
    url: str = ""


@dataclass(frozen=True)
class Section:
    title: str
    items: list


def subject_of(digest):
    """How much is asked; no more, for a subject is read by whoever looks over a shoulder."""
    count = len({entry.due.commitment.pk for entry in digest.entries})
    if digest.user:
        words = ngettext(
            "%(count)s commitment asks for your attention", "%(count)s commitments ask for your attention", count
        )
    else:
        words = ngettext(
            "Your report is asked for: %(count)s commitment",
            "Your reports are asked for: %(count)s commitments",
            count,
        )
    return words % {"count": count}


def sections_of(digest, on):
    """The entries by what they ask, the most urgent first; within each, in the order of the plans."""
    titles = {
        "due": _("Now due"),
        "coming": _("Coming up"),
        "silent": _("No report came in"),
        "orphan": _("Nobody is responsible"),
    }
    found = {name: [] for name in titles}
    for entry in digest.entries:
        found[_section(entry)].append(_item(entry, on))
    return [Section(titles[name], items) for name, items in found.items() if items]


def _section(entry):
    if entry.is_orphan:
        return "orphan"
    return {Kind.DUE: "due", Kind.COMING: "coming", Kind.ESCALATED: "silent"}[entry.kind]


def _item(entry, on):
    commitment, asked_of = entry.due.commitment, ""
    if entry.asked_of:
        asked_of = _("Asked of %(people)s.") % {"people": ", ".join(one_line(one) for one in entry.asked_of)}
    return Item(
        text=one_line(commitment.text_in(active_language()), LONGEST),
        place=_place(commitment),
        when=_when(entry.due, on),
        last=_last(commitment),
        asked_of=asked_of,
        url="" if entry.is_own else dossier_url(commitment),
    )


def dossier_url(commitment):
    """Where a coordinator sees everything about it."""
    return address(commitment.snippet_viewset.get_url_name("inspect"), commitment.pk)


def queue_url():
    """Where a coordinator sees what waits for approval."""
    return address("queue:index")


def _place(commitment):
    language = active_language()
    organisation = one_line(commitment.organisation.name_in(language))
    if not commitment.action_id:
        return _("%(organisation)s, pledge") % {"organisation": organisation}
    action = commitment.action
    names = {"number": action.number, "action": one_line(action.name_in(language))}
    return _("%(organisation)s, action %(number)s: %(action)s") % (names | {"organisation": organisation})


def _when(due, on):
    if due.on < on:
        words = {
            Cause.RHYTHM: _("A report has been due since %(day)s."),
            Cause.DEADLINE: _("The deadline was %(day)s: was it met, or does it move?"),
            Cause.REVIEW: _("It was to be reviewed on %(day)s."),
        }
    else:
        words = {
            Cause.RHYTHM: _("A report is due on %(day)s."),
            Cause.DEADLINE: _("The deadline is %(day)s."),
            Cause.REVIEW: _("It is to be reviewed on %(day)s."),
        }
    return words[due.cause] % {"day": date_format(due.on, "DATE_FORMAT")}


def _last(commitment):
    if commitment.status_on is None:
        return _("No report yet.")
    return _("Last report: %(day)s.") % {"day": date_format(commitment.status_on, "DATE_FORMAT")}
