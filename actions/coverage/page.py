"""The page with the matrix, of everything or of one plan; of a local plan it is the local picture of a town."""

from dataclasses import replace
from urllib.parse import urlencode

from django.http import Http404
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import override

from actions.models.pages import ActionIndexPage
from actions.models.plans import ActionPlan
from actions.table.table import action_table
from core.languages import active_language
from core.lists import address_of_list
from core.paging import pagination_of
from core.places import Link, address_of
from core.plain import plain

from .axes import ROWS
from .downloads import FORMATS, download
from .forms import CoverageForm
from .gaps import sentences_of
from .matrix import Matrix
from .words import caption_of, rules

LOCAL_ROWS = ("goals", "themes")
"""The vocabularies whose gaps a town reads first."""


def coverage_page(page, request, context, plan=None):
    """How much there is of everything, and where there is nothing: in words, as a matrix, as a file."""
    language = active_language()
    list_url = address_of_list(ActionIndexPage, language)
    form = CoverageForm(request.GET, plan=plan, has_parts=_has_parts(plan))
    matrix = Matrix(form, language, list_url=list_url, plan=plan)
    if kind := request.GET.get("download"):
        if kind not in FORMATS:
            raise Http404
        return download(matrix, kind, request)
    is_local = bool(plan and plan.kind == ActionPlan.Kind.LOCAL)
    axes = [axis for name in LOCAL_ROWS for axis in ROWS if axis.name == name] if is_local else [matrix.row_axis]
    query = f"?{urlencode(form.chosen)}"
    gaps = [sentences_of(axis, language, list_url=list_url, plan=plan) for axis in axes]
    title = _("Local picture") if is_local else _("What is covered and what is not")
    context |= {
        "page_title": title,
        "plan": plan,
        "is_local": is_local,
        "gaps": gaps,
        "description": plain(" ".join(sentence for sentences in gaps for sentence in sentences)),
        "form": form,
        "matrix": matrix,
        "caption": caption_of(matrix),
        "rules": rules(matrix),
        "here": query,
        "downloads": [(kind.upper(), f"{query}&download={kind}") for kind in FORMATS],
        "pagination": pagination_of(matrix.page, lambda number: f"{query}&page={number}#matrix"),
        "languages": _languages(page, context["languages"], request),
        "breadcrumbs": [*context["breadcrumbs"], Link(page.title, address_of(page.url_path))],
    }
    return TemplateResponse(request, "actions/coverage/page.html", context)


def _has_parts(plan):
    return bool(plan) and any(value.startswith(f"{plan.code}.") for value in action_table().sets.get("part", {}))


def _languages(page, links, request):
    """The same choices on the same page in the other languages."""
    chosen = {name: request.GET[name] for name in ("rows", "columns", "count") if request.GET.get(name, "").isalpha()}
    query = f"?{urlencode(chosen)}" if chosen else ""
    found = []
    for link in links:
        with override(link.code):
            below = page.reverse_subpage("coverage").lstrip("/")
        found.append(replace(link, url=f"{link.url}{below}{query}") if link.is_same_page else link)
    return found
