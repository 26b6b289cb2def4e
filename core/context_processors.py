from django.utils.functional import SimpleLazyObject

from .languages import active_language
from .shell import shell_in


def shell(request):
    """The letterhead and menu around the page, looked up only by templates that show them."""
    return {"shell": SimpleLazyObject(lambda: shell_in(active_language()))}
