"""The report on one commitment: shown, kept while it is typed, and sent."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import JsonResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from core.languages import active_language

from .access import personal
from .desk import Desk
from .drafts import NewerText, draft_save
from .report_pages import conflict, handed_over, page
from .rows import commitments_of
from .sending import report_send
from .theirs import NotTheirs, SentMeanwhile
from .typed import typed_in


def number(text):
    """A whole number from outside; -1, which nothing carries, for anything else."""
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 10 else -1


@personal
@require_http_methods(["GET", "HEAD", "POST"])
def report(request, contact, code, pk=None):
    """The form; with `pk` it corrects that report."""
    desk = _desk(contact, code, pk)
    if desk is None:
        return handed_over(request, contact, code)
    if request.method != "POST":
        return _opened(request, desk)
    try:
        return _later(request, desk) if request.POST.get("act") == "later" else _send(request, desk)
    except NotTheirs:
        return handed_over(request, contact, code)


@personal
@require_POST
def draft(request, contact, code):
    """Keeps what was typed, for the script; answers in JSON with what to show and the version to go on from."""
    corrects = request.POST.get("corrects")
    desk = _desk(contact, code, number(corrects) if corrects else None)
    try:
        if desk is None:
            raise NotTheirs
        kept = _keep(request, desk)
    except NotTheirs:
        return _refused(_("Not saved: you no longer report on this commitment. Copy what you typed."))
    except NewerText:
        return _refused(_("Not saved: newer text was saved elsewhere. Choose “Save and go on later” to see both."))
    except SentMeanwhile:
        return _refused(_("Not saved: you sent a report in meanwhile. Choose “Save and go on later” to see it."))
    return JsonResponse({"version": kept.version, "message": _("Saved at {time}").format(time=_time(kept.saved_at))})


def _refused(message):
    return JsonResponse({"message": message}, status=409)


def _desk(contact, code, pk):
    commitment = commitments_of(contact).filter(code=code).first()
    return commitment and Desk(contact, commitment, active_language(), pk)


def _opened(request, desk):
    if desk.corrects and desk.corrects.is_corrected:
        messages.info(request, _("This report was corrected already, or its correction waits for approval."))
        return redirect("owners:report", desk.commitment.code)
    if not desk.corrects and (pk := desk.correction_in_draft()):
        return redirect("owners:correct", desk.commitment.code, pk)
    return page(request, desk, desk.form(), version=desk.version)


def _keep(request, desk):
    return draft_save(
        contact=desk.contact,
        commitment=desk.commitment,
        data=desk.data(typed_in(request.POST)),
        version=number(request.POST.get("version")),
        token=number(request.POST.get("token")),
    )


def _later(request, desk):
    try:
        kept = _keep(request, desk)
    except (NewerText, SentMeanwhile) as meanwhile:
        return conflict(request, desk, desk.form(request.POST, is_checked=False), meanwhile)
    text = _("Saved at {time}. It is not sent yet: you can go on later.")
    messages.success(request, text.format(time=_time(kept.saved_at)))
    return redirect("owners:list")


def _send(request, desk):
    form = desk.form(request.POST, request.FILES)
    if not form.is_valid():
        return _unsent(request, desk, form)
    try:
        report_send(
            contact=desk.contact,
            commitment=desk.commitment,
            token=number(request.POST.get("token")),
            version=number(request.POST.get("version")),
            data=desk.data(typed_in(request.POST)),
            **desk.report(form.cleaned_data),
        )
    except (NewerText, SentMeanwhile) as meanwhile:
        if isinstance(meanwhile, SentMeanwhile) and desk.is_same(meanwhile.report, form.cleaned_data):
            messages.info(request, _("Your report was sent already; it was not sent twice."))
            return redirect("owners:list")
        return conflict(request, desk, form, meanwhile)
    except ValidationError as error:
        form.refuse(error)
        return _unsent(request, desk, form)
    messages.success(request, _("Your report is sent. It counts once your coordinator has approved it."))
    return redirect("owners:list")


def _unsent(request, desk, form):
    """Not right yet: what was typed is kept, and shown with what is wrong."""
    try:
        kept = _keep(request, desk)
    except (NewerText, SentMeanwhile) as meanwhile:
        return conflict(request, desk, form, meanwhile)
    return page(request, desk, form, version=kept.version, status=422)


def _time(moment):
    return date_format(timezone.localtime(moment), "TIME_FORMAT")
