"""Who of the staff looked at personal data, what was erased, and that the clean-up runs: for who may check it."""

from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.reports import ReportView

from consultations.models import AccessEntry, Erasure, RetentionRun
from core.languages import active_language
from editorial.downloads import DownloadMixin
from editorial.report_views import ScreenMixin, name_of

from .filters import AccessFilterSet, ErasureFilterSet
from .policies import POLICIES

BATCH = 500


class LogView(ScreenMixin, DownloadMixin, ReportView):
    """A log, newest first; its file says what the screen says."""

    header_icon = "history"
    default_ordering = "-at"

    @property
    def permission_policy(self):
        return POLICIES[self.model]

    @cached_property
    def columns(self):
        sorts = {"at": "at"}
        return [Column(name, label=label, sort_key=sorts.get(name)) for name, label in self.headings().items()]

    def order_queryset(self, queryset):
        return queryset.order_by(self.ordering, "-pk")

    def get_filtered_queryset(self):
        return self.get_queryset()  # Wagtail's would filter it a second time

    def get_table(self, object_list):
        rows = [] if self.is_export else [self.line(row) | {"at": in_words(row.at)} for row in object_list]
        return super().get_table(rows)

    def lines(self, rows):
        batch = []
        for row in rows.iterator(chunk_size=BATCH):
            batch.append(self.line(row) | {"at": localtime(row.at).replace(tzinfo=None)})
            if len(batch) == BATCH:
                yield batch
                batch = []
        yield batch


class AccessesView(LogView):
    model = AccessEntry
    page_title = gettext_lazy("Looks at personal data")
    index_url_name = "identities:accesses"
    index_results_url_name = "identities:accesses_results"
    filterset_class = AccessFilterSet
    export_filename = "accesses"
    verbose_name_plural = gettext_lazy("looks at personal data")

    def get_base_queryset(self):
        return AccessEntry.objects.select_related("user", "consultation", "contribution")

    def headings(self):
        return {
            "at": _("When"),
            "who": _("Who"),
            "act": _("Act"),
            "consultation": _("Consultation"),
            "contribution": _("Contribution"),
            "rows": _("Number of contributions"),
        }

    def line(self, entry):
        return {
            "who": name_of(entry.user),
            "act": entry.get_act_display(),
            "consultation": entry.consultation.name_in(active_language()),
            "contribution": entry.contribution.reference if entry.contribution else "",
            "rows": entry.rows,
        }


class ErasuresView(LogView):
    model = Erasure
    page_title = gettext_lazy("Erasures")
    index_url_name = "identities:erasures"
    index_results_url_name = "identities:erasures_results"
    filterset_class = ErasureFilterSet
    export_filename = "erasures"
    verbose_name_plural = gettext_lazy("erasures")

    def get_base_queryset(self):
        return Erasure.objects.select_related("by")

    def headings(self):
        return {"at": _("When"), "what": _("What"), "subject": _("Of what"), "cause": _("Why"), "who": _("Who")}

    def line(self, erasure):
        return {
            "what": erasure.get_what_display(),
            "subject": erasure.subject,
            "cause": erasure.get_cause_display(),
            "who": name_of(erasure.by),
        }


class CleanUpsView(LogView):
    model = RetentionRun
    page_title = gettext_lazy("Clean-ups")
    index_url_name = "identities:clean_ups"
    index_results_url_name = "identities:clean_ups_results"
    export_filename = "clean-ups"
    verbose_name_plural = gettext_lazy("clean-ups")

    def get_base_queryset(self):
        return RetentionRun.objects.all()

    def headings(self):
        return {"at": _("When"), "erased": _("Erased")}

    def line(self, run):
        kinds = {
            "drafts": _("drafts"),
            "withdrawn": _("withdrawn contributions"),
            "unconfirmed": _("contributions without confirmation"),
            "identities": _("identities"),
            "links": _("links"),
            "proofs": _("proofs"),
            "documents": _("documents"),
        }
        other = _("Other")
        parts = [
            f"{code or other}: " + ", ".join(f"{kinds.get(name, name)} {count}" for name, count in counts.items())
            for code, counts in run.erased.items()
        ]
        return {"erased": "; ".join(parts) or _("Nothing")}


def in_words(moment):
    return date_format(localtime(moment), "SHORT_DATETIME_FORMAT")
