"""Somebody says that they are a colleague: an administrator says yes or no."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from partners.evidence import confirmed_addresses
from partners.models import Claim
from partners.services.representatives import claim_accept, claim_return

from .access import speaks_for
from .forms import AnswerForm
from .people_rows import above
from .screens import name_of, person_name, screen


@speaks_for(administers=True)
@require_http_methods(["GET", "HEAD", "POST"])
def colleague(request, representation, pk):
    organisation = representation.organisation
    claims = Claim.objects.filter(organisation=organisation, submitted_by__isnull=False).exclude(state="withdrawn")
    claim = get_object_or_404(claims.select_related("submitted_by"), pk=pk)
    if claim.submitted_by_id == request.user.pk or claim.state != Claim.State.SUBMITTED:
        messages.info(request, _("This claim was decided on meanwhile."))
        return redirect("space:people", organisation.code)
    form = AnswerForm(request.POST or None)
    if form.is_valid() and _decided(request, form, claim):
        return redirect("space:people", organisation.code)
    return screen(
        request,
        "colleague",
        page_title=_("Is {person} a colleague?").format(person=person_name(claim.submitted_by)),
        kicker=name_of(organisation),
        above=above(organisation),
        organisation=organisation,
        claim=claim,
        addresses=sorted(confirmed_addresses(claim.submitted_by)),
        form=form,
        errors=form.summary(),
    )


def _decided(request, form, claim):
    data, person = form.cleaned_data, person_name(claim.submitted_by)
    try:
        if data["answer"] == form.YES:
            claim_accept(claim=claim, by=request.user, role=data["role"], reason=data["reason"])
            text = _("{person} speaks for your organisation from now on.")
        else:
            claim_return(claim=claim, by=request.user, reason=data["reason"])
            text = _("You said no. {person} is told why.")
    except ValidationError as error:
        form.refuse(error)
        return False
    messages.success(request, text.format(person=person))
    return True
