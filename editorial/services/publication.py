"""Both languages of a page at the same moment, as they were approved: the one way to go live and down."""

from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page, Revision

from core.languages import language_codes
from editorial.content_checks import errors_of
from editorial.digests import full_digest
from editorial.journal import note
from editorial.models import Assignment, Author, LanguageException, NoTranslation, Pair, Ready
from editorial.refusals import PublicationRefused
from editorial.signals import approval_waits, pair_published, pair_scheduled

from . import scheduling
from .alignment import Bookkeeping, needs_no_translation, says_nothing_new

_inside = ContextVar("inside the publication service", default=False)


@dataclass
class Outcome:
    """What a request to go live came to."""

    went_live: list = field(default_factory=list)
    waits_for: list = field(default_factory=list)
    scheduled_for: object = None


@contextmanager
def by_the_service():
    """Inside, the routes of routes.py do what Wagtail does, without asking the service again."""
    token = _inside.set(True)
    try:
        yield
    finally:
        _inside.reset(token)


def is_inside():
    return _inside.get()


@transaction.atomic
def page_approve(*, page, revision, by, **publishing):
    """Record that this revision may go live, and publish all that waits for nothing any more.

    `publishing` is passed on to Wagtail for this page: log_action, changed, previous_revision.
    """
    pair = Pair.objects.locked(page)
    _refuse_errors(revision)
    scheduling.forget_other_schedules(page, revision)
    values = {"revision": revision, "digest": full_digest(_stored(revision)), "by": by, "at": timezone.now()}
    Ready.objects.update_or_create(page_id=page.pk, defaults=values)
    Author.objects.filter(page_id=page.pk, revision_id__lte=revision.pk).delete()
    note(page, "editorial.approve", by, revision)
    outcome = pair_publish(pair=pair, by=by, only=page, **publishing)
    if outcome.waits_for:
        approval_waits.send(sender=Ready, page=page, revision=revision, waits_for=outcome.waits_for, by=by)
    return outcome


@transaction.atomic
def publication_request(*, page, revision, by, **publishing):
    """What every route to “publish” comes to: an approval by who may publish, or the hour of a scheduled one."""
    pair = Pair.objects.locked(page)
    fresh = Revision.objects.filter(pk=revision.pk).first()
    ready = Ready.objects.filter(page_id=page.pk).first()
    if fresh is None:
        raise PublicationRefused(_("That version of the page is not there any more."))
    if scheduling.is_due(revision):
        if ready and ready.revision_id == revision.pk and scheduling.is_due(fresh):
            return pair_publish(pair=pair, by=by, only=page, **publishing)
        if fresh.approved_go_live_at is None:  # it went live with its pair, or was cancelled, since it was looked up
            return Outcome()
    return page_approve(page=page, revision=fresh, by=by, **publishing)


def pair_publish(*, pair, by, only=None, **publishing):
    """Publish every approved revision of the pair, or say what it waits for. Call it under the lock.

    Of languages that are independent, only the page `only` goes live; `publishing` is about that page too.
    """
    pages = pair.pages()
    asked = [page.pk for page in pages.values() if pair.together or page.pk == only.pk]
    approved = Ready.objects.filter(page__in=asked).select_related("revision")
    going = {ready.page_id: _as_approved(ready) for ready in approved}
    going = _without_corrections(pair, pages, going)
    waits_for = waited_for(pair, pages, going)
    if waits_for or not going:
        return Outcome(waits_for=waits_for)
    moment = scheduling.moment(going.values())
    if moment:
        scheduling.schedule(pages, going, moment, by)
        pair_scheduled.send(sender=Pair, pages=[*pages.values()], revisions=going, moment=moment, by=by)
        return Outcome(scheduled_for=moment)
    bookkeeping = Bookkeeping(pages, going)
    with by_the_service():
        for page_id, revision in going.items():
            own = publishing if only and page_id == only.pk else {}
            _publish(revision, by, own)
    bookkeeping.settle(by)
    for model in (Ready, NoTranslation, Assignment):
        model.objects.filter(page__in=going).delete()
    pair_published.send(sender=Pair, pages=[*pages.values()], revisions=going, by=by)
    return Outcome(went_live=[page for page in pages.values() if page.pk in going])


def _publish(revision, by, publishing):
    try:
        revision.publish(user=by, skip_permission_checks=True, **publishing)
    except ValidationError as error:
        raise PublicationRefused(
            _("“%(page)s” cannot go live: %(problem)s")
            % {"page": revision.object_str, "problem": " ".join(error.messages)}
        ) from error


def _without_corrections(pair, pages, going):
    """A correction that needs no translation is no answer to what waits in the other language: it goes alone."""
    live = [page for page in pages.values() if page.pk in going and page.live]
    corrections = {page.pk: going[page.pk] for page in live if needs_no_translation(page, going[page.pk])}
    changes = {pk: revision for pk, revision in going.items() if pk not in corrections}
    return corrections if corrections and waited_for(pair, pages, changes) else going


def waited_for(pair, pages, going):
    """The languages without which these revisions ({page id: revision}) may not go live."""
    if not pair.together or not going:
        return []
    if LanguageException.objects.active().filter(page__in=going).exists():
        return []
    movers = [page for page in pages.values() if page.pk in going]
    completes = not any(page.live for page in movers)
    needs_none = all(
        says_nothing_new(page, going[page.pk]) or needs_no_translation(page, going[page.pk]) for page in movers
    )
    waits_for = []
    for language in language_codes():
        page = pages.get(language)
        excused = page is not None and (page.pk in going or (page.live and (completes or needs_none)))
        if not excused:
            waits_for.append(language)
    return waits_for


def _refuse_errors(revision):
    errors = errors_of(revision.as_object())
    if errors:
        raise PublicationRefused(
            _("“%(page)s” cannot go live yet. %(problems)s")
            % {
                "page": revision.object_str,
                "problems": " ".join(f"{error.label}: {error.sentence}" for error in errors),
            }
        )


def _stored(revision):
    return Revision.objects.values_list("content", flat=True).get(pk=revision.pk)


def _as_approved(ready):
    """The approved revision, read anew; refused when it is not byte for byte what was approved."""
    if full_digest(ready.revision.content) != ready.digest:
        raise PublicationRefused(
            _("“%(page)s” is not any more as it was approved. Submit it again.") % {"page": ready.revision.object_str}
        )
    return ready.revision


@transaction.atomic
def pair_unpublish(*, page, by=None, take_down, leave_out=()):
    """Take every language down; `take_down(page)` does it for one. Approvals that waited and decisions fall."""
    pair = Pair.objects.locked(page)
    pages = [other for other in pair.pages().values() if pair.together or other.pk == page.pk]
    with by_the_service():
        for other in pages:
            if other.live and other.pk not in leave_out:
                take_down(other)
    approval_withdraw(pages=pages, by=by)
    NoTranslation.objects.filter(page__in=pages).delete()


@transaction.atomic
def cancel_schedule(*, page, by=None):
    """Cancel the schedule of the whole pair; this page's approval falls, the others' wait for a new one."""
    pair = Pair.objects.locked(page)
    approval_withdraw(pages=[page], by=by)
    for other in pair.pages().values():
        if pair.together:
            Revision.objects.for_instance(other).update(approved_go_live_at=None)


def approval_withdraw(*, pages, by=None):
    """Let the approvals of these pages fall, with their schedules."""
    for ready in Ready.objects.filter(page__in=[page.pk for page in pages]).select_related("revision"):
        page = next(page for page in pages if page.pk == ready.page_id)
        Revision.objects.filter(pk=ready.revision_id).update(approved_go_live_at=None)
        note(page, "editorial.withdraw", by, ready.revision)
        ready.delete()


def fresh(page):
    """The page as it is in the database now, specific; None when it is gone."""
    return Page.objects.filter(pk=page.pk).specific().first()
