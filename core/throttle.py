"""So many times an hour and a day, for each purpose and subject; who it was is never kept, only a digest for a day."""

import ipaddress
import logging

from django.conf import settings
from django.core.cache import cache
from django.utils.crypto import salted_hmac

HOUR, DAY = 3600, 24 * 3600
UNKNOWN = "unknown"

log = logging.getLogger(__name__)


def within(what, subject, limits, at):
    """Count one more `what` of that subject; whether it is within the limits (an hour's, a day's).

    While the cache is away everybody is let in.
    """
    moment = int(at.timestamp())
    digest = _digest(subject, moment // DAY)
    try:
        return all(
            _count(f"throttle:{what}:{span}:{digest}:{moment // span}", span) <= most
            for span, most in zip((HOUR, DAY), limits, strict=True)
        )
    except Exception as error:  # each cache has errors of its own
        log.warning("The throttle does not work: %s", error)
        return True


def network_of(request):
    """The network that a request came from: an IPv4 address, or the 64 bits that one place has of IPv6."""
    address = _address(request)
    if address is None:
        return UNKNOWN
    return str(ipaddress.IPv6Network((int(address), 64), strict=False)) if address.version == 6 else str(address)


def _address(request):
    told = request.META.get("REMOTE_ADDR", "")
    if settings.BEHIND_PROXY:
        # The last one is what our own proxy saw; whatever stands before it, the visitor can write.
        told = request.headers.get("X-Forwarded-For", told).rpartition(",")[2]
    try:
        address = ipaddress.ip_address(_without_port(told.strip()))
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address


def _without_port(told):
    if told.startswith("["):
        return told[1:].partition("]")[0]
    return told.partition(":")[0] if told.count(":") == 1 else told


def _digest(subject, day):
    return salted_hmac("core.throttle", f"{day}:{subject}", algorithm="sha256").hexdigest()


def _count(key, span):
    cache.add(key, 0, timeout=span)
    return cache.incr(key)
