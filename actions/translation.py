from modeltranslation.translator import TranslationOptions, register

from core.languages import language_codes

from .models import Action, ActionPlan, Commitment, Pillar


@register([ActionPlan, Action, Pillar])
class NameOptions(TranslationOptions):
    fields = ["name"]
    required_languages = language_codes()


@register(Commitment)
class CommitmentOptions(TranslationOptions):
    fields = ["text"]
    required_languages = language_codes()
