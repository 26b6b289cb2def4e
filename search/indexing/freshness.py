"""Keeps the index up with what editors do: after each transaction, what was changed in it is indexed once.

It goes through a task, so that a site with a queue does it there; indexing that fails is logged and breaks nothing.
"""

import logging
from contextlib import contextmanager
from threading import local

from django.db import transaction
from django.db.models.signals import m2m_changed, post_delete, post_save
from django_tasks import task
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import post_page_move

from actions.models import (
    Action,
    ActionPlan,
    Commitment,
    CoOwner,
    Milestone,
    Pillar,
    Pledge,
    ProgressReport,
    Recommendation,
    RecommendationSource,
)
from consultations.models import Consultation
from core.models import Sector, Theme
from partners.models import FormerName, Group, Organisation

from . import concerned
from .refreshing import refresh

logger = logging.getLogger(__name__)

KINDS = {
    Organisation: (concerned.organisations, "pk"),
    FormerName: (concerned.organisations, "organisation_id"),
    Group: (concerned.groups, "pk"),
    ActionPlan: (concerned.plans, "pk"),
    Pillar: (concerned.plans, "plan_id"),
    ProgressReport: (concerned.progress_reports, "pk"),
    Action: (concerned.actions, "pk"),
    Commitment: (concerned.commitments, "pk"),
    CoOwner: (concerned.commitments, "commitment_id"),
    Milestone: (concerned.commitments, "commitment_id"),
    Pledge: (concerned.pledges, "pk"),
    Recommendation: (concerned.recommendations, "pk"),
    RecommendationSource: (concerned.sources, "pk"),
    Consultation: (concerned.consultations, "pk"),
    Theme: (concerned.themes, "pk"),
    Sector: (concerned.sectors, "pk"),
    PageViewRestriction: (concerned.branches, "page_id"),
}
"""Which rows readers find things by, besides pages: what they concern, and the attribute that says of which record."""

OF_DRAFTS = {
    "latest_revision", "latest_revision_created_at", "draft_title", "has_unpublished_changes", "locked", "locked_at",
    "locked_by", "go_live_at", "expire_at", "expired",
}  # fmt: skip
"""What saving a draft, or a lock, writes in the row of a live page; no reader sees anything of it."""
AT_ONCE = 1_000

_state = local()


def connect():
    post_save.connect(_row_changed)
    post_delete.connect(_row_changed)
    m2m_changed.connect(_terms_changed)
    post_page_move.connect(_page_moved)


@contextmanager
def held():
    """Nothing that is changed inside is indexed: for who changes very much and indexes everything afterwards."""
    before, _state.held = getattr(_state, "held", False), True
    try:
        yield
    finally:
        _state.held = before


def _row_changed(sender, instance, update_fields=None, **kwargs):
    if sender in KINDS:
        find, attribute = KINDS[sender]
        _note(find.__name__, getattr(instance, attribute))
    elif issubclass(sender, Page) and not (update_fields and OF_DRAFTS.issuperset(update_fields)):
        _note("pages", instance.pk)


def _terms_changed(instance, action, **kwargs):
    if action.startswith("post_") and type(instance) in KINDS:
        _row_changed(type(instance), instance)


def _page_moved(instance, **kwargs):
    _note("branches", instance.pk)


def _note(kind, number):
    if getattr(_state, "held", False) or number is None:
        return
    connection = transaction.get_connection()
    noted = getattr(_state, "noted", None)
    if noted is None or not noted.stands(connection):
        noted = _state.noted = Noted()
    noted.add(kind, number, connection)


class Noted:
    """What was changed in one transaction; more than that after a part of it was taken back, which does no harm."""

    def __init__(self):
        self.changes, self.place, self.last = set(), 0, None

    def stands(self, connection):
        """Whether its transaction still goes on: a new one does not inherit what an undone one noted."""
        waiting = connection.run_on_commit
        return self.place < len(waiting) and waiting[self.place] is self.last

    def add(self, kind, number, connection):
        self.changes.add((kind, number))
        transaction.on_commit(self.hand_over)
        if connection.run_on_commit:
            self.place = len(connection.run_on_commit) - 1
            self.last = connection.run_on_commit[self.place]

    def hand_over(self):
        """All of it at once, the first time that it is called."""
        changes, self.changes = sorted(self.changes), set()
        for start in range(0, len(changes), AT_ONCE):
            try:
                index_again.enqueue(changes[start : start + AT_ONCE])
            except Exception:
                logger.exception("The search index could not be told of a change.")


@task()
def index_again(changes):
    """Index what these changes concern: [(name of a function of `concerned`, primary key)]."""
    try:
        refresh(*(getattr(concerned, kind)(numbers) for kind, numbers in _by_kind(changes).items()))
    except Exception:
        logger.exception("The search index is behind; `manage.py search_index` brings it up to date.")


def _by_kind(changes):
    found = {}
    for kind, number in changes:
        found.setdefault(kind, []).append(number)
    return found
