"""So many times an hour and a day per network, for each purpose; an address is never kept, only a digest for a day.

The limits are in settings.THROTTLE, far above what the people of one office do: they often share an address.
"""

import ipaddress
import logging

from django.conf import settings
from django.core.cache import cache
from django.http import JsonResponse
from django.shortcuts import render
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

HOUR, DAY = 3600, 24 * 3600
UNKNOWN = "unknown"

log = logging.getLogger(__name__)


def allowed(request, what, at):
    """Count one more `what` from the network of this request; whether it is within the hour's and the day's limit.

    `what` is a key of settings.THROTTLE. While the cache is away everybody is let in: no contribution is lost.
    """
    network, moment = network_of(request), int(at.timestamp())
    try:
        return all(
            _count(f"throttle:{what}:{span}:{_digest(network, moment // DAY)}:{moment // span}", span) <= most
            for span, most in zip((HOUR, DAY), settings.THROTTLE[what], strict=True)
        )
    except Exception as error:  # each cache has errors of its own
        log.warning("The throttle does not work: %s", error)
        return True


def refusal(request):
    """The answer 429, in words; what was typed is in the draft already."""
    if request.headers.get("Accept") == "application/json":
        response = JsonResponse({"message": _("Too many requests came from your network. Wait an hour.")}, status=429)
    else:
        response = render(request, "consultations/protection/too_many.html", {"breadcrumbs": []}, status=429)
    response.headers["Retry-After"] = str(HOUR)
    return response


def network_of(request):
    """The network that a request came from: an IPv4 address, or the 64 bits that one place has of IPv6."""
    told = request.META.get("REMOTE_ADDR", "")
    if settings.BEHIND_PROXY:
        # The last one is what our own proxy saw; whatever stands before it, the visitor can write.
        told = request.headers.get("X-Forwarded-For", told).rpartition(",")[2]
    try:
        address = ipaddress.ip_address(_without_port(told.strip()))
    except ValueError:
        return UNKNOWN
    address = getattr(address, "ipv4_mapped", None) or address
    return str(ipaddress.IPv6Network((int(address), 64), strict=False)) if address.version == 6 else str(address)


def _without_port(told):
    if told.startswith("["):
        return told[1:].partition("]")[0]
    return told.partition(":")[0] if told.count(":") == 1 else told


def _digest(network, day):
    return salted_hmac("consultations.protection.throttle", f"{day}:{network}", algorithm="sha256").hexdigest()


def _count(key, span):
    cache.add(key, 0, timeout=span)
    return cache.incr(key)
