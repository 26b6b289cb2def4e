"""Ever so many contributions, made straight in the tables: for tests of lists, downloads and results."""

from uuid import uuid4

from consultations.checking import check
from consultations.kinds import Channel, Publication, RespondentKind
from consultations.models import Answer, Choice, Clause, ClauseComment, Contribution, Option, Question
from consultations.questionnaire import read
from core.languages import language_codes

from .world import DURING

AT_ONCE = 2_000


def contributions(consultation, sample, count, *, at=DURING):
    """That many contributions that answer everything, in all languages, ways in, and sorts of sender."""
    version = consultation.version
    checked = check(read(version.document), sample.typed())
    uids = {model: {str(row.uid): row for row in model.objects.all()} for model in (Question, Option, Clause)}
    kinds, languages, ways = list(RespondentKind), language_codes(), list(Channel)
    for start in range(0, count, AT_ONCE):
        numbers = range(start, min(start + AT_ONCE, count))
        rows = Contribution.objects.bulk_create(
            Contribution(
                consultation=consultation, version=version, reference=f"BULK-{number:07}-{uuid4().hex[:6].upper()}",
                language=languages[number % len(languages)], channel=ways[number % len(ways)],
                respondent=kinds[number % len(kinds)], organisation_name=f"Organisatie {number % 97}",
                publication=Publication.ANONYMOUS, state=Contribution.State.SENT, sent_at=at, digest="0" * 64,
            )
            for number in numbers
        )  # fmt: skip
        answers = Answer.objects.bulk_create(
            [
                Answer(
                    contribution=row, question=uids[Question][uid], text=given.text, number=given.number, day=given.day
                )
                for row in rows
                for uid, given in checked.answers.items()
            ],
            batch_size=AT_ONCE,
        )
        given_of = list(checked.answers.values()) * len(rows)
        Choice.objects.bulk_create(
            [
                Choice(answer=answer, option=uids[Option][option], row=uids[Option].get(row), rank=rank)
                for answer, given in zip(answers, given_of, strict=True)
                for option, row, rank in given.choices
            ],
            batch_size=AT_ONCE,
        )
        ClauseComment.objects.bulk_create(
            [
                ClauseComment(contribution=row, clause=uids[Clause][uid], stance=stance, text=text)
                for row in rows
                for uid, (stance, text) in checked.comments.items()
            ],
            batch_size=AT_ONCE,
        )
