"""What waits for somebody on account of organisations: what they are asked, and what became of what they asked."""

from dataclasses import dataclass
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core import slots
from core.languages import language_name
from partners.models import Claim, ProfileSubmission, Representative
from partners.services.invitations import invitations_for

from .mails import claim_name
from .screens import name_of, person_name

REMEMBERED = timedelta(days=30)
"""So long an answer to a claim stands in somebody's space."""


@dataclass(frozen=True)
class Line:
    """One thing that waits: in words, with where one goes on."""

    text: str
    url: str = ""
    link: str = ""
    note: str = ""
    lang: str = ""
    """The language of the note, where somebody else wrote it in another one than the reader's."""
    withdraw_url: str = ""

    @property
    def notice(self):
        return language_name(self.lang)


@slots.provide("partners.my_space", name="asked", template="partners/space/waiting.html", queries=4)
def waiting_for(user, language):
    """Invitations, colleagues to say yes or no to, profiles that came back, and one's own claims."""
    lines = [*_invitations(user), *_colleagues(user), *_profiles(user), *_claims(user, language)]
    return {"lines": lines} if lines else None


def _invitations(user):
    for invitation in invitations_for(user):
        text = _("You are invited to speak for {organisation}, until {day}.")
        day = date_format(timezone.localtime(invitation.expires_at), "DATE_FORMAT")
        yield Line(
            text.format(organisation=name_of(invitation.organisation), day=day),
            reverse("space:invited", args=[invitation.pk]),
            _("Say yes or no"),
        )


def _colleagues(user):
    administered = Representative.objects.current().administrators().filter(user=user)
    claims = Claim.objects.filter(
        state=Claim.State.SUBMITTED,
        organisation__in=administered.values("organisation"),
        organisation__archived_at__isnull=True,
        submitted_by__isnull=False,
    ).exclude(submitted_by=user)
    for claim in claims.select_related("organisation", "submitted_by").order_by("submitted_at", "pk"):
        text = _("{person} asks to speak for {organisation}.")
        yield Line(
            text.format(person=person_name(claim.submitted_by), organisation=name_of(claim.organisation)),
            reverse("space:colleague", args=[claim.organisation.code, claim.pk]),
            _("Say yes or no"),
        )


def _profiles(user):
    theirs = Representative.objects.current().filter(user=user).values("organisation")
    returned = ProfileSubmission.objects.filter(
        state=ProfileSubmission.State.RETURNED, organisation__in=theirs, organisation__archived_at__isnull=True
    )
    for submission in returned.select_related("organisation").order_by("decided_at", "pk"):
        yield Line(
            _("The profile of {organisation} came back.").format(organisation=name_of(submission.organisation)),
            reverse("space:profile", args=[submission.organisation.code]),
            _("Set it right"),
            submission.reason,
        )


def _claims(user, language):
    claims = Claim.objects.filter(submitted_by=user, state__in=["submitted", "returned", "accepted"])
    since, newer = timezone.now() - REMEMBERED, set()
    for claim in claims.exclude(decided_at__lt=since).select_related("organisation"):
        name = claim_name(claim, language)
        if claim.state != Claim.State.RETURNED or name not in newer:
            yield _claim(claim, name)
        newer.add(name)


def _claim(claim, organisation):
    State = Claim.State
    if claim.state == State.SUBMITTED:
        day = date_format(timezone.localtime(claim.submitted_at), "DATE_FORMAT")
        text = _("You asked on {day} to speak for {organisation}: nobody has answered yet.")
        withdraw_url = reverse("space:withdraw_claim", args=[claim.pk])
        return Line(text.format(day=day, organisation=organisation), withdraw_url=withdraw_url)
    if claim.state == State.RETURNED:
        text, url = _("Your claim of {organisation} came back."), reverse("space:claim")
        return Line(text.format(organisation=organisation), url, _("Claim an organisation"), claim.reason)
    text = _("Your claim of {organisation} was accepted.")
    return Line(text.format(organisation=organisation), note=claim.reason)
