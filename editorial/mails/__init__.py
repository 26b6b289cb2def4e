"""Mails about the editorial work: who is told what, in their language. Nothing is mailed when somebody saves."""

from editorial import signals

from . import decisions, pairs, requests, stock
from .post import after_commit


def connect():
    stock.replace(task_submitted=_on_task, workflow_rejected=_on_return)
    for name, receiver in RECEIVERS.items():
        getattr(signals, name).connect(receiver, dispatch_uid=f"mail_{name}")


def _on_task(sender, instance, user=None, **kwargs):
    after_commit(decisions.tell_who_decides, instance, user)


def _on_return(sender, instance, user=None, **kwargs):
    after_commit(decisions.tell_it_was_returned, instance.current_task_state, user)


def _before(pages, revisions):
    return [(page, revisions[page.pk], page.live_revision_id) for page in pages if page.pk in revisions]


def _on_wait(sender, page, revision, waits_for, by, **kwargs):
    after_commit(pairs.tell_it_waits, page, revision, waits_for, by)


def _on_schedule(sender, pages, revisions, moment, by, **kwargs):
    after_commit(pairs.tell_what_became_of_it, "scheduled", _before(pages, revisions), by, moment)


def _on_publication(sender, pages, revisions, by, **kwargs):
    after_commit(pairs.tell_what_became_of_it, "live", _before(pages, revisions), by)


def _on_stale(sender, page, counterpart, by, **kwargs):
    after_commit(pairs.tell_it_is_stale, page, counterpart, by)


def _on_assignment(sender, assignment, by, **kwargs):
    after_commit(requests.tell_who_is_asked, assignment, by)


def _on_end(sender, exception, by, **kwargs):
    after_commit(requests.tell_the_exception_ended, exception, by)


RECEIVERS = {
    "approval_waits": _on_wait,
    "pair_scheduled": _on_schedule,
    "pair_published": _on_publication,
    "page_became_stale": _on_stale,
    "assigned": _on_assignment,
    "exception_ended": _on_end,
}
