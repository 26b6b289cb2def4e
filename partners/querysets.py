from django.db.models import Q

from core.dates import today
from core.querysets import RecordQuerySet


class OrganisationQuerySet(RecordQuerySet):
    text_columns = ("name", "acronym", "town")

    def current(self):
        """Organisations that have not left yet."""
        return self.filter(Q(left_on__isnull=True) | Q(left_on__gt=today()))
