"""How many addresses follow what: numbers, and never an address nor the words of a search."""

from django.db.models import Case, CharField, Count, F, Value, When
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.reports import ReportView

from core.changes import subject_of
from core.kept import kept
from core.languages import active_language
from editorial.permissions import RecordPermissionPolicy
from editorial.report_views import ScreenMixin
from follow.models import Following

from .subjects import SEARCH, kind_label


class FollowingPolicy(RecordPermissionPolicy):
    """Read only: what somebody follows is theirs."""

    forbidden = frozenset({"add", "change", "delete"})


POLICY = FollowingPolicy(Following)


class FollowersView(ScreenMixin, ReportView):
    model = Following
    permission_policy = POLICY
    page_title = gettext_lazy("What is followed by mail")
    header_icon = "mail"
    index_url_name = "followers:list"
    index_results_url_name = "followers:list_results"
    is_searchable = False
    default_ordering = "-addresses"
    list_export = []
    verbose_name_plural = gettext_lazy("subjects")

    @cached_property
    def columns(self):
        return [
            Column("title", label=_("Subject")),
            Column("kind", label=_("Kind"), sort_key="kind"),
            Column("addresses", label=_("Addresses"), sort_key="addresses"),
        ]

    def get_base_queryset(self):
        # What people search for can say who they are: searches are counted together.
        subject = Case(When(kind=SEARCH, then=Value("")), default=F("code"), output_field=CharField())
        rows = Following.objects.confirmed().order_by().annotate(subject=subject)
        return rows.values("kind", "subject").annotate(addresses=Count("follower", distinct=True))

    def order_queryset(self, queryset):
        return queryset.order_by(self.ordering, "kind", "subject")

    def get_filtered_queryset(self):
        return self.get_queryset()

    def get_table(self, object_list):
        return super().get_table([_row(**row) for row in object_list])


def _row(kind, subject, addresses):
    label = kind_label(kind)
    title = _("All searches together") if kind == SEARCH else _title(kind, subject, active_language())
    return {"title": title, "kind": label, "addresses": addresses}


def _title(kind, code, language):
    def find():
        found = subject_of(kind, code, language)
        return found.title if found else ""

    return kept(f"followed:{language}:{kind}:{code}", find) or code
