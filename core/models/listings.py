from core.cards import kept_cards
from core.languages import active_language
from core.visible import is_for_everybody

from .pages import BasePage


class ListingPage(BasePage):
    """A page that lists records; the words are the page's, the rows come from the records."""

    keeps_cards = False
    """Whether the cards are kept one by one; the listing then has `shown_keys` and `records(keys)`."""

    class Meta:
        abstract = True

    def get_listing(self, data, language):
        """The Listing of this page for a query string."""
        raise NotImplementedError

    def get_cards(self, records, language):
        """The cards of one page of records."""
        raise NotImplementedError

    def get_context(self, request, *args, **kwargs):
        language = active_language()
        listing = self.get_listing(request.GET, language)
        return super().get_context(request, *args, **kwargs) | {
            "language": language,
            "listing": listing,
            "cards": self._cards(listing, language, request),
        }

    def _cards(self, listing, language, request):
        if not self.keeps_cards or not is_for_everybody(request, self):
            return self.get_cards(listing.page.object_list, language)
        return kept_cards(
            self._meta.label_lower,
            listing.shown_keys,
            language,
            lambda keys: self.get_cards(listing.records(keys), language),
        )
