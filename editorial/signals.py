"""What the services tell whoever wants to know; sent inside their transactions, so receivers act after the commit."""

from django.dispatch import Signal

approval_waits = Signal()
"""page, revision, waits_for (language codes), by: approved, and not live yet."""

pair_scheduled = Signal()
"""pages, revisions ({page id: revision}), moment, by: approved in full, goes live by itself."""

pair_published = Signal()
"""pages (as they were before), revisions ({page id: revision}), by: live now."""

page_became_stale = Signal()
"""page, counterpart, by: the counterpart changed, and nobody said yet that the page follows."""

assigned = Signal()
"""assignment, by: somebody was asked for the next step."""

exception_ended = Signal()
"""exception, by (None: its last day passed)."""
