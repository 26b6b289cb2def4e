"""The same view below the list of plans in every language, with what the reader chose in its address."""

from dataclasses import replace
from urllib.parse import urlencode

from actions.models.statuses import Standing

from .addresses import below_plans


def in_every_language(links, view, code, data):
    """The links of the language switcher, those that lead to the same page led on to this view of it."""
    query = _query(data)
    return [
        replace(link, url=f"{below_plans(view, code, link.code)}{query}") if link.is_same_page else link
        for link in links
    ]


def _query(data):
    """Where it stands, as far as it is known: the rest of an address is not carried along."""
    chosen = [value for value in dict.fromkeys(data.getlist("status")) if value in Standing.values]
    return f"?{urlencode({'status': chosen}, doseq=True)}" if chosen else ""
