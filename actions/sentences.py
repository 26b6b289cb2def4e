"""The sentences that carry the figures: grammatical for none, one and many, each figure a link to its list."""

from django.utils.formats import number_format
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, ngettext_lazy

from .models.statuses import Standing
from .progress import list_url


def sentence_of(progress, opening, *, address=None, anchor=""):
    """The sentence of these counts; `opening` holds {total} and {figures}, `address` is where the list is, if any."""
    has_list = address is not None
    total = figure(commitments(progress.total), f"{address}{anchor}" if has_list else "")
    clauses = [
        figure(text, list_url(address, standing, anchor) if has_list and standing else "", standing)
        for standing, text in _clauses(progress)
    ]
    return format_html(opening, total=total, figures=enumeration(clauses))


def plan_sentence(progress, action_count, anchor, address=""):
    """What a plan's page says first; empty for a plan without actions."""
    if progress.is_published:
        opening = _("This plan counts {total}: {figures}.")
        return sentence_of(progress, opening, address=address, anchor=anchor)
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


CLAUSES = {
    Standing.COMPLETED: ngettext_lazy("{counter} is completed", "{counter} are completed"),
    Standing.IN_PROGRESS: ngettext_lazy("{counter} is in progress", "{counter} are in progress"),
    Standing.IN_PREPARATION: ngettext_lazy("{counter} is in preparation", "{counter} are in preparation"),
    Standing.NOT_STARTED: ngettext_lazy("{counter} has not started", "{counter} have not started"),
    Standing.STOPPED: ngettext_lazy("{counter} was stopped", "{counter} were stopped"),
    Standing.UPDATE_DUE: ngettext_lazy("{counter} needs an update", "{counter} need an update"),
    Standing.LAPSED: ngettext_lazy("{counter} counts as lapsed", "{counter} count as lapsed"),
    Standing.NO_NEWS: ngettext_lazy("{counter} has no published status", "{counter} have no published status"),
    Standing.LATE: ngettext_lazy("{counter} is late", "{counter} are late"),
}
"""What the sentence says of each standing, in this order: of every one that there is, so that the figures add up."""


def _clauses(progress):
    """(standing, words); of lateness also that there is none."""
    for standing, words in CLAUSES.items():
        if number := progress.count(standing):
            yield standing, (words % number).format(counter=number_format(number))
    if progress.is_published and not progress.count(Standing.LATE):
        yield "", _("none is late")


def enumeration(parts):
    """These parts of a sentence, with a comma between them and “and” before the last."""
    if len(parts) < 2:
        return format_html_join("", "{}", ((part,) for part in parts))
    first = format_html_join(", ", "{}", ((part,) for part in parts[:-1]))
    return format_html(_("{first} and {last}"), first=first, last=parts[-1])
