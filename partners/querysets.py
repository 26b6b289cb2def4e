from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from core.dates import today
from core.languages import localized_names
from core.querysets import RecordQuerySet, words_of


class OrganisationQuerySet(RecordQuerySet):
    text_columns = ("name", "acronym", "town")

    def matching(self, text):
        """Organisations in which every word of `text` stands, also in a name that they had, in any language."""
        from .models import FormerName

        columns = [column for field in self.text_columns for column in localized_names(field)]
        former = [column for field in ("name", "acronym") for column in localized_names(field)]
        condition = Q()
        for word in words_of(text):
            names = FormerName.objects.filter(_any_holds(former, word)).order_by()
            condition &= _any_holds(columns, word) | Q(pk__in=names.values("organisation"))
        return self.filter(condition)

    def current(self):
        """Organisations that have not left yet."""
        return self.filter(Q(left_on__isnull=True) | Q(left_on__gt=today()))

    def of(self, user):
        """Organisations that this person speaks for today."""
        from .models import Representative

        theirs = Representative.objects.current().filter(user=user)
        return self.filter(archived_at__isnull=True, pk__in=theirs.values("organisation"))

    def claimed(self):
        """Organisations that somebody administers."""
        from .models import Representative

        return self.filter(
            Exists(Representative.objects.current().administrators().filter(organisation=OuterRef("pk")))
        )


def _any_holds(columns, word):
    return Q(*((f"{column}__icontains", word) for column in columns), _connector=Q.OR)


class RepresentativeQuerySet(QuerySet):
    def current(self, on=None):
        """Who speaks for an organisation on that day (today in Brussels); from the day on which it ends, no longer."""
        day = on or today()
        return self.filter(Q(until__isnull=True) | Q(until__gt=day), since__lte=day, user__is_active=True)

    def administrators(self):
        return self.filter(role="administrator")


class InvitationQuerySet(QuerySet):
    def open(self, at=None):
        """Invitations that can still be accepted."""
        return self.filter(accepted_at__isnull=True, withdrawn_at__isnull=True, expires_at__gt=at or timezone.now())
