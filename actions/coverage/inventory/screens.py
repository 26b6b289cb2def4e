"""The screens of an inventory, from the dossier of a plan of kind local."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import path
from django.utils.translation import gettext_lazy as _
from django.views.generic import View
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from actions.models import ActionPlan
from actions.sheets.forms import UploadForm
from actions.sheets.views import ReviewView, UploadView, as_download, private

from .importing import InventoryImport
from .writing import inventory_workbook


def local_plan(pk):
    return get_object_or_404(ActionPlan, pk=pk, kind=ActionPlan.Kind.LOCAL)


@private
class InventoryDownloadView(PermissionCheckedMixin, View):
    """The inventory as it is, or empty: the template to fill in."""

    model = ActionPlan
    any_permission_required = ["view", "add", "change"]
    http_method_names = ["get"]

    def get(self, request, pk):
        plan = local_plan(pk)
        return as_download(inventory_workbook(plan), f"{plan.code}-inventory")


class InventoryMixin:
    """The same screens as for the spreadsheet of a plan, for one sheet."""

    upload_name, review_name = "upload_inventory", "review_inventory"
    work = InventoryImport

    def get(self, request, *args, **kwargs):
        self._check_kind()
        return super().get(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        self._check_kind()
        return super().post(request, *args, **kwargs)

    def _check_kind(self):
        """After the permission: who may not import learns nothing of the plan."""
        if self.plan.kind != ActionPlan.Kind.LOCAL:
            raise Http404


class InventoryUploadForm(UploadForm):
    work = InventoryImport


class InventoryUploadView(InventoryMixin, UploadView):
    """Takes an inventory and tries it out."""

    form_class = InventoryUploadForm
    template_name = "actions/coverage/upload_inventory.html"
    page_title = _("Import an inventory")

    def get_context_data(self, **kwargs):
        download = self.url("download_inventory", self.plan.pk)
        return super().get_context_data(**kwargs) | {"download_url": download}


class InventoryReviewView(InventoryMixin, ReviewView):
    """What the inventory would change, row by row; confirmed, all of it is done."""

    page_title = _("What this inventory changes")


def urls_of(viewset):
    own = [
        ("download_inventory", "inventory/<int:pk>/download/", InventoryDownloadView, {}),
        ("upload_inventory", "inventory/<int:pk>/", InventoryUploadView, {"viewset": viewset}),
        ("review_inventory", "inventory/<int:pk>/<str:token>/", InventoryReviewView, {"viewset": viewset}),
    ]
    return [path(route, view.as_view(**values), name=name) for name, route, view, values in own]
