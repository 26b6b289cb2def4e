from datetime import datetime

from django.contrib.admin.utils import quote
from django.core.exceptions import PermissionDenied
from django.forms import Media
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View
from modeltranslation.translator import translator
from wagtail.admin import messages
from wagtail.admin.ui.menus import MenuItem
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.widgets.button import Button
from wagtail.snippets.views import snippets

from core.languages import active_language
from core.models import NamedRecord
from core.services import record_archive, record_create_pages, record_restore

from . import dossier


class RecordIndexView(snippets.IndexView):
    """The list of records; a title leads to the dossier."""

    def get_edit_url(self, instance):
        return self.get_inspect_url(instance)

    def get_list_more_buttons(self, instance):
        buttons = [
            MenuItem(_("Dossier"), url=self.get_inspect_url(instance), icon_name="folder-open-inverse", priority=10)
        ]
        edit_url = super().get_edit_url(instance)
        if edit_url and self.user_has_permission_for_instance("change", instance):
            buttons.append(MenuItem(_("Edit the facts"), url=edit_url, icon_name="edit", priority=20))
        return buttons


class ToDossierMixin:
    """After saving, the dossier shows what there is now and who is next."""

    def get_success_url(self):
        return reverse(self.inspect_url_name, args=[quote(self.object.pk)])


class PrefilledCreateView(snippets.CreateView):
    """A form in which `?field=pk` fills in what the editor came from."""

    def get_initial(self):
        initial = super().get_initial()
        for field in self.model._meta.get_fields():
            value = self.request.GET.get(field.name, "")
            if field.many_to_one and value.isdecimal() and len(value) < 10:
                initial[field.name] = field.related_model._default_manager.filter(pk=value).first()
        return initial


class RecordCreateView(ToDossierMixin, PrefilledCreateView):
    """Makes the record and its draft pages."""

    inspect_url_name = None

    def save_instance(self):
        record = super().save_instance()
        if isinstance(record, NamedRecord):
            record_create_pages(record=record, user=self.request.user)
        return record


class RecordEditView(ToDossierMixin, snippets.EditView):
    inspect_url_name = None

    def dispatch(self, request, *args, **kwargs):
        if not self.user_has_permission_for_instance("change", self.object):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class DossierView(snippets.InspectView):
    """Everything about one record, each part with a link to where it is changed."""

    page_title = gettext_lazy("Dossier")
    template_name = "editorial/dossier.html"
    viewset = None

    def get_edit_url(self):
        return super().get_edit_url() if self.may_change else None

    @cached_property
    def may_change(self):
        return self.user_has_permission_for_instance("change", self.object)

    @cached_property
    def header_more_buttons(self):
        if edit_url := self.get_edit_url():
            return [Button(_("Edit the facts"), url=edit_url, icon_name="edit", priority=10)]
        return []

    def get_breadcrumbs_items(self):
        index = {"url": reverse(self.index_url_name), "label": self.model._meta.verbose_name_plural.capitalize()}
        return [*self.breadcrumbs_items, index, {"url": "", "label": str(self.object)}]

    def get_fields(self):
        """The facts somebody filled in: no keys, and each bilingual text once per language."""
        is_bilingual = self.model in translator.get_registered_models()
        translated = translator.get_options_for_model(self.model).all_fields if is_bilingual else ()
        hidden = {"id", "latest_revision", "archived_at", *translated}
        return [name for name in super().get_fields() if name not in hidden]

    def get_field_display_value(self, field_name, field):
        value = super().get_field_display_value(field_name, field)
        if isinstance(value, bool):
            return _("Yes") if value else _("No")
        if isinstance(value, datetime):
            return date_format(timezone.localtime(value), "DATETIME_FORMAT")
        return value

    def get_fields_context(self):
        return [row for row in super().get_fields_context() if row["value"] not in (None, "", "-")]

    def get_context_data(self, **kwargs):
        has_pages = isinstance(self.object, NamedRecord)
        pages = dossier.pages_of(self.object, self.request.user) if has_pages else []
        context = super().get_context_data(**kwargs)
        return context | {
            "edit_url": self.get_edit_url(),
            "pages": pages,
            "has_missing_pages": any(line.page is None and not line.start_url for line in pages),
            "media": context.get("media", Media()) + Media(css={"all": ["editorial/css/overview.css"]}),
            "make_pages_url": self._url("make_pages") if has_pages and self.may_change else "",
            "archive_url": self._url("archive") if self.may_change else "",
            "sections": self.viewset.dossier_sections(self.object, self.request),
            "from_above": dossier.sections_from_above(self.object, active_language(), self.request),
        }

    def _url(self, name):
        return reverse(self.viewset.get_url_name(name), args=[quote(self.object.pk)])


class RecordActionView(PermissionCheckedMixin, View):
    """One change of a record by a button of its dossier."""

    model = None
    viewset = None
    permission_required = "change"
    http_method_names = ["post"]

    def post(self, request, pk):
        if not self.user_has_permission("change"):
            raise PermissionDenied
        record = get_object_or_404(self.model, pk=pk)
        if not self.user_has_permission_for_instance("change", record):
            raise PermissionDenied
        messages.success(request, self.act(record))
        return redirect(self.viewset.get_url_name("inspect"), pk)

    def act(self, record):
        """Do it and return what happened, in words."""
        raise NotImplementedError


class MakePagesView(RecordActionView):
    def act(self, record):
        made = record_create_pages(record=record, user=self.request.user)
        if made:
            return _("The missing pages are there as drafts.")
        return _("There was no page to make, or no list page to put it under.")


class ArchiveView(RecordActionView):
    """Archives a record, or brings it back."""

    def act(self, record):
        if record.is_archived:
            record_restore(record=record)
            self._note(record)
            return _("“%(record)s” is back; make it public when it is ready.") % {"record": record}
        record_archive(record=record)
        self._note(record)
        return _("“%(record)s” is archived: no list shows it any more, and nothing is lost.") % {"record": record}

    def _note(self, record):
        """Tell in the history of the record who did it."""
        record.save_revision(user=self.request.user, log_action=True, clean=False)
