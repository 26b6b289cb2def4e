"""The lists of the editorial work: every pair, and what waits for who looks."""

from django.db.models import F
from django.forms import Media
from django.urls import path
from django.utils.functional import cached_property
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import BaseColumn
from wagtail.admin.views.reports import PageReportView, ReportView

from core import slots
from core.languages import active_language

from .downloads import DownloadMixin
from .filters import PairFilterSet
from .models import Pair
from .overview import Rows, languages
from .querysets import pages_named, pairs_with_order
from .waiting import Why, waiting_for

STYLE = Media(css={"all": ["editorial/css/overview.css"]})


class ScreenMixin:
    """Our own cells and style in Wagtail's lists."""

    any_permission_required = ["view"]
    table_classname = "listing overview"

    def get_context_data(self, *args, **kwargs):
        context = super().get_context_data(*args, **kwargs)
        context["media"] += STYLE
        return context


class Column(BaseColumn):
    """A cell from a template of ours, which knows the row as `row`."""

    def __init__(self, name, template, **kwargs):
        super().__init__(name, **kwargs)
        self.cell_template_name = f"editorial/overview/{template}.html"

    def get_cell_context_data(self, instance, parent_context):
        request = parent_context.get("request")
        return super().get_cell_context_data(instance, parent_context) | {"row": instance, "request": request}


class LanguageColumn(Column):
    """The page in one language."""

    def __init__(self, place, code, name):
        super().__init__(code, "language", label=name[:1].upper() + name[1:])
        self.place = place

    def get_cell_context_data(self, instance, parent_context):
        cell = instance.cells[self.place]
        csrf_token = parent_context.get("csrf_token")
        return super().get_cell_context_data(instance, parent_context) | {"cell": cell, "csrf_token": csrf_token}


class PairsView(ScreenMixin, DownloadMixin, ReportView):
    """Every page with its other languages."""

    model = Pair
    page_title = gettext_lazy("Two languages")
    header_icon = "globe"
    index_url_name = "editorial:pairs"
    index_results_url_name = "editorial:pairs_results"
    filterset_class = PairFilterSet
    is_searchable = True
    default_ordering = "since"
    export_filename = "languages"
    verbose_name_plural = gettext_lazy("pages")

    @cached_property
    def columns(self):
        return [
            Column("title", "title", label=_("Page"), sort_key="title"),
            Column("place", "section", label=_("Section"), sort_key="place", classname="overview__wide"),
            *(LanguageColumn(place, code, name) for place, (code, name) in enumerate(languages())),
            Column("since", "since", label=_("Waits since"), sort_key="since"),
            Column("due", "asked", label=_("Asked of"), sort_key="due"),
        ]

    @cached_property
    def rows(self):
        return Rows(self.request.user)

    def get_base_queryset(self):
        return pairs_with_order()

    def order_queryset(self, queryset):
        name = self.ordering.removeprefix("-")
        order = F(name).desc(nulls_last=True) if self.ordering.startswith("-") else F(name).asc(nulls_last=True)
        return queryset.order_by(order, "pk")

    def search_queryset(self, queryset):
        if not self.is_searching:
            return queryset
        found = pages_named(self.search_query).order_by()
        return queryset.filter(translation_key__in=found.values("translation_key"))

    def get_filtered_queryset(self):
        return self.get_queryset()  # Wagtail's would filter it a second time

    def get_table(self, object_list):
        return super().get_table([] if self.is_export else self.rows.of(object_list))

    # The download

    def headings(self):
        """{name of the column: heading}"""
        found = {"kind": _("Page type"), "section": _("Section")}
        for code, name in languages():
            words = {
                "title": _("Title"),
                "state": _("State"),
                "since": _("Since"),
                "added": _("Words added in the other language"),
                "removed": _("Words removed in the other language"),
                "editor": _("Last change by"),
                "people": _("Next"),
                "asked": _("Asked of"),
                "due": _("By"),
                "exception": _("Exception until"),
            }
            found |= {f"{key}_{code}": f"{words[key]} ({name})" for key in words}
        return found

    def lines(self, pairs):
        for rows in self.rows.in_batches(pairs):
            yield [_line(row) for row in rows]


def _line(row):
    line = {"kind": row.kind, "section": row.section}
    for cell in row.cells:
        asked, size = cell.assignment, cell.size
        values = {
            "title": cell.title,
            "state": str(cell.words) or _("No page yet"),
            "since": localtime(cell.since).date() if cell.since else "",
            "added": size.added if size else "",
            "removed": size.removed if size else "",
            "editor": name_of(cell.last_editor),
            "people": ", ".join(map(name_of, cell.people)),
            "asked": name_of(asked and asked.person),
            "due": (asked and asked.due_on) or "",
            "exception": cell.exception.until if cell.exception else "",
        }
        line |= {f"{key}_{cell.language}": value for key, value in values.items()}
    return line


def name_of(person):
    return (person.get_full_name() or person.get_username()) if person else ""


class WaitingView(ScreenMixin, PageReportView):
    """What somebody decides on, was asked, got back, or has to bring up to date."""

    page_title = gettext_lazy("What waits for me")
    header_icon = "tasks"
    index_url_name = "editorial:waiting"
    index_results_url_name = "editorial:waiting_results"
    results_template_name = "editorial/overview/waiting_results.html"
    permission_policy = None
    any_permission_required = None
    default_ordering = None
    list_export = []

    def get_base_queryset(self):
        return waiting_for(self.request.user)

    def get_filtered_queryset(self):
        return self.get_queryset()

    @cached_property
    def columns(self):
        return waiting_columns()

    def get_table(self, object_list):
        return super().get_table(waiting_rows(object_list, self.request.user))

    def get_context_data(self, *args, **kwargs):
        from_above = slots.render("editorial:waiting", record=self.request.user, language=active_language())
        return super().get_context_data(*args, **kwargs) | {"from_above": from_above}


def waiting_columns():
    return [
        Column("title", "waiting_page", label=_("Page")),
        Column("why", "why", label=_("Why")),
        Column("state", "state", label=_("State")),
        Column("due", "due", label=_("By")),
    ]


def waiting_rows(pages, user):
    """Those pages in their order, each with its cell and with why it waits."""
    pages = list(pages)
    cells = Rows(user, with_people=False).of_pages(page.pk for page in pages)
    return [{"why": Why(page.why), "cell": cells[page.pk], "page": page} for page in pages]


urlpatterns = [
    path("pairs/", PairsView.as_view(), name="pairs"),
    path("pairs/results/", PairsView.as_view(results_only=True), name="pairs_results"),
    path("waiting/", WaitingView.as_view(), name="waiting"),
    path("waiting/results/", WaitingView.as_view(results_only=True), name="waiting_results"),
]
