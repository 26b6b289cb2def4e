"""Claiming an organisation: find it or describe a new one, say who one is, and hear what comes of it."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.languages import active_language
from partners.evidence import is_administered, is_proved
from partners.models import Claim, Organisation, Representative
from partners.services.representatives import claim_submit, claim_withdraw

from .access import known
from .claim_forms import ClaimForm, NewOrganisationForm
from .finding import found_by
from .forms import SearchForm
from .screens import name_of, screen


@known
@require_safe
def find(request):
    form = SearchForm(request.GET) if "q" in request.GET else SearchForm()
    rows, has_more = found_by(form, active_language())
    return screen(
        request,
        "claim_find",
        page_title=_("Claim an organisation"),
        above=[_home()],
        query={"q": request.GET["q"].replace("\x00", "")[:200]} if form.is_bound else None,
        form=form,
        errors=form.summary(),
        rows=rows,
        has_more=has_more,
        is_searched=form.is_bound and form.is_valid(),
    )


@known
@require_http_methods(["GET", "HEAD", "POST"])
def claim(request, code):
    organisation = get_object_or_404(Organisation.objects.public(), code=code)
    theirs = Representative.objects.current().filter(user=request.user, organisation=organisation)
    if theirs.exists():
        messages.info(request, _("You speak for this organisation already."))
        return redirect("space:organisation", code)
    form = ClaimForm(request.POST or None)
    if form.is_valid() and (claim := _submit(request, form, organisation)):
        return _thanks(request, claim)
    is_theirs = is_administered(organisation)
    return screen(
        request,
        "claim",
        page_title=name_of(organisation),
        kicker=_("Claim an organisation"),
        above=[_home(), (_("Claim an organisation"), reverse("space:claim"))],
        form=form,
        errors=form.summary(),
        organisation=organisation,
        is_administered=is_theirs,
        is_proved=not is_theirs and is_proved(request.user, organisation),
    )


@known
@require_http_methods(["GET", "HEAD", "POST"])
def claim_new(request):
    form = NewOrganisationForm(request.POST or None)
    if form.is_valid() and (claim := _submit(request, form, None)):
        return _thanks(request, claim)
    return screen(
        request,
        "claim_new",
        page_title=_("An organisation that is not in the register"),
        kicker=_("Claim an organisation"),
        above=[_home(), (_("Claim an organisation"), reverse("space:claim"))],
        form=form,
        errors=form.summary(),
        alike=[(name_of(row), reverse("space:claim_one", args=[row.code])) for row in form.alike],
    )


@known
@require_POST
def withdraw(request, pk):
    claim = get_object_or_404(Claim, pk=pk, submitted_by=request.user)
    if claim_withdraw(claim=claim, by=request.user).state != Claim.State.WITHDRAWN:
        messages.info(request, _("This claim was decided on meanwhile."))
    else:
        messages.success(request, _("Your claim is withdrawn."))
    return redirect("space:home")


def _submit(request, form, organisation):
    """The claim, or None where it was refused: the form says why."""
    try:
        return claim_submit(
            user=request.user, organisation=organisation, typed=form.typed(), language=active_language()
        )
    except Organisation.DoesNotExist as gone:
        raise Http404 from gone
    except ValidationError as error:
        form.refuse(error)
        return None


def _thanks(request, claim):
    if claim.state == Claim.State.ACCEPTED:
        messages.success(
            request, _("Your e-mail address shows that you are of this organisation: you are its administrator now.")
        )
        return redirect("space:organisation", claim.organisation.code)
    if claim.organisation and is_administered(claim.organisation):
        text = _("Your claim is sent. The administrators of the organisation and the secretariat see it.")
    else:
        text = _("Your claim is sent. The secretariat looks at it, and answers you by mail.")
    messages.success(request, text)
    return redirect("space:home")


def _home():
    return (_("My space"), reverse("space:home"))
