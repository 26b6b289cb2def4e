"""What people wrote in words at one question, or about one clause."""

from dataclasses import dataclass

from django.db.models import F

from consultations.fields.sentences import clause_label, label_of
from consultations.models import Answer, ClauseComment
from consultations.questionnaire import ClauseText, Item, read


@dataclass(frozen=True)
class Asked:
    """A question or a clause of a consultation, in the words in which it was last asked."""

    uid: str
    asked: Item | ClauseText

    @property
    def is_clause(self):
        return isinstance(self.asked, ClauseText)

    def label_in(self, language):
        return (clause_label if self.is_clause else label_of)(self.asked, language)


def asked_of(consultation, uid):
    """The question or clause with that uid; None where there is none, or where its answers are for few."""
    for version in consultation.versions.order_by("-number").iterator() if uid else ():
        questionnaire = read(version.document)
        asked = questionnaire.questions.get(str(uid)) or questionnaire.commentable.get(str(uid))
        if asked:
            is_private = isinstance(asked, Item) and asked.is_private
            return None if is_private else Asked(str(uid), asked)
    return None


def texts_of(consultation, asked):
    """The texts, oldest first, each with its language and the reference of its contribution."""
    counted = consultation.contributions.counted().order_by().values("pk")
    if asked.is_clause:
        rows = ClauseComment.objects.filter(clause__uid=asked.uid, contribution__in=counted)
    else:
        rows = Answer.objects.filter(question__uid=asked.uid, contribution__in=counted)
    return (
        rows.exclude(text="")
        .order_by("contribution__sent_at", "pk")
        .values("text", language=F("contribution__language"), reference=F("contribution__reference"))
    )
