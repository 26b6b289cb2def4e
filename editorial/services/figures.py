from django.db import transaction
from wagtail.models import Page

from editorial.figures import Figures

from .alignment import counterparts


@transaction.atomic
def figures_copy(*, page, by, counterpart=None):
    """Save a draft of `page` with the figures and the structure of the counterpart's latest text.

    Returns how many places changed; without a change there is no new draft. No word of either page is touched.
    """
    counterpart = counterpart or next(iter(counterparts(page)), None)
    if counterpart is None or counterpart.specific_class is not page.specific_class:
        return 0
    # The latest text in the database: the page in memory may be older.
    draft, source = (Page.objects.get(pk=one.pk).get_latest_revision_as_object() for one in (page, counterpart))
    changed = Figures(draft, source).carry()
    if changed:
        draft.save_revision(user=by, clean=False, log_action="editorial.figures")
    return changed
