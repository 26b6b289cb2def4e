"""So many times an hour and a day per network, for each purpose; an address is never kept, only a digest for a day.

The limits are in settings.THROTTLE, far above what the people of one office do: they often share an address.
"""

from django.conf import settings
from django.http import JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from core.throttle import HOUR, network_of, within


def allowed(request, what, at):
    """Count one more `what` from the network of this request; whether it is within the hour's and the day's limit.

    `what` is a key of settings.THROTTLE. While the cache is away everybody is let in: no contribution is lost.
    """
    return within(what, network_of(request), settings.THROTTLE[what], at)


def refusal(request):
    """The answer 429, in words; what was typed is in the draft already."""
    if request.headers.get("Accept") == "application/json":
        response = JsonResponse({"message": _("Too many requests came from your network. Wait an hour.")}, status=429)
    else:
        response = render(request, "consultations/protection/too_many.html", {"breadcrumbs": []}, status=429)
    response.headers["Retry-After"] = str(HOUR)
    return response
