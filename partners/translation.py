from modeltranslation.translator import TranslationOptions, register

from core.languages import language_codes

from .models import FormerName, Group, Organisation, Representative

NAME_REQUIRED = {code: ["name"] for code in language_codes()}


@register(Organisation)
class OrganisationOptions(TranslationOptions):
    fields = ["name", "acronym", "street", "town"]
    required_languages = NAME_REQUIRED


@register(Group)
class GroupOptions(TranslationOptions):
    fields = ["name"]
    required_languages = NAME_REQUIRED


@register(Representative)
class RepresentativeOptions(TranslationOptions):
    fields = ["function"]


@register(FormerName)
class FormerNameOptions(TranslationOptions):
    fields = ["name", "acronym"]
    required_languages = NAME_REQUIRED
