"""The way to the log-in service and back."""

import logging

from allauth.account.internal.decorators import login_not_required
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import activate
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_POST, require_safe
from requests import RequestException

from . import assurance, config
from .connections import connections_of
from .provider import ASKED, ServiceAdapter
from .refusals import Refusal

logger = logging.getLogger(__name__)


@never_cache
@require_safe
def start(request):
    """Sends the reader to the service, in the language of the screen."""
    if not config.is_set_up():
        raise Http404
    try:
        provider = ServiceAdapter(request).get_provider()
        return provider.redirect_from_request(request)
    except Refusal as refusal:
        return refused(request, refusal)
    except (RequestException, KeyError, TypeError, ValueError) as error:
        return refused(request, Refusal("away"), error)


class CallbackView(OAuth2CallbackView):
    """The library's, which hands the state on, and shows each failure as ours."""

    def _get_state(self, request, provider):
        try:
            state, _response = super()._get_state(request, provider)
        except Refusal:
            raise Refusal("state") from None
        activate(state["language"])
        self.adapter.state = state
        if request.GET.get("iss", config.issuer()).rstrip("/") != config.issuer():
            raise Refusal("answer")  # RFC 9207: the answer of another service
        return state, None


@never_cache
@require_safe
@login_not_required
@sensitive_variables()
def callback(request):
    """Where the service sends people back to: one address for all languages."""
    if not config.is_set_up():
        raise Http404
    view = CallbackView()
    view.request, view.adapter = request, ServiceAdapter(request)
    try:
        return view.dispatch(request)
    except ImmediateHttpResponse as answer:
        return answer.response
    except Refusal as refusal:
        return refused(request, refusal)
    except RequestException as error:
        return refused(request, Refusal("away"), error)
    except (KeyError, TypeError, ValueError) as error:
        return refused(request, Refusal("answer"), error)


def refused(request, refusal, error=None):
    """Says why, and what to do. The log holds the kind of a failure only: its text may name somebody."""
    logger.warning(
        "A log-in by OpenID Connect was refused: %s %s", refusal.reason, type(error).__name__ if error else ""
    )
    if refusal.needed:
        request.session[ASKED] = refusal.needed
    context = {
        "page_title": _("You are not logged in"),
        "refusal": refusal,
        "given": assurance.label(refusal.given),
        "needed": assurance.label(refusal.needed),
        "service": config.name(),
        "breadcrumbs": [],
    }
    return render(request, "users/oidc/refused.html", context, status=refusal.status)


@never_cache
@require_POST
@login_required
def disconnect(request, pk):
    """Ends a connection of one's own; the way in by e-mail stays."""
    get_object_or_404(connections_of(request.user), pk=pk).delete()
    messages.success(request, _("The connection is ended. You can log in with a code by e-mail."))
    return redirect("account_safety")
