"""Finding one's organisation in the register, by its number or by words."""

import re

from django.core.exceptions import ValidationError

from core.validators import normalise_enterprise_number, validate_enterprise_number
from partners.facts import of_organisation_in_list
from partners.models import Organisation

MOST = 20


def found_by(form, language):
    """([{organisation, name, facts}], whether there are more) for a form that was sent; it says what is wrong."""
    if not form.is_bound or not form.is_valid():
        return [], False
    text = form.cleaned_data["q"]
    register = Organisation.objects.public().select_related("sector")
    if _looks_like_a_number(text):
        try:
            validate_enterprise_number(text)
        except ValidationError as error:
            form.add_error("q", error)
            return [], False
        rows = register.filter(enterprise_number=normalise_enterprise_number(text))
    else:
        rows = register.matching(text)
    rows = list(rows.order_by("code")[: MOST + 1])
    return [_row(row, language) for row in rows[:MOST]], len(rows) > MOST


def _looks_like_a_number(text):
    digits = re.sub(r"\D", "", text)
    return len(digits) >= 9 and len(digits) * 2 >= len(text)


def _row(organisation, language):
    facts = [organisation.get_kind_display(), organisation.enterprise_number_in_groups]
    return {
        "organisation": organisation,
        "name": organisation.name_in(language),
        "facts": [fact for fact in (*facts, *of_organisation_in_list(organisation)) if fact],
    }
