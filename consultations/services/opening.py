"""Opens consultations, and the two doors afterwards: the correction of words, and the change of what is asked."""

import json

from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import IntegrityError, transaction
from django.utils import timezone

from consultations.compiling import Problem, document_of
from consultations.models import Consultation, Phase, QuestionnaireVersion
from consultations.opening import refusals
from consultations.opening.comparing import needing_identity, without_words
from consultations.opening.differences import more_than_words
from consultations.opening.identities import new_identities, renewed
from consultations.opening.refusals import Refused, in_every_language, refuse
from consultations.opening.telling import tell_soon
from core.canonical import digest_of
from core.shell import raise_content_version

from .versions import version_make

Kind = QuestionnaireVersion.Kind
LONGEST_NOTE = 1000


@transaction.atomic
def consultation_open(*, consultation, by, at=None, seen=""):
    """Make the first version of what is asked: from now on only the two doors change it.

    `seen` is the digest of the document that was looked at, where one was. Raises Refused with every problem.
    """
    at = at or timezone.now()
    consultation = hold(consultation)
    document = opening_checked(consultation, at)
    _check_seen(document, seen)
    return _make(consultation, document, Kind.OPENING, {}, by, at)


@transaction.atomic
def version_correct(*, consultation, by, note, at=None, seen=""):
    """Put better words in the place of words: the same questions go on, and everybody is told in the list of changes.

    `note` says what and why: {language code: words}. Raises Refused where more than words changed.
    """
    at = at or timezone.now()
    consultation = hold(consultation)
    document = correction_checked(consultation, at)
    _check_seen(document, seen)
    return _make(consultation, document, Kind.CORRECTION, in_every_language(note, LONGEST_NOTE), by, at)


@transaction.atomic
def version_change(*, consultation, by, note, meanings=(), at=None, seen=""):
    """Ask something else: a question that changed goes on under a new identity, and who answered the old one is told.

    `meanings` are the questions, by uid, of which only words changed but that mean another thing now. Raises Refused.
    """
    at = at or timezone.now()
    consultation = hold(consultation)
    document = change_checked(consultation, at)
    _check_seen(document, seen)
    versions = list(consultation.versions.order_by("number"))
    changed = needing_identity(document, versions, set(meanings))
    if not changed and without_words(document) == without_words(versions[-1].document):
        refuse(refusals.ONLY_WORDS)
    note = in_every_language(note, LONGEST_NOTE)
    identities = new_identities(document, changed)
    if identities:
        _rewrite(consultation, identities, by)
    version = _make(consultation, renewed(document, identities), Kind.CHANGE, note, by, at)
    tell_soon(version=version, at=at)
    return version


def hold(consultation):
    """The consultation as it is now, for this transaction alone."""
    return Consultation.objects.select_for_update(of=["self"]).get(pk=consultation.pk)


def opening_checked(consultation, at):
    """The document of the first version. Raises Refused."""
    if consultation.is_opened:
        refuse(refusals.OPENED)
    document, problems = document_of(consultation)
    if consultation.closes_at and at >= consultation.closes_at:
        problems.insert(0, Problem("", str(refusals.LAST_DAY_PASSED)))
    if problems:
        raise Refused(problems)
    return document


def correction_checked(consultation, at):
    """The document of a correction; until the hours of grace are over. Raises Refused."""
    last, document = _working(consultation, at, (Phase.PLANNED, Phase.OPEN, Phase.GRACE))
    if without_words(document) != without_words(last.document):
        places = more_than_words(last.document, document)
        raise Refused([Problem(where, str(refusals.MORE_THAN_WORDS), uid) for uid, where in places])
    return document


def change_checked(consultation, at):
    """The document of a change, before any question gets a new identity; until the closing. Raises Refused."""
    _last, document = _working(consultation, at, (Phase.PLANNED, Phase.OPEN))
    return document


def _working(consultation, at, phases):
    """(the last version, what the blocks compile to now). Raises Refused."""
    last = consultation.version
    if last is None:
        refuse(refusals.NOT_OPENED)
    if consultation.phase(at) not in phases:
        refuse(refusals.CLOSED)
    document, problems = document_of(consultation)
    if problems:
        raise Refused(problems)
    if digest_of(document) == last.digest:
        refuse(refusals.SAME)
    return last, document


def _check_seen(document, seen):
    if seen and digest_of(document) != seen:
        refuse(refusals.CHANGED_MEANWHILE)


def _make(consultation, document, kind, note, by, at):
    try:
        with transaction.atomic():
            version = version_make(consultation=consultation, document=document, kind=kind, note=note, by=by, at=at)
    except (IntegrityError, ValidationError):
        refuse(refusals.IDENTITY_TAKEN)
    raise_content_version()
    return version


def _rewrite(consultation, identities, by):
    """Give the blocks that editors work on the new identities too, so that they compile to this version again."""
    blocks = renewed(consultation.questionnaire.get_prep_value(), identities)
    consultation.questionnaire = json.dumps(blocks, cls=DjangoJSONEncoder)  # limits are decimals
    consultation.save(update_fields=["questionnaire", "updated_at"])
    consultation.save_revision(user=by, log_action=True, clean=False)
