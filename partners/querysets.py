from core.querysets import RecordQuerySet


class OrganisationQuerySet(RecordQuerySet):
    text_columns = ("name", "acronym", "town")

    def current(self):
        """Organisations that have not left."""
        return self.filter(left_on__isnull=True)
