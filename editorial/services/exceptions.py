"""Publishing one language without the other: who decided it, why, and until when."""

import logging

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.actions.unpublish_page import UnpublishPageAction

from core.dates import today
from core.languages import language_codes, localized_name
from core.shell import raise_content_version
from editorial.journal import note
from editorial.models import LanguageException, Pair
from editorial.signals import exception_ended

from .publication import pair_publish, pair_unpublish

logger = logging.getLogger(__name__)


@transaction.atomic
def exception_record(*, page, reasons, until, by):
    """Let the page be published without the other language until that day; publish it when it only waited for that.

    Takes the place of the exception that holds for the page, if any: so one is prolonged, or its reason changed.
    `reasons` is {language code: text} with every language. Raises ValidationError.
    """
    pair = Pair.objects.locked(page)
    if until < today():
        raise ValidationError({"until": _("This day has passed: choose a later one.")})
    texts = {localized_name("reason", code): text.strip() for code, text in reasons.items()}
    if missing := [name for name, text in texts.items() if not text]:
        raise ValidationError({name: _("Readers see the reason: write it in every language.") for name in missing})
    LanguageException.objects.filter(page_id=page.pk, ended_at=None).update(ended_at=timezone.now(), ended_by=by)
    exception = LanguageException(page_id=page.pk, until=until, by=by, at=timezone.now(), **texts)
    exception.save()
    note(page, "editorial.exception", by, page.latest_revision, until=until, reason=next(iter(texts.values())))
    raise_content_version()
    outcome = pair_publish(pair=pair, by=by, only=page)
    return exception, outcome


@transaction.atomic
def exception_end(*, exception, by=None):
    """End it now; a page that stands alone because of it goes down in the same transaction."""
    page = exception.page.specific
    pair = Pair.objects.locked(page)
    exception.ended_at, exception.ended_by = timezone.now(), by
    exception.save(update_fields=["ended_at", "ended_by"])
    note(page, "editorial.exception.end", by, page.live_revision)
    raise_content_version()
    if is_alone(pair):
        # Who may end an exception may have no right to unpublish: it is the rule that takes the page down.
        pair_unpublish(page=page, by=by, take_down=lambda other: _take_down(other, by))
    exception_ended.send(sender=LanguageException, exception=exception, by=by)


def _take_down(page, by):
    UnpublishPageAction(page, user=by).execute(skip_permission_checks=True)


def is_alone(pair, ending=None):
    """Whether some of its languages are live and others not, and no exception but `ending` allows it."""
    pages = pair.pages().values()
    live = [page for page in pages if page.live]
    if not pair.together or not live or len(live) == len(language_codes()):
        return False
    others = LanguageException.objects.active().exclude(pk=ending and ending.pk)
    return not others.filter(page__in=live).exists()


def exceptions_end_overdue(on=None):
    """End those whose last day has passed on that day (today in Brussels); one that fails stops no other."""
    ended = []
    for exception in LanguageException.objects.overdue(on).select_related("page"):
        try:
            exception_end(exception=exception)
        except (PermissionDenied, ValidationError, DatabaseError):
            logger.exception("Exception %s could not end", exception.pk)
        else:
            ended.append(exception)
    return ended
