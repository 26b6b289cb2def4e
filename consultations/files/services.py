"""The documents in a draft: added one by one, checked before they are kept, and gone when they are taken out."""

import hashlib
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from consultations.kinds import QuestionKind
from consultations.models import AnswerFile, Question
from consultations.questionnaire import read
from consultations.services.drafts import hold

from .accepted import LARGEST_TOGETHER, MEGABYTE
from .inspection import inspect
from .names import clean_name
from .scanning import state_of

NOT_ASKED = _("No document is asked for here.")
TOO_MANY = _("No more documents fit here: %(number)s is the most. Take one out before you add another.")
TOO_MUCH = _("All your documents together may be %(megabytes)s MB. Take one out before you add another.")
INFECTED = _("There is a virus in this file, so it was not kept. Scan your computer, and add another file.")


def file_add(draft, question_uid, uploaded, at):
    """Keep an uploaded document in a draft; the same one twice at the same question is one.

    Raises ValidationError, in words for whoever adds it, and AlreadySent.
    """
    item = _item_of(draft, question_uid)
    name = clean_name(uploaded.name)
    content_type, digest = inspect(uploaded, name), _digest(uploaded)
    if same := _same_or_room(draft, item, digest, uploaded.size):
        return same
    scan = state_of(uploaded)
    if scan == AnswerFile.Scan.INFECTED:
        raise ValidationError(INFECTED)
    with transaction.atomic():
        draft = hold(draft)
        if same := _same_or_room(draft, item, digest, uploaded.size):
            return same
        answer_file = AnswerFile(
            draft=draft,
            question=Question.objects.get(uid=item.uid),
            name=name,
            content_type=content_type,
            size=uploaded.size,
            digest=digest,
            scan=scan,
            scanned_at=at if scan == AnswerFile.Scan.CLEAN else None,
            added_at=at,
        )
        _keep(answer_file, uploaded)
        type(draft).objects.filter(pk=draft.pk).update(saved_at=at)
    return answer_file


@transaction.atomic
def file_remove(draft, key):
    """Take a document out of a draft; whether there was such a one. Raises AlreadySent.

    What was sent before stays with the contribution until its edit is sent.
    """
    draft = hold(draft)
    try:
        answer_file = draft.files.filter(key=UUID(str(key))).first()
    except ValueError:
        return False
    if answer_file is None:
        return False
    if answer_file.contribution_id:
        draft.files.filter(pk=answer_file.pk).update(draft=None)
    else:
        file_delete(answer_file)
    return True


def files_of(draft):
    """The documents of a draft per question, in the order in which they were added: {question uid: [AnswerFile]}."""
    files = {}
    for answer_file in draft.files.select_related("question").order_by("pk"):
        files.setdefault(str(answer_file.question.uid), []).append(answer_file)
    return files


def file_delete(answer_file):
    """Leave nothing of a document: neither the row nor, once that is certain, the file."""
    stored = answer_file.file
    answer_file.delete()
    transaction.on_commit(lambda: stored.storage.delete(stored.name))


def _item_of(draft, question_uid):
    item = read(draft.version.document).questions.get(str(question_uid))
    if item is None or item.kind != QuestionKind.FILE:
        raise ValidationError(NOT_ASKED)
    return item


def _same_or_room(draft, item, digest, size):
    """The same document, if it is there already; None where there is room for it. Raises ValidationError."""
    files = files_of(draft)
    here = files.get(item.uid, [])
    if same := next((file for file in here if file.digest == digest), None):
        return same
    at_most = item.at_most or 1
    if len(here) >= at_most:
        raise ValidationError(TOO_MANY, params={"number": at_most})
    if sum(file.size for some in files.values() for file in some) + size > LARGEST_TOGETHER:
        raise ValidationError(TOO_MUCH, params={"megabytes": LARGEST_TOGETHER // MEGABYTE})
    return None


def _keep(answer_file, uploaded):
    uploaded.seek(0)
    answer_file.file.save(uuid4().hex, uploaded, save=False)
    try:
        answer_file.save()
    except BaseException:
        answer_file.file.storage.delete(answer_file.file.name)
        raise


def _digest(file):
    digest = hashlib.sha256()
    for piece in file.chunks():
        digest.update(piece)
    return digest.hexdigest()
