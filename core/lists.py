"""Where the lists of the site are: the address of the one page of a type, kept until something public changes."""

from .kept import kept
from .places import address_of
from .visible import visible


def address_of_list(model, language):
    """The address of the live page of that type in a language; empty where there is none."""

    def find():
        pages = visible(model.objects.filter(locale__language_code=language))
        path = pages.order_by("path").values_list("url_path", flat=True).first()
        return (path and address_of(path)) or ""

    return kept(f"list:{model._meta.label_lower}:{language}", find)
