"""Four eyes: what was submitted and what came back."""

from wagtail.models import TaskState

from editorial.models.tasks import FourEyesTask
from editorial.services.publication import fresh

from . import readers
from .facts import about, change_of, quoted
from .post import send


def tell_who_decides(task_state, by):
    """A text waits for a decision: to who may take it, but never to who wrote it."""
    state = TaskState.objects.filter(pk=task_state.pk, status=TaskState.STATUS_IN_PROGRESS).first()
    task = state and state.task.specific
    if not isinstance(task, FourEyesTask):
        return
    page = fresh(state.revision.content_object)
    submitter = state.workflow_state.requested_by
    send(
        "submitted",
        readers.deciders(page, task, by),
        lambda: about(
            page,
            submitter,
            step=task._meta.verbose_name,
            change=change_of(page, state.revision, page.live_revision_id),
        ),
        preference="submitted",
    )


def tell_it_was_returned(task_state, by):
    """A text goes back: to who wrote it, with the reason."""
    page = fresh(task_state.revision.content_object)
    if page:
        people = readers.writers(page, task_state.revision, page.live_revision_id, by)
        send("returned", people, lambda: about(page, by, reason=quoted(task_state.comment)), preference="rejected")
