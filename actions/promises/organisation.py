"""All that one organisation promised: the list to which its own page leads, narrowed and paged."""

from django.http import Http404
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from actions.models.commitments import Commitment
from actions.sentences import sentence_of
from core.cards import pages_for
from core.kept import kept
from core.languages import active_language
from core.places import Link, address_of
from partners.lineage.history import fate_of
from partners.lineage.kin import shown_lineage_ids
from partners.models import Organisation

from .addresses import address_of_promises
from .index import index_of
from .listing import ANCHOR, PromiseList
from .places import in_every_language
from .rows import rows_of


def promises_of(organisation, language):
    """The index of what it answers for; kept until something public changes."""
    theirs = Commitment.objects.for_organisation(organisation, shown_lineage_ids(organisation.pk))
    return kept(f"promises:{organisation.pk}:{language}", lambda: index_of(theirs, language))


def sentence_about(index, here):
    """What was promised and how it is kept; each figure leads to its list, at the address `here`."""
    return sentence_of(
        index.progress(), _("Promised here: {total}. Of these, {figures}."), address=here or None, anchor=ANCHOR
    )


def rows_for(keys, organisation, language):
    """The rows of its list; what another promised, that merged into it or leads, says so."""
    rows = rows_of(keys, language)
    name = organisation.name_in(language)
    return [row | {"promised_by": row["who"] if row["who"] != name else ""} for row in rows]


def promises_page(page, request, context, code):
    """The page of all that an organisation promised; an unknown or hidden one answers 404."""
    language = active_language()
    organisation = Organisation.objects.public().filter(code=code).first()
    if organisation is None:
        raise Http404
    name = organisation.name_in(language)
    index = promises_of(organisation, language)
    listing = PromiseList(index, request.GET)
    here = address_of_promises(code, language)
    own = pages_for([organisation], language).get(organisation.pk)
    return TemplateResponse(
        request,
        "actions/promises/organisation.html",
        context
        | {
            "language": language,
            "organisation": organisation,
            "name": name,
            "fate": fate_of(organisation, language),
            "organisation_url": (own and address_of(own.url_path)) or "",
            "listing": listing,
            "rows": rows_for(listing.page.object_list, organisation, language),
            "sentence": sentence_about(index, here) if index.keys else "",
            "progress": index.progress().linked_to(here, ANCHOR),
            "here": here,
            "page_title": _("What {name} promised").format(name=name),
            "description": _("What {name} promised in action plans: where each stands, by when.").format(name=name),
            "breadcrumbs": [*context["breadcrumbs"], Link(page.title, address_of(page.url_path))],
            "languages": in_every_language(context["languages"], "organisation", code, request.GET),
        },
        headers={"Content-Language": request.LANGUAGE_CODE},
    )
