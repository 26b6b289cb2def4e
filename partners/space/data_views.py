"""What is kept about whoever is logged in: to read, to take away, and to leave."""

import logging

from allauth.account.decorators import reauthentication_required
from django.contrib.auth import logout
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from core.languages import active_language
from core.places import languages_of_screen
from core.private_pages import private
from partners.keeping import organisations_alone
from users.personal import everything, keepers
from users.services import account_erase, may_leave

from .access import known
from .data_copy import package, readable
from .data_forms import LeaveForm

logger = logging.getLogger(__name__)


@known
@require_safe
def data(request):
    language = active_language()
    return _show(
        request,
        "data",
        _("My data"),
        about=[line for one in keepers() for line in one.about],
        copy=readable(everything(request.user, language)),
        may_leave=may_leave(request.user),
    )


@known
@require_safe
def data_export(request):
    """Everything, as one file: a page to read, and the same for machines."""
    response = HttpResponse(package(request.user, active_language(), timezone.now()), content_type="application/zip")
    response.headers["Content-Disposition"] = f'attachment; filename="{_("my-data")}.zip"'
    return response


@known
@require_http_methods(["GET", "HEAD", "POST"])
def data_leave(request):
    """What is erased comes back from nowhere."""
    if not may_leave(request.user):
        return _show(request, "data_staff", _("Leave this site"), status=403 if request.method == "POST" else 200)
    return _leave(request)


@private
@require_safe
def data_left(request):
    return _show(request, "data_left", _("You left this site"))


@reauthentication_required(app="users")
def _leave(request):
    """Only for who showed lately who they are."""
    form = LeaveForm(request.POST if request.method == "POST" else None)
    failed = False
    if request.method == "POST" and form.is_valid():
        try:
            account_erase(user=request.user)
        except OSError:
            logger.exception("An account could not be erased: the ledger cannot be written")
            failed = True
        else:
            logout(request)
            return redirect("space:data_left")
    language = active_language()
    alone = [organisation.name_in(language) for organisation in organisations_alone(request.user)]
    errors = [(error, form["sure"].id_for_label) for error in form.errors.get("sure", [])]
    if failed:
        errors = [(_("Your account could not be erased now, and nothing was. Try again in an hour."), "")]
    status = 503 if failed else 200
    return _show(request, "data_leave", _("Leave this site"), status=status, form=form, alone=alone, errors=errors)


def _show(request, name, title, *, status=200, **context):
    context |= {"page_title": title, "languages": languages_of_screen(request), "breadcrumbs": []}
    return render(request, f"partners/space/{name}.html", context, status=status)
