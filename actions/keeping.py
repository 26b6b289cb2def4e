"""What is kept about the people who promise and report."""

from allauth.account.models import EmailAddress
from django.db.models import F, Q
from django.utils.translation import gettext as _

from core.dates import today
from partners.keeping import organisations_alone, words
from users.personal import Keeper, keeper

from .keeping_words import ABOUT_REPORTS
from .models import ContactPerson, JointConfirmation, PledgeProposal, StatusReport
from .services.contacts import contact_erase


@keeper("actions")
class ReportKeeper(Keeper):
    order = 20
    about = ABOUT_REPORTS
    holds = frozenset(
        {
            "actions.ContactPerson.user", "actions.ContactPerson.name", "actions.ContactPerson.email",
            "actions.StatusReport.submitted_by", "actions.PledgeProposal.started_by",
            "actions.PledgeProposal.submitted_by", "actions.PledgeProposal.decided_by",
            "actions.PledgeProposal.typed", "actions.JointConfirmation.answered_by", "actions.Reminder.user",
        }
    )  # fmt: skip

    def export(self, user, language):
        people = list(contacts_of(user).select_related("organisation"))
        reports = StatusReport.objects.filter(Q(contact__in=people) | Q(submitted_by=user))
        proposals = PledgeProposal.objects.filter(Q(started_by=user) | Q(submitted_by=user))
        return {
            _("Contact person"): [
                {_("Name"): row.name, _("E-mail address"): row.email,
                 _("Organisation"): row.organisation.name_in(language)}
                for row in people
            ],
            _("Commitments on which you report or reported"): [
                {_("Commitment"): row.commitment.text_in(language), _("From"): row.since, _("Until"): row.until}
                for person in people
                for row in person.responsibilities.select_related("commitment")
            ],
            _("Reports that you sent"): [
                {_("Commitment"): row.commitment.text_in(language), _("Sent on"): row.submitted_at,
                 _("Status"): row.get_status_display(), _("Explanation"): row.reason,
                 _("State"): row.get_state_display()}
                for row in reports.select_related("commitment").order_by("pk")
            ],
            _("Reports that you began"): [
                {_("Commitment"): row.commitment.text_in(language), _("Saved on"): row.saved_at,
                 _("What you wrote"): words(row.data)}
                for person in people
                for row in person.drafts.select_related("commitment")
            ],
            _("Mails about commitments"): [
                {_("Commitment"): row.commitment.text_in(language), _("About"): row.get_kind_display(),
                 _("Sent on"): row.sent_at}
                for person in people
                for row in person.reminders.select_related("commitment")
            ],
            _("Pledges that you began or sent"): [
                {_("Organisation"): row.organisation.name_in(language), _("State"): row.get_state_display(),
                 _("Saved on"): row.saved_at, _("What was written"): words(row.typed)}
                for row in proposals.select_related("organisation")
            ],
        }  # fmt: skip

    def erase(self, user, at):
        alone = organisations_alone(user)
        PledgeProposal.objects.filter(
            started_by=user, state=PledgeProposal.State.DRAFT, organisation__in=alone
        ).delete()
        for name in ("started_by", "submitted_by", "decided_by"):
            PledgeProposal.objects.filter(**{name: user}).update(**{name: None})
        JointConfirmation.objects.filter(answered_by=user).update(answered_by=None)
        for contact in contacts_of(user):
            # What was to begin later cannot end before it begins.
            contact.responsibilities.filter(until=None, since__gt=today()).update(until=F("since"))
            contact_erase(contact=contact, at=at)


def contacts_of(user):
    """The contact person that is tied to the account, and one with an address that the account proved."""
    proved = EmailAddress.objects.filter(user=user, verified=True).values_list("email", flat=True)
    theirs = Q(user=user)
    for address in proved:
        theirs |= Q(user=None, email__iexact=address)
    return ContactPerson.objects.filter(theirs, erased_at=None)
