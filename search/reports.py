"""The report of searches without result: what people look for and the site does not say, or says in other words."""

from datetime import timedelta
from urllib.parse import urlencode

from django.db.models import Max, Sum
from django.forms import RadioSelect
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override
from django_filters import ChoiceFilter
from wagtail.admin.ui.tables import BaseColumn, Column
from wagtail.admin.views.reports import ReportView

from core.dates import today
from core.languages import language_name, localized_name
from editorial.downloads import DownloadMixin
from editorial.filters import TolerantFilterSet
from editorial.overview import languages
from editorial.permissions import RecordPermissionPolicy
from editorial.report_views import ScreenMixin

from .guidance.findings import finding_now
from .guidance.misses import READ_FROM
from .models import Miss, SynonymGroup

USUAL = 30
BATCH = 500


class MissPolicy(RecordPermissionPolicy):
    """Read only: the site counts, and forgets in time."""

    forbidden = frozenset({"add", "change", "delete"})


POLICY = MissPolicy(Miss)


class MissFilterSet(TolerantFilterSet):
    period = ChoiceFilter(
        label=gettext_lazy("Period of time"),
        choices=[
            ("7", gettext_lazy("Last 7 days")),
            ("90", gettext_lazy("Last 90 days")),
            ("365", gettext_lazy("Last 365 days")),
        ],
        empty_label=gettext_lazy("Last 30 days"),
        widget=RadioSelect,
    )
    language = ChoiceFilter(
        label=gettext_lazy("Language"), choices=languages, empty_label=gettext_lazy("All"), widget=RadioSelect
    )

    class Meta:
        model = Miss
        fields = []

    def filter_queryset(self, misses):
        days = int(self.chosen("period") or USUAL)
        misses = misses.filter(day__gt=today() - timedelta(days=days))
        language = self.chosen("language")
        return misses.filter(language=language) if language else misses


class MissColumn(BaseColumn):
    """A cell from a template of ours, which knows the row as `row`."""

    def __init__(self, name, template, **kwargs):
        super().__init__(name, **kwargs)
        self.cell_template_name = f"search/admin/{template}.html"

    def get_cell_context_data(self, instance, parent_context):
        return super().get_cell_context_data(instance, parent_context) | {"row": instance}


class MissesView(ScreenMixin, DownloadMixin, ReportView):
    """Each search of the period in its language, the most frequent first."""

    model = Miss
    permission_policy = POLICY
    page_title = gettext_lazy("Searches without result")
    header_icon = "warning"
    index_url_name = "misses:index"
    index_results_url_name = "misses:index_results"
    results_template_name = "search/admin/misses_results.html"
    filterset_class = MissFilterSet
    is_searchable = False
    default_ordering = "-times"
    paginate_by = 20
    export_filename = "searches-without-result"
    verbose_name_plural = gettext_lazy("searches without result")

    @cached_property
    def columns(self):
        headings = self.headings()
        return [
            MissColumn("words", "miss", label=headings["words"], sort_key="words"),
            Column("language_name", label=headings["language"]),
            Column("times", label=headings["times"], sort_key="times"),
            Column("last_day", label=headings["last"], sort_key="last"),
            MissColumn("finds", "miss_now", label=_("Now")),
        ]

    def get_base_queryset(self):
        rows = Miss.objects.order_by().values("words", "language").annotate(times=Sum("number"), last=Max("day"))
        return rows.filter(times__gte=READ_FROM)

    def order_queryset(self, queryset):
        return queryset.order_by(self.ordering, "words", "language")

    def get_filtered_queryset(self):
        return self.get_queryset()  # Wagtail's would filter it a second time

    def get_table(self, object_list):
        rows = [] if self.is_export else list(object_list)
        finding = finding_now((row["language"], row["words"]) for row in rows)
        return super().get_table([self._row(row, (row["language"], row["words"]) in finding) for row in rows])

    def _row(self, row, finds):
        with override(row["language"]):
            search_url = f"{reverse('search')}?{urlencode({'q': row['words']})}"
        return row | {
            "language_name": language_name(row["language"]),
            "last_day": date_format(row["last"], "SHORT_DATE_FORMAT"),
            "finds": finds,
            "search_url": search_url,
            "synonym_url": self._synonym_url(row) if self._may_add_synonyms else "",
        }

    @cached_property
    def _may_add_synonyms(self):
        return self.request.user.has_perm("search.add_synonymgroup")

    def _synonym_url(self, row):
        address = reverse(SynonymGroup.snippet_viewset.get_url_name("add"))
        return f"{address}?{urlencode({localized_name('terms', row['language']): row['words']})}"

    # The download

    def headings(self):
        return {"words": _("Words"), "language": _("Language"), "times": _("How often"), "last": _("Last time")}

    def lines(self, rows):
        batch = []
        for row in rows.iterator(chunk_size=BATCH):
            batch.append(row | {"language": language_name(row["language"])})
            if len(batch) == BATCH:
                yield batch
                batch = []
        yield batch
