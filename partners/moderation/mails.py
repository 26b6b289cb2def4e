"""Mails about requests: to who asked, in the language in which they did, and to who decides, in theirs."""

from copy import copy

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.db.models import Q
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime

from core.languages import active_language
from editorial.mails.facts import quoted
from editorial.mails.post import absolute, address, one_line, send

from .rules import may_decide


def tell_person(kind, pk):
    """What was decided: to who asked, with where they go on."""
    request = kind.objects().filter(pk=pk).first()
    if request is None or request.submitted_by is None:
        return
    # In the language of what they wrote, whatever their account says: it is the answer to that.
    person = copy(request.submitted_by)
    person.language = request.language
    template = {request.State.ACCEPTED: "request_accepted", request.State.RETURNED: "request_returned"}.get(
        request.state
    )
    if template:
        send(template, [person], lambda: facts_of(kind, request) | _answer(kind, request))


def tell_moderators(kind, pk):
    """A new request: to its account manager where they may decide, else to who decides."""
    request = kind.objects().filter(pk=pk).first()
    if request is None or request.state != request.State.SUBMITTED:
        return
    people = deciders(kind, request)
    manager = request.organisation and request.organisation.account_manager
    send(
        "request_made",
        [manager] if manager in people else people,
        lambda: facts_of(kind, request),
        preference="submitted",
    )


def deciders(kind, request):
    """Who may decide on it now."""
    return [person for person in moderators([kind]) if may_decide(kind=kind, request=request, user=person)]


def moderators(kinds):
    """Who may decide on one of these kinds, by their roles."""
    rights = Q()
    for kind in kinds:
        app_label, codename = kind.permission.split(".")
        rights |= Q(content_type__app_label=app_label, codename=codename)
    if not rights:
        return []
    permissions = Permission.objects.filter(rights)
    people = get_user_model().objects.filter(
        Q(groups__permissions__in=permissions) | Q(user_permissions__in=permissions), is_active=True
    )
    return list(people.distinct().order_by("pk"))


def facts_of(kind, request):
    return {
        "kind": str(kind.label),
        "subject": one_line(kind.subject_of(request)),
        "organisation": one_line(request.organisation.name_in(active_language())) if request.organisation else "",
        "day": date_format(localtime(request.submitted_at), "DATE_FORMAT"),
        "decide_url": address("requests:decide", kind.code, request.pk),
    }


def _answer(kind, request):
    where = kind.url_for_person(request) if kind.url_for_person else reverse("space:home")
    return {"reason": quoted(request.reason), "person_url": absolute(where)}
