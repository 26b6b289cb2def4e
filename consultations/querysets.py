from django.apps import apps
from django.db.models import Case, CharField, Exists, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils import timezone

from core.dates import today
from core.querysets import RecordQuerySet


class ConsultationQuerySet(RecordQuerySet):
    def opened(self):
        """With a version: what is asked stands."""
        versions = apps.get_model("consultations.QuestionnaireVersion").objects.filter(consultation=OuterRef("pk"))
        return self.filter(Exists(versions.order_by()))

    def announced(self):
        """Everybody may see them, and what is asked stands."""
        return self.public().opened()

    def with_last_on(self):
        """Adds `last_on`: the last day as it is now, after extensions."""
        extensions = apps.get_model("consultations.Extension").objects.filter(consultation=OuterRef("pk"))
        newest = extensions.order_by("-decided_at", "-pk").values("closes_on")[:1]
        return self.annotate(last_on=Coalesce(Subquery(newest), "closes_on"))

    def with_phase(self, on=None):
        """Adds `phase_on`: planned, open or closed on that day (today in Brussels); grace counts as closed."""
        on = on or today()
        phases = Case(
            When(opens_on__gt=on, then=Value("planned")),
            When(last_on__gte=on, then=Value("open")),
            default=Value("closed"),
            output_field=CharField(),
        )
        return self.with_last_on().annotate(phase_on=phases)

    def running(self, on=None):
        """In which something can be begun on that day (today in Brussels)."""
        return self.opened().with_phase(on).filter(phase_on="open")


class ContributionQuerySet(QuerySet):
    def counted(self):
        """What the results count: sent, confirmed and checked, not withdrawn, and in time or admitted."""
        return self.filter(state="sent").filter(~Q(lateness="late") | Q(admitted_at__isnull=False))


class LinkQuerySet(QuerySet):
    def valid(self, at=None):
        return self.filter(expires_at__gt=at or timezone.now())
