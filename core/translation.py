from modeltranslation.translator import TranslationOptions, register

from .languages import language_codes
from .models import Funder, Goal, GuidingPrinciple, Sector, SiteImage, SiteSettings, Theme


class NameOptions(TranslationOptions):
    fields = ["name"]
    required_languages = language_codes()


register([Sector, Goal, GuidingPrinciple, Funder])(NameOptions)


@register(Theme)
class ThemeOptions(TranslationOptions):
    fields = ["name", "description"]
    required_languages = {code: ["name"] for code in language_codes()}


@register(SiteImage)
class SiteImageOptions(TranslationOptions):
    fields = ["alt_text"]


@register(SiteSettings)
class SiteSettingsOptions(TranslationOptions):
    fields = [
        "name", "tagline", "demonstration_notice", "organisation", "street", "town", "email", "footer_text",
        "licence_line",
    ]  # fmt: skip
    required_languages = {code: ["name"] for code in language_codes()}
