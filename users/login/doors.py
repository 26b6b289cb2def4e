"""The log-in screens of Wagtail lead to ours, and then on to where somebody was going."""

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, resolve_url
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.views.decorators.cache import never_cache

from .second_factor import enters


@never_cache
def administration(request):
    """For /admin/login/; who is logged in and may not enter reads so, rather than logging in for ever."""
    return _lead(request, reverse("wagtailadmin_home"), may_enter=enters)


@never_cache
def restricted_page(request):
    """For pages that are open to some people only; who is logged in already is none of them."""
    return _lead(request, resolve_url(settings.LOGIN_REDIRECT_URL), may_enter=lambda user: False)


@never_cache
def lost_password(request, *args, **kwargs):
    """A code by mail takes the place of a new password."""
    return redirect("account_login")


def _lead(request, otherwise, may_enter):
    asked = request.GET.get("next", "")
    is_here = url_has_allowed_host_and_scheme(asked, {request.get_host()}, require_https=request.is_secure())
    aim = asked if is_here else otherwise
    if not request.user.is_authenticated:
        return redirect(f"{reverse('account_login')}?{urlencode({'next': aim})}")
    if may_enter(request.user):
        return redirect(aim)
    raise PermissionDenied
