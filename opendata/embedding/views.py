"""The card of an action, the one page that other sites may show in a frame."""

from csp.decorators import csp_replace
from django.http import Http404
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.utils.translation import override
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from actions.deadlines import next_deadline
from actions.ledger import public_commitments
from actions.models.actions import Action
from actions.progress import progress_of, standing_of
from core.cards import card_of, pages_for
from core.dates import today
from core.kept import kept
from core.languages import language_codes
from core.shell import shell_in

FIVE_MINUTES = 300


@require_safe
@xframe_options_exempt
@csp_replace({"frame-ancestors": ["*"]})
def card(request, code, language):
    """Where an action stands today: no script, no cookie, nothing from elsewhere."""
    if language not in language_codes():
        raise Http404
    with override(language):
        shown = kept(f"status-card:{code}:{language}", lambda: _shown(code, language))
        if shown is None:
            raise Http404
        response = render(request, "opendata/embedding/card.html", shown | {"site": shell_in(language).name})
    response.headers["Content-Language"] = language
    response.headers["X-Robots-Tag"] = "noindex"
    patch_cache_control(response, public=True, max_age=FIVE_MINUTES)
    return response


def _shown(code, language):
    action = Action.objects.public().select_related("plan").filter(code=code).first()
    if action is None:
        return None
    commitments = list(public_commitments().filter(action=action))
    standing = standing_of(commitments)
    return {
        "language": language,
        "day": today(),
        "number": action.number,
        "plan": action.plan.name_in(language),
        "fictional": action.fictional,
        "card": card_of(action, pages_for([action], language).get(action.pk), language),
        "standing": standing,
        "standing_label": standing.label,
        "deadline": next_deadline(commitments),
        "progress": progress_of(commitments),
    }
