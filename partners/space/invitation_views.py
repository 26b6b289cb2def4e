"""Invitations: administrators send and withdraw them; whoever got one says yes or no."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from core.languages import active_language
from core.private_pages import private
from partners.evidence import is_known_to
from partners.models import Invitation
from partners.services.invitations import (
    LASTS,
    NOT_YOURS,
    InvitationRefused,
    invitation_accept,
    invitation_decline,
    invitation_send,
    invitation_with,
    invitation_withdraw,
    invitations_for,
)

from .access import known, speaks_for
from .forms import InviteForm
from .people_rows import above
from .screens import name_of, screen


@speaks_for(administers=True)
@require_http_methods(["GET", "HEAD", "POST"])
def invite(request, representation):
    organisation = representation.organisation
    form = InviteForm(request.POST or None, initial={"language": active_language()})
    if form.is_valid():
        try:
            invitation_send(organisation=organisation, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            form.refuse(error)
        else:
            text = _("The invitation is on its way to {email}.")
            messages.success(request, text.format(email=form.cleaned_data["email"]))
            return redirect("space:people", organisation.code)
    return screen(
        request,
        "invite",
        page_title=_("Invite somebody"),
        kicker=name_of(organisation),
        above=above(organisation),
        organisation=organisation,
        form=form,
        errors=form.summary(),
        days=LASTS.days,
    )


@speaks_for(administers=True)
@require_POST
def withdraw(request, representation, pk):
    invitation = Invitation.objects.filter(organisation=representation.organisation, pk=pk).first()
    if invitation is None:
        raise Http404
    invitation_withdraw(invitation=invitation, by=request.user)
    messages.success(request, _("The invitation is withdrawn: its link opens nothing any more."))
    return redirect("space:people", representation.organisation.code)


@private
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request, secret):
    """GET changes nothing, so a program that reads mails may come by; who is not logged in does that first."""
    try:
        found = invitation_with(secret=secret)
        if request.user.is_authenticated:
            return _answer(request, found)
    except InvitationRefused as refusal:
        return _refused(request, refusal)
    return _page(request, found, is_known=False)


@known
@require_http_methods(["GET", "HEAD", "POST"])
def invited(request, pk):
    """The same, for who found the invitation in their space."""
    found = invitations_for(request.user).filter(pk=pk).first()
    if found is None:
        raise Http404
    try:
        return _answer(request, found)
    except InvitationRefused as refusal:
        return _refused(request, refusal)


def _answer(request, found):
    if request.method != "POST":
        return _page(request, found, is_known=True, is_theirs=is_known_to(request.user, found.email))
    if request.POST.get("answer") == "no":
        invitation_decline(invitation=found, user=request.user)
        messages.info(request, _("You said no to the invitation."))
        return redirect("space:home")
    invitation_accept(invitation=found, user=request.user)
    text = _("From now on you speak for {organisation}.")
    messages.success(request, text.format(organisation=name_of(found.organisation)))
    return redirect("space:organisation", found.organisation.code)


def _page(request, found, **context):
    return screen(
        request,
        "invitation",
        page_title=_("You are invited"),
        kicker=name_of(found.organisation),
        invitation=found,
        organisation=name_of(found.organisation),
        not_yours=NOT_YOURS,
        **context,
    )


def _refused(request, refusal):
    return screen(
        request,
        "refused",
        page_title=_("This invitation does not open anything"),
        status=404,
        reason=refusal.message,
    )
