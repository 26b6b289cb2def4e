"""The results of a consultation in the administration: to nobody before the day, with tables, bars and files."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.forms import Media
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View

from consultations.authoring.admin_screen import ConsultationScreen
from consultations.models import AccessEntry
from consultations.privacy.log import look
from core.languages import active_language
from core.sheets.writing import CONTENT_TYPE

from .lines import as_csv, as_xlsx
from .shown import kinds_of, shown
from .tallies import results_of
from .texts import asked_of, texts_of

MAY_READ = "consultations.view_contribution"
AT_ONCE = 50
"""How many answers in words stand on a page."""


class ResultsScreen(ConsultationScreen):
    """Asks whether results may be shown at all: whoever comes too early is told from when."""

    permission_required = "see_results"
    page_title = gettext_lazy("Results")
    header_icon = "table"

    def dispatch(self, request, *args, **kwargs):
        self.at = timezone.now()
        self.may_read = request.user.has_perm(MAY_READ)
        return super().dispatch(request, *args, **kwargs)

    @property
    def is_shown(self):
        return self.consultation.shows_results(self.at)

    @property
    def from_when(self):
        """The moment from which results are shown; None while the days are not set."""
        moments = [self.consultation.closes_at, self.consultation.results_from]
        return max(filter(None, moments)) if moments[0] else None


class ResultsView(ResultsScreen, TemplateView):
    """Every question with its numbers."""

    template_name = "consultations/results/results.html"

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        context["media"] += Media(css={"all": ["consultations/css/results.css"]})
        if not self.is_shown:
            return context | {"from_when": self.from_when, "is_shown": False}
        results = results_of(self.consultation)
        pk = self.consultation.pk
        lines = shown(results, active_language())
        return context | {
            "is_shown": True,
            "results": results,
            "kinds": kinds_of(results),
            "respondents": [(kind.label, results.respondents[kind]) for kind in kinds_of(results)],
            "parts": [
                (_("Questions and clauses"), [line for line in lines if not line.is_retired]),
                (_("No longer asked"), [line for line in lines if line.is_retired]),
            ],
            "files": [(name, self.url(f"results_{name}", pk)) for name in ("csv", "xlsx")],
            "texts_url": self.url("results_texts", pk) if self.may_read else "",
        }


class ResultsFileView(ResultsScreen, View):
    """The same numbers as a file."""

    http_method_names = ["get"]

    def get(self, request, pk):
        if not self.is_shown:
            return redirect(self.url("results", pk))
        results = results_of(self.consultation)
        return self.response(results, f"{self.consultation.code}-{_('results')}")


class ResultsCsvView(ResultsFileView):
    def response(self, results, name):
        headers = {"Content-Disposition": f'attachment; filename="{name}.csv"'}
        return HttpResponse(
            as_csv(results, active_language()), content_type="text/csv; charset=utf-8", headers=headers
        )


class ResultsXlsxView(ResultsFileView):
    def response(self, results, name):
        return FileResponse(
            as_xlsx(results, active_language()), as_attachment=True, filename=f"{name}.xlsx", content_type=CONTENT_TYPE
        )


class ResultsTextsView(ResultsScreen, TemplateView):
    """What was written at one question or clause; each look is kept in the log."""

    page_title = gettext_lazy("Answers in words")
    template_name = "consultations/results/texts.html"

    def get(self, request, pk):
        if not self.may_read:
            raise PermissionDenied
        asked = self.is_shown and asked_of(self.consultation, _uuid(request.GET.get("of", "")))
        if not asked:
            return redirect(self.url("results", pk))
        texts = Paginator(texts_of(self.consultation, asked), AT_ONCE).get_page(request.GET.get("p"))
        if texts.object_list:
            look(request.user, AccessEntry.Act.VIEW, self.consultation, rows=len(texts.object_list), at=self.at)
        return self.render_to_response(
            self.get_context_data(
                asked=asked.label_in(active_language()), uid=asked.uid, texts=texts, language=active_language(),
                results_url=self.url("results", pk),
            )
        )  # fmt: skip


def _uuid(text):
    try:
        return UUID(text)
    except ValueError:
        return None


class ResultsScreens:
    """For the view set of consultations: the addresses of the results."""

    def get_urlpatterns(self):
        own = [
            ("results", "results/<int:pk>/", ResultsView),
            ("results_csv", "results/<int:pk>/csv/", ResultsCsvView),
            ("results_xlsx", "results/<int:pk>/xlsx/", ResultsXlsxView),
            ("results_texts", "results/<int:pk>/texts/", ResultsTextsView),
        ]
        return super().get_urlpatterns() + [
            path(route, view.as_view(viewset=self), name=name) for name, route, view in own
        ]
