from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.languages import active_language
from core.own_scripts import own_scripts
from core.places import languages_of_screen

from .abroad import abroad
from .answers import answer
from .forms import SearchForm
from .guidance.misses import count_miss
from .guidance.promotions import promoted
from .narrowing import Narrowing
from .results import keys_of_pages, results_of
from .spelling import FEW, spelling

PER_PAGE = 20


@require_safe
@own_scripts
def search(request):
    """What everybody may find in the reader's language, and in the others only when asked."""
    language = active_language()
    form = SearchForm(request.GET, language)
    form.is_valid()
    chosen, text = form.cleaned_data, form.cleaned_data["q"]
    facets = {"kinds": chosen["kind"], "themes": chosen["theme"]}
    found = answer(text, language, **facets, page=chosen["page"], per_page=PER_PAGE)
    narrowing = Narrowing(form, found)
    first = [] if narrowing.is_narrowed else keys_of_pages(promoted(text, language), language)
    is_first_page = found.page is None or found.page.number == 1
    context = {
        "text": text,
        "form": form,
        "asked": bool(found.question),
        "total": found.total,
        "unknown": found.unknown,
        "listing": narrowing,
        "results": results_of(_shown(first, found.keys, is_first_page), found.question, chosen=first),
        "abroad": _abroad(text, language, chosen, facets, is_first_page),
        "language": language,
        "languages": languages_of_screen(request, query={"q": text} if text else None),
        "breadcrumbs": [],
        "page_title": _("Search"),
    }
    if found.question and not narrowing.is_narrowed and is_first_page and found.total <= FEW:
        context["spelling"] = spelling(text, language)
        if not found.total and not first and _is_of_a_reader(request):
            count_miss(text, language, timezone.now())
    return render(request, "search/search.html", context)


def _shown(first, keys, is_first_page):
    """What editors let come first stands there once, and on no other page."""
    others = [key for key in keys if key not in first]
    return [*first, *others] if is_first_page else others


def _abroad(text, language, chosen, facets, is_first_page):
    if not is_first_page:
        return []
    return abroad(text, language, **facets, with_results=bool(chosen["other"]))


def _is_of_a_reader(request):
    """Whether a person looks: every browser says which languages it reads, and hardly any robot does."""
    return request.method == "GET" and "Accept-Language" in request.headers
