"""Going live at an hour: the pair waits for the latest of its languages' hours."""

from django.utils import timezone
from django.utils.dateparse import parse_datetime
from wagtail.log_actions import log
from wagtail.models import Revision


def moment(revisions):
    """The latest future go-live moment that these revisions ask for, or None for now."""
    asked = [parse_datetime(revision.content.get("go_live_at") or "") for revision in revisions]
    future = [at for at in asked if at and at > timezone.now()]
    return max(future, default=None)


def schedule(pages, going, at, by):
    """Have Wagtail's `publish_scheduled` publish them all at that moment."""
    for page in pages.values():
        if page.pk not in going:
            continue
        revision = going[page.pk]
        Revision.objects.for_instance(page).exclude(pk=revision.pk).update(approved_go_live_at=None)
        Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=at)
        data = {"id": revision.pk, "created": revision.created_at, "go_live_at": at, "has_live_version": page.live}
        log(instance=page, action="wagtail.publish.schedule", user=by, revision=revision, data={"revision": data})


def is_due(revision):
    return bool(revision.approved_go_live_at) and revision.approved_go_live_at <= timezone.now()


def forget_other_schedules(page, revision):
    """A newly approved revision takes the place of what was scheduled for the page."""
    Revision.objects.for_instance(page).exclude(pk=revision.pk).update(approved_go_live_at=None)
