"""The screens: download a plan or an empty template, upload one, see what it would change, confirm."""

from django.contrib.admin.utils import quote
from django.core.paginator import Paginator
from django.forms import Media
from django.http import FileResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import cache_control
from django.views.generic import FormView, TemplateView, View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from actions.models import ActionPlan
from core.sheets.problems import Refused
from core.sheets.writing import CONTENT_TYPE

from . import holding
from .forms import ShownForm, UploadForm
from .importing import Moved, carry_out
from .writing import empty_workbook, plan_workbook

PER_PAGE = 100

private = method_decorator(cache_control(private=True, no_store=True), name="dispatch")


def as_download(file, name):
    return FileResponse(file, as_attachment=True, content_type=CONTENT_TYPE, filename=f"{name}.xlsx")


@private
class PlanDownloadView(PermissionCheckedMixin, View):
    """The whole plan, for whoever may see its dossier."""

    model = ActionPlan
    any_permission_required = ["view", "add", "change"]
    http_method_names = ["get"]

    def get(self, request, pk):
        plan = get_object_or_404(ActionPlan, pk=pk)
        return as_download(plan_workbook(plan), plan.code)


@private
class TemplateDownloadView(PermissionCheckedMixin, View):
    """The sheets of a plan with nothing in them."""

    model = ActionPlan
    permission_required = "add"
    http_method_names = ["get"]

    def get(self, request):
        return as_download(empty_workbook(), _("empty-plan"))


class ImportMixin(PermissionCheckedMixin, WagtailAdminTemplateMixin):
    """A screen of an import: into the plan of the address, or of a new plan where it names none."""

    model = ActionPlan
    header_icon = "upload"
    viewset = None
    work = None
    """The kind of Import, see `dry_run`."""
    upload_name, review_name = "upload", "review"

    @property
    def permission_required(self):
        return "change" if "pk" in self.kwargs else "add"

    @cached_property
    def plan(self):
        return get_object_or_404(ActionPlan, pk=self.kwargs["pk"]) if "pk" in self.kwargs else None

    def url(self, name, *args):
        return reverse(self.viewset.get_url_name(name), args=args)

    @property
    def upload_url(self):
        return self.url(self.upload_name, self.plan.pk) if self.plan else self.url("upload_new")

    @property
    def back_url(self):
        return self.url("inspect", quote(self.plan.pk)) if self.plan else self.url("list")

    def review_url(self, upload):
        if self.plan:
            return self.url(self.review_name, self.plan.pk, upload.token)
        return self.url("review_new", upload.token)

    def get_breadcrumbs_items(self):
        index = {"url": self.url("list"), "label": _("Action plans")}
        here = [{"url": self.back_url, "label": str(self.plan)}] if self.plan else []
        return [*self.breadcrumbs_items, index, *here, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        style = Media(css={"all": ["editorial/css/sheets.css"]})
        return context | {
            "plan": self.plan,
            "upload_url": self.upload_url,
            "back_url": self.back_url,
            "template_url": self.url("template"),
            "media": context.get("media", Media()) + style,
        }


@private
class UploadView(ImportMixin, FormView):
    """Takes a file and tries it out."""

    form_class = UploadForm
    template_name = "actions/sheets/upload.html"

    @property
    def page_title(self):
        return _("Import a spreadsheet") if self.plan else _("Import a new plan")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"plan": self.plan, "user": self.request.user}

    def form_valid(self, form):
        upload = holding.keep(
            file=form.cleaned_data["file"], user=self.request.user, plan=self.plan, difference=form.difference
        )
        return redirect(self.review_url(upload))


@private
class ReviewView(ImportMixin, TemplateView):
    """What the file would change, row by row; confirmed, all of it is done."""

    page_title = gettext_lazy("What this spreadsheet changes")
    template_name = "actions/sheets/review.html"

    def dispatch(self, request, *args, **kwargs):
        self.upload = None
        if request.user.is_authenticated:
            self.upload = holding.kept(token=kwargs["token"], user=request.user, plan=self.plan)
        return super().dispatch(request, *args, **kwargs)

    def get(self, request, *args, **kwargs):
        if self.upload is None:
            return self._gone()
        return super().get(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        if self.upload is None:
            return self._gone()
        try:
            with self.upload.open() as file:
                shown = {"digest": self.upload.difference.digest(), "work": self.work}
                plan, difference = carry_out(file=file, plan=self.plan, user=request.user, **shown)
        except Moved as moved:
            holding.keep_difference(self.upload, moved.difference)
            messages.warning(
                request, _("Something else changed meanwhile, so nothing was done. See what it would do now.")
            )
            return redirect(self.review_url(self.upload))
        except (Refused, FileNotFoundError):
            return self._gone()
        holding.forget(self.upload)
        messages.success(request, _done(difference))
        return redirect(self.url("inspect", quote(plan.pk)))

    def _gone(self):
        messages.error(self.request, _("This upload is no longer there. Choose the file once more."))
        return redirect(self.upload_url)

    def get_context_data(self, **kwargs):
        difference = self.upload.difference
        numbers = difference.numbers
        form = ShownForm(self.request.GET, sheets=[title for title, *_rest in numbers])
        show, sheet = form.chosen("show"), form.chosen("sheet")
        problems = [item for item in difference.problems if sheet in ("", item.sheet)]
        rows = [item for item in difference.rows if sheet in ("", item.sheet) and show in (ShownForm.ALL, item.kind)]
        if show in (ShownForm.NEW, ShownForm.CHANGED):
            problems = []
        return super().get_context_data(**kwargs) | {
            "upload": self.upload,
            "difference": difference,
            "numbers": numbers,
            "form": form,
            "chosen": {"show": show, "sheet": sheet},
            "problems": self._page(problems, "problems"),
            "rows": self._page(rows, "rows"),
            "has_submissions": any(row.sheet in {"Reports", "Targets", "Measurements"} for row in difference.rows),
        }

    def _page(self, items, name):
        return Paginator(items, PER_PAGE).get_page(self.request.GET.get(name))


def _done(difference):
    new = sum(row.kind == "new" for row in difference.rows)
    changed = len(difference.rows) - new
    return " ".join(
        [
            ngettext("%(count)s row is new.", "%(count)s rows are new.", new) % {"count": new},
            ngettext("%(count)s row is changed.", "%(count)s rows are changed.", changed) % {"count": changed},
        ]
    )
