"""Pictures as pages show them: in a few formats and widths, known in one query however many there are."""

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property

from django.core.cache import cache
from wagtail.images.models import Filter

from .languages import active_language, language_codes, localized_value
from .shell import MAX_AGE, content_version


@dataclass(frozen=True)
class Place:
    """Somewhere in the layout: which shapes a picture has there, the smallest first, and in which formats."""

    name: str
    shapes: tuple
    fallback: str
    """The shape of the file for browsers that know only the old format; it also says how large the picture is."""
    formats: tuple = ("avif", "webp")
    old_format: str = "jpeg"

    @cached_property
    def old(self):
        return _filter(self.fallback, self.old_format)

    @cached_property
    def all(self):
        """{format: [Filter]}, the best format first."""
        return {name: [_filter(shape, name) for shape in self.shapes] for name in self.formats}

    @property
    def specs(self):
        return [self.old.spec, *(one.spec for filters in self.all.values() for one in filters)]

    def wanted(self, image):
        """The filters of that image: none twice because the image itself is not larger."""
        sizes = [one.get_transform(image).size for one in next(iter(self.all.values()))]
        kept = [number for number, size in enumerate(sizes) if size not in sizes[:number]]
        return [self.old, *(filters[number] for filters in self.all.values() for number in kept)]


def _filter(shape, format_name):
    return Filter(f"{shape}|plain|format-{format_name}")


BODY = Place("body", ("width-480", "width-960", "width-1600"), "width-960")
CARD = Place("card", ("fill-240x160", "fill-480x320", "fill-840x560"), "fill-480x320")
LOGO = Place("logo", ("max-240x96", "max-480x192"), "max-240x96", ("webp-lossless",), "png")
PLACES = (BODY, CARD, LOGO)


@dataclass(frozen=True)
class Picture:
    """One image at one place of the layout, as a cache can keep it."""

    src: str
    width: int
    height: int
    sources: tuple = ()
    """(content type, srcset), the best format first."""
    words: dict = field(default_factory=dict)

    @property
    def alt(self):
        """What it shows, in the reader's language; empty where nobody wrote that."""
        return self.words.get(active_language(), "")


def picture_of(key, place):
    """The picture of one image, or None."""
    return pictures_of([key], place).get(key)


def pictures_of(keys, place):
    """The pictures of the images with those primary keys, in one query at most: {primary key: Picture}.

    An image of which nothing can be shown, for its file is lost or damaged, is left out.
    """
    names = {key: f"picture:{content_version()}:{place.name}:{key}" for key in keys if key}
    known = cache.get_many(names.values())
    found = {key: known[name] for key, name in names.items() if name in known}
    unknown = names.keys() - found.keys()
    if unknown:
        read = _read(unknown, place)
        cache.set_many({names[key]: read.get(key) for key in unknown}, MAX_AGE)
        found |= read
    return {key: picture for key, picture in found.items() if picture}


def _read(keys, place):
    from .models import SiteImage
    from .picture_files import make_once

    images, files = {}, defaultdict(dict)
    for rendition in (
        SiteImage.get_rendition_model()
        .objects.filter(image__in=keys, filter_spec__in=place.specs)
        .select_related("image")
    ):
        images[rendition.image_id] = rendition.image
        files[rendition.image_id][rendition.filter_spec, rendition.focal_point_key] = rendition
    if unmade := keys - images.keys():
        images |= SiteImage.objects.in_bulk(unmade)
    pictures = {}
    for key, image in images.items():
        wanted = place.wanted(image)
        has = {one: files[key].get((one.spec, one.get_cache_key(image))) for one in wanted}
        if None in has.values():  # published before there were these shapes, or brought back from a backup
            has |= make_once(image, place)
        if has[place.old]:
            pictures[key] = _picture(image, place, {one: file for one, file in has.items() if file})
    return pictures


def _picture(image, place, files):
    old = files[place.old]
    sources = [
        (f"image/{name.split('-')[0]}", candidates)
        for name, filters in place.all.items()
        if (candidates := _srcset([files[one] for one in filters if one in files], place))
    ]
    words = {code: localized_value(image, "alt_text", code) for code in language_codes()}
    return Picture(old.url, old.width, old.height, tuple(sources), words)


def _srcset(files, place):
    """By width, from which the browser chooses with `sizes`; a logo always has the same size, so by sharpness."""
    if place is LOGO:
        return ", ".join(f"{file.url} {file.width / files[0].width:.3g}x" for file in files)
    return ", ".join(f"{file.url} {file.width}w" for file in files)
