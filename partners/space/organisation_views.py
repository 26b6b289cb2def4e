"""One organisation as its people see it, and what they are in it."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from core.cards import card_of, pages_for
from core.languages import active_language
from partners.models import Representative

from .access import speaks_for
from .forms import SelfForm
from .people_rows import above, person_name
from .screens import name_of, screen


@speaks_for()
@require_safe
def organisation(request, representation):
    record, language = representation.organisation, active_language()
    page = pages_for([record], language).get(record.pk) if record.is_shown else None
    manager = record.account_manager
    return screen(
        request,
        "organisation",
        page_title=name_of(record),
        kicker=_("My organisation"),
        above=above(),
        organisation=record,
        representation=representation,
        function=representation.function_in(language),
        public_url=card_of(record, page, language).url,
        manager=manager if manager and manager.is_active else None,
        manager_name=person_name(manager),
        people=Representative.objects.current().filter(organisation=record).count(),
    )


@speaks_for()
@require_http_methods(["GET", "HEAD", "POST"])
def myself(request, representation):
    record = representation.organisation
    form = SelfForm(request.POST or None, representative=representation)
    if form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect("space:organisation", record.code)
    return screen(
        request,
        "myself",
        page_title=_("You on the public page"),
        kicker=name_of(record),
        above=above(record),
        form=form,
        errors=form.summary(),
        person=person_name(request.user),
        email=request.user.email,
        has_name=bool(request.user.get_full_name()),
        back_url=reverse("space:organisation", args=[record.code]),
    )
