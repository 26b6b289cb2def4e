"""Answers in the database, and back."""

from django.db.models import Prefetch
from django.utils.formats import get_format

from consultations.checking import Given
from consultations.kinds import QuestionKind
from consultations.models import Answer, Choice, Clause, ClauseComment, Option, Question
from consultations.typed import CLAUSE, OTHER, QUESTION
from core.canonical import digest_of


def store(contribution, checked):
    """Put these answers and comments in the place of whatever the contribution said before."""
    contribution.answers.all().delete()
    contribution.comments.all().delete()
    questions = _by_uid(Question, checked.answers)
    answers = Answer.objects.bulk_create(
        Answer(contribution=contribution, question=questions[uid], text=given.text, number=given.number, day=given.day)
        for uid, given in checked.answers.items()
    )
    given_of = dict(zip([answer.question_id for answer in answers], checked.answers.values(), strict=True))
    uids = {uid for given in checked.answers.values() for choice in given.choices for uid in choice[:2] if uid}
    options = _by_uid(Option, uids)
    Choice.objects.bulk_create(
        Choice(answer=answer, option=options[option], row=options.get(row), rank=rank)
        for answer in answers
        for option, row, rank in given_of[answer.question_id].choices
    )
    clauses = _by_uid(Clause, checked.comments)
    ClauseComment.objects.bulk_create(
        ClauseComment(contribution=contribution, clause=clauses[uid], stance=stance, text=text)
        for uid, (stance, text) in checked.comments.items()
    )


def _by_uid(model, uids):
    return {str(row.uid): row for row in model.objects.filter(uid__in=list(uids))}


def with_answers(contributions):
    """Contributions with all that `read_back` needs: five queries, however many there are."""
    choices = Choice.objects.select_related("option", "row")
    answers = Answer.objects.select_related("question").prefetch_related(Prefetch("choices", choices))
    comments = ClauseComment.objects.select_related("clause")
    return contributions.prefetch_related(Prefetch("answers", answers), Prefetch("comments", comments))


def read_back(contribution):
    """The checked answers and comments as they are stored: ({question uid: Given}, {clause uid: (stance, text)})."""
    answers = {
        str(answer.question.uid): Given(
            text=answer.text,
            number=answer.number,
            day=answer.day,
            choices=tuple(
                (str(choice.option.uid), str(choice.row.uid) if choice.row else None, choice.rank)
                for choice in answer.choices.all()
            ),
        )
        for answer in contribution.answers.all()
    }
    comments = {str(row.clause.uid): (row.stance, row.text) for row in contribution.comments.all()}
    return answers, comments


def typed_again(contribution, questionnaire):
    """What its sender would have typed to say the same: to edit it. See consultations.typed."""
    answers, comments = read_back(contribution)
    kinds = {uid: item.kind for uid, item in questionnaire.questions.items()}
    comma = get_format("DECIMAL_SEPARATOR", contribution.language)
    typed = {QUESTION + uid: typed_value(kinds[uid], given, comma) for uid, given in answers.items() if uid in kinds}
    typed |= {CLAUSE + uid: {"stance": stance, "text": text} for uid, (stance, text) in comments.items()}
    return {key: value for key, value in typed.items() if value is not None}


def typed_value(kind, given, comma="."):
    """What one would type to give this answer; None for documents, which are not typed."""
    other = [OTHER] if given.text else []
    if kind == QuestionKind.SINGLE:
        # Neither is there once the text of “other” was erased.
        return {"option": next(iter([uid for uid, _row, _rank in given.choices] + other), ""), "other": given.text}
    if kind == QuestionKind.MULTIPLE:
        return {"options": [uid for uid, _row, _rank in given.choices] + other, "other": given.text}
    if kind == QuestionKind.RANKING:
        return {uid: str(rank) for uid, _row, rank in given.choices}
    if kind == QuestionKind.MATRIX:
        return {row: uid for uid, row, _rank in given.choices}
    if kind in (QuestionKind.NUMBER, QuestionKind.SCALE):
        return plain(given.number).replace(".", comma)
    if kind == QuestionKind.DATE:
        return given.day.isoformat()
    return None if kind == QuestionKind.FILE else given.text


def plain(number):
    """A number without the zeros that its column adds: 3, 2.5."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def answers_digest(contribution):
    """The SHA-256 of what a contribution says: what its receipt proves, as long as its words are there."""
    answers, comments = read_back(contribution)
    files = sorted(contribution.files.values_list("question__uid", "digest"))
    return digest_of(
        {
            "answers": {
                uid: {
                    "text": given.text,
                    "number": None if given.number is None else plain(given.number),
                    "day": given.day and given.day.isoformat(),
                    "choices": [list(choice) for choice in given.choices],
                }
                for uid, given in answers.items()
            },
            "comments": {uid: list(comment) for uid, comment in comments.items()},
            "files": [[str(uid), digest] for uid, digest in files],
        }
    )
