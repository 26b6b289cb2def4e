"""The people who report on the commitments of the fictional plan, with what waits at each of them."""

from actions.models import Commitment, ContactPerson, ReportDraft
from actions.owners.typed import LABELS
from actions.services.contacts import responsibility_give
from actions.services.reports import report_submit
from actions.services.submissions import submission_return
from users.models import User

from .files import read
from .moments import moment


def load(organisations):
    """Add the people who are missing, each with their commitments."""
    for row in read("contacts.toml")["contact"]:
        if not ContactPerson.objects.filter(email=row["email"]).exists():
            _add(row, organisations)


def _add(row, organisations):
    contact = ContactPerson(
        organisation=organisations[row["organisation"]],
        name=row["name"],
        email=row["email"],
        language=row["language"],
        user=User.objects.filter(username=row.get("user", "")).first(),
    )
    contact.full_clean()
    contact.save()
    for code in row["commitments"]:
        responsibility_give(commitment=Commitment.objects.get(code=code), contact=contact, since=row["since"])
    if "draft" in row:
        _draft(row["draft"], contact)
    if "submitted" in row:
        _report(row["submitted"], contact, row["submitted"]["sent"])
    if "returned" in row:
        returned = row["returned"]
        report = _report(returned, contact, returned["holds_on"])
        submission_return(
            submission=report,
            by=_coordinator_of(report.commitment),
            reason=returned["return_reason"],
            at=moment(returned["decided"]),
        )


def _draft(row, contact):
    data = {name: row.get(name, "") for name in LABELS} | {"milestones": [], "corrects": None}
    ReportDraft.objects.create(
        contact=contact,
        commitment=Commitment.objects.get(code=row["commitment"]),
        data=data,
        version=1,
        saved_at=moment(row["saved"]),
    )


def _report(row, contact, sent_on):
    return report_submit(
        commitment=Commitment.objects.get(code=row["commitment"]),
        status=row["status"],
        holds_on=row["holds_on"],
        reason=row["reason"],
        language=row["language"],
        contact=contact,
        at=moment(sent_on),
    )


def _coordinator_of(commitment):
    governments = {"service__government": commitment.organisation.government_id}
    return User.objects.filter(username__endswith="coordinator", **governments).first()
