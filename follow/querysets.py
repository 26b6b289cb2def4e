from django.db.models import Exists, OuterRef, Q, QuerySet

NOTHING = "nothing"
"""The kind of what an address follows that wants no mail ever again: its digest is all that is kept of it."""


class FollowerQuerySet(QuerySet):
    def alive(self):
        """Addresses that confirmed something that they follow."""
        return self.filter(Exists(_followings().filter(confirmed_at__isnull=False).exclude(kind=NOTHING)))

    def blocked(self):
        """Addresses that asked never to be written to again."""
        return self.filter(Exists(_followings().filter(kind=NOTHING)))

    def idle(self):
        """Addresses of which nothing says why they are kept."""
        return self.filter(~Exists(_followings()))

    def told_before(self, moments):
        """Those to whom less was told than until the moment of their frequency: {frequency: moment}."""
        due = Q(pk__in=[])
        for frequency, moment in moments.items():
            due |= Q(frequency=frequency, told_until__lt=moment)
        return self.filter(due)


class FollowingQuerySet(QuerySet):
    def confirmed(self):
        return self.filter(confirmed_at__isnull=False).exclude(kind=NOTHING)

    def unconfirmed(self, at, lasts):
        """What nobody confirmed yet, and still may at that moment."""
        return self.filter(confirmed_at__isnull=True, asked_at__gt=at - lasts)

    def expired(self, at, lasts):
        """What nobody confirmed in time."""
        return self.filter(confirmed_at__isnull=True, asked_at__lte=at - lasts)

    def asked_within(self, span, at):
        return self.filter(asked_at__gt=at - span)


def _followings():
    from .models import Following

    return Following.objects.filter(follower=OuterRef("pk")).order_by()
