"""The sentences that carry the figures: grammatical for none, one and many, each figure a link to its list."""

from django.utils.formats import number_format
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, ngettext_lazy

from .models.statuses import Standing
from .progress import list_url


def sentence_of(progress, opening, *, address=None, anchor="", is_whole=False):
    """The sentence of these counts; `opening` holds {total} and {figures}, `address` is where the list is, if any.

    `is_whole`: of every standing that there is, so that the figures add up.
    """
    has_list = address is not None
    total = figure(commitments(progress.total), f"{address}{anchor}" if has_list else "")
    clauses = [
        figure(text, list_url(address, standing, anchor) if has_list and standing else "", standing)
        for standing, text in _clauses(progress, is_whole)
    ]
    return format_html(opening, total=total, figures=enumeration(clauses))


def plan_sentence(progress, action_count, anchor, address=""):
    """What a plan's page says first; empty for a plan without actions."""
    if progress.is_published:
        opening = _("This plan counts {total}: {figures}.")
        return sentence_of(progress, opening, address=address, anchor=anchor, is_whole=True)
    if progress.total:
        return _("This plan counts {actions} and {commitments}. No status has been published.").format(
            actions=actions(action_count), commitments=commitments(progress.total)
        )
    if action_count:
        return _("This plan counts {actions}. Who does what in them has not been published here.").format(
            actions=actions(action_count)
        )
    return ""


def found(commitment_count, action_count):
    """How much a filter left over."""
    return _("{commitments} in {actions}").format(
        commitments=commitments(commitment_count), actions=actions(action_count)
    )


def commitments(number):
    return ngettext("{counter} commitment", "{counter} commitments", number).format(counter=number_format(number))


def actions(number):
    return ngettext("{counter} action", "{counter} actions", number).format(counter=number_format(number))


def figure(text, url="", standing=""):
    css = f"sentence__figure sentence__figure--{standing}" if standing else "sentence__figure"
    if url:
        return format_html('<a class="{}" href="{}">{}</a>', css, url, text)
    return format_html('<span class="{}">{}</span>', css, text)


def _clauses(progress, is_whole):
    """What the sentence says of each standing, in this order; of lateness also that there is none."""
    completed, in_progress, late, silent = (
        progress.count(standing)
        for standing in (Standing.COMPLETED, Standing.IN_PROGRESS, Standing.LATE, Standing.NO_NEWS)
    )
    if completed:
        text = ngettext("{counter} is completed", "{counter} are completed", completed)
        yield Standing.COMPLETED, text.format(counter=number_format(completed))
    if in_progress:
        text = ngettext("{counter} is in progress", "{counter} are in progress", in_progress)
        yield Standing.IN_PROGRESS, text.format(counter=number_format(in_progress))
    if is_whole:
        yield from _other_clauses(progress)
    if silent:
        text = ngettext("{counter} has no published status", "{counter} have no published status", silent)
        yield Standing.NO_NEWS, text.format(counter=number_format(silent))
    if late:
        text = ngettext("{counter} is late", "{counter} are late", late)
        yield Standing.LATE, text.format(counter=number_format(late))
    elif progress.is_published:
        yield "", _("none is late")


def _other_clauses(progress):
    words = {
        Standing.IN_PREPARATION: ngettext_lazy("{counter} is in preparation", "{counter} are in preparation"),
        Standing.NOT_STARTED: ngettext_lazy("{counter} has not started", "{counter} have not started"),
        Standing.STOPPED: ngettext_lazy("{counter} was stopped", "{counter} were stopped"),
        Standing.UPDATE_DUE: ngettext_lazy("{counter} needs an update", "{counter} need an update"),
        Standing.LAPSED: ngettext_lazy("{counter} counts as lapsed", "{counter} count as lapsed"),
    }
    for standing, text in words.items():
        if number := progress.count(standing):
            yield standing, (text % number).format(counter=number_format(number))


def enumeration(parts):
    """These parts of a sentence, with a comma between them and “and” before the last."""
    if len(parts) < 2:
        return format_html_join("", "{}", ((part,) for part in parts))
    first = format_html_join(", ", "{}", ((part,) for part in parts[:-1]))
    return format_html(_("{first} and {last}"), first=first, last=parts[-1])
