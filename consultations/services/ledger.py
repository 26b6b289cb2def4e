"""The lines of consultations in the ledger of what was erased."""

from uuid import UUID

from consultations.models import Erasure
from core import ledger
from core.ledger import ledger_write

__all__ = ["ledger_read", "ledger_write"]

for what in Erasure.What:
    ledger.register(what.value, UUID if what == Erasure.What.DRAFT else str)


def ledger_read():
    """The entries, oldest first, one at a time; None for a line that cannot be read."""
    return ledger.ledger_read(Erasure.What.values)
