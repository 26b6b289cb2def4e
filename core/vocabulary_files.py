"""The vocabularies as they come with the platform; names that editors changed later are theirs and stay."""

import tomllib
from pathlib import Path

from .languages import language_codes, localized_name
from .models import Goal, GuidingPrinciple, Sector, Theme
from .shell import raise_content_version

FOLDER = Path(__file__).parent / "vocabularies"

FILES = [
    ("themes.toml", "theme", Theme, "code"),
    ("sectors.toml", "sector", Sector, "code"),
    ("goals.toml", "goal", Goal, "number"),
    ("principles.toml", "principle", GuidingPrinciple, "number"),
]


def load():
    """Add the terms that are not there yet; yield (model, number of terms added)."""
    for filename, key, model, identifier in FILES:
        rows = tomllib.loads((FOLDER / filename).read_text(encoding="utf-8"))[key]
        known = set(model.objects.values_list(identifier, flat=True))
        new = [
            model(**_columns(row, model, position))
            for position, row in enumerate(rows, start=1)
            if row[identifier] not in known
        ]
        model.objects.bulk_create(new)
        raise_content_version()  # bulk_create sends no signal
        yield model, len(new)


def _columns(row, model, position):
    columns = {}
    for key, value in row.items():
        if isinstance(value, dict):
            columns |= {localized_name(key, code): value.get(code, "") for code in language_codes()}
        else:
            columns[key] = value
    if any(field.name == "order" for field in model._meta.get_fields()):
        columns["order"] = position
    return columns
