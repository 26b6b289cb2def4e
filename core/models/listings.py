from core.languages import active_language

from .pages import BasePage


class ListingPage(BasePage):
    """A page that lists records; the words are the page's, the rows come from the records."""

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
            "cards": self.get_cards(listing.page.object_list, language),
        }
