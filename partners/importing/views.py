"""The screens: an empty template, an upload, and what each of its rows would do, with the choice of who confirms."""

from django.forms import Media
from django.http import FileResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import cache_control
from django.views.generic import FormView, TemplateView, View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from core.sheets import holding
from core.sheets.problems import Refused
from core.sheets.writing import CONTENT_TYPE
from partners.models import Organisation

from .carrying import Moved, carry_out
from .forms import ChoicesForm, UploadForm
from .shown import lines_of, numbers_of
from .template import empty_workbook
from .trial import Act, Trial

FOLDER = "organisations"

private = method_decorator(cache_control(private=True, no_store=True), name="dispatch")


class Screen(PermissionCheckedMixin, WagtailAdminTemplateMixin):
    """A screen of the import; its breadcrumbs begin at the list of organisations."""

    model = Organisation
    permission_required = "add"
    header_icon = "upload"
    viewset = None

    def url(self, name, *args):
        return reverse(self.viewset.get_url_name(name), args=args)

    @property
    def may_change(self):
        return self.request.user.has_perm("partners.change_organisation")

    def get_breadcrumbs_items(self):
        index = {"url": self.url("list"), "label": Organisation._meta.verbose_name_plural.capitalize()}
        return [*self.breadcrumbs_items, index, {"url": "", "label": str(self.page_title)}]

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return context | {
            "upload_url": self.url("import"),
            "template_url": self.url("import_template"),
            "back_url": self.url("list"),
            "media": context.get("media", Media()) + Media(css={"all": ["editorial/css/sheets.css"]}),
        }


@private
class TemplateDownloadView(PermissionCheckedMixin, View):
    """The columns of an organisation with nothing in them, and what they mean."""

    model = Organisation
    permission_required = "add"
    http_method_names = ["get"]

    def get(self, request):
        name = _("empty-organisations")
        return FileResponse(empty_workbook(), as_attachment=True, content_type=CONTENT_TYPE, filename=f"{name}.xlsx")


@private
class UploadView(Screen, FormView):
    """Takes a file and tries it out."""

    page_title = gettext_lazy("Import organisations")
    template_name = "partners/importing/upload.html"
    form_class = UploadForm

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"may_change": self.may_change}

    def form_valid(self, form):
        held = holding.hold(
            folder=FOLDER, file=form.cleaned_data["file"], user=self.request.user, shown=form.trial.as_json()
        )
        return redirect(self.url("import_review", held.token))


@private
class ReviewView(Screen, TemplateView):
    """What each row is, and what to do with it; confirmed, all of it is done at once."""

    page_title = gettext_lazy("What this spreadsheet would do")
    template_name = "partners/importing/review.html"

    def dispatch(self, request, *args, **kwargs):
        self.held = None
        if request.user.is_authenticated:
            self.held = holding.held(folder=FOLDER, token=kwargs["token"], user=request.user)
        return super().dispatch(request, *args, **kwargs)

    def get(self, request, *args, **kwargs):
        return super().get(request, *args, **kwargs) if self.held else self._gone()

    def post(self, request, *args, **kwargs):
        if self.held is None:
            return self._gone()
        trial = Trial.from_json(self.held.shown)
        form = ChoicesForm(request.POST, outcomes=trial.outcomes)
        if not form.is_valid() or not trial.outcomes:
            messages.error(request, _("Choose for every row what to do with it."))
            return self.render_to_response(self.get_context_data(form=form))
        try:
            with self.held.open() as file:
                file.name = self.held.name
                done = carry_out(
                    file=file,
                    digest=trial.digest(),
                    chosen=form.chosen(),
                    user=request.user,
                    name=self.held.name,
                    may_change=self.may_change,
                )
        except Moved as moved:
            holding.show(self.held, moved.trial.as_json())
            messages.warning(
                request, _("Something else changed meanwhile, so nothing was done. See what it would do now.")
            )
            return redirect(request.path)
        except (Refused, FileNotFoundError):
            return self._gone()
        holding.forget(self.held)
        messages.success(request, _said(done))
        return redirect(self.url("list"))

    def _gone(self):
        messages.error(self.request, _("This upload is no longer there. Choose the file once more."))
        return redirect(self.url("import"))

    def get_context_data(self, **kwargs):
        trial = Trial.from_json(self.held.shown)
        form = kwargs.get("form") or ChoicesForm(outcomes=trial.outcomes)
        return super().get_context_data(**kwargs) | {
            "name": self.held.name,
            "form": form,
            "problems": trial.problems,
            "numbers": numbers_of(trial),
            "lines": lines_of(trial, form, lambda key: self.url("inspect", key)),
        }


def _said(done):
    added, completed = done[Act.ADD], done[Act.COMPLETE]
    return " ".join(
        [
            ngettext(
                "%(count)s organisation is added, with draft pages; it is not public yet.",
                "%(count)s organisations are added, with draft pages; they are not public yet.",
                added,
            )
            % {"count": added},
            ngettext("%(count)s organisation is completed.", "%(count)s organisations are completed.", completed)
            % {"count": completed},
        ]
    )
