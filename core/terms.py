"""The words of the vocabularies in one language, kept in the cache: they are few, and every list shows them."""

from dataclasses import dataclass

from django.core.cache import cache

from .languages import localized_name
from .shell import MAX_AGE, content_version


@dataclass(frozen=True)
class TermLabel:
    pk: int
    value: str
    label: str


def terms_of(model, language):
    """Every term of a vocabulary in its own order, as (pk, public value, label)."""
    key = f"terms:{content_version()}:{model._meta.label_lower}:{language}"
    terms = cache.get(key)
    if terms is None:
        has_number = any(field.name == "number" for field in model._meta.get_fields())
        value = "number" if has_number else "code"
        rows = model.objects.values_list("pk", value, localized_name("name", language))
        terms = [
            TermLabel(pk, str(value), _label(value, name) if has_number else name or "") for pk, value, name in rows
        ]
        cache.set(key, terms, timeout=MAX_AGE)
    return terms


def _label(number, name):
    return f"{number}. {name or ''}"
