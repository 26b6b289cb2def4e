from datetime import datetime, time, timedelta

from django.db.models import (
    Case,
    CharField,
    Count,
    DateField,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce
from django.utils import timezone

from core.dates import add_months, today
from core.languages import localized_names
from core.querysets import RecordQuerySet, words_of

RHYTHM_OF_PLEDGES = 12
"""A pledge is reported on every year."""


def end_of(day):
    """The moment at which that day ends in Brussels."""
    return datetime.combine(day + timedelta(days=1), time.min, tzinfo=timezone.get_default_timezone())


class SubmissionQuerySet(QuerySet):
    def approved(self):
        return self.filter(state="approved")

    def submitted(self):
        return self.filter(state="submitted")

    def for_government(self, government_id):
        return self.filter(on_behalf_of__government=government_id)


class StatusReportQuerySet(SubmissionQuerySet):
    def as_of(self, day):
        """The reports that were known at the end of that day and hold for it or earlier, corrected ones left out."""
        known = self.approved().filter(decided_at__lt=end_of(day), holds_on__lte=day)
        corrections = self.model.objects.approved().filter(decided_at__lt=end_of(day), corrects=OuterRef("pk"))
        return known.exclude(Exists(corrections))

    def latest_first(self):
        return self.order_by("-holds_on", "-decided_at", "-pk")


class FigureQuerySet(SubmissionQuerySet):
    def as_of(self, day):
        """The figures that were known at the end of that day, replaced ones left out."""
        known = self.approved().filter(decided_at__lt=end_of(day))
        corrections = self.model.objects.approved().filter(decided_at__lt=end_of(day), corrects=OuterRef("pk"))
        return known.exclude(Exists(corrections))


class ResponseQuerySet(SubmissionQuerySet):
    def as_of(self, day):
        return self.approved().filter(decided_at__lt=end_of(day), answered_on__lte=day)

    def latest_first(self):
        return self.order_by("-answered_on", "-decided_at", "-pk")

    def holding(self, on=None):
        """The last response of each authority to each recommendation on that day (today in Brussels)."""
        same = self.model.objects.filter(
            recommendation=OuterRef("recommendation"), on_behalf_of=OuterRef("on_behalf_of")
        )
        latest = same.as_of(on or today()).latest_first()
        return self.filter(pk=Subquery(latest.values("pk")[:1]))


class ResponsibilityQuerySet(QuerySet):
    def open(self, on=None):
        """Who reports on what on that day (today in Brussels); from the day on which it ends, no longer."""
        day = on or today()
        return self.filter(Q(until__isnull=True) | Q(until__gt=day), since__lte=day)


class ActionQuerySet(RecordQuerySet):
    def public(self):
        """Actions that everybody may see: public ones of public plans."""
        return super().public().filter(plan__is_public=True, plan__archived_at__isnull=True)


class RecommendationQuerySet(RecordQuerySet):
    text_columns = ("text",)

    def public(self):
        """Recommendations that everybody may see: public ones of public sources."""
        return super().public().filter(source__is_public=True, source__archived_at__isnull=True)

    def unanswered(self, on=None):
        """Those to which no authority had answered at the end of that day (today in Brussels)."""
        return self._with_responses(on).filter(has_response=False)

    def answered(self, on=None):
        return self._with_responses(on).filter(has_response=True)

    def _with_responses(self, on):
        from .models import Response

        responses = Response.objects.filter(recommendation=OuterRef("pk")).as_of(on or today())
        return self.annotate(has_response=Exists(responses))


class CommitmentQuerySet(RecordQuerySet):
    text_columns = ("text",)

    def in_public_plans(self):
        """Commitments that everybody may see: public ones of public actions of public plans."""
        return self.public().filter(action__is_public=True, action__plan__is_public=True)

    def with_status(self, on=None):
        """Adds what the log said at the end of that day (today in Brussels).

        `status`, `status_on`: of the latest approved report; `due_on`: the deadline or review date as last moved;
        `moves`: how often it moved; `rhythm`: the months that may pass between two reports, or None;
        `plan_starts_on`; `announced_on`: of a pledge; `as_of`: the day.
        """
        from .models import StatusReport

        day = on or today()
        latest = StatusReport.objects.filter(commitment=OuterRef("pk")).as_of(day).latest_first()
        moved = latest.filter(moves_to__isnull=False)
        moves = moved.order_by().values("commitment").annotate(number=Count("pk"))
        return self.annotate(
            as_of=Value(day, output_field=DateField()),
            status=Subquery(latest.values("status")[:1]),
            status_on=Subquery(latest.values("holds_on")[:1]),
            due_on=Coalesce(Subquery(moved.values("moves_to")[:1]), F("first_deadline"), F("review_on")),
            moves=Coalesce(Subquery(moves.values("number")), 0),
            plan_starts_on=F("action__plan__starts_on"),
            announced_on=F("pledge__announced_on"),
            rhythm=Case(
                When(kind="pledge", then=Value(RHYTHM_OF_PLEDGES)),
                default=F("action__plan__rhythm"),
                output_field=IntegerField(null=True),
            ),
        )

    def with_standing(self, on=None):
        """Adds `standing`: the same as `Commitment.standing(on)`, for whoever counts or filters in the database."""
        from .models.statuses import LAPSES_AFTER, Standing

        day = on or today()
        is_open = Q(status__isnull=True) | ~Q(status__in=["completed", "stopped"])
        return self.with_status(day).annotate(
            standing=Case(
                When(is_open & Q(timing="time_bound", due_on__lt=day), then=Value(Standing.LATE)),
                When(status__isnull=True, then=Value(Standing.NO_NEWS)),
                When(is_open & _silent_since(add_months(day, -LAPSES_AFTER)), then=Value(Standing.LAPSED)),
                When(is_open & _silent_since(day), then=Value(Standing.UPDATE_DUE)),
                default=F("status"),
                output_field=CharField(),
            )
        )

    def open(self, on=None):
        """Commitments neither completed nor stopped on that day (today in Brussels), or without any news."""
        return self.with_status(on).filter(Q(status__isnull=True) | ~Q(status__in=["completed", "stopped"]))

    def late(self, on=None):
        """Open commitments whose deadline, as last moved, has passed on that day (today in Brussels)."""
        return self.open(on).filter(timing="time_bound", due_on__lt=on or today())

    def due_soon(self, on=None, days=30):
        """Open commitments whose deadline or review date lies in the next so many days."""
        day = on or today()
        return self.open(day).filter(due_on__gte=day, due_on__lte=day + timedelta(days=days))

    def for_organisation(self, organisation, lineage=None):
        """What it answers for: what it leads and what it promised together with others, what was promised so by those
        that merged into it, and what was handed to it when another was reorganised.

        `lineage`: its `lineage_ids()`, where they are known already.
        """
        from .models import CoOwner, Responsibility

        ours = lineage or organisation.lineage_ids()
        joint = CoOwner.objects.filter(organisation__in=ours)
        handed = Responsibility.objects.filter(
            until__isnull=True,
            contact__organisation__in=ours,
            commitment__organisation__successions__successor__in=ours,
        )
        theirs = Q(organisation__in=ours) | Q(pk__in=joint.values("commitment"))
        return self.filter(theirs | Q(pk__in=handed.order_by().values("commitment")))

    def for_government(self, government_id):
        return self.filter(organisation__government=government_id)


class PledgeQuerySet(RecordQuerySet):
    text_columns = ("name", "commitment__text")

    def public(self):
        """Pledges that everybody may see: public ones of which the commitment is public too."""
        return super().public().filter(commitment__is_public=True, commitment__archived_at__isnull=True)

    def matching(self, text):
        """Pledges that hold each word of `text` in any language, or whose makers had or have it in their names."""
        from partners.models import Organisation

        found = self
        for word in words_of(text):
            organisations = Organisation.objects.filter(_holds(word, "name", "acronym", "former_names__name"))
            found = found.filter(_holds(word, *self.text_columns) | _made_by(organisations.values("pk")))
        return found


def _holds(word, *fields):
    """That the word stands in one of these fields, in any language."""
    columns = [column for field in fields for column in localized_names(field)]
    return Q(*((f"{column}__icontains", word) for column in columns), _connector=Q.OR)


def _made_by(organisations):
    from .models import CoOwner

    joint = CoOwner.objects.filter(organisation__in=organisations)
    return Q(commitment__organisation__in=organisations) | Q(commitment__in=joint.values("commitment"))


def _silent_since(day):
    """`Commitment._silent_since` in the database."""
    from .models.statuses import Rhythm

    due = Q(timing="ongoing", due_on__lt=day, status_on__lt=F("due_on"))
    for rhythm in Rhythm:
        due |= Q(rhythm=rhythm, status_on__lt=add_months(day, -rhythm))
    return due
