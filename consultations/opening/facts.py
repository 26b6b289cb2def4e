"""What everybody is told about a consultation, and must be there before it opens."""

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from core.languages import language_codes, language_name, localized_value

IN_EVERY_LANGUAGE = ("name", "purpose", "legal_basis", "contact_name")
AT_ALL = ("opens_on", "closes_on", "contact_email")


def problems_of_facts(consultation):
    """[(name of the fact, message)]."""
    for name in IN_EVERY_LANGUAGE:
        for code in language_codes():
            if not localized_value(consultation, name, code).strip():
                yield _label(consultation, name), missing_in(code)
    for name in AT_ALL:
        if not getattr(consultation, name):
            yield _label(consultation, name), _("Not filled in yet.")
    if consultation.opens_on and consultation.closes_on and consultation.closes_on < consultation.opens_on:
        yield _label(consultation, "closes_on"), _("The last day cannot be before the first.")


def missing_in(code):
    return _("Missing in %(language)s.") % {"language": language_name(code)}


def _label(consultation, name):
    return capfirst(str(consultation._meta.get_field(name).verbose_name))
