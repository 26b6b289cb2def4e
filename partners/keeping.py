"""What is kept about the people of organisations."""

from datetime import timedelta

from allauth.account.models import EmailAddress
from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from core.languages import localized_names
from users.personal import Keeper, keeper

from .keeping_words import ABOUT_PEOPLE
from .models import Claim, Invitation, Organisation, ProfileSubmission, Representative
from .services.representatives import invitations_forget, representative_end

CLAIM_KEPT = timedelta(days=180)
"""So long after it was decided, a claim still says who made it and what they wrote."""

State = Claim.State


@keeper("partners")
class PeopleKeeper(Keeper):
    order = 10
    about = ABOUT_PEOPLE
    holds = frozenset(
        {
            "partners.Representative.user", "partners.Invitation.email", "partners.Invitation.invited_by",
            "partners.Claim.submitted_by", "partners.Claim.decided_by", "partners.Claim.typed",
            "partners.ProfileSubmission.submitted_by", "partners.ProfileSubmission.started_by",
            "partners.ProfileSubmission.decided_by", "partners.ProfileSubmission.typed",
            "partners.Organisation.account_manager",
        }
    )  # fmt: skip

    def export(self, user, language):
        return {
            _("Organisations for which you speak or spoke"): [
                {_("Organisation"): row.organisation.name_in(language), _("Role"): row.get_role_display(),
                 _("Function"): row.function_in(language), _("On the public page"): row.get_shown_display(),
                 _("From"): row.since, _("Until"): row.until}
                for row in user.representations.select_related("organisation")
            ],
            _("Claims"): [
                {_("Organisation"): _name(row, language), _("State"): row.get_state_display(),
                 _("Sent on"): row.submitted_at, _("What you wrote"): words(row.typed), _("Answer"): row.reason}
                for row in Claim.objects.filter(submitted_by=user).select_related("organisation")
            ],
            _("Invitations"): [
                {_("Organisation"): _name(row, language), _("Sent on"): row.made_at,
                 _("Sent by you"): row.invited_by_id == user.pk}
                for row in invitations_about(user).select_related("organisation")
            ],
            _("Profiles of organisations"): [
                {_("Organisation"): _name(row, language), _("State"): row.get_state_display(),
                 _("Saved on"): row.saved_at, _("What was written"): words(row.typed)}
                for row in ProfileSubmission.objects.filter(_theirs(user)).select_related("organisation")
            ],
        }  # fmt: skip

    def erase(self, user, at):
        alone = organisations_alone(user)
        for submission in ProfileSubmission.objects.filter(started_by=user, state=State.DRAFT, organisation__in=alone):
            if submission.logo:
                transaction.on_commit(lambda file=submission.logo: file.storage.delete(file.name), robust=True)
            submission.delete()
        for name in ("started_by", "submitted_by", "decided_by"):
            ProfileSubmission.objects.filter(**{name: user}).update(**{name: None})
        for representative in user.representations.filter(until__isnull=True).select_related("organisation"):
            representative_end(representative=representative)
        for representative in user.representations.all():
            representative.user, representative.shown = None, Representative.Shown.NOTHING
            for name in localized_names("function"):
                setattr(representative, name, "")
            representative.save()  # not an update: the column behind the languages has to go too
        theirs = Claim.objects.filter(submitted_by=user)
        theirs.filter(state=State.DRAFT).delete()
        theirs.filter(state__in=[State.SUBMITTED, State.CONFIRMING]).update(state=State.WITHDRAWN)
        theirs.update(typed={}, submitted_by=None)
        Claim.objects.filter(decided_by=user).update(decided_by=None)
        about = invitations_about(user)
        about.open(at).update(withdrawn_at=at)
        about.update(email="", invited_by=None)
        Organisation.objects.filter(account_manager=user).update(account_manager=None)

    def clean(self, at):
        over = Claim.objects.filter(state__in=[State.ACCEPTED, State.RETURNED, State.WITHDRAWN])
        over = over.annotate(ended_at=Coalesce("decided_at", "submitted_at")).filter(ended_at__lt=at - CLAIM_KEPT)
        used = Invitation.objects.exclude(email="").exclude(accepted_at=None, withdrawn_at=None)
        return {
            "addresses of invitations that are over": invitations_forget(at=at) + used.update(email=""),
            "claims without who made them": over.exclude(typed={}, submitted_by=None).update(
                typed={}, submitted_by=None
            ),
        }


def organisations_alone(user):
    """The organisations for which nobody else speaks."""
    others = Representative.objects.current().exclude(user=user)
    return Organisation.objects.of(user).exclude(pk__in=others.values("organisation"))


def invitations_about(user):
    """Those that this person sent, and those to an address that they proved to be theirs."""
    to_them = Q(pk__in=[])
    for address in EmailAddress.objects.filter(user=user, verified=True).values_list("email", flat=True):
        to_them |= Q(email__iexact=address)
    return Invitation.objects.filter(Q(invited_by=user) | to_them)


def words(typed):
    """What was typed, as one text: the values of a form, without what is empty."""
    values = typed.values() if isinstance(typed, dict) else typed if isinstance(typed, list) else [typed]
    return "\n".join(filter(None, (words(one) if isinstance(one, dict | list) else str(one or "") for one in values)))


def _theirs(user):
    return Q(started_by=user) | Q(submitted_by=user)


def _name(row, language):
    return row.organisation.name_in(language) if row.organisation else ""
