"""What is offered while a search is typed."""

from urllib.parse import urlencode

from django.http import JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from core.languages import active_language

from .answers import address_of_entry, suggestions
from .forms import WordsField

MOST = 7


@require_safe
@cache_control(public=True, max_age=60)
def suggest(request):
    """Links to what begins like this, and last the search itself; the same for every reader."""
    text = WordsField().clean(request.GET.get("q"))
    options = [_option(entry) for entry in suggestions(text, active_language(), MOST)]
    number = len(options)
    if options:
        url = f"{reverse('search')}?{urlencode({'q': text})}"
        options.append({"title": _("Search for “{words}”").format(words=text), "kind": "", "url": url})
    message = ngettext("{number} suggestion", "{number} suggestions", number) if number else _("No suggestions")
    response = JsonResponse({"options": options, "message": message.format(number=number)})
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _option(entry):
    return {"title": entry.title, "kind": entry.get_kind_display(), "url": address_of_entry(entry)}
