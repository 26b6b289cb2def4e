"""The documents of recommendations: each stands below their list, in every language that has one."""

from django.utils.text import Truncator

from actions.models import Recommendation, RecommendationIndexPage
from core.languages import language_codes
from search.models import Entry

from .belongings import Themes, name_of
from .commitments import WORDS_IN_TITLE
from .documents import Document
from .pages import public


def key_of(number, language):
    return f"recommendation-{number}-{language}"


def keys_of(numbers):
    return [key_of(number, language) for number in numbers for language in language_codes()]


def lists():
    """The lists that everybody may see: {language: primary key of the page}."""
    pages = public(RecommendationIndexPage).order_by("-path").values_list("locale__language_code", "pk")
    return dict(pages)


def documents_of_recommendations(keys):
    """Those of these recommendations that everybody may see."""
    rows = list(Recommendation.objects.public().filter(pk__in=keys).select_related("source__organisation"))
    themes = Themes(Recommendation, [row.pk for row in rows])
    return [_document(row, page, language, themes) for language, page in lists().items() for row in rows]


def _document(row, page, language, themes):
    source, text = row.source, row.text_in(language)
    title = Truncator(text).words(WORDS_IN_TITLE)
    return Document(
        key=key_of(row.pk, language),
        language=language,
        kind=Entry.Kind.RECOMMENDATION,
        page_id=page,
        recommendation_id=row.pk,
        below=f"{row.code}/",
        title=title,
        summary=f"{name_of(source, language)} · {row.number}",
        lead=tuple(filter(None, (row.code, name_of(source.organisation, language), *themes.names(row.pk, language)))),
        body=(text,) if text != title else (),
        themes=themes.codes(row.pk),
        fictional=source.fictional,
        changed_at=row.updated_at,
    )
