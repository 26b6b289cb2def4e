"""The page of one commitment, below that of its action: what was promised, by whom, by when, and how it went."""

from dataclasses import replace

from django.http import Http404
from django.template.response import TemplateResponse
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from actions.ledger import public_commitments
from core.kept import kept
from core.places import Link, address_of

from .shown import shown

WORDS_IN_TITLE, WORDS_IN_HEADING = 12, 30


def commitment_page(page, request, context, code):
    """404 for a commitment that is not public, belongs to another action, or does not exist."""
    language, here = page.language, address_of(page.url_path)
    rows = public_commitments().filter(action=page.action_id, code=code)
    commitment = rows.select_related("action__plan", "organisation__government").first()
    if commitment is None:
        raise Http404
    found = kept(f"commitment:{commitment.pk}:{language}", lambda: shown(commitment, language, here))
    text = commitment.text_in(language)
    heading = Truncator(text).words(WORDS_IN_HEADING)
    return TemplateResponse(
        request,
        "actions/promises/commitment.html",
        context
        | found
        | {
            "commitment": commitment,
            "heading": heading,
            "text": text if heading != text else "",
            "page_title": f"{found['promise']['organisation']}: {Truncator(text).words(WORDS_IN_TITLE)}",
            "description": _description(found),
            "action_url": here,
            "breadcrumbs": [*context["breadcrumbs"], Link(page.title, here)],
            "languages": [_below(link, commitment.code) for link in context["languages"]],
        },
        headers={"Content-Language": request.LANGUAGE_CODE},
    )


def _description(found):
    """Who promised it, where it stands and by when: what search engines and shared links say of it."""
    promise = found["promise"]
    return _("{who} promised this in “{plan}”. Where it stands: {standing}, {when}.").format(
        who=promise["organisation"],
        plan=found["plan"],
        standing=str(promise["standing_label"]).lower(),
        when=promise["due"].words,
    )


def _below(link, code):
    """The same commitment in that language, where the page of its action is there."""
    return replace(link, url=f"{link.url}{code}/") if link.is_same_page else link
