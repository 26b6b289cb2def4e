"""The daily clean-up: every consultation, then what belongs to none; a row says that it ran and what it erased."""

import logging

from django.utils import timezone

from consultations.models import Consultation, RetentionRun

from .identities import identities_follow
from .leftovers import clean_leftovers, count_leftovers
from .retention import clean_consultation, count_due

logger = logging.getLogger(__name__)

LEFTOVERS = ""
"""In the place of a consultation’s code."""


class NotCleaned(Exception):
    """Some consultations could not be cleaned up, the others were: `codes` says which."""

    def __init__(self, codes):
        super().__init__(", ".join(codes))
        self.codes = codes


def clean(*, at=None, dry_run=False, say=lambda code, counts: None):
    """Erase what was kept long enough; `say` hears (code, {name: how many}) of each consultation. Raises NotCleaned.

    One consultation that fails does not keep the others from being cleaned up.
    """
    at = at or timezone.now()
    erased, failed = {}, []
    for code, step in _steps(at, dry_run):
        try:
            counts = {name: count for name, count in step().items() if count}
        except Exception:
            logger.exception("Not cleaned up: %s", code or "what belongs to no consultation")
            failed.append(code or "-")
            continue
        erased |= {code: counts} if counts else {}
        say(code, counts)
    if not dry_run:
        RetentionRun.objects.create(at=at, erased=erased)
    if failed:
        raise NotCleaned(failed)
    return erased


def _steps(at, dry_run):
    for consultation in Consultation.objects.order_by("code").prefetch_related("extensions").iterator(chunk_size=100):
        yield consultation.code, lambda consultation=consultation: _consultation(consultation, at, dry_run)
    yield LEFTOVERS, lambda: count_leftovers(at) if dry_run else clean_leftovers(at)


def _consultation(consultation, at, dry_run):
    if dry_run:
        return count_due(consultation, at)
    identities_follow(consultation)
    return clean_consultation(consultation, at)
