"""Where the lists of the site are: the address of the one page of a type, kept until something public changes."""

from django.core.cache import cache

from .places import address_of
from .shell import MAX_AGE, content_version
from .visible import visible


def address_of_list(model, language):
    """The address of the live page of that type in a language; empty where there is none."""
    key = f"list:{content_version()}:{model._meta.label_lower}:{language}"
    address = cache.get(key)
    if address is None:
        pages = visible(model.objects.filter(locale__language_code=language))
        path = pages.order_by("path").values_list("url_path", flat=True).first()
        address = (path and address_of(path)) or ""
        cache.set(key, address, timeout=MAX_AGE)
    return address
