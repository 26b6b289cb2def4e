"""Who decides on what: others than who asked, and others than who speaks for an organisation that takes part."""

from django.db.models import Q

from partners.models import Representative


def open_to(user, kind, requests):
    """Those of these requests that this person may decide on: neither their own, nor of who they speak for."""
    theirs = Representative.objects.current().filter(user=user).values("organisation")
    own = Q(submitted_by=user)
    if any(field.name == "started_by" for field in kind.model._meta.fields):
        own |= Q(started_by=user)
    # By their keys: a condition on a person or a partner may be unknown, and NOT of the unknown is no row.
    forbidden = kind.model.objects.filter(own | kind.concerns(theirs)).order_by().values("pk")
    return requests.exclude(pk__in=forbidden)


def may_decide(*, kind, request, user):
    """Whether this person may accept it or send it back: with the right, and about others."""
    rows = kind.model.objects.filter(pk=request.pk)
    return user.has_perm(kind.permission) and open_to(user, kind, rows).exists()
