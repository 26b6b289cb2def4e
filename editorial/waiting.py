"""What waits for somebody: the pages on which they are next, and why."""

from django.db.models import Case, CharField, F, IntegerField, OuterRef, Q, Subquery, TextChoices, Value, When
from django.utils.translation import gettext_lazy
from wagtail.models import GroupPagePermission

from .models import Assignment
from .people import to_decide
from .querysets import pages_with_state
from .states import State


class Why(TextChoices):
    """In the order in which they press."""

    ASKED = "asked", gettext_lazy("You were asked")
    RETURNED = "returned", gettext_lazy("Came back to you")
    DECIDE = "decide", gettext_lazy("Approve or return it")
    STALE = "stale", gettext_lazy("The other language changed")


def waiting_for(user):
    """The pages on which that person is next, with `why`, what presses most first."""
    reasons = {
        Why.ASKED: Q(assignment__person=user),
        Why.RETURNED: Q(state=State.RETURNED) & (Q(workflow_person=user.pk) | Q(owner=user)),
        Why.DECIDE: Q(pk__in=to_decide(user)),
        Why.STALE: Q(state=State.STALE) & _in_trees(user),
    }
    cases = [When(condition, then=Value(why.value)) for why, condition in reasons.items()]
    ranks = [When(why=why.value, then=Value(rank)) for rank, why in enumerate(Why)]
    pages = pages_with_state().annotate(
        why=Case(*cases, default=Value(""), output_field=CharField()),
        due=Subquery(Assignment.objects.filter(page=OuterRef("pk"), person=user).values("due_on")),
    )
    pages = pages.exclude(why="").annotate(rank=Case(*ranks, output_field=IntegerField()))
    return pages.order_by("rank", F("due").asc(nulls_last=True), F("since").asc(nulls_last=True), "pk")


def _in_trees(user):
    """Pages that this person may change."""
    if user.is_superuser:
        return ~Q(pk=None)
    rights = GroupPagePermission.objects.filter(permission__codename="change_page", group__user=user)
    trees = list(rights.values_list("page__path", flat=True))
    return Q(*(Q(path__startswith=path) for path in trees), _connector=Q.OR) if trees else Q(pk__in=[])
