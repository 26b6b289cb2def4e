"""Puts what was read from a file into the draft text."""

from django.db import transaction

from consultations.models import Consultation

from .planning import clauses_of, plan_of, stream_of


class Moved(Exception):
    """Somebody changed the draft text after the dry run."""


@transaction.atomic
def text_import(*, consultation, upload, digest, apart=(), keep_gone=False, by=None):
    """Do what the dry run with that digest showed; returns what was done. Raises Moved."""
    consultation = Consultation.objects.select_for_update(of=["self"]).get(pk=consultation.pk)
    clauses = clauses_of(consultation)
    if plan_of(upload.parts, clauses, upload.languages).digest() != digest:
        raise Moved
    plan = plan_of(upload.parts, clauses, upload.languages, apart)
    consultation.draft_text = stream_of(plan, keep_gone=keep_gone)
    consultation.save()
    consultation.save_revision(user=by, log_action=True, clean=False)
    return plan
