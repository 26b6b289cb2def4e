"""Results in words, in the language of the reader: for the screen and for the files."""

from dataclasses import dataclass, field

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from consultations.fields.lines import number_in_words, with_unit
from consultations.fields.sentences import clause_label, label_of, words_in
from consultations.kinds import QuestionKind, RespondentKind, Stance
from consultations.typed import OTHER

from .result import CLAUSE

NO_BREAK = "\u00a0"
WRITTEN = (QuestionKind.SHORT_TEXT, QuestionKind.LONG_TEXT)


@dataclass(frozen=True)
class Bar:
    """An answer and how often it was given; `by` are its numbers per kind of respondent."""

    label: str
    count: int
    share: float
    by: list

    @property
    def percent(self):
        return round(self.share * 100)

    @property
    def percent_words(self):
        return f"{self.percent}{NO_BREAK}%"


@dataclass(frozen=True)
class Chart:
    """The bars of a question, or of one row of a table, whose words are then its title."""

    bars: list
    title: str = ""


@dataclass(frozen=True)
class Shown:
    """A result as it is shown; `facts` are (what, in words, the plain value)."""

    uid: str
    code: str
    title: str
    kind: str
    answered: int
    is_retired: bool
    charts: list = field(default_factory=list)
    places: list = field(default_factory=list)
    facts: list = field(default_factory=list)
    texts: int = 0

    @property
    def answered_words(self):
        return ngettext("{count} answer", "{count} answers", self.answered).format(count=grouped(self.answered))


def shown(results, language):
    """Every result in words: [Shown]; numbers are split by the kinds of respondent that there are: see `kinds_of`."""
    kinds = kinds_of(results)
    return [_clause(result, language, kinds) if result.kind == CLAUSE else _question(result, language, kinds)
            for result in results]  # fmt: skip


def kinds_of(results):
    """The kinds of respondent that answered, in the order of the list: [RespondentKind]."""
    return [kind for kind in RespondentKind if results.respondents.get(kind)]


def grouped(number):
    return number_format(number, force_grouping=True)


def _question(result, language, kinds):
    item = result.asked
    texts = {part.uid: words_in(part.text, language) for part in (*item.options, *item.rows)} | {OTHER: _("Other")}
    charts = [Chart(_bars(tallies, texts, kinds), texts[uid]) for uid, _number, tallies in result.rows]
    if result.tallies:
        charts = [Chart(_bars(result.tallies, texts, kinds))]
    return Shown(
        result.uid, item.code, label_of(item, language), str(QuestionKind(item.kind).label), result.answered,
        result.is_retired, charts,
        places=[
            (texts[place.key], number_in_words(place.mean) if place.mean else "–", place.mean, place.firsts)
            for place in result.places
        ],
        facts=list(_facts(result, language)),
        texts=0 if item.is_private else result.answered if item.kind in WRITTEN else _others(result),
    )  # fmt: skip


def _others(result):
    return sum(tally.count for tally in result.tallies if tally.key == OTHER)


def _bars(tallies, texts, kinds):
    return [
        Bar(texts.get(tally.key, tally.key), tally.count, tally.share, [tally.by.get(kind, 0) for kind in kinds])
        for tally in tallies
    ]


def _facts(result, language):
    names = {"mean": _("Mean"), "median": _("Median"), "least": _("Lowest"), "most": _("Highest")}
    for name, label in names.items():
        number = getattr(result, name)
        if number is not None:
            number = round(number, max(2, result.asked.decimals))
            is_scale = result.kind == QuestionKind.SCALE
            words = number_in_words(number) if is_scale else with_unit(number, result.asked, language)
            yield label, words, number
    for label, day in zip((_("First day"), _("Last day")), result.days, strict=False):
        yield label, date_format(day, "DATE_FORMAT"), day
    if result.files:
        yield _("Documents"), grouped(result.files), result.files


def _clause(result, language, kinds):
    texts = {stance.value: str(stance.label) for stance in Stance}
    label = clause_label(result.asked, language)
    return Shown(
        result.uid, result.asked.number, label, str(_("Clause")), result.answered, result.is_retired,
        [Chart(_bars(result.tallies, texts, kinds))],
        facts=[(_("Comments"), grouped(result.comments), result.comments)],
        texts=result.comments,
    )  # fmt: skip
