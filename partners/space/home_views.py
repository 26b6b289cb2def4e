"""What waits for somebody, and what is theirs: each part comes from the app that knows it."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core import slots
from core.languages import active_language
from partners.models import Representative

from .access import known
from .groups import seats_of
from .screens import name_of, screen


@known
@require_safe
def home(request):
    language = active_language()
    representations = list(
        Representative.objects.current()
        .filter(user=request.user, organisation__archived_at__isnull=True)
        .select_related("organisation")
        .order_by("organisation__code")
    )
    return screen(
        request,
        "home",
        page_title=_("My space"),
        parts=slots.render("partners.my_space", record=request.user, language=language, request=request),
        organisations=[_card(row, language) for row in representations],
        seats=seats_of([row.organisation for row in representations], language),
    )


def _card(row, language):
    organisation = row.organisation
    return {
        "name": name_of(organisation),
        "role": row.get_role_display(),
        "function": row.function_in(language),
        "is_administrator": row.is_administrator,
        "is_shown": organisation.is_shown,
        "code": organisation.code,
        "url": reverse("space:organisation", args=[organisation.code]),
    }
