"""The kinds of things that can be found, in words."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from .models import Entry

Kind = Entry.Kind
LABELS = {
    Kind.PLAN: _("Action plans"),
    Kind.ACTION: _("Actions"),
    Kind.COMMITMENT: _("Commitments"),
    Kind.PLEDGE: _("Pledges"),
    Kind.RECOMMENDATION: _("Recommendations"),
    Kind.CONSULTATION: _("Consultations"),
    Kind.ORGANISATION: _("Partners"),
    Kind.GROUP: _("Groups"),
    Kind.PAGE: _("Pages"),
}
NUMBERS = {
    Kind.PLAN: ngettext_lazy("{number} action plan", "{number} action plans", "number"),
    Kind.ACTION: ngettext_lazy("{number} action", "{number} actions", "number"),
    Kind.COMMITMENT: ngettext_lazy("{number} commitment", "{number} commitments", "number"),
    Kind.PLEDGE: ngettext_lazy("{number} pledge", "{number} pledges", "number"),
    Kind.RECOMMENDATION: ngettext_lazy("{number} recommendation", "{number} recommendations", "number"),
    Kind.CONSULTATION: ngettext_lazy("{number} consultation", "{number} consultations", "number"),
    Kind.ORGANISATION: ngettext_lazy("{number} partner", "{number} partners", "number"),
    Kind.GROUP: ngettext_lazy("{number} group", "{number} groups", "number"),
    Kind.PAGE: ngettext_lazy("{number} page", "{number} pages", "number"),
}


def in_numbers(kind, number):
    """ "12 commitments", in the active language."""
    return NUMBERS[kind].format(number=number)
