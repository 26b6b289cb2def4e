from django.db.models import Q, QuerySet

from .languages import localized_names

LONGEST_QUERY = 100
MOST_WORDS = 6


def words_of(text):
    """The words of what somebody typed: cleaned, cut, and never so many that the query grows without bound."""
    return text.replace("\x00", " ")[:LONGEST_QUERY].split()[:MOST_WORDS]


class RecordQuerySet(QuerySet):
    text_columns = ("name",)

    def public(self):
        """Records that everybody may see."""
        return self.filter(is_public=True, archived_at__isnull=True)

    def shown_of(self, keys):
        """Those of these primary keys that are among these rows, in the order given; for keys from a kept table.

        Asked each time: no row of a table may show what is not public.
        """
        keys = list(keys)
        there = set(self.filter(pk__in=keys).order_by().values_list("pk", flat=True))
        return [key for key in keys if key in there]

    def matching(self, text):
        """Records in which every word of `text` stands, in any language."""
        columns = [column for field in self.text_columns for column in localized_names(field)]
        condition = Q()
        for word in words_of(text):
            condition &= Q(*((f"{column}__icontains", word) for column in columns), _connector=Q.OR)
        return self.filter(condition)
