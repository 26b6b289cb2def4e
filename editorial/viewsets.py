from django.urls import path
from django.utils.translation import gettext_lazy
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import BooleanColumn
from wagtail.permissions import register_permission_policy
from wagtail.snippets.views.snippets import SnippetViewSet

from core.languages import localized_names
from core.models import NamedRecord

from .facts_form import FactsForm
from .permissions import RecordPermissionPolicy
from .views import ArchiveView, DossierView, MakePagesView, RecordCreateView, RecordEditView, RecordIndexView

PUBLIC = BooleanColumn("is_public", label=gettext_lazy("Public"), sort_key="is_public")


def in_every_language(*fields):
    """A panel per language for each of these texts."""
    return [FieldPanel(column) for field in fields for column in localized_names(field)]


def group(heading, *panels):
    return MultiFieldPanel(list(panels), heading=heading)


class RecordViewSet(SnippetViewSet):
    """The screens of a kind of record: list with filters, search and export, dossier, form, history."""

    index_view_class = RecordIndexView
    add_view_class = RecordCreateView
    edit_view_class = RecordEditView
    inspect_view_class = DossierView
    inspect_view_enabled = True
    copy_view_enabled = False
    list_per_page = 50
    permission_policy_class = RecordPermissionPolicy
    facts_form_class = FactsForm

    def get_edit_handler(self):
        return ObjectList(self.panels, base_form_class=self.facts_form_class).bind_to_model(self.model)

    def dossier_sections(self, record, request):
        """What belongs to the record, as editorial.dossier.Section objects."""
        return []

    def get_add_view_kwargs(self, **kwargs):
        return super().get_add_view_kwargs(inspect_url_name=self.get_url_name("inspect"), **kwargs)

    def get_edit_view_kwargs(self, **kwargs):
        return super().get_edit_view_kwargs(inspect_url_name=self.get_url_name("inspect"), **kwargs)

    def get_inspect_view_kwargs(self, **kwargs):
        return super().get_inspect_view_kwargs(viewset=self, **kwargs)

    def get_urlpatterns(self):
        buttons = {"archive": ArchiveView}
        if issubclass(self.model, NamedRecord):
            buttons["make_pages"] = MakePagesView
        own = [
            path(f"{name}/<int:pk>/", self.construct_view(view, viewset=self), name=name)
            for name, view in buttons.items()
        ]
        return super().get_urlpatterns() + own

    def on_register(self):
        register_permission_policy(self.model, self.permission_policy_class(self.model))
        super().on_register()


class TermViewSet(SnippetViewSet):
    """The screens of a vocabulary."""

    copy_view_enabled = False
    list_per_page = 50
