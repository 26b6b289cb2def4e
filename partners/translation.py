from modeltranslation.translator import TranslationOptions, register

from core.languages import language_codes

from .models import Group, Organisation

NAME_REQUIRED = {code: ["name"] for code in language_codes()}


@register(Organisation)
class OrganisationOptions(TranslationOptions):
    fields = ["name", "acronym", "street", "town"]
    required_languages = NAME_REQUIRED


@register(Group)
class GroupOptions(TranslationOptions):
    fields = ["name"]
    required_languages = NAME_REQUIRED
