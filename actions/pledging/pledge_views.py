"""One pledge in the space of who made it: where it stands, what was reported, and who reports."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from actions.deadlines import when
from actions.models import StatusReport
from actions.services.pledges import pledge_report_by
from actions.services.reporters import current_reporters, makers_of, possible_reporters
from actions.wall.states import is_late, state_of
from core.cards import pages_for
from core.languages import active_language
from core.places import languages_of_screen
from partners.space.access import known

from .rows import public_links
from .theirs import pledges_of, speaks

MOST = 200


@known
@require_safe
def pledge(request, code):
    return _page(request, _theirs(request.user, code))


@known
@require_POST
def reporters(request, code):
    """Administrators of the organisation that leads it choose who reports."""
    commitment = _theirs(request.user, code)
    chosen = set(request.POST.getlist("who")[:MOST])
    people = [row for row in possible_reporters(commitment) if str(row.pk) in chosen]
    try:
        pledge_report_by(pledge=commitment.pledge, representatives=people, by=request.user)
    except PermissionDenied as refusal:
        raise Http404 from refusal
    except ValidationError as refusal:
        return _page(request, commitment, errors=[(text, "who") for text in refusal.messages], status=422)
    messages.success(request, _("From today on these people report on it."))
    return redirect("pledging:pledge", code)


def _theirs(user, code):
    commitment = pledges_of(user).with_status().filter(pledge__code=code).first()
    if commitment is None:
        raise Http404
    return commitment


def _page(request, commitment, errors=(), status=200):
    language = active_language()
    pledge = commitment.pledge
    state = state_of(commitment)
    current = list(current_reporters(commitment))
    reporting = {row.contact.user_id for row in current if row.contact.user_id}
    people = possible_reporters(commitment)
    page = pages_for([pledge], language).get(pledge.pk)
    context = {
        "page_title": pledge.name_in(language) or pledge.code,
        "kicker": commitment.organisation.name_in(language),
        "pledge": pledge,
        "text": commitment.text_in(language),
        "state": state,
        "is_late": is_late(commitment),
        "deadline": when(commitment, commitment.standing()),
        "partners": [row.name_in(language) for row in makers_of(commitment)[1:]],
        "reports": _reports(commitment),
        "links": list(public_links(pledge, page, language)),
        "may_report": commitment.is_open and request.user.pk in reporting,
        "commitment": commitment,
        "administers": speaks(request.user, commitment.organisation, administers=True),
        "people": [
            {"row": row, "organisation": row.organisation.name_in(language), "reports": row.user_id in reporting}
            for row in people
        ],
        "others": [row.contact for row in current if row.contact.user_id not in {row.user_id for row in people}],
        "errors": errors,
        "languages": languages_of_screen(request, instead="pledging:list" if request.method == "POST" else ""),
        "breadcrumbs": [],
    }
    return render(request, "actions/pledging/pledge.html", context, status=status)


def _reports(commitment):
    """What was sent in about it, the newest first; drafts stand at who writes them."""
    reports = StatusReport.objects.filter(commitment=commitment).select_related("contact", "submitted_by")
    return list(reports.prefetch_related("translations").order_by("-pk"))
