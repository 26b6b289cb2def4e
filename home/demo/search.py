"""What editors of the demonstration told the search."""

from wagtail.models import Page

from core.languages import language_codes, localized_name
from search.models import Promotion, SynonymGroup

from .files import read


def load():
    """Add synonyms and promoted results, each only where there are none yet."""
    content = read("search.toml")
    if not SynonymGroup.objects.exists():
        for row in content["synonyms"]:
            SynonymGroup.objects.create(**_lines("terms", row))
    if not Promotion.objects.exists():
        for row in content["promotion"]:
            page = Page.objects.get(slug=row["slug"], locale__language_code=language_codes()[0])
            Promotion.objects.create(page=page, **_lines("searches", row))


def _lines(field, row):
    return {localized_name(field, code): "\n".join(row.get(code, [])) for code in language_codes()}
