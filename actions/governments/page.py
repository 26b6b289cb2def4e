"""The page of a government: all that its bodies promised in the plans and how they keep it."""

from django.http import Http404
from django.template.response import TemplateResponse
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from actions.models.commitments import Commitment
from actions.models.statuses import Standing
from actions.progress import RULES
from actions.promises.index import index_of
from actions.promises.listing import ANCHOR, PromiseList
from actions.promises.places import in_every_language
from actions.promises.rows import rows_of
from actions.sentences import sentence_of
from core.kept import kept
from core.languages import active_language, localized_value
from core.places import Link, address_of
from users.models import Government

from .addresses import address_of_government
from .figures import figures_of


def government_page(page, request, context, code):
    """Its figures, or the list that the reader asked for; an unknown code answers 404."""
    language = active_language()
    government = Government.objects.filter(code=code).first()
    if government is None:
        raise Http404
    theirs = Commitment.objects.for_government(government.pk)
    index = kept(f"government-index:{government.pk}:{language}", lambda: index_of(theirs, language))
    listing, here = PromiseList(index, request.GET), address_of_government(code, language)
    progress = index.progress().linked_to(here, ANCHOR)
    figures = {}
    if index.keys and not listing.is_list:
        figures = kept(f"government:{government.pk}:{language}", lambda: figures_of(government, language))
    name = localized_value(government, "name", language)
    return TemplateResponse(
        request,
        "actions/governments/government.html",
        context
        | figures
        | {
            "language": language,
            "government": government,
            "name": name,
            "listing": listing,
            "rows": rows_of(listing.page.object_list, language),
            "progress": progress,
            "sentence": _sentence(progress, here) if index.keys else "",
            "late_count": progress.count(Standing.LATE),
            "rules": RULES,
            "here": here,
            "page_title": _("{name}: what it promised").format(name=name),
            "description": _description(name, progress),
            "breadcrumbs": [*context["breadcrumbs"], Link(page.title, address_of(page.url_path))],
            "languages": in_every_language(context["languages"], "government", code, request.GET),
        },
        headers={"Content-Language": request.LANGUAGE_CODE},
    )


def _sentence(progress, here):
    return sentence_of(progress, _("This government promised {total}: {figures}."), address=here, anchor=ANCHOR)


def _description(name, progress):
    """What search engines and shared links say of it."""
    if not progress.total:
        return _("What {name} promised in public action plans.").format(name=name)
    return ngettext(
        "{name} promised {counter} thing in public action plans: where it stands, by when, and what was reported.",
        "{name} promised {counter} things in public action plans: where each stands, by when, and what was reported.",
        progress.total,
    ).format(name=name, counter=number_format(progress.total))
