"""Each look at personal data by somebody of the staff is kept: who, what, of whom and when."""

from django.utils import timezone

from consultations.models import AccessEntry


def look(user, act, consultation, contribution=None, rows=1, at=None):
    """Record that somebody looks at personal data, or takes it away: `act` is one of AccessEntry.Act.

    Call it before anything is shown: what cannot be recorded is not shown either.
    """
    return AccessEntry.objects.create(
        act=act,
        user=user if user and user.is_authenticated else None,
        consultation=consultation,
        contribution=contribution,
        rows=rows,
        at=at or timezone.now(),
    )
