"""Check your answers, and send them."""

from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from consultations import access
from consultations.answering.changed_views import what_changed
from consultations.answering.desk import Desk
from consultations.answering.entrance import LEFT, consultation_with
from consultations.answering.lost import lost
from consultations.answering.pages import ABOUT, CHECK, url_of
from consultations.answering.shell import show
from consultations.answering.tokens import draft_in, token_of
from consultations.models import Contribution, Draft, Phase
from consultations.protection.proof import ProofSpent, field
from consultations.protection.verdict import verdict_of
from consultations.services.sending import NewVersion, NotSent, TooLate, Withdrawn
from core.private_pages import private

from .rows import about_section, answer_sections, publication_in_words
from .sending import send
from .words import day_in_words

OLD_PAGE = _("This page was open for too long, or not complete. Look at your answers, and send them once more.")
OTHER_TAB = _("Something was changed meanwhile, perhaps in another tab. Look once more, and send it.")
TOO_LATE = _("The last day is over: what you sent before can no longer be changed. It stands.")
WITHDRAWN = _("This contribution was withdrawn: it cannot be changed any longer.")


@csrf_exempt  # the token of the form stands in its place: it holds when the session is gone
@private
@require_http_methods(["GET", "HEAD", "POST"])
def check(request, code):
    """Everything that was typed, in words; the button sends it, once however often it is used."""
    at, consultation = timezone.now(), consultation_with(code)
    if request.method == "POST":
        token, left_at = request.POST.get("token"), request.session.get(LEFT, 0)
        draft = draft_in(token, consultation, not_before=left_at)
        if draft is not None:
            draft.consultation = consultation
            return _sent(request, draft, at)
    draft = access.draft_of(request, consultation)
    if draft is None:
        contribution = access.sent_in(request, consultation)
        return received(request, contribution) if contribution else lost(request, consultation, at)
    draft.consultation = consultation
    return _page(request, draft, at, [(OLD_PAGE, "")] if request.method == "POST" else [])


def _sent(request, draft, at):
    if draft.sent_at:
        return received(request, draft.contribution)
    desk = Desk(draft, at)
    if desk.is_outdated:
        return redirect(what_changed(desk, CHECK))
    if desk.checked.problems or not desk.about_form.is_valid():
        return _page(request, draft, at, refused=True)
    about = desk.about_form.about()
    verdict = verdict_of(request, draft, about, at)
    if verdict.problem:
        url = url_of(desk.consultation.code, ABOUT) + "#id_email" if verdict.key == "email" else ""
        return _page(request, draft, at, [(verdict.problem, url)])
    try:
        return received(request, send(draft, about, verdict, at))
    except Draft.DoesNotExist:  # erased meanwhile
        return lost(request, desk.consultation, at)
    except NotSent:
        draft = draft_in(request.POST.get("token"), desk.consultation) or draft
        return _page(request, draft, at, [(OTHER_TAB, "")])
    except NewVersion:
        return redirect(what_changed(desk, CHECK))
    except ProofSpent:
        return _page(request, draft, at, [(OLD_PAGE, "")])
    except (TooLate, Withdrawn):
        return _page(request, draft, at, refused=True)


def received(request, contribution):
    """To the receipt, by an address that can be opened again and sends nothing."""
    access.contribution_remember(request, contribution)
    response = redirect("take_part:received", contribution.reference)
    response.status_code = 303
    return response


def _page(request, draft, at, problems=(), *, refused=False):
    """`problems` are [(message, address)]; `refused`: what is missing was sent nevertheless."""
    desk = Desk(draft, at)
    if desk.is_outdated:
        return redirect(what_changed(desk, CHECK))
    sections, missing = answer_sections(desk)
    about, missing_about = about_section(desk)
    problem = _no_way(draft, at)
    return show(
        request,
        "consultations/after/check.html",
        title=gettext("Check your answers and send"),
        at=at,
        desk=desk,
        here=CHECK,
        about=about,
        sections=sections,
        publication=publication_in_words(desk),
        problems=[(problem, "")] if problem else [*problems, *missing_about, *missing],
        is_refused=bool(problems) or refused,
        token=token_of(draft, at),
        proof=field(draft, at),
        edited=draft.contribution,
        can_send=not problem,
        last_day=day_in_words(desk.consultation.last_day),
    )


def _no_way(draft, at):
    """Why what is changed in a contribution cannot be sent; empty where it can."""
    before = draft.contribution
    if before is None:
        return ""
    if before.state == Contribution.State.WITHDRAWN:
        return WITHDRAWN
    return "" if draft.consultation.phase(at) in (Phase.OPEN, Phase.GRACE) else TOO_LATE
