from modeltranslation.translator import TranslationOptions, register

from core.languages import language_codes

from .models import Consultation, Extension, QuestionnaireVersion


@register(Consultation)
class ConsultationOptions(TranslationOptions):
    fields = ["name", "purpose", "legal_basis", "recipients", "contact_name"]
    required_languages = {code: ["name"] for code in language_codes()}


@register(Extension)
class ReasonOptions(TranslationOptions):
    fields = ["reason"]
    required_languages = language_codes()


@register(QuestionnaireVersion)
class NoteOptions(TranslationOptions):
    fields = ["note"]
