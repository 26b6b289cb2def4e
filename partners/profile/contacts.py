"""Contact persons on the public page of their organisation: by their own choice, and gone the moment it changes."""

from django.contrib.auth import get_user_model
from django.db.models.signals import post_delete, post_save, pre_delete

from core.shell import raise_content_version
from partners.models.representatives import Representative

Shown = Representative.Shown


def contacts_of(organisation, language):
    """Who is shown, administrators first, as components/people.html takes them; in one query."""
    if organisation is None:
        return []
    rows = Representative.objects.current().filter(organisation=organisation).exclude(shown=Shown.NOTHING)
    rows = rows.select_related("user").order_by("role", "since", "pk")
    return [_person(row, language) for row in rows if row.user.get_full_name()]


def _person(row, language):
    return {
        "name": row.user.get_full_name(),
        "role": row.function_in(language),
        "email": row.user.email if row.shown == Shown.ADDRESS else "",
    }


def connect():
    """Names and choices are no record, so nothing else tells the cached pages that they changed."""
    for signal in (post_save, post_delete):
        signal.connect(raise_content_version, sender=Representative, dispatch_uid="contacts")
    # Before somebody is deleted: afterwards nothing says any more where they stood.
    for signal in (post_save, pre_delete):
        signal.connect(_person_changed, sender=get_user_model(), dispatch_uid="contacts")


def _person_changed(instance, raw=False, update_fields=None, **kwargs):
    is_log_in = update_fields is not None and set(update_fields) == {"last_login"}
    if raw or is_log_in:
        return
    if Representative.objects.filter(user=instance).exclude(shown=Shown.NOTHING).exists():
        raise_content_version()
