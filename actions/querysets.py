from datetime import datetime, time, timedelta

from django.db.models import Case, CharField, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.utils import timezone

from core.dates import today
from core.querysets import RecordQuerySet


def end_of(day):
    """The moment at which that day ends in Brussels."""
    return datetime.combine(day + timedelta(days=1), time.min, tzinfo=timezone.get_default_timezone())


class StatusReportQuerySet(QuerySet):
    def approved(self):
        return self.filter(state="approved")

    def submitted(self):
        return self.filter(state="submitted")

    def as_of(self, day):
        """The reports that were known at the end of that day and hold for it or earlier, corrected ones left out."""
        known = self.approved().filter(decided_at__lt=end_of(day), holds_on__lte=day)
        corrections = self.model.objects.approved().filter(decided_at__lt=end_of(day), corrects=OuterRef("pk"))
        return known.exclude(Exists(corrections))

    def latest_first(self):
        return self.order_by("-holds_on", "-decided_at", "-pk")

    def for_government(self, government_id):
        return self.filter(commitment__organisation__government=government_id)


class ActionQuerySet(RecordQuerySet):
    def public(self):
        """Actions that everybody may see: public ones of public plans."""
        return super().public().filter(plan__is_public=True, plan__archived_at__isnull=True)


class CommitmentQuerySet(RecordQuerySet):
    text_columns = ("text",)

    def with_status(self, on=None):
        """Adds `status` and `status_on`: what the latest approved report said on that day (today in Brussels)."""
        from .models import StatusReport

        day = on or today()
        latest = StatusReport.objects.filter(commitment=OuterRef("pk")).as_of(day).latest_first()
        return self.annotate(
            status=Subquery(latest.values("status")[:1]), status_on=Subquery(latest.values("holds_on")[:1])
        )

    def with_standing(self, on=None):
        """Adds `standing`: the same as `Commitment.standing(on)`, for whoever counts or filters in the database."""
        day = on or today()
        is_open = Q(status__isnull=True) | ~Q(status__in=["completed", "stopped"])
        return self.with_status(day).annotate(
            standing=Case(
                When(is_open & Q(first_deadline__lt=day), then=Value("late")),
                When(status__isnull=True, then=Value("no_news")),
                When(is_open & Q(timing="ongoing", review_on__lt=day), then=Value("update_due")),
                default=F("status"),
                output_field=CharField(),
            )
        )

    def open(self, on=None):
        """Commitments neither completed nor stopped on that day (today in Brussels), or without any news."""
        return self.with_status(on).filter(Q(status__isnull=True) | ~Q(status__in=["completed", "stopped"]))

    def late(self, on=None):
        """Open commitments whose deadline has passed on that day (today in Brussels)."""
        return self.open(on).filter(first_deadline__lt=on or today())

    def for_organisation(self, organisation):
        return self.filter(organisation=organisation)
