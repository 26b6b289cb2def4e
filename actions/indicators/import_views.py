"""The screen that reads a spreadsheet with measurements: first what it would do, then all or nothing."""

from django.core import signing
from django.core.exceptions import PermissionDenied, ValidationError
from django.forms import Media
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from actions.models import Measurement
from core.languages import active_language
from core.sheets.problems import Refused

from .forms import ImportForm
from .imports import RIGHT, Act, Row, measurements_import, rows_of, steps_of
from .tables import COLUMNS, MOST_ROWS, REQUIRED, Table, read_table
from .words import day_in_words, with_unit

KEPT = 3600
"""Seconds for which the rows that were shown may still be sent in."""
LARGEST_TOKEN = 4 * 1024 * 1024
MOST_PROBLEMS = 200


class MeasurementImportView(WagtailAdminTemplateMixin, FormView):
    """Shows what the rows of a spreadsheet would do; the same rows are sent in by a second button."""

    template_name = "actions/indicators/import.html"
    page_title = gettext_lazy("Import measurements")
    header_icon = "upload"
    form_class = ImportForm
    viewset = None

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perm(RIGHT):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def list_url(self):
        return reverse(self.viewset.get_url_name("list"))

    def get_breadcrumbs_items(self):
        index = {"url": self.list_url, "label": Measurement._meta.verbose_name_plural.capitalize()}
        return [*self.breadcrumbs_items, index, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        columns = [{"name": _(label), "code": code, "required": code in REQUIRED} for code, label in COLUMNS.items()]
        media = Media(css={"all": ["editorial/css/overview.css"]})
        return super().get_context_data(**kwargs) | {"columns": columns, "most_rows": MOST_ROWS, "media": media}

    def post(self, request, *args, **kwargs):
        if "rows" in request.POST:
            return self._apply(request.POST["rows"])
        return super().post(request, *args, **kwargs)

    def form_valid(self, form):
        """The dry run."""
        user = self.request.user
        try:
            table = read_table(form.cleaned_data["file"])
            rows, problems = rows_of(table, user.language)
            steps, more = steps_of(rows, table, user)
        except Refused as refused:
            form.add_error("file", refused.message)
            return self.form_invalid(form)
        problems = sorted([*problems, *more], key=lambda problem: problem.row)
        context = self.get_context_data(form=form)
        if problems:
            shown = {"problems": problems[:MOST_PROBLEMS], "more_problems": len(problems) - MOST_PROBLEMS}
            return self.render_to_response(context | shown)
        token = signing.dumps([row.as_json() for row in rows], salt=self._salt, compress=True)
        if len(token) > LARGEST_TOKEN:
            form.add_error("file", _("There is too much text in this file. Divide it over several files."))
            return self.form_invalid(form)
        return self.render_to_response(context | {"lines": [_line(step) for step in steps], "token": token})

    @property
    def _salt(self):
        return f"measurements of {self.request.user.pk}"

    def _apply(self, token):
        """Send in the rows that were shown, if they would still do the same."""
        try:
            rows = [Row.from_json(row) for row in signing.loads(token, salt=self._salt, max_age=KEPT)]
            steps, problems = steps_of(rows, Table("", {}, [], []), self.request.user)
            if problems:
                raise ValidationError([problem.message for problem in problems])
            number = measurements_import(steps=steps, by=self.request.user)
        except signing.BadSignature:
            messages.error(self.request, _("That was more than an hour ago. Choose the file again."))
            return redirect(self.request.path)
        except ValidationError:
            messages.error(
                self.request, _("Something changed meanwhile, so nothing was sent in. Choose the file again.")
            )
            return redirect(self.request.path)
        if number:
            message = ngettext(
                "%(number)s figure is sent in. A colleague of the same government approves it.",
                "%(number)s figures are sent in. A colleague of the same government approves them.",
                number,
            )
            messages.success(self.request, message % {"number": number})
        else:
            messages.info(self.request, _("Every figure was there already: nothing was sent in."))
        return redirect(self.list_url)


def _line(step):
    """A row in words."""
    row, indicator = step.row, step.indicator
    language = active_language()
    act = step.act.label
    if step.act == Act.CORRECT:
        act = _("Corrects %(figure)s") % {"figure": with_unit(step.corrects.value, indicator, language)}
    return {
        "number": row.number,
        "act": act,
        "indicator": indicator,
        "day": day_in_words(row.day),
        "figure": with_unit(row.value, indicator, language),
        "source": row.source,
        "note": row.note,
        "language": row.language,
    }
