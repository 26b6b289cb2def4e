"""What stands around the screens of consultations: their addresses, and the buttons of a dossier."""

from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin.widgets.button import Button

from editorial.views import DossierView, RecordEditView

from .copy_views import CopyView
from .docx.views import ReviewView, UploadView
from .forms import STREAMS
from .preview_views import PreviewedPageView, PreviewView


class ConsultationEditView(RecordEditView):
    """The form, with the way to what a respondent would see of what was saved."""

    @cached_property
    def header_more_buttons(self):
        preview = reverse(self.model.snippet_viewset.get_url_name("preview"), args=[self.object.pk])
        return [*super().header_more_buttons, Button(_("Preview"), url=preview, icon_name="view", priority=20)]


class ConsultationView(DossierView):
    """The dossier of a consultation."""

    @cached_property
    def header_more_buttons(self):
        buttons = [*super().header_more_buttons, self._button(_("Preview"), "preview", "view", 20)]
        if self.user_has_permission("see_results"):
            buttons.append(self._button(_("Results"), "results", "table", 30))
        if self.may_change:
            buttons.append(self._button(_("Import the draft text"), "upload_text", "upload", 50))
        if self.user_has_permission("add"):
            buttons.append(self._button(_("Copy"), "duplicate", "copy", 60))
        return buttons

    def _button(self, label, name, icon, priority):
        url = reverse(self.viewset.get_url_name(name), args=[self.object.pk])
        return Button(label, url=url, icon_name=icon, priority=priority)

    def get_fields(self):
        """Questions and clauses are read in the preview."""
        return [name for name in super().get_fields() if name not in STREAMS]


class AuthoringScreens:
    """For the view set of consultations: the addresses of the preview, the copy and the import."""

    edit_view_class = ConsultationEditView
    inspect_view_class = ConsultationView

    def get_urlpatterns(self):
        own = [
            ("preview", "preview/<int:pk>/", PreviewView),
            ("previewed_page", "preview/<int:pk>/page/", PreviewedPageView),
            ("duplicate", "duplicate/<int:pk>/", CopyView),
            ("upload_text", "text/<int:pk>/", UploadView),
            ("review_text", "text/<int:pk>/<str:token>/", ReviewView),
        ]
        return super().get_urlpatterns() + [
            path(route, view.as_view(viewset=self), name=name) for name, route, view in own
        ]
