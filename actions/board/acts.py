"""What a coordinator does with several commitments at once; what is refused for one does not stop the others."""

from dataclasses import dataclass, field

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.permissions import policy_registry

from actions.models import Commitment, StatusReport
from actions.services.contacts import responsibility_give
from actions.services.reports import reports_confirm
from actions.services.submissions import APPROVE, MODERATE, may_decide, may_submit, submission_approve
from core.languages import localized_name
from core.services import record_archive

from .policies import may_know

CHANGES_CONTACTS = "actions.change_contactperson"


@dataclass
class Outcome:
    """How many commitments it was done for, and of the others why not: [(commitment, words)]."""

    done: int = 0
    refused: list = field(default_factory=list)

    def refuse(self, commitment, why):
        self.refused.append((commitment, str(why)))


@dataclass(frozen=True)
class Act:
    """Something to do with chosen commitments: who may see the button, and how it is done."""

    code: str
    label: str
    explanation: str
    is_offered: object
    run: object
    asks_contact: bool = False


def _words(error):
    return " ".join(error.messages) if isinstance(error, ValidationError) else str(error)


# --- Approve the reports that wait ---


def approve(commitments, user, **more):
    """Approve every submitted report on these commitments that this person may decide on."""
    outcome = Outcome()
    waiting = {}
    reports = StatusReport.objects.submitted().filter(commitment__in=[one.pk for one in commitments])
    for report in reports.select_related("on_behalf_of", "contact").order_by("submitted_at", "pk"):
        waiting.setdefault(report.commitment_id, []).append(report)
    for commitment in commitments:
        reports = waiting.get(commitment.pk, [])
        if not reports:
            outcome.refuse(commitment, _("No report waits for approval."))
        elif why := _why_not_approved(reports, user):
            outcome.refuse(commitment, why)
        else:
            outcome.done += 1
    return outcome


def _why_not_approved(reports, user):
    """Approves them; says in words why one of them could not be."""
    for report in reports:
        if not may_decide(submission=report, user=user):
            return _why_for_others(report, user)
        try:
            submission_approve(submission=report, by=user)
        except (ValidationError, PermissionDenied) as error:
            return _words(error)
    return ""


def _why_for_others(report, user):
    if report.submitted_by_id == user.pk or (report.contact_id and report.contact.user_id == user.pk):
        return _("You sent in this report yourself: a colleague decides on it.")
    return _("Only people of the same government decide on it.")


# --- Say that nothing changed ---


def confirm(commitments, user, **more):
    """Report that nothing changed, each commitment with its own report, which a colleague still approves."""
    outcome, allowed = Outcome(), []
    waiting = set(
        StatusReport.objects.submitted()
        .filter(commitment__in=[one.pk for one in commitments])
        .values_list("commitment", flat=True)
    )
    for commitment in commitments:
        if not may_submit(organisation=commitment.organisation, user=user):
            outcome.refuse(commitment, _("Only people of the same government report on it."))
        elif commitment.status is None:
            outcome.refuse(commitment, _("It has no approved report yet: nothing can be unchanged."))
        elif commitment.pk in waiting:
            outcome.refuse(commitment, _("A report waits for approval already."))
        elif not commitment.is_open:
            outcome.refuse(commitment, _("It is closed: no more reports are due."))
        else:
            allowed.append(commitment)
    for commitment in allowed:
        try:
            reports_confirm(commitments=[commitment], language=user.language, by=user)
        except ValidationError as error:
            outcome.refuse(commitment, _words(error))
        else:
            outcome.done += 1
    return outcome


# --- Assign a contact person ---


def assign(commitments, user, contact=None, **more):
    """Let that person report on these commitments too."""
    outcome = Outcome()
    for commitment in commitments:
        owner = commitment.organisation
        if not may_know(organisation=owner, user=user):
            outcome.refuse(commitment, _("Only people of the same government choose who reports on it."))
        elif not _fits(contact, owner):
            outcome.refuse(commitment, _("This person works for somebody else."))
        else:
            responsibility_give(commitment=commitment, contact=contact)
            outcome.done += 1
    return outcome


def _fits(contact, owner):
    if owner.government_id is None:
        return contact.organisation_id == owner.pk
    return contact.organisation.government_id == owner.government_id


# --- Make public, archive ---


def publish(commitments, user, **more):
    """Show these commitments to everybody."""

    def show(commitment):
        for code, name in settings.LANGUAGES:
            if not getattr(commitment, localized_name("text", code)):
                raise ValidationError(_("Its text is missing in %(language)s."), params={"language": name})
        commitment.is_public = True
        commitment.full_clean()
        commitment.save()

    return _each_changed(commitments, user, show)


def archive(commitments, user, **more):
    """Take these commitments out of every list; nothing is lost."""
    return _each_changed(commitments, user, lambda commitment: record_archive(record=commitment))


def _each_changed(commitments, user, change):
    outcome, policy = Outcome(), policy_registry.get_by_type(Commitment)
    for commitment in commitments:
        if not policy.user_has_permission_for_instance(user, "change", commitment):
            outcome.refuse(commitment, _("Only people of the same government change it."))
            continue
        try:
            with transaction.atomic():
                change(commitment)
                commitment.save_revision(user=user, log_action=True, clean=False)
        except ValidationError as error:
            outcome.refuse(commitment, _words(error))
        else:
            outcome.done += 1
    return outcome


def _has(*rights):
    return lambda user: any(user.has_perm(right) for right in rights)


ACTS = {
    act.code: act
    for act in [
        Act(
            "approve",
            gettext_lazy("Approve the reports that wait"),
            gettext_lazy("Each report that waits for approval counts from now on, for ever. Look at them first."),
            _has(APPROVE, MODERATE),
            approve,
        ),
        Act(
            "confirm",
            gettext_lazy("Report that nothing changed"),
            gettext_lazy("Each commitment gets a report that its status still holds; a colleague approves it."),
            _has("actions.add_statusreport"),
            confirm,
        ),
        Act(
            "assign",
            gettext_lazy("Assign a contact person"),
            gettext_lazy("This person reports on these commitments from today, beside whoever does already."),
            _has(CHANGES_CONTACTS),
            assign,
            asks_contact=True,
        ),
        Act(
            "publish",
            gettext_lazy("Make public"),
            gettext_lazy("Readers see these commitments from now on."),
            _has("actions.change_commitment"),
            publish,
        ),
        Act(
            "archive",
            gettext_lazy("Archive"),
            gettext_lazy("No list shows these commitments any more; nothing is lost."),
            _has("actions.change_commitment"),
            archive,
        ),
    ]
}


def acts_for(user):
    return [act for act in ACTS.values() if act.is_offered(user)]
