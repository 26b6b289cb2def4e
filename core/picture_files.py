"""The files of pictures: made when a page goes live or a picture changes, so that no reader waits for them."""

import logging

from django.core.cache import cache
from django.db import models, transaction
from django.db.models.signals import post_save
from PIL.ImageCms import PyCMSError
from wagtail import hooks
from wagtail.fields import StreamField
from wagtail.images import get_image_model
from wagtail.images.image_operations import FilterOperation
from wagtail.signals import page_published
from willow.plugins.pillow import PillowImage

from .pictures import BODY, CARD, LOGO, PLACES, pictures_of
from .shell import raise_content_version

logger = logging.getLogger(__name__)

PLACE_OF_FIELD = {"picture": BODY, "listing_image": CARD, "logo": LOGO}
"""Where the picture in a field of that name appears."""

PLACE_OF_BLOCK = {"image": BODY}

PATIENCE = 3600
"""Seconds before a file that could not be made is tried again."""


class PlainOperation(FilterOperation):
    """In the colours of screens, and without what came along in the file: place and time, camera, profile."""

    def construct(self):
        pass

    def run(self, willow, image, env):
        try:
            willow = willow.transform_colorspace_to_srgb()
        except (PyCMSError, OSError):
            logger.info("The colour profile of picture %s is damaged.", image.pk)
        picture = willow.get_pillow_image()
        plain = picture.convert("RGBA" if picture.has_transparency_data else "RGB")
        plain.info = {}
        return PillowImage(plain)


@hooks.register("register_image_operations")
def register_plain():
    return [("plain", PlainOperation)]


def make(image, place):
    """Make what that place lacks of the image: {Filter: rendition}; nothing where its file is lost or damaged."""
    try:
        made = image.get_renditions(*place.wanted(image))
    except Exception:  # whatever is wrong with somebody's file, the page is shown without it
        logger.warning("Picture %s (%s) cannot be shown.", image.pk, image.file.name, exc_info=True)
        return {}
    by_spec = {one.spec: one for one in place.wanted(image)}
    return {by_spec[spec]: rendition for spec, rendition in made.items()}


def make_once(image, place):
    """The same, for one reader at a time, and not again and again from a damaged file."""
    lock = _lock(image, place)
    if not cache.add(lock, True, PATIENCE):
        return {}
    if made := make(image, place):
        cache.delete(lock)
        raise_content_version()
    return made


def _lock(image, place):
    return f"picture-files:{place.name}:{image.pk}"


def places_on(page):
    """{primary key of an image: {Place}} of all that stands on the page."""
    found = {}
    for field in page._meta.get_fields():
        if field.name in PLACE_OF_FIELD and getattr(page, f"{field.name}_id", None):
            found.setdefault(getattr(page, f"{field.name}_id"), set()).add(PLACE_OF_FIELD[field.name])
        elif isinstance(field, StreamField):
            for block in getattr(page, field.name):
                place = PLACE_OF_BLOCK.get(block.block_type)
                if place and block.value["image"]:
                    found.setdefault(block.value["image"].pk, set()).add(place)
    return found


def make_all(places):
    """Make what is lacking of these: {primary key of an image: {Place}}."""
    for image in get_image_model().objects.filter(pk__in=places).prefetch_related("renditions"):
        for place in places[image.pk]:
            make(image, place)
    raise_content_version()


def make_again(image, specs):
    """Make a picture that changed anew, for the places at which it had these files."""
    for place in PLACES:
        cache.delete(_lock(image, place))
    make_all({image.pk: {place for place in PLACES if set(place.specs) & set(specs)}})


def connect():
    page_published.connect(_page_went_live)
    post_save.connect(_row_was_saved)


def _page_went_live(sender, instance, **kwargs):
    if places := places_on(instance.specific):
        transaction.on_commit(lambda: make_all(places), robust=True)


def _row_was_saved(sender, instance, raw=False, **kwargs):
    key = getattr(instance, "logo_id", None)
    if key and not raw and isinstance(sender._meta.get_field("logo"), models.ForeignKey):
        transaction.on_commit(lambda: _make_logo(key), robust=True)


def _make_logo(key):
    """Only what was never asked for: an organisation is saved often, its logo seldom changes."""
    pictures_of([key], LOGO)
