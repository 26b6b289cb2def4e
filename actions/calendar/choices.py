"""By what the dates of the calendar are narrowed, and the values that are offered."""

from collections import Counter
from itertools import compress

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.languages import localized_name
from core.listing import ForgivingCharField, ForgivingMultipleChoiceField
from core.models import Theme
from core.terms import terms_of
from partners.models import Organisation
from users.models import Government

from .index import Kind

MOST_ORGANISATIONS = 30
LONGEST_CODE = 80
AS_NUMBERS = bytes.maketrans(b"01", bytes([0, 1]))
FACETS = ("kind", "theme", "government", "organisation")


class CalendarForm(forms.Form):
    """Reads the address of a calendar; nothing in it is an error."""

    kind = ForgivingMultipleChoiceField(label=_("Kind"), required=False, choices=Kind.choices)
    theme = ForgivingMultipleChoiceField(label=_("Theme"), required=False)
    government = ForgivingMultipleChoiceField(label=_("Government"), required=False)
    organisation = ForgivingMultipleChoiceField(label=_("Organisation"), required=False)
    past = ForgivingCharField(required=False)
    overdue = ForgivingCharField(required=False)
    page = ForgivingCharField(required=False)

    def __init__(self, data, *, organisations, language):
        super().__init__(data)
        for name, model in (("theme", Theme), ("government", Government)):
            self.fields[name].choices = [(term.value, term.label) for term in terms_of(model, language)]
        self.fields["organisation"].choices = [(code, name) for code, name, _key in organisations]


def organisations_offered(data, index, scope, language):
    """[(code, name, primary key)] of the public ones with most of what is due, and of those chosen already."""
    due = scope & (index.of("state", "due") | index.of("state", "overdue"))
    most = [key for key, _number in tally(index, due).most_common(MOST_ORGANISATIONS)]
    asked = [value[:LONGEST_CODE] for value in data.getlist("organisation")[:MOST_ORGANISATIONS]]
    rows = Organisation.objects.public().filter(Q(pk__in=most) | Q(code__in=asked))
    name = localized_name("name", language)
    return list(rows.order_by(name, "pk").values_list("code", name, "pk"))


def tally(index, left):
    """{organisation: in how many of these dates it has a part}"""
    flags = f"{left:0{len(index.days)}b}"[::-1].encode().translate(AS_NUMBERS)
    counts = Counter(compress(index.leads, flags))
    counts.update(partner for place, partner in zip(index.joint_places, index.partners, strict=True) if flags[place])
    return counts
