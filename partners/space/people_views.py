"""Who speaks for an organisation: the list, roles, and the end of somebody's role."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.languages import active_language
from partners.models import Invitation, Representative, RepresentativeRole
from partners.services.representatives import representative_end, representative_role
from partners.services.terms import is_last_administrator

from .access import speaks_for
from .people_rows import above, people_of
from .screens import name_of, person_name, screen


@speaks_for()
@require_safe
def people(request, representation):
    organisation = representation.organisation
    current, past = people_of(organisation, representation, active_language())
    invitations = Invitation.objects.open().filter(organisation=organisation)
    return screen(
        request,
        "people",
        page_title=_("People"),
        kicker=name_of(organisation),
        above=above(organisation),
        organisation=organisation,
        may_manage=representation.is_administrator,
        current=current,
        past=past,
        invitations=invitations if representation.is_administrator else [],
    )


@speaks_for(administers=True)
@require_POST
def role(request, representation, pk):
    other = _colleague(representation, pk)
    try:
        chosen = RepresentativeRole(request.POST.get("role", ""))
        representative_role(representative=other, role=chosen, by=request.user)
    except ValueError as unknown:
        raise Http404 from unknown
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        text = _("{person} is from now on: {role}.")
        messages.success(request, text.format(person=person_name(other.user), role=chosen.label))
    code = representation.organisation.code
    is_self = other.user_id == request.user.pk
    return redirect("space:organisation" if is_self else "space:people", code)


@speaks_for(administers=True)
@require_http_methods(["GET", "HEAD", "POST"])
def end(request, representation, pk):
    """A second look, then the end of a colleague's role; one's own ends by leaving."""
    other = _colleague(representation, pk)
    organisation = representation.organisation
    if other.pk == representation.pk:
        return redirect("space:leave", organisation.code)
    if request.method == "POST":
        representative_end(representative=other, by=request.user)
        text = _("{person} speaks for the organisation no longer.")
        messages.success(request, text.format(person=person_name(other.user)))
        return redirect("space:people", organisation.code)
    return screen(
        request,
        "end",
        page_title=_("End the role of {person}").format(person=person_name(other.user)),
        kicker=name_of(organisation),
        above=[*above(organisation), (_("People"), reverse("space:people", args=[organisation.code]))],
        organisation=organisation,
    )


@speaks_for()
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request, representation):
    organisation = representation.organisation
    if request.method == "POST":
        representative_end(representative=representation, by=request.user)
        text = _("You speak for {organisation} no longer.")
        messages.success(request, text.format(organisation=name_of(organisation)))
        return redirect("space:home")
    return screen(
        request,
        "leave",
        page_title=_("Leave {organisation}").format(organisation=name_of(organisation)),
        kicker=_("My organisation"),
        above=above(organisation),
        organisation=organisation,
        is_last=is_last_administrator(representation),
        is_only=not Representative.objects.current()
        .filter(organisation=organisation)
        .exclude(pk=representation.pk)
        .exists(),
    )


def _colleague(representation, pk):
    """Somebody who speaks for the same organisation today. Raises Http404."""
    rows = Representative.objects.current().select_related("user", "organisation")
    found = rows.filter(organisation=representation.organisation, pk=pk).first()
    if found is None:
        raise Http404
    return found
