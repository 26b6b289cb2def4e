"""When two voices agree: which of the five steps fit what the owner reported. One rule, shown to readers in words."""

from django.utils.translation import gettext_lazy as _

from actions.models.statuses import Level, Status

FITTING = {
    Status.NOT_STARTED: {Level.NO_EVIDENCE, Level.NOT_STARTED},
    Status.IN_PREPARATION: {Level.NO_EVIDENCE, Level.NOT_STARTED, Level.LIMITED},
    Status.IN_PROGRESS: {Level.LIMITED, Level.SUBSTANTIAL},
    Status.COMPLETED: {Level.COMPLETE},
    Status.STOPPED: {Level.NO_EVIDENCE, Level.NOT_STARTED, Level.LIMITED, Level.SUBSTANTIAL},
}
"""What an assessor may find without saying something else than the owner."""

RULE = _(
    "Others assess a commitment on five steps: no evidence, not started, limited, substantial, complete. We put that "
    "beside the status that the owner reported for the same day, and never merge the two. “Not started” fits the "
    "first two steps, “in preparation” the first three, “in progress” limited and substantial, “completed” only "
    "complete, “stopped” every step but complete. Anything else differs, and we say so."
)


def differs(status, level):
    """Whether an assessment of that level says something else than that status; never where nothing was reported."""
    return bool(status) and Level(level) not in FITTING[Status(status)]
