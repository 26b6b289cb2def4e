"""The new logo in a submission: kept where nobody but its people and moderators sees it."""

from uuid import uuid4

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from partners.profile.contents import LOGO, MARKS

from .profile_drafts import hold, keep_in

OTHER_LOGO = _("Another logo was added meanwhile. Look at that one first, and add yours again if it is better.")


@transaction.atomic
def profile_logo_add(*, submission, content, extension, seen, tab="", at=None):
    """Keep a new logo, painted by partners.profile.logos, in the place of one from before.

    Raises Closed, and ValidationError where somebody else added one after version `seen`.
    """
    held = hold(submission)
    version, by = held.typed.get(MARKS, {}).get(LOGO, (0, ""))
    if held.logo and version > seen and not (tab and by == tab):
        raise ValidationError({LOGO: OTHER_LOGO})
    logo_forget(held)
    held.logo.save(f"{uuid4().hex}.{extension}", ContentFile(content), save=False)
    keep_in(held, {LOGO: held.logo.name}, tab, at)
    return held


@transaction.atomic
def profile_logo_remove(*, submission, at=None):
    """Take the new logo out; the one of before stays. Raises Closed."""
    held = hold(submission)
    if held.logo:
        logo_forget(held)
        keep_in(held, {LOGO: ""}, "", at)
    return held


def logo_forget(submission):
    """Leave nothing of the new logo's file, once that is certain."""
    if submission.logo:
        storage, name = submission.logo.storage, submission.logo.name
        transaction.on_commit(lambda: storage.delete(name))
        submission.logo = ""
