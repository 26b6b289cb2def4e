"""An organisation says whether somebody speaks for it; it sees who, and nothing of what they answered."""

from contextlib import suppress

from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from consultations.answering.shell import show
from consultations.models import RespondentLink
from consultations.services.identities import identity_read
from consultations.services.links import LinkRefused, link_check
from consultations.services.mandates import NothingToSay, is_asked, mandate_answer
from core.languages import active_language
from core.private_pages import private

from .refusals import refused
from .words import day_in_words, moment_in_words

CONFIRM, DENY = "confirm", "deny"


@private
@require_http_methods(["GET", "HEAD", "POST"])
def mandate(request, secret):
    """GET asks and changes nothing; POST answers, once."""
    at = timezone.now()
    try:
        link = link_check(secret=secret, purpose=RespondentLink.Purpose.MANDATE, at=at)
    except LinkRefused as refusal:
        return refused(request, refusal, at)
    answer = request.POST.get("answer", "")
    if request.method == "POST" and answer in (CONFIRM, DENY):
        with suppress(NothingToSay):  # the page says so
            mandate_answer(link=link, confirmed=answer == CONFIRM, at=at)
        return redirect("take_part:mandate", secret)
    errors = [(_("Choose one of the two answers."), "answer")] if request.method == "POST" else []
    return _page(request, link, at, errors)


def _page(request, link, at, errors):
    contribution = link.contribution
    answered = day_in_words(timezone.localdate(link.used_at)) if link.used_at else ""
    organisation = contribution.organisation
    return show(
        request,
        "consultations/after/mandate.html",
        title=_("Does this person speak for you?"),
        at=at,
        consultation=contribution.consultation,
        errors=errors,
        contribution=contribution,
        organisation=organisation.name_in(active_language()) if organisation else "",
        person=identity_read(contribution).get("name", "") if not answered else "",
        moment=moment_in_words(contribution.sent_at),
        answered=answered,
        is_asked=is_asked(link, contribution),
    )
