"""Of which contributions it is kept who sent them; the names themselves are in the file, whose making is recorded."""

from django.core.exceptions import PermissionDenied
from django.db.models import Count
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import ReportView

from consultations.models import AccessEntry, Consultation, Identity
from core.languages import active_language
from core.sealing import Unreadable, unseal
from editorial.downloads import DownloadMixin
from editorial.report_views import ScreenMixin

from .filters import IdentityFilterSet
from .identity_views import private
from .log import look
from .policies import POLICIES

BATCH = 500


@private
class IdentitiesView(ScreenMixin, DownloadMixin, ReportView):
    model = Identity
    permission_policy = POLICIES[Identity]
    page_title = gettext_lazy("Who sent contributions")
    header_icon = "user"
    index_url_name = "identities:list"
    index_results_url_name = "identities:list_results"
    filterset_class = IdentityFilterSet
    default_ordering = "-made_at"
    export_filename = "respondents"
    verbose_name_plural = gettext_lazy("identities")

    @cached_property
    def columns(self):
        return [
            TitleColumn("reference", label=_("Contribution"), get_url=lambda row: row["url"]),
            Column("consultation", label=_("Consultation")),
            Column("publication", label=_("Publication")),
            Column("until", label=_("Kept until"), sort_key="expires_on"),
        ]

    def get_base_queryset(self):
        return Identity.objects.select_related("contribution__consultation")

    def order_queryset(self, queryset):
        return queryset.order_by(self.ordering, "-pk")

    def get_filtered_queryset(self):
        return self.get_queryset()  # Wagtail's would filter it a second time

    def get_table(self, object_list):
        return super().get_table([] if self.is_export else [_row(identity) for identity in object_list])

    # The file

    @cached_property
    def show_export_buttons(self):
        return self.user_has_permission("export")

    def as_spreadsheet(self, queryset, spreadsheet_format):
        if not self.user_has_permission("export"):
            raise PermissionDenied
        _record(self.request.user, queryset)
        return super().as_spreadsheet(queryset, spreadsheet_format)

    def headings(self):
        return {
            "reference": _("Contribution"),
            "consultation": _("Consultation"),
            "name": _("Name"),
            "email": _("E-mail address"),
            "publication": _("Publication"),
            "until": _("Kept until"),
        }

    def lines(self, identities):
        batch = []
        for identity in identities.iterator(chunk_size=BATCH):
            batch.append(_line(identity))
            if len(batch) == BATCH:
                yield batch
                batch = []
        yield batch


def _record(user, identities):
    """A line in the log for each consultation in the file."""
    counted = identities.order_by().values("contribution__consultation").annotate(rows=Count("pk"))
    counts = dict(counted.values_list("contribution__consultation", "rows"))
    for consultation in Consultation.objects.filter(pk__in=counts):
        look(user, AccessEntry.Act.EXPORT, consultation, rows=counts[consultation.pk])


def _line(identity):
    try:
        known = unseal(identity.sealed)
    except Unreadable:
        known = dict.fromkeys(("name", "email"), _("Cannot be read"))
    contribution = identity.contribution
    return {
        "reference": contribution.reference,
        "consultation": contribution.consultation.name_in(active_language()),
        "name": known.get("name", ""),
        "email": known.get("email", ""),
        "publication": contribution.get_publication_display(),
        "until": identity.expires_on,
    }


def _row(identity):
    contribution = identity.contribution
    return {
        "reference": contribution.reference,
        "url": reverse("identities:identity", args=[contribution.pk]),
        "consultation": contribution.consultation.name_in(active_language()),
        "publication": contribution.get_publication_display(),
        "until": date_format(identity.expires_on) if identity.expires_on else "",
    }
