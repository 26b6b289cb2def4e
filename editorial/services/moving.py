"""A page moves with its other languages: each to the same place of its own tree."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Page

from core.languages import language_name
from editorial.models import Pair
from editorial.refusals import PublicationRefused

from .alignment import counterparts
from .publication import by_the_service

INSIDE = ("first-child", "last-child", "sorted-child")


@transaction.atomic
def pair_move(*, page, target, pos, by, checked_for, move):
    """Do `move()`, then bring every counterpart to where the page now stands. Refuses what cannot be mirrored."""
    Pair.objects.locked(page)
    others = counterparts(page)
    parent = target if pos in INSIDE else target.get_parent()
    if not parent.is_root() and parent.locale_id != page.locale_id:
        raise PublicationRefused(_("A page stays among the pages of its language."))
    places = {other.pk: _same_place(parent, other) for other in others}
    if checked_for:
        _check(others, places, checked_for)
    result = move()
    with by_the_service():
        for other in others:
            _follow(Page.objects.get(pk=page.pk), other, Page.objects.get(pk=places[other.pk].pk), by)
    return result


def _same_place(parent, other):
    """The page in the other's language under which it would stand."""
    if parent.is_root():
        return parent
    place = parent.get_translation_or_none(other.locale)
    if place is None:
        raise PublicationRefused(
            _("“%(page)s” does not exist in %(language)s, so the page cannot move there in both languages.")
            % {"page": parent.title, "language": language_name(other.locale.language_code)}
        )
    return place


def _check(others, places, user):
    for other in others:
        moves = other.get_parent().pk != places[other.pk].pk
        if moves and not other.permissions_for_user(user).can_move_to(places[other.pk].specific):
            raise PermissionDenied(_("You have no right to move the page in the other language."))


def _follow(page, other, parent, by):
    """Right after the counterpart of the nearest sibling before the page that has one; else first."""
    before = Page.objects.sibling_of(page).filter(path__lt=page.path).order_by("-path")
    for sibling in before:
        neighbour = Page.objects.child_of(parent).filter(translation_key=sibling.translation_key).first()
        if neighbour:
            _move(other, neighbour, "right", by)
            return
    _move(other, parent, "first-child", by)


def _move(page, target, pos, by):
    page = Page.objects.get(pk=page.pk)
    if pos == "right" and _next(target) == page.pk:
        return
    if pos == "first-child" and target.get_first_child() == page:
        return
    try:
        page.move(target, pos=pos, user=by)
    except ValidationError as error:
        raise PublicationRefused(
            _("“%(page)s” cannot move: %(problem)s") % {"page": page.title, "problem": " ".join(error.messages)}
        ) from error


def _next(page):
    following = page.get_next_sibling()
    return following.pk if following else None
