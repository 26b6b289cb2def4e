"""The page about following: mails and feeds, and what there is to follow. The same for everybody."""

from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.languages import active_language

from .choices import groups
from .shell import show


@require_safe
def home(request):
    description = _(
        "Choose what you want to keep an eye on. We tell you in words what changed: by mail, or in your news reader."
    )
    title = _("Follow what changes")
    return show(request, "home", title=title, description=description, groups=groups(active_language()))
