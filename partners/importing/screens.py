"""Puts the import among the screens of organisations."""

from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin.widgets.button import Button

from editorial.views import RecordIndexView

from . import journal  # noqa: F401 - registers what the log says
from .views import ReviewView, TemplateDownloadView, UploadView


class OrganisationIndexView(RecordIndexView):
    """The list of organisations, with the way to many of them by spreadsheet."""

    @cached_property
    def header_more_buttons(self):
        buttons = list(super().header_more_buttons)
        if self.user_has_permission("add"):
            upload = reverse(self.model.snippet_viewset.get_url_name("import"))
            buttons.append(Button(_("Import organisations"), url=upload, icon_name="upload", priority=60))
        return buttons


class OrganisationImport:
    """For the view set of organisations: the addresses of the import."""

    index_view_class = OrganisationIndexView

    def get_urlpatterns(self):
        own = [
            ("import", "import/", UploadView, {"viewset": self}),
            ("import_template", "import/template/", TemplateDownloadView, {}),
            ("import_review", "import/<str:token>/", ReviewView, {"viewset": self}),
        ]
        return super().get_urlpatterns() + [
            path(route, view.as_view(**values), name=name) for name, route, view, values in own
        ]
