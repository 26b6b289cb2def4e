"""Asking for mails about a subject."""

from django.conf import settings
from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods

from core.changes import changes_of
from core.languages import active_language
from core.private_pages import private
from core.throttle import HOUR, network_of, within
from follow.services.addresses import mailbox_digest
from follow.services.asking import follow_ask, follow_unask

from .addresses import home_url
from .forms import FollowForm, SubjectForm
from .mails import confirmation_send
from .shell import show
from .subjects import SEARCH, kind_label, public_subject

LATELY = 3
"""Changes that show what the mails look like."""


@private
@csrf_protect
@require_http_methods(["GET", "HEAD", "POST"])
def by_mail(request):
    """The answer is the same whether the address is known here or not."""
    subject = _subject(request)
    if subject is None:
        return redirect(f"{home_url(active_language())}#search")
    form = FollowForm(request.POST if request.method == "POST" else None, initial={"language": active_language()})
    if not (form.is_bound and form.is_valid()):
        return _show(request, subject, form)
    at, values = timezone.now(), form.cleaned_data
    if refused := _too_often(request, values["email"], at):
        return _show(request, subject, form, status=429, error=refused)
    following = follow_ask(kind=subject.kind, code=subject.code, at=at, **values)
    if following and not confirmation_send(following, subject, email=values["email"], at=at, how=values):
        follow_unask(following=following)
        return _show(
            request, subject, form, status=503, error=_("The mail could not be sent. Try again in some minutes.")
        )
    return show(
        request,
        "asked",
        title=_("Look in your mailbox"),
        query={"kind": subject.kind, "code": subject.code},
        subject=subject,
        email=values["email"],
    )


def _subject(request):
    """What the address names; None for a search without words. Raises Http404."""
    form = SubjectForm(request.GET)
    if not form.is_valid():
        raise Http404
    kind, code = form.cleaned_data["kind"], form.cleaned_data["code"]
    if kind == SEARCH and not code:
        return None
    subject = public_subject(kind, code, active_language())
    if subject is None:
        raise Http404
    return subject


def _too_often(request, email, at):
    """Why nothing is sent now, in words; counted whether the address is known or not."""
    if not within("follow", network_of(request), settings.FOLLOW_LIMITS["network"], at):
        return _("Too many requests came from your network. Wait an hour.")
    if not within("follow-address", mailbox_digest(email), settings.FOLLOW_LIMITS["address"], at):
        return _("This address was given as often as it can be in one day. You can ask again tomorrow.")
    return ""


def _show(request, subject, form, *, status=200, error=""):
    from follow.feeds.addresses import feed_url

    language = active_language()
    errors = [(error, "")] if error else form.summary() if form.is_bound else []
    response = show(
        request,
        "by_mail",
        title=subject.title,
        status=status,
        query={"kind": subject.kind, "code": subject.code},
        subject=subject,
        kind=kind_label(subject.kind),
        form=form,
        errors=errors,
        changes=changes_of(subject, language, most=LATELY),
        feed_url=feed_url(subject.kind, subject.code, language),
    )
    if status == 429:
        response.headers["Retry-After"] = str(HOUR)
    return response
