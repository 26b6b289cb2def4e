"""The rows of a plan board: commitments with all that a coordinator asks of them, in three queries for any number."""

from dataclasses import dataclass, field

from django.conf import settings
from django.utils.translation import gettext as _

from actions.deadlines import history
from actions.due import next_report
from actions.models import Commitment, Responsibility, StatusReport
from core.languages import localized_name, localized_value

from .kinds import dossier_of
from .policies import may_know

AT_ONCE = 1000
"""How many commitments a download reads at a time."""


@dataclass(frozen=True)
class Row:
    """A commitment on the board."""

    commitment: object
    standing: str
    report_due_on: object
    contacts: list = field(default_factory=list)
    has_hidden_contacts: bool = False
    waiting: list = field(default_factory=list)

    @property
    def pk(self):
        return self.commitment.pk

    @property
    def text(self):
        """In the reader's language, else in one that there is."""
        columns = [localized_name("text"), *(localized_name("text", code) for code, _label in settings.LANGUAGES)]
        return next((text for column in columns if (text := getattr(self.commitment, column))), "")

    @property
    def url(self):
        return dossier_of(self.commitment)

    @property
    def organisation(self):
        return self.commitment.organisation

    @property
    def government(self):
        return self.commitment.organisation.government

    @property
    def is_due_soon(self):
        return self.commitment.is_due_soon()

    @property
    def moves_in_words(self):
        return history(self.commitment)

    @property
    def contact_words(self):
        if self.contacts:
            return ", ".join(contact.name for contact in self.contacts)
        return _("somebody") if self.has_hidden_contacts else ""


def rows_of(pks, user):
    """The rows of these commitments, in that order; in three queries."""
    pks = list(pks)
    commitments = (
        Commitment.objects.with_status()
        .select_related("organisation__government", "action")
        .filter(pk__in=pks)
        .in_bulk()
    )
    contacts = _by_commitment(
        Responsibility.objects.filter(commitment__in=pks, until__isnull=True, contact__erased_at__isnull=True)
        .select_related("contact")
        .order_by("contact__name")
    )
    waiting = _by_commitment(
        StatusReport.objects.filter(commitment__in=pks).submitted().order_by("submitted_at", "pk")
    )
    return [_row(commitments[pk], contacts.get(pk, []), waiting.get(pk, []), user) for pk in pks if pk in commitments]


def _by_commitment(found):
    sorted_out = {}
    for one in found:
        sorted_out.setdefault(one.commitment_id, []).append(one)
    return sorted_out


def _row(commitment, responsibilities, waiting, user):
    knows = may_know(organisation=commitment.organisation, user=user)
    return Row(
        commitment=commitment,
        standing=commitment.standing(),
        report_due_on=found.on if (found := next_report(commitment)) else None,
        contacts=[one.contact for one in responsibilities] if knows else [],
        has_hidden_contacts=bool(responsibilities) and not knows,
        waiting=waiting,
    )


def in_batches(pks, user):
    """The rows of ever so many commitments, read a thousand at a time: [[Row]]."""
    pks = list(pks)
    for start in range(0, len(pks), AT_ONCE):
        yield rows_of(pks[start : start + AT_ONCE], user)


# --- Downloads ---


def headings():
    """{name of the column: heading} of the download."""
    return {
        "code": _("Code"),
        "number": _("Action"),
        "action": _("Name of the action"),
        "text": _("Commitment"),
        "organisation": _("Organisation"),
        "government": _("Government"),
        "contacts": _("Contact persons"),
        "standing": _("Standing"),
        "first_deadline": _("First deadline"),
        "due_on": _("Deadline or review date now"),
        "moves": _("Moved"),
        "status_on": _("Last report"),
        "report_due_on": _("Next report due"),
        "waiting": _("Waiting submissions"),
        "is_public": _("Public"),
    }


def line(row, language):
    commitment = row.commitment
    return {
        "code": commitment.code,
        "number": commitment.action.number if commitment.action else "",
        "action": commitment.action.name_in(language) if commitment.action else "",
        "text": row.text,
        "organisation": row.organisation.name_in(language),
        "government": localized_value(row.government, "name", language) if row.government else "",
        "contacts": row.contact_words,
        "standing": str(row.standing.label),
        "first_deadline": commitment.first_deadline or "",
        "due_on": commitment.due_on or "",
        "moves": commitment.moves,
        "status_on": commitment.status_on or "",
        "report_due_on": row.report_due_on or "",
        "waiting": len(row.waiting),
        "is_public": _("Yes") if commitment.is_public else _("No"),
    }
