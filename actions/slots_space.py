"""What the action plans show on “My space” of who reports on commitments."""

from core import slots

from .models import ContactPerson
from .owners.rows import rows_of


@slots.provide("partners.my_space", name="commitments", template="actions/slots/my_commitments.html", queries=7)
def commitments_of_somebody(user, language):
    """How many commitments this person reports on, and how many of these wait for a report."""
    contact = ContactPerson.objects.filter(user=user, erased_at__isnull=True).first()
    if contact is None:
        return None
    rows = rows_of(contact, language)
    waiting = [row for row in rows if row.is_due or row.returned]
    return {"count": len(rows), "waiting": len(waiting)} if rows else None
