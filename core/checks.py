"""The house rules that a machine can see, as system checks."""

from django.apps import apps
from django.core.checks import Error, register
from django.template import TemplateDoesNotExist
from django.template.loader import get_template


def page_types():
    from .models import BasePage

    return [model for model in apps.get_models() if issubclass(model, BasePage)]


@register
def every_page_type_keeps_the_house_rules(app_configs, **kwargs):
    errors = []
    for model in page_types():
        for broken, hint in _broken_rules(model):
            errors.append(Error(f"{model._meta.label} {broken}.", hint=hint, obj=model, id="core.E001"))
    return errors


def _broken_rules(model):
    from .models import BasePage, RecordPage

    if model.language_policy not in BasePage.LanguagePolicy.values:
        yield "has no language policy", "Set language_policy to LanguagePolicy.TOGETHER or INDEPENDENT."
    for name in ("parent_page_types", "subpage_types"):
        if name not in vars(model):
            yield f"does not name its {name}", f"Set {name} on the page type."
    if model._meta.local_many_to_many:
        yield "has a many-to-many", "Facts live on records; wagtail-localize ignores a many-to-many on a page."
    try:
        get_template(model.template)
    except TemplateDoesNotExist:
        yield f"has no template {model.template}", "Every page type is shown to somebody."
    if issubclass(model, RecordPage):
        yield from _broken_record_rules(model)


def _broken_record_rules(model):
    from .models import Record

    to_records = [
        field.name
        for field in model._meta.local_fields
        if field.many_to_one and isinstance(field.related_model, type) and issubclass(field.related_model, Record)
    ]
    if to_records != [model.record_name]:
        yield "does not hold exactly one record", f"It names {model.record_name!r} and points to {to_records}."
    rules = [
        constraint
        for constraint in model._meta.constraints
        if set(getattr(constraint, "fields", ())) == {model.record_name, "language"}
    ]
    if not rules:
        yield "may have two pages of one record in a language", "Add one_page_per_language() to its constraints."
