from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext


def validate_decimals(value, decimals):
    """A figure has no more decimals than its indicator shows."""
    if value == round(value, decimals):
        return
    if not decimals:
        raise ValidationError(_("This indicator is counted in whole numbers."))
    message = ngettext(
        "This indicator has %(decimals)s decimal.", "This indicator has at most %(decimals)s decimals.", decimals
    )
    raise ValidationError(message, params={"decimals": decimals})
