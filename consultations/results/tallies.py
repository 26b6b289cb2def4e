"""What a consultation gave: per question how often each answer was given, the same whatever the languages."""

from decimal import Decimal

from consultations.kinds import QuestionKind, Stance
from consultations.models import Clause, Question
from consultations.questionnaire import read
from consultations.typed import OTHER

from .counting import Counts
from .result import CLAUSE, Place, Result, Results, Tally


def results_of(consultation, questionnaire=None):
    """The results of a consultation, for the questions as `questionnaire` has them (its newest version's).

    Only what counts is counted, and the number of queries does not depend on how many contributions there are. Whether
    anybody may see them yet is for the caller to ask: consultation.shows_results().
    """
    if questionnaire is None:
        version = consultation.version
        if version is None:
            return Results({})
        questionnaire = read(version.document)
    counts = Counts(consultation)
    current = [_question(item, counts) for item in questionnaire.questions.values()]
    current += [_clause(clause, counts) for clause in questionnaire.commentable.values()]
    return Results(counts.respondents, current, list(_retired(consultation, questionnaire, counts)))


def _retired(consultation, questionnaire, counts):
    """What an earlier version asked and the newest does not, in the words in which it was last asked."""
    questions = _others(Question, consultation, questionnaire.questions)
    clauses = _others(Clause, consultation, questionnaire.commentable)
    if not questions and not clauses:
        return
    for version in consultation.versions.order_by("-number").iterator():
        earlier = read(version.document)
        for uid in [uid for uid in earlier.questions if uid in questions]:
            questions.remove(uid)
            yield _question(earlier.questions[uid], counts, is_retired=True)
        for uid in [uid for uid in earlier.commentable if uid in clauses]:
            clauses.remove(uid)
            yield _clause(earlier.commentable[uid], counts, is_retired=True)


def _others(model, consultation, known):
    return {str(uid) for uid in model.objects.filter(consultation=consultation).values_list("uid", flat=True)} - set(
        known
    )


def _question(item, counts, is_retired=False):
    by = counts.answers.get(item.uid, {})
    more = FIGURES[item.kind](item, counts, sum(by.values())) if item.kind in FIGURES else {}
    return Result(item.uid, item.kind, item, by, is_retired, **more)


def _choices(item, counts, answered):
    tallies = [Tally(uid, counts.options.get((uid, None), {}), answered) for uid in item.option_uids]
    if item.other:
        tallies.append(Tally(OTHER, counts.others.get(item.uid, {}), answered))
    return {"tallies": tuple(tallies)}


def _scale(item, counts, answered):
    points = counts.points.get(item.uid, {})
    return _figures(item, counts) | {
        "tallies": tuple(Tally(key, points.get(key, {}), answered) for key in item.points)
    }


def _number(item, counts, answered):
    return _figures(item, counts)


def _figures(item, counts):
    if item.uid not in counts.numbers:
        return {}
    _count, mean, least, most = counts.numbers[item.uid]
    return {"mean": rounded(mean), "median": counts.medians[item.uid], "least": least, "most": most}


def _ranking(item, counts, answered):
    places = []
    for uid in item.option_uids:
        number, total, firsts = counts.places.get(uid, (0, 0, 0))
        places.append(Place(uid, rounded(Decimal(total) / number) if number else None, firsts))
    return {"places": tuple(places)}


def _matrix(item, counts, answered):
    rows = []
    for row in item.rows:
        found = [counts.options.get((uid, row.uid), {}) for uid in item.option_uids]
        number = sum(sum(by.values()) for by in found)
        tallies = tuple(Tally(uid, by, number) for uid, by in zip(item.option_uids, found, strict=True))
        rows.append((row.uid, number, tallies))
    return {"rows": tuple(rows)}


def _days(item, counts, answered):
    return {"days": counts.days.get(item.uid, ())}


def _files(item, counts, answered):
    return {"files": counts.files.get(item.uid, 0)}


def _clause(clause, counts, is_retired=False):
    stances = counts.stances.get(clause.uid, {})
    by = {}
    for found in stances.values():
        for who, number in found.items():
            by[who] = by.get(who, 0) + number
    taken = sum(sum(stances.get(stance, {}).values()) for stance in Stance.values)
    return Result(
        clause.uid, CLAUSE, clause, by, is_retired,
        tallies=tuple(Tally(stance, stances.get(stance, {}), taken) for stance in Stance.values),
        comments=sum(counts.comments.get(clause.uid, {}).values()),
    )  # fmt: skip


def rounded(number):
    """To four decimals: a database that sums in floating point gives the same as one that does not."""
    return Decimal(number).quantize(Decimal("0.0001"))


FIGURES = {
    QuestionKind.SINGLE: _choices,
    QuestionKind.MULTIPLE: _choices,
    QuestionKind.SCALE: _scale,
    QuestionKind.NUMBER: _number,
    QuestionKind.RANKING: _ranking,
    QuestionKind.MATRIX: _matrix,
    QuestionKind.DATE: _days,
    QuestionKind.FILE: _files,
}
