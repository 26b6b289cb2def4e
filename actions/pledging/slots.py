"""What of one's pledges stands on “My space”."""

from core import slots

from .rows import rows_of
from .theirs import organisations_of


@slots.provide("partners.my_space", name="pledges", template="actions/pledging/my_space.html", queries=15)
def pledges_of_somebody(user, language):
    """What waits for this person, and how many there are."""
    waiting, making, made = rows_of(user, language)
    if not (waiting or making or made or organisations_of(user)):
        return None
    return {"waiting": waiting, "count": len(waiting) + len(making) + len(made)}
