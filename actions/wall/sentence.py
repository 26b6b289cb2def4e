"""The sentence above the wall: how many pledges of how many organisations, and what became of them."""

from django.utils.formats import number_format
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from actions.sentences import enumeration, figure

from .states import State


def sentence_of_wall(listing):
    """About what is filtered, each figure with the address of its list; empty where nothing is."""
    if not listing.total:
        return ""
    counts = {state: listing.count("state", state) for state in State}
    parts = [
        figure(_in_words(state, number), listing.url(state=[state.value]), state.pictogram)
        for state, number in counts.items()
        if number
    ]
    words = format_html(
        _("{pledges} of {organisations}: {states}."),
        pledges=format_html('<span class="sentence__figure">{}</span>', pledges(listing.total)),
        organisations=organisations(listing.organisation_count),
        states=enumeration(parts),
    )
    late = listing.count("deadline", "late")
    return format_html("{} {}", words, _late(late, listing)) if late else words


def pledges(number):
    return ngettext("{counter} pledge", "{counter} pledges", number).format(counter=number_format(number))


def organisations(number):
    return ngettext("{counter} organisation", "{counter} organisations", number).format(counter=number_format(number))


def _late(number, listing):
    text = ngettext("{counter} is late", "{counter} are late", number).format(counter=number_format(number))
    return format_html(_("Of these, {late}."), late=figure(text, listing.url(deadline=["late"]), "late"))


def _in_words(state, number):
    text = {
        State.ACTIVE: ngettext("{counter} is active", "{counter} are active", number),
        State.UPDATE_DUE: ngettext("{counter} waits for an update", "{counter} wait for an update", number),
        State.LAPSED: ngettext("{counter} has lapsed", "{counter} have lapsed", number),
        State.FULFILLED: ngettext("{counter} is fulfilled", "{counter} are fulfilled", number),
        State.WITHDRAWN: ngettext("{counter} was withdrawn", "{counter} were withdrawn", number),
    }[state]
    return text.format(counter=number_format(number))
