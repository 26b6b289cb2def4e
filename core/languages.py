"""The site's languages, read from the settings: adding one is a setting and a migration."""

from django.conf import settings
from django.db.models import CheckConstraint, Q
from django.utils.translation import get_language
from modeltranslation.utils import build_localized_fieldname


def language_codes():
    return [code for code, _name in settings.LANGUAGES]


def active_language():
    """The code of the active language, or the default one where none of ours is active."""
    language = get_language()
    return language if language in language_codes() else settings.LANGUAGE_CODE


def language_name(code):
    """The name of that language in the reader's words; empty for none of ours."""
    return str(dict(settings.LANGUAGES).get(code, ""))


def localized_name(field, language=None):
    """The column that holds `field` in that language (the active one by default): "name" -> "name_fr"."""
    return build_localized_fieldname(field, language or active_language())


def localized_names(field):
    """The columns of `field` in every language, in the order of the settings."""
    return [localized_name(field, code) for code in language_codes()]


def localized_value(instance, field, language):
    """The text of `field` in that language; never another language's."""
    return getattr(instance, localized_name(field, language)) or ""


def complete_when_public(model_name, *fields):
    """Check constraints: no public record lacks one of these texts in one of the languages."""
    return [
        CheckConstraint(
            condition=Q(is_public=False) | (Q(**{f"{column}__isnull": False}) & ~Q(**{column: ""})),
            name=f"{model_name}_{column}_when_public",
        )
        for field in fields
        for column in localized_names(field)
    ]
