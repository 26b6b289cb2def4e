"""Many contributions from one spreadsheet: entered together, and checked as a whole by somebody else."""

import csv
import io

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from consultations.models import Batch, Contribution, Draft
from consultations.services.entering import Entry
from consultations.services.sending import contribution_send
from core.private_files import private_storage
from editorial.downloads import FORMULA

from .journal import ENTERED, RETURNED, note
from .services import BY_ANOTHER, NOT_TO_CHECK, REASON, check_one
from .sources import folder_of, source_attach, source_drop, source_keep

TAKEN = _("This file was taken before: the same one is not taken twice.")


def path_of(batch):
    return f"{folder_of(batch.taken_at)}/batch-{batch.pk}.xlsx"


def has_file(batch):
    """The file itself is kept until the batch is checked: afterwards every contribution has its own line."""
    return private_storage().exists(path_of(batch))


@transaction.atomic
def batch_take(*, consultation, rows, kept, channel, received_on, by, at=None):
    """Enter these lines (batch_reading.Row, without problems) of the file that sources.source_keep kept.

    Raises ValidationError where the file was taken before, NotSent and NewVersion where what is asked changed.
    """
    at = at or timezone.now()
    batch = Batch(consultation=consultation, name=kept["name"], digest=kept["digest"], taken_by=by, taken_at=at)
    try:
        with transaction.atomic():
            batch.save()
    except IntegrityError:
        raise ValidationError(TAKEN) from None
    for row in rows:
        entry = Entry(by=by, channel=channel, received_on=received_on, batch=batch, batch_row=row.number)
        draft = Draft.objects.create(
            consultation=consultation, version=consultation.version, language=row.language, typed=row.typed,
            started_at=at, saved_at=at,
        )  # fmt: skip
        contribution, _new = contribution_send(draft=draft, about=row.form.about(), entry=entry, at=at)
        source_attach(contribution, source_keep(_line_of(batch, row), at))
        note(contribution, ENTERED, by)
    with private_storage().open(kept["file"], "rb") as file:
        private_storage().save(path_of(batch), file)
    transaction.on_commit(lambda: source_drop(kept))
    return batch


def _line_of(batch, row):
    """The line of one contribution as a document of its own: whoever is erased is erased from it, and nobody else."""
    output = io.StringIO()
    writer = csv.writer(output)
    writer.writerow([_plain(batch.name), row.number])
    writer.writerows((name, _plain(value)) for name, value in sorted(row.form.data.items()))
    writer.writerows((key, _plain(str(value))) for key, value in row.typed.items())
    return ContentFile(output.getvalue().encode(), name=f"{batch.pk}-{row.number}.csv")


def _plain(text):
    """No text is a formula for whoever opens it in a spreadsheet."""
    return f"'{text}" if FORMULA.match(text) else text


def waiting_in(batch):
    return batch.contributions.filter(state=Contribution.State.TO_CHECK)


@transaction.atomic
def batch_check(*, batch, by, at=None):
    """Confirm everything in it that still waits; returns the contributions. Raises ValidationError."""
    at = at or timezone.now()
    rows = _held(batch, by)
    for contribution in rows:
        check_one(contribution, by, at)
    transaction.on_commit(lambda: private_storage().delete(path_of(batch)))
    return rows


@transaction.atomic
def batch_return(*, batch, by, reason):
    """Say what is wrong with it; each line goes on waiting, and is corrected by itself. Raises ValidationError."""
    if not reason.strip():
        raise ValidationError(REASON)
    for contribution in _held(batch, by):
        note(contribution, RETURNED, by, reason.strip())


def _held(batch, by):
    rows = list(waiting_in(batch).select_for_update().order_by("batch_row"))
    if not rows:
        raise ValidationError(NOT_TO_CHECK)
    if any(row.entered_by_id == by.pk for row in rows):
        raise ValidationError(BY_ANOTHER)
    return rows
