"""A screen of the administration about one consultation."""

from django.forms import Media
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from consultations.models import Consultation


class ConsultationScreen(PermissionCheckedMixin, WagtailAdminTemplateMixin):
    """Asks for the right `permission_required`, and says where one is."""

    model = Consultation
    permission_required = "change"
    viewset = None

    @cached_property
    def consultation(self):
        return get_object_or_404(Consultation, pk=self.kwargs["pk"])

    def url(self, name, *args):
        return reverse(self.viewset.get_url_name(name), args=args)

    @property
    def back_url(self):
        return self.url("inspect", self.consultation.pk)

    def get_breadcrumbs_items(self):
        index = {"url": self.url("list"), "label": Consultation._meta.verbose_name_plural.capitalize()}
        here = {"url": self.back_url, "label": str(self.consultation)}
        return [*self.breadcrumbs_items, index, here, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        style = Media(css={"all": ["consultations/css/authoring.css"]})
        return context | {
            "consultation": self.consultation,
            "back_url": self.back_url,
            "media": context.get("media", Media()) + style,
        }
