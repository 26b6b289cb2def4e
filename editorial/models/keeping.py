"""What becomes of our rows when a revision is deleted."""

from django.db import models
from wagtail.models import Revision


def keep_revision(collector, field, sub_objs, using):
    """Refuse when revisions themselves are purged; go along when their page is deleted with all it has."""
    if getattr(collector.origin, "model", type(collector.origin)) is Revision:
        models.PROTECT(collector, field, sub_objs, using)
    models.CASCADE(collector, field, sub_objs, using)
