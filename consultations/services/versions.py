"""Makes the versions of a questionnaire: rows that nobody changes afterwards."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from consultations.models import (
    Clause,
    ClauseInVersion,
    Consultation,
    Option,
    Question,
    QuestionInVersion,
    QuestionnaireVersion,
)
from consultations.questionnaire import read
from core.canonical import digest_of
from core.languages import localized_name

CHANGED = _(
    "A question that was asked before keeps its kind and its options: give the new one an identity of its own."
)


@transaction.atomic
def version_make(*, consultation, document, kind, note=None, by=None, at=None):
    """The next version of a consultation, with the identities that are new in it.

    `note` is {language code: words}. Raises ValidationError where a question that was asked before has another kind
    or other options now.
    """
    consultation = Consultation.objects.select_for_update(of=["self"]).get(pk=consultation.pk)
    questionnaire = read(document)
    last = consultation.versions.order_by("-number").first()
    version = QuestionnaireVersion.objects.create(
        consultation=consultation,
        number=last.number + 1 if last else 1,
        kind=kind,
        document=document,
        digest=digest_of(document),
        made_by=by,
        made_at=at or timezone.now(),
        **{localized_name("note", code): words for code, words in (note or {}).items()},
    )
    _place_questions(version, questionnaire)
    _place_clauses(version, questionnaire)
    return version


def _place_questions(version, questionnaire):
    items = questionnaire.questions
    known = {
        str(question.uid): question
        for question in Question.objects.filter(uid__in=list(items)).prefetch_related("options")
    }
    for uid, question in known.items():
        if question.consultation_id != version.consultation_id or not _is_same(question, items[uid]):
            raise ValidationError(CHANGED)
    new = [item for uid, item in items.items() if uid not in known]
    made = Question.objects.bulk_create(
        Question(consultation_id=version.consultation_id, uid=item.uid, kind=item.kind) for item in new
    )
    Option.objects.bulk_create(
        Option(question=question, uid=uid, role=role, position=position)
        for question, item in zip(made, new, strict=True)
        for uid, role, position in _options_of(item)
    )
    known |= {str(question.uid): question for question in made}
    QuestionInVersion.objects.bulk_create(
        QuestionInVersion(version=version, question=known[uid], position=position)
        for position, uid in enumerate(items)
    )


def _options_of(item):
    for role, texts in ((Option.Role.CHOICE, item.options), (Option.Role.ROW, item.rows)):
        for position, text in enumerate(texts):
            yield text.uid, role, position


def _is_same(question, item):
    before = {(str(option.uid), option.role) for option in question.options.all()}
    return question.kind == item.kind and before == {(uid, role) for uid, role, _position in _options_of(item)}


def _place_clauses(version, questionnaire):
    uids = list(questionnaire.commentable)
    known = {str(clause.uid): clause for clause in Clause.objects.filter(uid__in=uids)}
    if any(clause.consultation_id != version.consultation_id for clause in known.values()):
        raise ValidationError(CHANGED)
    made = Clause.objects.bulk_create(
        Clause(consultation_id=version.consultation_id, uid=uid) for uid in uids if uid not in known
    )
    known |= {str(clause.uid): clause for clause in made}
    ClauseInVersion.objects.bulk_create(
        ClauseInVersion(version=version, clause=known[uid], position=position) for position, uid in enumerate(uids)
    )
