"""Taking personal data out of rows; who decided it, and that it was done, is the matter of .erasing."""

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from consultations.kinds import Mandate, Publication, QuestionKind
from consultations.models import (
    Answer,
    AnswerFile,
    ClauseComment,
    Contribution,
    Draft,
    Identity,
    QuestionnaireVersion,
    RespondentLink,
    Source,
)
from consultations.questionnaire import read
from core.private_files import private_storage

FIGURES = [QuestionKind.NUMBER, QuestionKind.DATE]
"""Kinds of questions of which the answer is nothing but somebody’s own figures: the whole answer goes."""

CHOICES = [QuestionKind.SINGLE, QuestionKind.MULTIPLE]
"""Kinds of questions with words beside “other”; of these and of texts it stays that there was an answer."""

UNCOUNTED = [Contribution.State.WITHDRAWN, Contribution.State.UNCONFIRMED]
"""States in which nothing counts, so that nothing of it has to stay."""

ERASED = "…"
"""In the place of what was written beside “other”: that this was chosen still counts."""


def private_questions(consultation):
    """The uids of its questions, in whatever version, of which the answers are personal by nature."""
    documents = QuestionnaireVersion.objects.filter(consultation=consultation).values_list("document", flat=True)
    return {
        uid for document in documents for uid, item in read(document).questions.items() if item.is_private
    }  # fmt: skip


def holding_identity(private):
    """The condition that a contribution says who sent it, or holds an answer that is personal by nature."""
    drafts = Q(sent_at__isnull=True) | ~Q(sealed="") | ~Q(email_digest="")
    return (
        _has(Identity)
        | _has(Answer, question__uid__in=private)
        | _has(AnswerFile, question__uid__in=private)
        | _has(Source)
        | Exists(Draft.objects.filter(drafts, contribution=OuterRef("pk")))
        | Exists(RespondentLink.objects.filter(contribution=OuterRef("pk")).exclude(email_digest=""))
    )


def holding_words(private):
    """The condition that a contribution holds anything that `empty_contributions` takes out."""
    return (
        Q(emptied_at__isnull=True)
        | holding_identity(private)
        | _has(AnswerFile)
        | Exists(Answer.objects.filter(~Q(text__in=["", ERASED]), contribution=OuterRef("pk")))
        | _has(Answer, question__kind__in=FIGURES)
        | Q(state__in=UNCOUNTED) & (_has(Answer) | _has(ClauseComment))
    )


def _has(model, **which):
    return Exists(model.objects.filter(contribution=OuterRef("pk"), **which))


def empty_identities(pks, private):
    """Take out who sent these contributions, and their answers to those questions; return how many rows.

    The letter or the line that one was entered from says who it was, too.
    """
    drafts = Draft.objects.filter(contribution__in=pks)
    sealed = drafts.filter(sent_at__isnull=False).exclude(sealed="", email_digest="")
    return (
        Identity.objects.filter(contribution__in=pks).delete()[0]
        + drop_files(Source.objects.filter(contribution__in=pks))
        + drop_files(AnswerFile.objects.filter(contribution__in=pks, question__uid__in=private))
        + Answer.objects.filter(contribution__in=pks, question__uid__in=private).delete()[0]
        + drop_drafts(drafts.filter(sent_at__isnull=True))
        + sealed.update(sealed="", email_digest="", typed={}, marks={})
        + RespondentLink.objects.filter(contribution__in=pks).exclude(email_digest="").update(email_digest="")
    )


def empty_contributions(pks, private, at):
    """Take out who sent them and every written word and document; return how many rows.

    What was chosen stays, and counts without anybody; of what was withdrawn nothing counts, so nothing stays.
    """
    contributions = Contribution.objects.filter(pk__in=pks)
    uncounted = list(contributions.filter(state__in=UNCOUNTED).values_list("pk", flat=True))
    answers, comments = Answer.objects.filter(contribution__in=pks), ClauseComment.objects.filter(contribution__in=pks)
    named = ~Q(organisation_name="") | ~Q(enterprise_number="") | Q(organisation__isnull=False) | ~Q(admitted_why="")
    return (
        empty_identities(pks, private)
        + drop_files(AnswerFile.objects.filter(contribution__in=pks))
        + answers.filter(Q(contribution__in=uncounted) | Q(question__kind__in=FIGURES)).delete()[0]
        + answers.filter(question__kind__in=CHOICES).exclude(text__in=["", ERASED]).update(text=ERASED)
        + answers.exclude(text__in=["", ERASED]).update(text="")
        + comments.filter(Q(contribution__in=uncounted) | Q(stance="")).delete()[0]
        + comments.exclude(text="").update(text="")
        + contributions.filter(Q(emptied_at__isnull=True) | named).update(
            organisation=None, organisation_name="", enterprise_number="", mandate=Mandate.NONE,
            publication=Publication.NONE, admitted_why="", emptied_at=at,
        )
    )  # fmt: skip


def drop_drafts(drafts):
    """Delete these drafts, with the documents that are in no contribution; return how many rows."""
    pks = list(drafts.values_list("pk", flat=True))
    dropped = drop_files(AnswerFile.objects.filter(draft__in=pks, contribution__isnull=True))
    return dropped + Draft.objects.filter(pk__in=pks).delete()[0]


def drop_files(rows):
    """Delete these rows; their documents go from the disk once that is certain, unless another row has the same."""
    names = set(rows.values_list("file", flat=True))
    count = rows.delete()[0]
    if names:
        transaction.on_commit(lambda: remove_from_disk(names), robust=True)
    return count


def remove_from_disk(names):
    """Delete the documents of that name that no row has (any more)."""
    used = {name for model in (AnswerFile, Source) for name in
            model.objects.filter(file__in=names).values_list("file", flat=True)}  # fmt: skip
    for name in names - used:
        private_storage().delete(name)
