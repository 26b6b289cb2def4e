"""The sentence above the list of recommendations: how many, how many answered, which have no answer yet."""

from django.db.models import Count, Exists, OuterRef, Q
from django.utils.formats import number_format
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from actions.models.recommendations import Recommendation, Response
from actions.sentences import figure
from core.dates import today
from core.kept import kept


def sentence_of_recommendations(address):
    """Every figure leads to its list at that address, of one language; empty where there is no recommendation."""
    return kept(f"recommendations:{address}", lambda: _sentence(address))


def _sentence(address):
    responses = Response.objects.filter(recommendation=OuterRef("pk")).as_of(today())
    counts = Recommendation.objects.public().aggregate(
        total=Count("pk"), answered=Count("pk", filter=Q(Exists(responses)))
    )
    total, answered = counts["total"], counts["answered"]
    if not total:
        return ""
    opening = ngettext(
        "Here stands {total}: {answered}, {unanswered}.", "Here stand {total}: {answered}, {unanswered}.", total
    )
    return format_html(
        opening,
        total=figure(recommendations(total), address),
        answered=_answered(answered, address),
        unanswered=_unanswered(total - answered, address),
    )


def recommendations(number):
    return ngettext("{counter} recommendation", "{counter} recommendations", number).format(
        counter=number_format(number)
    )


def _answered(number, address):
    if not number:
        return _("none is answered")
    text = ngettext("{counter} is answered", "{counter} are answered", number)
    return figure(text.format(counter=number_format(number)), f"{address}?answered=yes")


def _unanswered(number, address):
    if not number:
        return _("none waits for an answer")
    text = ngettext("{counter} has no answer yet", "{counter} have no answer yet", number)
    return figure(text.format(counter=number_format(number)), f"{address}?answered=no")
