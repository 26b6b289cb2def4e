"""The words of the vocabularies in one language, kept in the cache: they are few, and every list shows them."""

from dataclasses import dataclass

from django.db.models import CharField, Value

from .kept import kept
from .languages import localized_name


@dataclass(frozen=True)
class TermLabel:
    pk: int
    value: str
    label: str


def terms_of(model, language):
    """Every term of a vocabulary, or every public record of a kind, in its own order: (pk, public value, label)."""
    from .models import Record

    def read():
        has_number = any(field.name == "number" for field in model._meta.get_fields())
        value = "number" if has_number else "code"
        shown = model.objects.public() if issubclass(model, Record) else model.objects
        rows = shown.values_list("pk", value, localized_name("name", language))
        return [
            TermLabel(pk, str(value), _label(value, name) if has_number else name or "") for pk, value, name in rows
        ]

    return kept(f"terms:{model._meta.label_lower}:{language}", read)


def terms_on(records, names, language):
    """The terms these records carry in many-to-many fields of these names, in one query: {field name: [TermLabel]}.

    The records may be of several kinds that share the names.
    """
    fields = {name: records[0]._meta.get_field(name) for name in names}
    branches = [
        field.remote_field.through.objects.filter(**{f"{field.m2m_field_name()}__in": numbers})
        .order_by()
        .values_list(Value(field.name, output_field=CharField()), f"{field.m2m_reverse_field_name()}_id")
        for model, numbers in _by_model(records).items()
        for field in map(model._meta.get_field, names)
    ]
    chosen = set(branches[0].union(*branches[1:], all=True))
    return {
        name: [term for term in terms_of(field.related_model, language) if (name, term.pk) in chosen]
        for name, field in fields.items()
    }


def _by_model(records):
    numbers = {}
    for record in records:
        numbers.setdefault(type(record), []).append(record.pk)
    return numbers


def _label(number, name):
    return f"{number}. {name or ''}"
