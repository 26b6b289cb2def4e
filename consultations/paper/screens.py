"""What the screens of contributions share."""

from django.forms import Media
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from consultations.models import Contribution

STYLE = Media(css={"all": ["consultations/css/paper.css"]})

private = method_decorator(cache_control(private=True, no_store=True), name="dispatch")


class Screen(PermissionCheckedMixin, WagtailAdminTemplateMixin):
    """A screen of contributions; its breadcrumbs begin at their list."""

    model = Contribution
    header_icon = "mail"

    def get_breadcrumbs_items(self):
        index = {"url": reverse("contributions:index"), "label": _("Contributions")}
        return [*self.breadcrumbs_items, index, *self.above(), {"url": "", "label": str(self.get_page_title())}]

    def above(self):
        """Breadcrumbs between the list and this screen."""
        return []

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return context | {"media": context.get("media", Media()) + STYLE}


class OneScreen(Screen):
    """A screen of one contribution."""

    permission_required = "view"

    @cached_property
    def contribution(self):
        rows = Contribution.objects.select_related(
            "consultation__organisation", "version", "entered_by", "checked_by", "admitted_by", "batch"
        )
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    @property
    def back_url(self):
        return reverse("contributions:inspect", args=[self.contribution.pk])

    def above(self):
        return [{"url": self.back_url, "label": self.contribution.reference}]
