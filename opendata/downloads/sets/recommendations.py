"""Recommendations and what authorities answered to them."""

from django.utils.translation import gettext_lazy as _

from actions.models import Action, Recommendation, RecommendationSource, Response
from core.dates import day_of
from opendata.downloads import columns as c
from opendata.downloads.dataset import Dataset
from opendata.downloads.reading import by_key, code_of, in_words, said, terms_of, translations_of

from .commitments import of_authorities
from .plans import VOCABULARIES, vocabulary_columns
from .reports import reason_columns

SOURCES, ANSWERS_KINDS = tuple(RecommendationSource.Kind.choices), tuple(Response.Answer.choices)


def _recommendations(on):
    return [Recommendation.objects.public().order_by("source__code", "number", "pk")]


def _recommendation_rows(queryset, keys, reading):
    found = Recommendation.objects.select_related("source__organisation").in_bulk(keys)
    terms = terms_of(Recommendation, keys, *VOCABULARIES)
    led_to = {"actions": _linked("actions", "action", Action.objects.public(), keys)}
    led_to["commitments"] = _linked("commitments", "commitment", of_authorities(), keys)
    for row in (found[key] for key in keys if key in found):
        source = row.source
        yield {
            "code": row.code,
            "number": row.number,
            **in_words(row, "text"),
            "source": source.code,
            **{f"source_{name}": text for name, text in in_words(source, "name").items()},
            **c.coded_values("source_kind", SOURCES, source.kind),
            "source_organisation": code_of(source.organisation),
            "source_address": source.url,
            "published_on": source.published_on,
            **{name: terms[name].get(row.pk, []) for name in VOCABULARIES},
            **{name: codes.get(row.pk, []) for name, codes in led_to.items()},
            "fictional": source.fictional,
        }


def _linked(name, column, shown, keys):
    rows = getattr(Recommendation, name).through.objects.filter(recommendation__in=keys, **{f"{column}__in": shown})
    return by_key(rows.order_by(f"{column}__code").values_list("recommendation_id", f"{column}__code"))


RECOMMENDATIONS = Dataset(
    "recommendations",
    _("Recommendations"),
    _("What advice, assessments and consultations recommended, and the actions and commitments that answer it."),
    "recommendation",
    "schema:Recommendation",
    (
        *c.code("code", _("The identifier, which does not change"), sample="example-advice-3", term="dct:identifier"),
        *c.whole("number", _("Its number in the source"), term="schema:position"),
        *c.in_every_language("text", _("What is recommended"), term="schema:text", sample=_("Publish the criteria.")),
        *c.code("source", _("The code of the source in which it stands"), sample="example-advice"),
        *c.in_every_language("source_name", _("The name of that source"), sample=_("Yearly advice")),
        *c.coded("source_kind", SOURCES, _("What kind of source that is")),
        *c.reference("source_organisation", "organisation", _("Who made it"), sample="example-council"),
        *c.addresses("source_address", _("The address of the source"), term="schema:citation"),
        *c.day("published_on", _("The day on which the source was published"), term="dct:issued"),
        *vocabulary_columns(),
        *c.reference("actions", "action", _("Actions that answer it"), many=True, sample="example-2024-1"),
        *c.reference(
            "commitments", "commitment", _("Commitments that answer it"), many=True, sample="example-2024-1-1"
        ),
        *c.fictional(),
    ),
    _recommendations,
    _recommendation_rows,
    keywords=(_("recommendation"), _("stakeholder")),
)


def _answers(on):
    shown = Response.objects.as_of(on).filter(recommendation__in=Recommendation.objects.public())
    return [shown.order_by("pk")]


def _answer_rows(queryset, keys, reading):
    found = Response.objects.select_related("recommendation__source", "on_behalf_of__government").in_bulk(keys)
    translations = translations_of(Response, keys)
    holding = set(Response.objects.holding(reading.on).filter(pk__in=keys).order_by().values_list("pk", flat=True))
    for row in (found[key] for key in keys if key in found):
        body = row.on_behalf_of
        yield {
            "id": row.pk,
            "recommendation": row.recommendation.code,
            "organisation": code_of(body),
            **{f"organisation_{name}": text for name, text in in_words(body, "name").items()},
            "government": body.government.code if body.government else "",
            **c.coded_values("answer", ANSWERS_KINDS, row.answer),
            "answered_on": row.answered_on,
            **said(row, translations),
            "is_current": row.pk in holding,
            "approved_on": day_of(row.decided_at),
        }


ANSWERS = Dataset(
    "answers",
    _("Answers to recommendations"),
    _("What each authority answered to a recommendation and why; earlier answers stay beside the one that holds."),
    "answer",
    "schema:Answer",
    (
        *c.whole("id", _("Its number, which does not change"), sample="21", term="dct:identifier"),
        *c.reference(
            "recommendation", "recommendation", _("The recommendation"), sample="example-advice-3", term="schema:about"
        ),
        *c.reference("organisation", "organisation", _("Who answers"), sample="example-agency", term="schema:author"),
        *c.in_every_language("organisation_name", _("The name of who answers"), sample=_("Example agency")),
        *c.reference("government", "government", _("The government to which that one belongs"), sample="example"),
        *c.coded("answer", ANSWERS_KINDS, _("The answer")),
        *c.day("answered_on", _("The day of the answer")),
        *reason_columns(_("Why")),
        *c.yes_no("is_current", _("Whether it is the last answer of that authority, which holds")),
        *c.day("approved_on", _("The day on which it was approved and could be read"), term="dct:issued"),
    ),
    _answers,
    _answer_rows,
    changed="decided_at",
    key="id",
    is_dated=True,
    keywords=(_("recommendation"), _("response")),
)
