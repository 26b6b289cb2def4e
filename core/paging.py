from django.core.paginator import Paginator
from django.utils.functional import cached_property


class KnownCountPaginator(Paginator):
    """A paginator that was told how many rows there are."""

    def __init__(self, *args, total, **kwargs):
        super().__init__(*args, **kwargs)
        self.total = total

    @cached_property
    def count(self):
        return self.total


def pagination_of(page, url):
    """Page numbers around the current one, with gaps; None when one page holds everything.

    `url(number)` gives the address of a page.
    """
    paginator = page.paginator
    if paginator.num_pages < 2:
        return None
    return {
        "number": page.number,
        "total": paginator.num_pages,
        "previous_url": url(page.previous_page_number()) if page.has_previous() else None,
        "next_url": url(page.next_page_number()) if page.has_next() else None,
        "items": [
            {"is_gap": True}
            if number == paginator.ELLIPSIS
            else {"number": number, "url": url(number), "is_current": number == page.number}
            for number in paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
        ],
    }
