"""One proposal as it stands: read by who leads it and by who is asked to join, and what each of them can do."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from actions.services.pledges import (
    NobodyThere,
    NotEditable,
    NotWhole,
    proposal_answer,
    proposal_drop,
    proposal_reopen,
    proposal_submit,
    proposal_take_back,
    proposal_take_out,
)
from partners.space.access import known

from .proposal_pages import page
from .theirs import organisations_of, proposals_of


@known
@require_http_methods(["GET", "HEAD", "POST"])
def proposal(request, key):
    found = _theirs(request.user, key)
    if request.method == "POST":
        return _act(request, found)
    if found.pledge_id:
        return redirect("pledging:pledge", found.pledge.code)
    return page(request, found)


@known
@require_POST
def answer(request, key):
    """What an administrator of a partner says of the text."""
    found = _theirs(request.user, key)
    row = _asked(found, request.user, administers=True).filter(organisation__code=request.POST.get("as", "")).first()
    if row is None:
        raise Http404
    confirms, words = request.POST.get("act") == "confirm", request.POST.get("words", "").replace("\x00", "")[:10_000]
    try:
        proposal_answer(
            proposal=found,
            organisation=row.organisation,
            confirms=confirms,
            digest=request.POST.get("digest", ""),
            by=request.user,
            words=words,
        )
    except NotEditable:
        messages.warning(request, _("Nothing was changed: your answer is not asked for any more."))
        return redirect("pledging:proposal", key)
    except ValidationError as refusal:
        return _refused(request, found, row, refusal, words)
    text = _("You confirmed it. Thank you.") if confirms else _("You declined it. Who leads it reads why.")
    messages.success(request, text)
    return redirect("pledging:proposal", key)


def _refused(request, found, row, refusal, words):
    is_about_words = not hasattr(refusal, "error_dict") or "words" in refusal.error_dict
    anchor = f"words-{row.organisation.code}" if is_about_words else ""
    lines = [(text, anchor) for text in refusal.messages]
    problem = " ".join(refusal.messages) if is_about_words else ""
    return page(request, found, errors=lines, words=words, problem=problem, status=422)


def _theirs(user, key):
    found = proposals_of(user).filter(key=key).first()
    if found is None:
        raise Http404
    return found


def _asked(found, user, *, administers=False):
    organisations = organisations_of(user, administers=administers)
    return found.confirmations.filter(organisation__in=organisations).select_related("organisation")


def _act(request, found):
    if not found.leads:
        raise Http404
    act, _colon, code = request.POST.get("act", "").partition(":")
    acts = {"send": _send, "back": _back, "change": _change, "drop": _drop, "out": _out}
    if act not in acts:
        return redirect("pledging:proposal", found.key)
    try:
        return acts[act](request, found, code)
    except NotEditable:
        messages.warning(request, _("Nothing was changed: meanwhile this pledge went on to its next step."))
    except (NotWhole, NobodyThere):
        messages.warning(request, _("Something in the text is not right yet. Change the text and send it on."))
    except ValidationError as refusal:
        messages.warning(request, " ".join(refusal.messages))
    except PermissionDenied as refusal:
        raise Http404 from refusal
    return redirect("pledging:proposal", found.key)


def _send(request, found, _code):
    proposal_submit(proposal=found, by=request.user)
    messages.success(request, _("Your pledge is sent. The secretariat reads it before it becomes public."))
    return redirect("pledging:proposal", found.key)


def _back(request, found, _code):
    proposal_take_back(proposal=found, by=request.user)
    messages.success(request, _("You took it back. The secretariat does not see it any more."))
    return redirect("pledging:proposal", found.key)


def _change(request, found, _code):
    proposal_reopen(proposal=found, by=request.user)
    return redirect("pledging:edit", found.key)


def _drop(request, found, _code):
    proposal_drop(proposal=found, by=request.user)
    messages.success(request, _("You gave this pledge up. Nobody is asked about it any more."))
    return redirect("pledging:list")


def _out(request, found, code):
    row = found.confirmations.filter(organisation__code=code).select_related("organisation").first()
    if row is not None:
        proposal_take_out(proposal=found, organisation=row.organisation, by=request.user)
        messages.success(request, _("You go on without this partner."))
    return redirect("pledging:proposal", found.key)
