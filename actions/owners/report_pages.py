"""What the screens about one report show: the form, what happened elsewhere, and that it was handed over."""

from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _

from actions.models import Commitment
from core.dates import today
from core.languages import active_language

from .drafts import draft_of
from .places import languages_here
from .rows import in_words
from .theirs import token_of
from .typed import draft_rows, typed_rows


def conflict(request, desk, form, meanwhile):
    """Something happened elsewhere: both texts are shown, and the next save or sending decides."""
    newer = getattr(meanwhile, "draft", None)
    sent = getattr(meanwhile, "report", None)
    kept = newer or draft_of(desk.contact, desk.commitment)
    return page(
        request, desk, form, version=kept.version if kept else 0, newer=newer, sent=sent, is_conflict=True, status=409
    )


def page(request, desk, form, *, version, newer=None, sent=None, is_conflict=False, status=200):
    commitment = in_words(desk.commitment, desk.language)
    context = {
        "page_title": commitment["title"] or _("Pledge"),
        "contact": desk.contact,
        "desk": desk,
        "row": commitment,
        "form": form,
        "errors": form.summary() if form.is_bound else [],
        "version": version,
        "token": token_of(sent) if sent else desk.token,
        "newer": newer,
        "newer_rows": draft_rows(newer.data, desk.commitment) if newer else [],
        "is_conflict": is_conflict,
        "sent": sent,
        "languages": languages_here(request),
        "breadcrumbs": [],
    }
    return render(request, "actions/owners/report.html", context, status=status)


def handed_over(request, contact, code):
    """No longer theirs: said in words, with what they typed; never theirs: not there."""
    commitment = Commitment.objects.filter(
        code=code, responsibilities__contact=contact, responsibilities__since__lte=today()
    ).first()
    if commitment is None:
        raise Http404
    kept = draft_of(contact, commitment)
    context = {
        "page_title": _("You no longer report on this commitment"),
        "contact": contact,
        "text": commitment.text_in(active_language()),
        "typed": typed_rows(request.POST, commitment) if request.method == "POST" else [],
        "kept": kept,
        "kept_rows": draft_rows(kept.data, commitment) if kept else [],
        "languages": languages_here(request),
        "breadcrumbs": [],
    }
    return render(request, "actions/owners/handed_over.html", context, status=403)
