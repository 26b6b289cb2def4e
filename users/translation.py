from django.conf import settings
from modeltranslation.translator import TranslationOptions, register

from .models import Government, Service


@register([Government, Service])
class NameOptions(TranslationOptions):
    fields = ["name"]
    required_languages = [code for code, _name in settings.LANGUAGES]
