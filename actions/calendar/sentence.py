"""What the calendar says first, each figure a link to its list."""

from django.utils.formats import number_format
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, ngettext_lazy

from actions.models.statuses import Standing
from actions.sentences import enumeration, figure

from .index import Kind

WORDS = {
    Kind.DEADLINE: ngettext_lazy("{counter} deadline", "{counter} deadlines", "n"),
    Kind.MILESTONE: ngettext_lazy("{counter} milestone", "{counter} milestones", "n"),
    Kind.REVIEW: ngettext_lazy("{counter} review", "{counter} reviews", "n"),
}


def sentence_of(listing, anchor):
    """“In the next twelve months 14 deadlines and 6 milestones fall due; 3 have passed already.”"""
    total, overdue = listing.coming.bit_count(), listing.overdue.bit_count()
    late = _late(overdue, listing, anchor)
    if not total:
        return format_html(_("In the next twelve months nothing falls due; {late}."), late=late)
    counts = {kind: listing.count(listing.coming, kind) for kind in WORDS}
    figures = [
        figure(_counted(WORDS[kind], number), f"{listing.url(kind=[kind.value], past='', overdue='')}{anchor}")
        for kind, number in counts.items()
        if number
    ]
    opening = ngettext(
        "In the next twelve months {figures} falls due; {late}.",
        "In the next twelve months {figures} fall due; {late}.",
        total,
    )
    return format_html(opening, figures=enumeration(figures), late=late)


def _late(number, listing, anchor):
    if not number:
        return _("nothing has passed its day without being reached")
    text = ngettext("{counter} has passed its day already", "{counter} have passed their day already", number)
    address = f"{listing.url(overdue='1', past='')}{anchor}"
    return figure(text.format(counter=number_format(number)), address, Standing.LATE)


def _counted(words, number):
    return (words % {"n": number}).format(counter=number_format(number))
