"""Up to where two languages say the same."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Locale, Page

from editorial.digests import words_digest
from editorial.journal import note
from editorial.models import Alignment, NoTranslation, Pair
from editorial.refusals import PublicationRefused
from editorial.signals import page_became_stale

Kind = Alignment.Kind


def counterparts(page):
    """The same page in the other languages, as they are in the database now."""
    others = Page.objects.filter(translation_key=page.translation_key).exclude(pk=page.pk)
    others = list(others.specific().order_by("locale__language_code"))
    locales = Locale.objects.in_bulk({other.locale_id for other in others})
    for other in others:
        other.locale = locales[other.locale_id]  # `specific()` forgets what was selected along
    return others


def is_stale(page, counterpart):
    """Whether the counterpart was published since the page was last aligned with it."""
    alignment = Alignment.objects.filter(page_id=page.pk, counterpart_id=counterpart.pk).first()
    return is_behind(page, counterpart, alignment)


def is_behind(page, counterpart, alignment):
    """The same, of an alignment that was looked up before; None where there is none."""
    if not counterpart.live or counterpart.live_revision_id is None:
        return False
    if alignment is None:
        return page.first_published_at is not None
    return alignment.revision_id < counterpart.live_revision_id  # aligned with a newer draft: ahead, not stale


@transaction.atomic
def alignment_record(*, page, counterpart, by=None, kind=Kind.ALIGNED, reason="", revision=None):
    """Say that the page says the same as its counterpart in that revision (what is live there, or its latest)."""
    Pair.objects.locked(page)
    revision = revision or counterpart.live_revision or counterpart.get_latest_revision()
    if revision is None:
        raise PublicationRefused(_("The other language has no text yet."))
    if kind == Kind.NOT_NEEDED and not reason.strip():
        raise PublicationRefused(_("Say why no translation is needed."))
    values = {"revision": revision, "kind": kind, "reason": reason, "said_by": by, "said_at": timezone.now()}
    alignment, _made = Alignment.objects.update_or_create(
        page_id=page.pk, counterpart_id=counterpart.pk, defaults=values
    )
    action = "editorial.no_translation" if kind == Kind.NOT_NEEDED else "editorial.align"
    note(page, action, by, page.latest_revision, counterpart=counterpart.pk, aligned_with=revision.pk, reason=reason)
    return alignment


@transaction.atomic
def no_translation_record(*, page, by, reason):
    """Decide that the change in progress needs no translation; once approved, it goes live alone."""
    from .publication import pair_publish

    pair = Pair.objects.locked(page)
    revision = page.get_latest_revision()
    if not reason.strip():
        raise PublicationRefused(_("Say why no translation is needed."))
    if revision is None or not page.live:
        raise PublicationRefused(_("Only a change of a page that is live can go without translation."))
    values = {"digest": words_digest(revision.content), "reason": reason.strip(), "by": by, "at": timezone.now()}
    decision, _made = NoTranslation.objects.update_or_create(page_id=page.pk, defaults=values)
    note(page, "editorial.no_translation", by, revision, reason=reason.strip())
    pair_publish(pair=pair, by=by, only=page)  # what was approved already waited for nothing else
    return decision


def needs_no_translation(page, revision):
    """The decision that covers the words of this revision, or None."""
    decision = NoTranslation.objects.filter(page_id=page.pk).first()
    return decision if decision and decision.digest == words_digest(revision.content) else None


def says_nothing_new(page, revision):
    """Whether the revision has the very words that are live."""
    live = page.live_revision if page.live else None
    return bool(live) and words_digest(live.content) == words_digest(revision.content)


class Bookkeeping:
    """What was aligned before a publication, to say afterwards what still is."""

    def __init__(self, pages, going):
        """`pages`: {language: page} before; `going`: {page id: revision} that are about to go live."""
        self.pages = list(pages.values())
        self.going = going
        self.was_stale = {}
        self.aligned = {
            (alignment.page_id, alignment.counterpart_id): alignment
            for alignment in Alignment.objects.filter(page__in=[page.pk for page in self.pages])
        }
        for page, other in self._sides():
            self.was_stale[page.pk, other.pk] = is_behind(page, other, self.aligned.get((page.pk, other.pk)))
        self.decisions = {
            page.pk: needs_no_translation(page, going[page.pk]) for page in self.pages if page.pk in going
        }
        self.same_words = {
            page.pk for page in self.pages if page.pk in going and says_nothing_new(page, going[page.pk])
        }

    def _sides(self):
        return [(page, other) for page in self.pages for other in self.pages if page.pk != other.pk]

    def settle(self, by):
        """Record what the publication means for each side."""
        for page, other in self._sides():
            if other.pk in self.going:
                self._other_changed(page, other, by)
            elif other.live and self._begins(page, other, first=page):
                self._say(page, other, by, revision=other.live_revision)

    def _begins(self, page, other, *, first):
        """Whether one of them goes live for the first time and nobody said yet which text the page follows."""
        unsaid = (page.pk, other.pk) not in self.aligned
        return unsaid and first.pk in self.going and first.first_published_at is None

    def _other_changed(self, page, other, by):
        revision = self.going[other.pk]
        decision = self.decisions[other.pk]
        if page.pk in self.going or (page.live and self._begins(page, other, first=other)):
            self._say(page, other, by, revision=revision)
        elif self.was_stale[page.pk, other.pk]:
            return
        elif other.pk in self.same_words:
            self._say(page, other, by, kind=Kind.UNCHANGED, revision=revision)
        elif decision:
            self._say(page, other, decision.by, kind=Kind.NOT_NEEDED, reason=decision.reason, revision=revision)
        else:
            page_became_stale.send(sender=Alignment, page=page, counterpart=other, by=by)

    def _say(self, page, other, by, **values):
        if values["revision"] is not None:
            alignment_record(page=page, counterpart=other, by=by, **values)
