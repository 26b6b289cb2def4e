"""Work-around for Wagtail 8.0: says why a publication was refused.

Wagtail answers every PermissionDenied in its administration with “you do not have permission to access this area”, and
a dialog with nothing at all, whatever the exception says. The test beside this fails the day it shows the exception's
own words.
"""

from functools import wraps

from django.http import JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from wagtail.admin import auth, messages
from wagtail.models import Page

from .refusals import PublicationRefused

DIALOGS = {"wagtailadmin_pages:workflow_action"}


def apply():
    if not hasattr(auth.get_localized_response, "__wrapped__"):
        auth.get_localized_response = _explaining(auth.get_localized_response)


def _explaining(get_localized_response):
    @wraps(get_localized_response)
    def wrapper(view, request, *args, **kwargs):
        def explained(request, *args, **kwargs):
            try:
                return view(request, *args, **kwargs)
            except PublicationRefused as refused:
                messages.error(request, str(refused.message))
                if request.headers.get("x-requested-with") != "XMLHttpRequest":
                    return redirect(_back(request))
                if request.resolver_match.view_name in DIALOGS:
                    return JsonResponse({"step": "success", "redirect": _back(request)})
                raise  # the message is read on the next screen

        return get_localized_response(explained, request, *args, **kwargs)

    return wrapper


def _back(request):
    """To the editor of the page that it was about, for who may be there."""
    arguments = request.resolver_match.kwargs
    pk = arguments.get("page_id") or arguments.get("page_to_move_id")
    page = Page.objects.filter(pk=pk).first()
    if page and page.permissions_for_user(request.user).can_edit():
        return reverse("wagtailadmin_pages:edit", args=[page.pk])
    return reverse("wagtailadmin_home")
