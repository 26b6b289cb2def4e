"""Screens for one person without a log-in to the administration: kept nowhere and listed nowhere."""

from functools import wraps

from django.views.decorators.cache import cache_control
from django.views.decorators.debug import sensitive_post_parameters

from .own_scripts import own_scripts


def private(view):
    """Kept nowhere and listed nowhere; the address, with its secret, goes to no other site.

    What is typed on it stands in no report of an error.
    """

    @sensitive_post_parameters()
    @own_scripts
    @cache_control(private=True, no_store=True)
    @wraps(view)
    def answer(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        response.headers["Referrer-Policy"] = "same-origin"
        return response

    return answer
