"""The log of what was sent: for everybody in the administration, names only for who coordinates."""

from django.db.models import Q
from django.forms import RadioSelect
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_filters import ChoiceFilter, ModelChoiceFilter
from wagtail.admin.ui.tables import BaseColumn, Column, DateColumn
from wagtail.admin.views.reports import ReportView
from wagtail.permissions import policy_registry

from actions.models import ActionPlan, Commitment, Reminder, StatusReport
from actions.services.submissions import APPROVE, MODERATE
from core.languages import active_language
from core.querysets import LONGEST_QUERY
from editorial.filters import TolerantFilterSet
from editorial.mails.post import one_line
from editorial.report_views import ScreenMixin, name_of

from .words import LONGEST

ADMINISTERS = "users.change_user"
"""Who manages accounts knows the people anyway."""


def plans(request):
    return ActionPlan.objects.order_by("-starts_on", "code")


class ReminderFilterSet(TolerantFilterSet):
    plan = ModelChoiceFilter(
        label=gettext_lazy("Action plan"),
        field_name="commitment__action__plan",
        queryset=plans,
        empty_label=gettext_lazy("All"),
        widget=RadioSelect,
    )
    kind = ChoiceFilter(
        label=gettext_lazy("Kind"), choices=Reminder.Kind.choices, empty_label=gettext_lazy("All"), widget=RadioSelect
    )

    class Meta:
        model = Reminder
        fields = []


class CommitmentColumn(BaseColumn):
    cell_template_name = "actions/reminders/commitment.html"


class RemindersView(ScreenMixin, ReportView):
    """Which reminders were sent, about which commitment, and when."""

    model = Reminder
    page_title = gettext_lazy("Reminders sent")
    header_icon = "mail"
    index_url_name = "reminders:list"
    index_results_url_name = "reminders:list_results"
    filterset_class = ReminderFilterSet
    is_searchable = True
    default_ordering = "-sent_at"
    list_export = []
    verbose_name_plural = gettext_lazy("reminders")

    @cached_property
    def permission_policy(self):
        """Who may read the log of reports may read this one."""
        return policy_registry.get_by_type(StatusReport)

    @cached_property
    def columns(self):
        return [
            DateColumn("sent_at", label=_("Sent on"), sort_key="sent_at"),
            CommitmentColumn("commitment", label=_("Commitment")),
            Column("kind", label=_("Kind")),
            Column("about", label=_("For the day"), sort_key="about"),
            Column("person", label=_("Recipient")),
        ]

    def get_base_queryset(self):
        related = ("commitment__organisation", "commitment__action__plan", "contact", "user")
        return Reminder.objects.select_related(*related)

    def order_queryset(self, queryset):
        return queryset.order_by(self.ordering, "-pk")

    def search_queryset(self, queryset):
        if not self.is_searching:
            return queryset
        found = Commitment.objects.matching(self.search_query).values("pk")
        code = self.search_query.replace("\x00", " ").strip()[:LONGEST_QUERY]
        return queryset.filter(Q(commitment__in=found) | Q(commitment__code=code))

    def get_filtered_queryset(self):
        return self.get_queryset()  # Wagtail's would filter it a second time

    def get_table(self, object_list):
        return super().get_table([_row(reminder, self.request.user) for reminder in object_list])


def _row(reminder, user):
    commitment = reminder.commitment
    return {
        "sent_at": reminder.sent_at,
        "commitment": commitment,
        "text": one_line(commitment.text_in(active_language()) or commitment.code, LONGEST),
        "url": reverse(commitment.snippet_viewset.get_url_name("inspect"), args=[commitment.pk]),
        "plan": commitment.action.plan if commitment.action_id else _("Pledge"),
        "kind": reminder.get_kind_display(),
        "about": date_format(reminder.about, "DATE_FORMAT"),
        "person": _person(reminder, user),
    }


def _person(reminder, user):
    """The name, for who may read it; for others what that person is."""
    if may_read_names(user, reminder.commitment.organisation):
        return str(reminder.contact) if reminder.contact else name_of(reminder.user)
    return _("The contact person") if reminder.contact else _("A coordinator")


def may_read_names(user, organisation):
    """Administrators, and the coordinators of that government; for other organisations who moderates their pledges."""
    if user.has_perm(ADMINISTERS):
        return True
    if organisation.government_id is None:
        return user.has_perm(MODERATE)
    return user.has_perm(APPROVE) and user.works_for(organisation.government_id)
