from modeltranslation.translator import TranslationOptions, register

from core.languages import language_codes

from .models import (
    Action,
    ActionPlan,
    Commitment,
    Indicator,
    Milestone,
    Pillar,
    Pledge,
    ProgressReport,
    Recommendation,
    RecommendationSource,
)


@register([ActionPlan, Pillar, Milestone, RecommendationSource, ProgressReport])
class NameOptions(TranslationOptions):
    fields = ["name"]
    required_languages = language_codes()


@register(Action)
class ActionOptions(TranslationOptions):
    fields = ["name", "found_in"]
    required_languages = {code: ["name"] for code in language_codes()}


@register([Commitment, Recommendation])
class TextOptions(TranslationOptions):
    fields = ["text"]
    required_languages = language_codes()


@register(Indicator)
class IndicatorOptions(TranslationOptions):
    fields = ["name", "unit"]
    required_languages = language_codes()


@register(Pledge)
class PledgeOptions(TranslationOptions):
    fields = ["name", "measure"]
    required_languages = {code: ["name"] for code in language_codes()}
