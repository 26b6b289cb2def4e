"""What is sent in for an organisation: a coordinator of the same government decides, and it is never changed."""

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

APPROVE = "actions.approve_statusreport"
MODERATE = "actions.moderate_commitment"


def may_submit(*, organisation, user, right="actions.add_statusreport"):
    """Whether this person may send in for this organisation: with the right, for their own government."""
    return user.has_perm(right) and user.works_for(organisation.government_id)


def may_decide(*, submission, user):
    """Whether this person may approve or return it: another person of the same government, with the right.

    What an organisation outside government sends in is decided by whoever moderates pledges.
    """
    if user.pk == submission.submitted_by_id or _is_contact(submission, user):
        return False
    government = submission.on_behalf_of.government_id
    if government is None:
        return user.has_perm(MODERATE)
    return user.has_perm(APPROVE) and user.works_for(government)


def _is_contact(submission, user):
    """Whether a personal link of this person's, or one sent to their own address, brought it in."""
    contact = submission.contact
    if contact is None:
        return False
    return contact.user_id == user.pk or bool(user.email and contact.email.lower() == user.email.lower())


@transaction.atomic
def submission_add(submission, *, by=None, contact=None, at=None):
    """Send in something new, by a user or by a contact person; it counts once it is approved."""
    submission.submitted_by, submission.contact = by, contact
    submission.submitted_at = at or timezone.now()
    submission.full_clean()
    submission.save()
    return submission


def submission_approve(*, submission, by, at=None):
    """Make it count, for ever."""
    return _decide(submission=submission, by=by, at=at, state="approved")


def submission_return(*, submission, by, reason, at=None):
    """Send it back with a reason; it stays in the log and does not count."""
    if not reason.strip():
        raise ValidationError({"return_reason": _("Say why, so that the owner knows what to change.")})
    return _decide(submission=submission, by=by, at=at, state="returned", return_reason=reason)


@transaction.atomic
def _decide(*, submission, by, at, state, return_reason=""):
    submission = (
        type(submission)
        .objects.select_for_update(of=["self"])
        .select_related("on_behalf_of", "contact")
        .get(pk=submission.pk)
    )
    if submission.state != "submitted":
        raise ValidationError(_("Somebody already decided on this."))
    if not may_decide(submission=submission, user=by):
        raise PermissionDenied
    submission.state, submission.decided_by, submission.decided_at = state, by, at or timezone.now()
    submission.return_reason = return_reason
    submission.full_clean()
    submission.save()
    return submission


def may_translate(*, submission, user):
    """Whether this person may add the other language: whoever may send in or decide for that government.

    To what an organisation outside government sends in, whoever moderates pledges adds it.
    """
    organisation = submission.on_behalf_of
    if organisation.government_id is None:
        return user.has_perm(MODERATE)
    return may_submit(organisation=organisation, user=user) or may_submit(
        organisation=organisation, user=user, right=APPROVE
    )


def languages_without_reason(saying):
    """The languages in which its reason is still missing: [(code, name)]; none where it has no reason of its own."""
    if not saying.reason:
        return []
    there = {saying.language, *(row.language for row in saying.translations.all())}
    return [(code, name) for code, name in settings.LANGUAGES if code not in there]


@transaction.atomic
def saying_translate(*, saying, language, reason, by):
    """Add the reason in another language, beside it."""
    relation = type(saying)._meta.get_field("translations")
    translation = relation.related_model(
        **{relation.field.name: saying}, language=language, reason=reason, translated_by=by
    )
    translation.full_clean()
    translation.save()
    return translation
