"""The day on which something became of an organisation."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from core.dates import today
from core.validators import validate_plausible_day


def check_day(organisation, on):
    """Raise ValidationError about `on` unless something can have become of it on that day."""
    try:
        validate_plausible_day(on)
    except ValidationError as error:
        raise ValidationError({"on": error.messages}) from error
    if on > today():
        raise ValidationError({"on": _("This day is still to come: record it on the day itself, or later.")})
    if organisation.joined_on and on < organisation.joined_on:
        raise ValidationError({"on": _("“%(name)s” had not joined yet on that day.") % {"name": organisation}})
