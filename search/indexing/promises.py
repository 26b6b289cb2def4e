"""What was promised, by whom and in which steps: the commitments of actions and pledges, as lines to be found by."""

from actions.models import Commitment, CoOwner
from core.languages import localized_value

from .belongings import Themes


class Promises:
    """These commitments, each under a key of its own choice, with their themes and makers; in three queries."""

    def __init__(self, rows, key):
        self.by_key = {}
        for row in rows:
            self.by_key.setdefault(key(row), []).append(row)
        numbers = [row.pk for row in rows]
        self.themes, self.co_owners = Themes(Commitment, numbers), {}
        for link in CoOwner.objects.filter(commitment__in=numbers).select_related("organisation"):
            self.co_owners.setdefault(link.commitment_id, []).append(link.organisation)

    def lines(self, key, language):
        """The text of each, and who promised it."""
        rows = self.by_key.get(key, ())
        return tuple(line for row in rows for line in (row.text_in(language), *self.makers(row, language)))

    def names(self, row, language):
        """Of each organisation that promised it; the commitment's page tells them too."""
        return tuple(localized_value(one, "name", language) for one in self._makers(row))

    def makers(self, row, language):
        """Their names with their acronyms."""
        fields = ("name", "acronym")
        return tuple(
            " ".join(filter(None, (localized_value(one, field, language) for field in fields)))
            for one in self._makers(row)
        )

    def _makers(self, row):
        return [row.organisation, *self.co_owners.get(row.pk, ())]


def promises_of_actions(keys):
    rows = Commitment.objects.in_public_plans().filter(action__in=keys).select_related("organisation").order_by("pk")
    return Promises(list(rows), lambda row: row.action_id)


def promises_of_pledges(keys):
    rows = Commitment.objects.public().filter(pledge__in=keys).select_related("organisation", "pledge").order_by("pk")
    return Promises(list(rows), lambda row: row.pledge.pk)
