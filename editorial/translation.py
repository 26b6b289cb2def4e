from modeltranslation.translator import TranslationOptions, register

from .models import LanguageException


@register(LanguageException)
class LanguageExceptionTranslation(TranslationOptions):
    fields = ("reason",)
