"""The actions and commitments of an inventory: one language is enough, as long as nobody else sees them."""

from actions.sheets.record_rows import RecordRows
from core.languages import localized_names
from core.services import record_create_pages

TEXTS = ("name", "text")


class InventoryRows(RecordRows):
    """Rows whose text may wait for the other language; what is public has it in every one."""

    def _create(self, record):
        record.full_clean(exclude=self._not_yet(record))
        record.save()
        record.save_revision(user=self.work.user, clean=False)
        record_create_pages(record=record, user=self.work.user)

    def _not_yet(self, record):
        if record.is_public:
            return set()
        found = set()
        for field in TEXTS:
            columns = [name for name in localized_names(field) if hasattr(record, name)]
            empty = {name for name in columns if not getattr(record, name)}
            if empty and len(empty) < len(columns):
                found |= {field, *empty}
        return found
