"""Every way in which Wagtail 8.0 publishes, unpublishes, moves or copies a page passes our services.

Overriding `publish` on a base class, the signals or the action registry each miss some of them, so the methods below
are wrapped on Wagtail's own classes. The tests beside this say which route each wrapper is for, and fail the day
Wagtail changes a signature.
"""

import logging
from functools import wraps

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.actions.copy_page import CopyPageAction
from wagtail.actions.create_alias import CreatePageAliasAction
from wagtail.actions.move_page import MovePageAction
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.admin.views.pages.create import CreateView

from core.models import BasePage

from .refusals import PublicationRefused

logger = logging.getLogger(__name__)


def apply():
    _wrap(PublishPageRevisionAction, "execute", _publish)
    _wrap(UnpublishPageAction, "_unpublish_object", _unpublish)
    _wrap(MovePageAction, "execute", _move)
    _wrap(CopyPageAction, "execute", _copy)
    _wrap(CreatePageAliasAction, "execute", _alias)
    _wrap(CreateView, "publish_action", _make)


def _wrap(cls, name, function):
    original = getattr(cls, name)
    if hasattr(original, "__wrapped__"):
        return

    @wraps(original)
    def wrapper(self, *args, **kwargs):
        return function(original, self, *args, **kwargs)

    setattr(cls, name, wrapper)


def _is_ours(page):
    model = page.specific_class
    return model is not None and issubclass(model, BasePage)


def _is_together(page):
    return _is_ours(page) and page.specific_class.language_policy == BasePage.LanguagePolicy.TOGETHER


def _publish(original, action, skip_permission_checks=False):
    """The editor, the create view, bulk actions, the workflow, `publish_scheduled` and code."""
    from .services import publication, scheduling

    if publication.is_inside() or not _is_ours(action.object):
        return original(action, skip_permission_checks=skip_permission_checks)
    action.check(skip_permission_checks=skip_permission_checks)
    try:
        return publication.publication_request(
            page=action.object,
            revision=action.revision,
            by=action.user,
            changed=action.changed,
            log_action=action.log_action,
            previous_revision=action.previous_revision,
        )
    except (PublicationRefused, ValidationError):
        if not scheduling.is_due(action.revision):
            raise
        # One page that cannot go live may not keep `publish_scheduled` from the next.
        logger.exception("Scheduled page %s could not go live", action.object.pk)
        return None


def _unpublish(original, action, object, set_expired, commit, user, log_action):  # noqa: A002
    """The unpublish view, bulk actions, expiry by `publish_scheduled` and code."""
    from .services import publication

    if publication.is_inside() or not commit or not _is_ours(object):
        return original(action, object, set_expired, commit, user, log_action)
    now = publication.fresh(object)
    if now is None or not now.live:
        return None

    def take_down(page):
        original(action, page, set_expired, commit, user, log_action)

    publication.pair_unpublish(page=now, by=user, take_down=take_down)
    for name in ("live", "has_unpublished_changes", "live_revision", "expired"):
        setattr(object, name, getattr(publication.fresh(object), name))
    return None


def _move(original, action, skip_permission_checks=False):
    """The move view, dragging in the explorer, bulk moves and code."""
    from .services import moving, publication

    if publication.is_inside() or not _is_ours(action.page):
        return original(action, skip_permission_checks=skip_permission_checks)
    checked = None if skip_permission_checks else action.user
    return moving.pair_move(
        page=action.page,
        target=action.target,
        pos=action.pos,
        by=action.user,
        checked_for=checked,
        move=lambda: original(action, skip_permission_checks=skip_permission_checks),
    )


def _copy(original, action, skip_permission_checks=False):
    """A copy belongs to no pair yet: it begins as a draft."""
    if _is_together(action.page):
        action.keep_live = False
    return original(action, skip_permission_checks=skip_permission_checks)


def _alias(original, action, skip_permission_checks=False):
    """No aliases: one would show a language's text as another's, live, and outside every approval."""
    if _is_ours(action.page):
        raise PublicationRefused(_("A page cannot mirror another one here: start a translation or make a new page."))
    return original(action, skip_permission_checks=skip_permission_checks)


def _make(original, view):
    """The create view: Wagtail puts a page that is published at once in the tree as live, before anybody is asked."""
    view.form.instance.live = False
    return original(view)
