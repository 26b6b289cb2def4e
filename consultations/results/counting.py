"""The counts behind the results: each a query that the database sums up, however many contributions there are.

Only what counts is counted: Contribution.objects.counted(). Every count is split by the kind of respondent.
"""

from collections import defaultdict

from django.db.models import Avg, Count, Max, Min, Q, Sum

from consultations.kinds import QuestionKind
from consultations.models import Answer, AnswerFile, Choice, ClauseComment
from consultations.storing import plain

WHO = "contribution__respondent"
NUMERIC = (QuestionKind.NUMBER, QuestionKind.SCALE)


class Counts:
    """Everything that is counted in one consultation, by uid; most values are {kind of respondent: number}."""

    def __init__(self, consultation):
        counted = consultation.contributions.counted().order_by()
        self.respondents = dict(counted.values_list("respondent").annotate(Count("pk")))
        answers = Answer.objects.filter(contribution__in=counted.values("pk")).order_by()
        choices = Choice.objects.filter(answer__contribution__in=counted.values("pk")).order_by()
        self._count_answers(answers)
        self._count_numbers(answers)
        self._count_choices(choices)
        self._count_comments(ClauseComment.objects.filter(contribution__in=counted.values("pk")).order_by())
        files = AnswerFile.objects.filter(contribution__in=counted.values("pk")).order_by()
        self.files = {str(uid): number for uid, number in files.values_list("question__uid").annotate(Count("pk"))}

    def _count_answers(self, answers):
        """Answers per question, those with words of their own beside the options, and the span of days."""
        self.answers, self.others = defaultdict(dict), defaultdict(dict)
        self.days = {}
        rows = answers.values_list("question__uid", WHO).annotate(
            answers=Count("pk"), others=Count("pk", filter=~Q(text="")), first=Min("day"), last=Max("day")
        )
        for uid, who, number, others, first, last in rows:
            uid = str(uid)
            self.answers[uid][who] = number
            if others:
                self.others[uid][who] = others
            if first:
                days = (first, last, *self.days.get(uid, ()))
                self.days[uid] = (min(days), max(days))

    def _count_numbers(self, answers):
        """Sums of numbers, and how often each point of a scale was chosen."""
        self.numbers, self.points = {}, defaultdict(lambda: defaultdict(dict))
        numeric = answers.filter(number__isnull=False)
        rows = numeric.values_list("question__uid").annotate(Count("pk"), Avg("number"), Min("number"), Max("number"))
        self.numbers = {str(uid): figures for uid, *figures in rows}
        rows = numeric.filter(question__kind=QuestionKind.SCALE)
        for uid, number, who, count in rows.values_list("question__uid", "number", WHO).annotate(Count("pk")):
            self.points[str(uid)][plain(number)][who] = count
        self.medians = {uid: _median(numeric.filter(question__uid=uid), self.numbers[uid][0]) for uid in self.numbers}

    def _count_choices(self, choices):
        """How often each option was chosen, per row of a table, and the places that it was given."""
        self.options, self.places = defaultdict(dict), defaultdict(lambda: [0, 0, 0])
        rows = choices.values_list("option__uid", "row__uid", f"answer__{WHO}").annotate(
            chosen=Count("pk"), places=Sum("rank"), firsts=Count("pk", filter=Q(rank=1))
        )
        for option, row, who, number, places, firsts in rows:
            self.options[str(option), row and str(row)][who] = number
            if places:
                place = self.places[str(option)]
                self.places[str(option)] = [place[0] + number, place[1] + places, place[2] + firsts]

    def _count_comments(self, comments):
        """Stances on each clause, and the comments in words."""
        self.stances, self.comments = defaultdict(lambda: defaultdict(dict)), defaultdict(dict)
        rows = comments.values_list("clause__uid", "stance", WHO).annotate(
            said=Count("pk"), texts=Count("pk", filter=~Q(text=""))
        )
        for uid, stance, who, number, texts in rows:
            self.stances[str(uid)][stance][who] = number
            if texts:
                self.comments[str(uid)][who] = self.comments[str(uid)].get(who, 0) + texts


def _median(answers, count):
    """The middle of the numbers, or halfway between the two in the middle."""
    middle = answers.order_by("number").values_list("number", flat=True)[(count - 1) // 2 : count // 2 + 1]
    return sum(middle) / len(middle)
