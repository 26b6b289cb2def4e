"""Checks of values that come from outside, each with the source of its rule."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


def normalise_enterprise_number(value):
    """The ten digits of a KBO/BCE number, however it was typed ("BE 0999.000.028")."""
    return re.sub(r"^BE|[\s.]", "", (value or "").strip().upper())


def validate_enterprise_number(value):
    """Ten digits, the first 0 or 1, the last two 97 minus the first eight modulo 97.

    The rule is that of the Crossroads Bank for Enterprises.
    """
    digits = normalise_enterprise_number(value)
    if not re.fullmatch(r"[01][0-9]{9}", digits):
        raise ValidationError(
            _("An enterprise number has ten digits and begins with 0 or 1, for example 0999.000.030."), code="form"
        )
    if int(digits[8:]) != 97 - int(digits[:8]) % 97:
        raise ValidationError(_("The check digits of this enterprise number are not right. Is there a typing error?"))


FIRST_YEAR, LAST_YEAR = 1990, 2100


def validate_plausible_day(day):
    """Any day that a plan, a report or a target can be about; a typing error lies outside."""
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValidationError(
            _("This day cannot be right: give a year from %(first)s to %(last)s."),
            params={"first": FIRST_YEAR, "last": LAST_YEAR},
        )
