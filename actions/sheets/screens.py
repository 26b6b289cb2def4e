"""Puts the spreadsheets among the screens of action plans."""

from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin.widgets.button import Button

from actions.coverage.inventory.screens import urls_of as inventory_urls
from actions.models import ActionPlan
from editorial.views import RecordIndexView

from .views import PlanDownloadView, ReviewView, TemplateDownloadView, UploadView


class PlanIndexView(RecordIndexView):
    """The list of plans, with the ways to a new one by spreadsheet."""

    @cached_property
    def header_more_buttons(self):
        buttons = list(super().header_more_buttons)
        if self.user_has_permission("add"):
            viewset = self.model.snippet_viewset
            template, upload = (reverse(viewset.get_url_name(name)) for name in ("template", "upload_new"))
            buttons += [
                Button(_("Download an empty template"), url=template, icon_name="download", priority=50),
                Button(_("Import a new plan"), url=upload, icon_name="upload", priority=60),
            ]
        return buttons


class SheetButtons:
    """For the dossier of a plan: download it, and import what was changed."""

    @cached_property
    def header_more_buttons(self):
        download, upload = (
            reverse(self.viewset.get_url_name(name), args=[self.object.pk]) for name in ("download", "upload")
        )
        buttons = [
            *super().header_more_buttons,
            Button(_("Download as spreadsheet"), url=download, icon_name="download", priority=50),
        ]
        if self.user_has_permission("change"):
            buttons.append(Button(_("Import a spreadsheet"), url=upload, icon_name="upload", priority=60))
        return [*buttons, *self._inventory_buttons()]

    def _inventory_buttons(self):
        """Of a local plan also its inventory: one sheet, which is its own template."""
        if self.object.kind != ActionPlan.Kind.LOCAL:
            return
        download, upload = (
            reverse(self.viewset.get_url_name(name), args=[self.object.pk])
            for name in ("download_inventory", "upload_inventory")
        )
        yield Button(_("Download the inventory"), url=download, icon_name="download", priority=70)
        if self.user_has_permission("change"):
            yield Button(_("Import an inventory"), url=upload, icon_name="upload", priority=80)


class PlanSheets:
    """For the view set of plans: the addresses of the spreadsheets."""

    index_view_class = PlanIndexView

    def get_urlpatterns(self):
        own = [
            ("download", "download/<int:pk>/", PlanDownloadView, {}),
            ("template", "template/", TemplateDownloadView, {}),
            ("upload_new", "import/", UploadView, {"viewset": self}),
            ("review_new", "import/new/<str:token>/", ReviewView, {"viewset": self}),
            ("upload", "import/<int:pk>/", UploadView, {"viewset": self}),
            ("review", "import/<int:pk>/<str:token>/", ReviewView, {"viewset": self}),
        ]
        found = [path(route, view.as_view(**values), name=name) for name, route, view, values in own]
        return [*super().get_urlpatterns(), *found, *inventory_urls(self)]
