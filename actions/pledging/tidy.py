"""Texts from outside, fit for readers."""

import re

from django.core.exceptions import ValidationError
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from core.validators import validate_plausible_day

TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""Signs that turn the direction of what follows: they can make a text look like another (Unicode TR36, 3.3)."""

CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
DAY_FIRST = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})")
"""A day as it is written in Belgium, where a browser has no field for days."""


def tidy(text, *, longest, is_line=False):
    """The text without signs that cannot be seen; one for a title on one line. Raises ValidationError."""
    text = CONTROL.sub("", str(text))
    if is_line:
        text = " ".join(text.split())
    if TURNING.search(text):
        raise ValidationError(_("An invisible sign in it turns the direction of the text. Type it anew."))
    if len(text.strip()) > longest:
        raise ValidationError(
            _("This is too long: at most {longest} signs, and these are {length}.").format(
                longest=longest, length=len(text.strip())
            )
        )
    return text.strip()


def day_in(text):
    """The day that was typed, or None where nothing was. Raises ValidationError."""
    text = str(text).strip()
    if not text:
        return None
    turned = DAY_FIRST.fullmatch(text)
    try:
        day = parse_date("{2}-{1:0>2}-{0:0>2}".format(*turned.groups()) if turned else text)
    except ValueError:
        day = None
    if day is None:
        raise ValidationError(_("This is no day. Write it like 31/12/2030."))
    validate_plausible_day(day)
    return day
