"""Screens that open with the secret in a mail: no cookie, no log-in, and the address goes nowhere."""

from functools import wraps

from django.http import Http404
from django.utils.crypto import constant_time_compare
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from core.private_pages import private
from follow.models import Follower

SHOWN = 8
"""So many signs of a key find its row; the others are compared in the same time however many are right."""


def personal(view):
    """As `private`, and sends no Referer at all.

    A form needs no token of Django's: whoever does not know the secret in its address cannot forge it. With Django's
    it could not even be sent, for without a Referer browsers do not say either from where a form comes.
    """

    @csrf_exempt
    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def answer(request, *args, **kwargs):
        response = private(view)(request, *args, **kwargs)
        response.headers["Referrer-Policy"] = "no-referrer"
        return response

    return answer


def follower_of(key):
    """The follower with that key, or None."""
    near = Follower.objects.filter(key__startswith=key[:SHOWN]) if len(key) > SHOWN else ()
    return next((one for one in near if constant_time_compare(one.key, key)), None)


def follower_or_404(key):
    follower = follower_of(key)
    if follower is None:
        raise Http404
    return follower
