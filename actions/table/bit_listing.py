"""A list that is answered from sets of bits in the cache, whatever its length; see partners.directory.sets."""

from django.utils.functional import cached_property

from core.listing import Listing
from core.paging import KnownCountPaginator, pagination_of


class BitListing(Listing):
    """One reader's view of a list with an `index`: its keys, its sets by facet, and its orders."""

    localized = frozenset()
    """The sorts whose order is another one in each language."""

    @property
    def index(self):
        """What has `keys`, `sets`, `everything` and `places(chosen, sort)`."""
        raise NotImplementedError

    @property
    def _found(self):
        """The rows that fit what was asked besides the facets, as bits."""
        return self.index.everything

    def _left(self, *but):
        """The rows that fit every choice but those of these facets, as bits."""
        left = self._found
        for facet in self.facets:
            if self.chosen[facet.name] and facet.name not in but:
                of_facet = self.index.sets.get(facet.name, {})
                fitting = 0
                for value in self.chosen[facet.name]:
                    fitting |= of_facet.get(value, 0)
                left &= fitting
        return left

    @property
    def total(self):
        return self._left().bit_count()

    @cached_property
    def _counted(self):
        counts = {}
        for facet in self.facets:
            others = self._left(facet.name)
            of_facet = self.index.sets.get(facet.name, {}).items()
            found = {value: (others & of_value).bit_count() for value, of_value in of_facet}
            counts[facet.name] = {value: number for value, number in found.items() if number}
        return self.total, counts

    @cached_property
    def places(self):
        """The places in the index of what is filtered, in the order asked for."""
        sort = self.sort.name
        return self.index.places(self._left(), f"{sort}_{self.language}" if sort in self.localized else sort)

    @property
    def keys(self):
        """The primary keys of what is filtered, in the order asked for."""
        return [self.index.keys[place] for place in self.places]

    @cached_property
    def page_of_keys(self):
        paginator = KnownCountPaginator(self.keys, self.per_page, total=self.total)
        return paginator.get_page(self.chosen["page"])

    @property
    def page(self):
        return self.page_of_keys

    @property
    def pagination(self):
        return pagination_of(self.page_of_keys, lambda number: self.url(page=number))

    def count(self, name, value):
        """How many of what is filtered have that value of a facet."""
        return (self._left() & self.index.sets.get(name, {}).get(value, 0)).bit_count()
