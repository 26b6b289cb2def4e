"""What can be ticked in the form: what was chosen, and what a search found."""

from django.db.models import Q

from core.languages import localized_name, localized_names
from core.models import Goal, Theme
from core.querysets import words_of
from partners.models import Organisation

from .naming import possible_partners, public_actions

MOST = 12


def actions_to_tick(chosen, query, language):
    """[(code, name)] of the chosen actions, then of those that match."""
    found = public_actions().matching(query) if words_of(query) else public_actions().none()
    rows = public_actions().filter(code__in=chosen)
    return _in_order(chosen, rows, found, lambda row: f"{row.name_in(language)} – {row.plan.name_in(language)}")


def partners_to_tick(chosen, query, language, leader):
    """[(code, name)] of the chosen organisations, then of those that match by name or acronym."""
    found = Organisation.objects.none()
    if words_of(query):
        columns = [*localized_names("name"), *localized_names("acronym")]
        found = possible_partners().exclude(pk=leader.pk)
        for word in words_of(query):
            found = found.filter(Q(*((f"{column}__icontains", word) for column in columns), _connector=Q.OR))
        found = found.order_by(localized_name("name", language), "code")
    rows = Organisation.objects.filter(code__in=chosen)
    return _in_order(chosen, rows, found, lambda row: row.name_in(language) or str(row))


def names_of(typed, language):
    """The names behind the codes that were typed: {list: {code: name}}."""
    codes = {name: typed.get(name) or [] for name in ("themes", "goals", "actions", "partners")}
    numbers = [int(code) for code in codes["goals"] if code.isascii() and code.isdecimal() and len(code) < 4]
    return {
        "themes": {row.code: row.name for row in Theme.objects.filter(code__in=codes["themes"])},
        "goals": {str(row.number): str(row) for row in Goal.objects.filter(number__in=numbers)},
        "actions": dict(actions_to_tick(codes["actions"], "", language)),
        "partners": {
            row.code: row.name_in(language) for row in Organisation.objects.filter(code__in=codes["partners"])
        },
    }


def _in_order(chosen, rows, found, name):
    there = {row.code: (row.code, name(row)) for row in rows}
    # What is gone stays to be seen, so that it can be taken out.
    first = [there.get(code, (code, code)) for code in chosen]
    return first + [(row.code, name(row)) for row in found[:MOST] if row.code not in set(chosen)]
