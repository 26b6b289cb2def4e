"""What the page of a government says of commitments of which nothing was heard when it was due."""

from django.utils.formats import number_format
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from actions.models.statuses import Standing
from actions.sentences import enumeration, figure


def silence(progress):
    """How many need an update and how many lapsed, each figure a link to its list; empty where none does."""
    clauses = [
        figure(words, part.url, part.code) for part in progress.parts if (words := _words(part.code, part.count))
    ]
    return format_html(_("Of these, {figures}."), figures=enumeration(clauses)) if clauses else ""


def _words(standing, number):
    if standing == Standing.UPDATE_DUE:
        words = ngettext("{counter} is due an update", "{counter} are due an update", number)
    elif standing == Standing.LAPSED:
        words = ngettext("{counter} has lapsed", "{counter} have lapsed", number)
    else:
        return ""
    return words.format(counter=number_format(number))
