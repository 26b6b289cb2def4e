from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils.translation import gettext as _

from core.languages import active_language
from core.paging import pagination_of
from core.places import languages_of_view

from .find import cards_of, find_pages
from .forms import SearchForm

PER_PAGE = 20


def search(request):
    """The pages in the reader's language that hold the words asked for."""
    language = active_language()
    form = SearchForm(request.GET)
    form.is_valid()
    text = form.cleaned_data["q"]
    pages = Paginator(find_pages(text, language), PER_PAGE).get_page(form.cleaned_data["page"])
    context = {
        "text": text,
        "form": form,
        "total": pages.paginator.count if text else 0,
        "cards": cards_of(list(pages.object_list)),
        "pagination": pagination_of(pages, lambda number: "?" + urlencode({"q": text, "page": number})),
        "language": language,
        "languages": languages_of_view("search", language),
        "breadcrumbs": [],
        "page_title": _("Search"),
    }
    return render(request, "search/search.html", context)
