"""The text of a pledge: shown, kept while it is typed, searched in, and sent on."""

from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from actions.services.pledges import (
    NewerText,
    NobodyThere,
    NotEditable,
    NotWhole,
    proposal_ask,
    proposal_save,
    proposal_submit,
    unconfirmed,
)
from core.languages import active_language
from partners.space.access import known

from .edit_pages import conflict, page, stands_still
from .theirs import proposals_of
from .typed import typed_in

FIND = {"find_actions": "actions", "find_partners": "partners"}


@known
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request, key):
    proposal = own(request.user, key)
    if request.method == "POST":
        return _posted(request, proposal, typed_in(request.POST))
    if not proposal.is_editable:
        return redirect("pledging:proposal", key)
    found = {name: request.GET.get(name, "") for name in FIND.values()}
    return page(request, proposal, proposal.typed, found=found)


@known
@require_POST
def draft(request, key):
    """Keeps what was typed, for the script; answers in JSON with what to show and the version to go on from."""
    try:
        kept = _keep(request, own(request.user, key), typed_in(request.POST))
    except NewerText:
        return _refused(_("Not saved: newer text was saved elsewhere. Choose “Save and go on later” to see both."))
    except NotEditable:
        return _refused(_("Not saved: this pledge was sent on meanwhile. Choose “Save and go on later” to see it."))
    return JsonResponse({"version": kept.version, "message": _("Saved at {time}").format(time=_time(kept.saved_at))})


def own(user, key):
    """The proposal with that key, when an organisation of this person leads it. Raises Http404."""
    proposal = proposals_of(user).filter(key=key, leads=True).first()
    if proposal is None:
        raise Http404
    return proposal


def number(text):
    """A whole number from outside; -1, which nothing carries, for anything else."""
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 10 else -1


def _refused(message):
    return JsonResponse({"message": message}, status=409)


def _keep(request, proposal, typed):
    version = number(request.POST.get("version"))
    return proposal_save(proposal=proposal, typed=typed, version=version, by=request.user)


def _posted(request, proposal, typed):
    """Whatever the button: what was typed is kept first."""
    try:
        kept = _keep(request, proposal, typed)
    except NewerText as meanwhile:
        return conflict(request, meanwhile.proposal, typed)
    except NotEditable as refusal:
        return stands_still(request, refusal.proposal, typed)
    act = request.POST.get("act", "")
    if act == "enter":
        act = next((name for name in FIND if request.POST.get(name, "").strip()), "stay")
    if act in FIND:
        name = FIND[act]
        query = urlencode({name: request.POST.get(act, "")[:100]})
        return redirect(f"{reverse('pledging:edit', args=[kept.key])}?{query}#find-{name}")
    if act in ("more", "stay"):
        anchor = "#milestones" if act == "more" else ""
        return redirect(reverse("pledging:edit", args=[kept.key]) + anchor)
    if act == "send":
        return _send_on(request, kept)
    text = _("Saved at {time}. It is not sent yet: you can go on later.")
    messages.success(request, text.format(time=_time(kept.saved_at)))
    return redirect("pledging:list")


def _send_on(request, proposal):
    """To the partners who still have to confirm, else to the secretariat."""
    try:
        if proposal.typed.get("partners") and unconfirmed(proposal):
            proposal_ask(proposal=proposal, by=request.user)
            text = _("Your partners are asked to confirm. Once all of them have, you can send it to the secretariat.")
        else:
            proposal_submit(proposal=proposal, by=request.user)
            text = _("Your pledge is sent. The secretariat reads it before it becomes public.")
    except NotWhole as refusal:
        return page(request, proposal, proposal.typed, problems=refusal.problems, status=422)
    except NobodyThere as refusal:
        return page(request, proposal, proposal.typed, problems={"partners": _missing(refusal)}, status=422)
    except NotEditable as refusal:
        return stands_still(request, refusal.proposal, proposal.typed)
    except ValidationError as refusal:
        return page(request, proposal, proposal.typed, problems={"": " ".join(refusal.messages)}, status=422)
    messages.success(request, text)
    return redirect("pledging:proposal", proposal.key)


def _missing(refusal):
    names = ", ".join(row.name_in(active_language()) or row.code for row in refusal.organisations)
    return _(
        "Nobody speaks on this platform yet for: {names}. Ask somebody there to come to the platform and claim the "
        "organisation, or take it out. We told the secretariat."
    ).format(names=names)


def _time(moment):
    return date_format(timezone.localtime(moment), "TIME_FORMAT")
