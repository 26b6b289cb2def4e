from modeltranslation.translator import TranslationOptions, register

from .models import Promotion, SynonymGroup


@register(SynonymGroup)
class SynonymGroupOptions(TranslationOptions):
    fields = ["terms"]


@register(Promotion)
class PromotionOptions(TranslationOptions):
    fields = ["searches"]
