import tomllib
from pathlib import Path
from uuid import uuid4

from core.languages import language_codes, localized_name

FOLDER = Path(__file__).parent


def read(name):
    """The content of one of the demonstration's files."""
    return tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))


def plans():
    """The plans, predecessors first."""
    rows = [read(path.relative_to(FOLDER)) for path in sorted((FOLDER / "plans").glob("*.toml"))]
    return sorted(rows, key=lambda row: row["starts"])


def questionnaires():
    """The consultations, each with its pages and its questions."""
    return [read(path.relative_to(FOLDER)) for path in sorted((FOLDER / "questionnaires").glob("*.toml"))]


def columns(row, *fields):
    """The bilingual texts of a row as columns: {"name_nl": ..., "name_fr": ...}."""
    return {
        localized_name(field, code): row.get(field, {}).get(code, "") for field in fields for code in language_codes()
    }


def stream(blocks, media):
    """Raw stream data with identifiers, in which "@code" became the primary key of that picture or document."""
    return [{"type": block["type"], "value": _resolved(block["value"], media), "id": str(uuid4())} for block in blocks]


def _resolved(value, media):
    if isinstance(value, dict):
        return {key: _resolved(item, media) for key, item in value.items()}
    if isinstance(value, list):
        return [_resolved(item, media) for item in value]
    if isinstance(value, str) and value.startswith("@"):
        return media[value[1:]]
    return value
