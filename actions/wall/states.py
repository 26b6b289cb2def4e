"""The state of a pledge as readers see it: it follows from its reports and dates, nobody types it."""

from django.db.models import BooleanField, Case, CharField, DateField, F, Q, TextChoices, Value, When
from django.db.models.functions import Coalesce
from django.db.models.lookups import LessThan
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from actions.models.statuses import LAPSES_AFTER, Standing, Status
from actions.querysets import RHYTHM_OF_PLEDGES
from core.dates import add_months, today


class State(TextChoices):
    ACTIVE = "active", pgettext_lazy("state of a pledge", "Active")
    UPDATE_DUE = "update_due", _("Update due")
    LAPSED = "lapsed", _("Lapsed")
    FULFILLED = "fulfilled", pgettext_lazy("state of a pledge", "Fulfilled")
    WITHDRAWN = "withdrawn", pgettext_lazy("state of a pledge", "Withdrawn")

    @property
    def pictogram(self):
        """The standing of a commitment that looks the same."""
        return {
            State.ACTIVE: Standing.IN_PROGRESS,
            State.FULFILLED: Standing.COMPLETED,
            State.WITHDRAWN: Standing.STOPPED,
        }.get(self, self.value)

    @property
    def rule(self):
        """Why a pledge has this state, for readers."""
        return RULE_OF_STATE[self]


RULE_OF_STATE = {
    State.ACTIVE: _("It goes on, and no report is due: the last one or the announcement is of this last year."),
    State.UPDATE_DUE: _(
        "A report is due: the last one or the announcement is more than a year old, or a review date has passed."
    ),
    State.LAPSED: _("No report came for a year after one was due. A new report makes it active again."),
    State.FULFILLED: _("The latest approved report says that it is completed."),
    State.WITHDRAWN: _("The latest approved report says that it was stopped."),
}

RULES = [
    _(
        "Nobody picks the state of a pledge: it follows from the latest approved report and from dates. Completed "
        "makes it fulfilled, stopped makes it withdrawn, and both stay on this list."
    ),
    _(
        "A report is expected every year, counted from the last one, or from the announcement as long as there is "
        "none; of an ongoing pledge also on its review date. Without it an update is due, and after one more year the "
        "pledge has lapsed. Any new report makes it active again."
    ),
    _(
        "Late is said beside the state: the deadline, as last moved, has passed and the pledge is neither fulfilled "
        "nor withdrawn. A pledge that several organisations make together counts once."
    ),
]

IS_OPEN = Q(status__isnull=True) | ~Q(status__in=Status.closed())


def state_of(commitment, on=None):
    """The state of a pledge, whose commitment came with its status (`with_status`), on the day of that."""
    on = on or commitment.as_of
    if not commitment.is_open:
        return State.FULFILLED if commitment.status == Status.COMPLETED else State.WITHDRAWN
    if _is_silent(commitment, add_months(on, -LAPSES_AFTER)):
        return State.LAPSED
    return State.UPDATE_DUE if _is_silent(commitment, on) else State.ACTIVE


def is_late(commitment, on=None):
    """Whether its deadline has passed while it is open."""
    due = None if commitment.is_ongoing else commitment.due_on
    return bool(commitment.is_open and due and due < (on or commitment.as_of))


def _is_silent(commitment, day):
    """Whether a report was due before that day, counted from the last one or from the announcement."""
    since = commitment.status_on or commitment.announced_on
    if since is None:
        return False
    by_review = commitment.is_ongoing and commitment.due_on and since < commitment.due_on < day
    return bool(since < add_months(day, -RHYTHM_OF_PLEDGES) or by_review)


def with_state(commitments, on=None):
    """Adds `state` and `late`: the same as `state_of` and `is_late`, for whoever counts or filters in the database."""
    day = on or today()
    return commitments.with_status(day).annotate(
        state=Case(
            When(status=Status.COMPLETED, then=Value(State.FULFILLED)),
            When(status=Status.STOPPED, then=Value(State.WITHDRAWN)),
            When(_silent_since(add_months(day, -LAPSES_AFTER)), then=Value(State.LAPSED)),
            When(_silent_since(day), then=Value(State.UPDATE_DUE)),
            default=Value(State.ACTIVE),
            output_field=CharField(),
        ),
        late=Case(
            When(IS_OPEN & Q(timing="time_bound", due_on__lt=day), then=Value(True)),
            default=Value(False),
            output_field=BooleanField(),
        ),
    )


def _silent_since(day):
    """`_is_silent` in the database."""
    since = Coalesce("status_on", "announced_on")
    by_rhythm = LessThan(since, Value(add_months(day, -RHYTHM_OF_PLEDGES), output_field=DateField()))
    by_review = Q(timing="ongoing", due_on__lt=day) & Q(LessThan(since, F("due_on")))
    return Q(by_rhythm) | by_review
