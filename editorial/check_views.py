from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, render
from django.urls import path
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from wagtail.models import Page

from .content_checks import problems_of


@never_cache
@require_safe
def problems(request, page_id):
    """What to correct or reconsider on the page, in its latest saved version."""
    page = get_object_or_404(Page.objects.filter(depth__gt=1), pk=page_id)
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    found = problems_of(page.get_latest_revision_as_object())
    return render(request, "editorial/problems.html", {"problems": found, "is_saved": True})


urlpatterns = [path("pages/<int:page_id>/problems/", problems, name="problems")]
