"""What authorities answered to recommendations, in the reader's language as far as it is there."""

from dataclasses import dataclass, replace
from datetime import date

from django.db.models import OuterRef, Subquery

from actions.models.recommendations import Response, ResponseTranslation
from core.dates import today
from core.languages import language_name, localized_value


@dataclass(frozen=True)
class Answer:
    kind: str
    label: str
    date: date
    authority: str
    government: str
    """Empty where the name of the authority says it all."""
    text: str
    lang: str
    """Filled in when the reason is not in the reader's language."""
    language: str
    """The language in which `text` stands."""
    authority_id: int
    recommendation_id: int
    earlier: tuple = ()
    """What the same authority answered before, newest first."""

    @property
    def notice(self):
        return language_name(self.lang)


def answers_of(recommendations, language):
    """The answers that hold, one per authority, each with its earlier ones; in one query.

    {recommendation pk: [Answer]}, the authorities in the order of their governments.
    """
    by_authority = {}
    for response in _in_words(recommendations, language):
        answers = by_authority.setdefault((response.recommendation_id, response.on_behalf_of_id), [])
        answers.append(_answer(response, language))
    found = {}
    for (recommendation, _authority), (latest, *earlier) in by_authority.items():
        found.setdefault(recommendation, []).append(replace(latest, earlier=tuple(earlier)))
    return found


def _in_words(recommendations, language):
    translations = ResponseTranslation.objects.filter(response=OuterRef("pk"), language=language)
    return (
        Response.objects.filter(recommendation__in=[recommendation.pk for recommendation in recommendations])
        .as_of(today())
        .select_related("on_behalf_of__government")
        .annotate(reason_here=Subquery(translations.values("reason")[:1]))
        .order_by("on_behalf_of__government__order", "on_behalf_of__code", "-answered_on", "-decided_at", "-pk")
    )


def _answer(response, language):
    is_here = response.language == language
    authority = response.on_behalf_of
    lang = "" if is_here or response.reason_here else response.language
    return Answer(
        kind=response.answer,
        label=response.get_answer_display(),
        date=response.answered_on,
        authority=authority.name_in(language),
        government=localized_value(authority.government, "name", language) if authority.government else "",
        text=response.reason if is_here else response.reason_here or response.reason,
        lang=lang,
        language=lang or language,
        authority_id=response.on_behalf_of_id,
        recommendation_id=response.recommendation_id,
    )
