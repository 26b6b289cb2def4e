"""The pledges of somebody's organisations, and a new one."""

from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from actions.services.pledges import proposal_start
from core.languages import active_language
from core.places import languages_of_screen
from partners.models import Organisation
from partners.space.access import known, representation

from .rows import rows_of


@known
@require_safe
def pledges(request):
    language = active_language()
    waiting, making, made = rows_of(request.user, language)
    organisations = Organisation.objects.of(request.user).order_by("code")
    context = {
        "page_title": _("My pledges"),
        "waiting": waiting,
        "making": making,
        "made": made,
        "organisations": [(row.code, row.name_in(language) or row.code) for row in organisations],
        "languages": languages_of_screen(request),
        "breadcrumbs": [],
    }
    return render(request, "actions/pledging/list.html", context)


@known
@require_POST
def start(request):
    """Begins a pledge of the chosen organisation."""
    code = request.POST.get("organisation", "").replace("\x00", "")[:100]
    organisation = representation(request.user, code).organisation
    proposal = proposal_start(organisation=organisation, by=request.user, language=active_language())
    return redirect("pledging:edit", proposal.key)
