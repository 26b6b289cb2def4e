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

    def matching(self, text):
        """Records in which every word of `text` stands, in any language."""
        columns = [column for field in self.text_columns for column in localized_names(field)]
        condition = Q()
        for word in words_of(text):
            condition &= Q(*((f"{column}__icontains", word) for column in columns), _connector=Q.OR)
        return self.filter(condition)
