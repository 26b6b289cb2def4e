"""What stands below the list of recommendations: each of them, by its stable address."""

from dataclasses import replace

from django.http import Http404
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from actions.models.recommendations import Recommendation
from core.languages import active_language
from core.places import Link, address_of
from core.plain import plain

from .entries import RELATED, entries_of

CODE = r"(?P<source>[-a-zA-Z0-9_]+)-(?P<number>0|[1-9][0-9]{0,4})"
"""The code of a source and a number: what to cite."""


def one_recommendation(page, request, context, *, source, number):
    """The page of one public recommendation."""
    language = active_language()
    found = Recommendation.objects.public().select_related(*RELATED)
    record = found.filter(source__code=source, number=number).first()
    if record is None:
        raise Http404
    (entry,) = entries_of([record], language)
    list_url = address_of(page.url_path)
    return TemplateResponse(
        request,
        "actions/voices/recommendation.html",
        context
        | {
            "language": language,
            "entry": entry,
            "list_url": list_url,
            "description": plain(entry.text),
            "page_title": _("Recommendation {number}").format(number=record.number),
            "breadcrumbs": [*context["breadcrumbs"], Link(page.title, list_url)],
            "languages": [_below(link, record.code) for link in context["languages"]],
        },
        headers={"Content-Language": request.LANGUAGE_CODE},
    )


def _below(link, code):
    """The same recommendation in that language, where the list itself is there."""
    return replace(link, url=f"{link.url}{code}/") if link.is_same_page else link
