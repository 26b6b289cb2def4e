"""What belongs to a subject: the public commitments, actions, plans and indicators that its changes are about."""

from dataclasses import dataclass

from django.db.models import Q

from actions.models import Action, ActionPlan, Commitment, Indicator, Recommendation
from core.changes import Subject
from partners.lineage.kin import shown_lineage_ids

KINDS = {"plan", "action", "commitment", "organisation", "government", "theme", "everything"}


def shown(commitments):
    """Those that everybody may see, down from their plan, and those behind a public pledge."""
    authority = Q(
        kind=Commitment.Kind.AUTHORITY,
        action__is_public=True,
        action__archived_at__isnull=True,
        action__plan__is_public=True,
        action__plan__archived_at__isnull=True,
    )
    pledged = Q(kind=Commitment.Kind.PLEDGE, pledge__is_public=True, pledge__archived_at__isnull=True)
    return commitments.public().filter(authority | pledged)


@dataclass(frozen=True)
class Scope:
    subject: Subject

    @property
    def is_whose(self):
        """Whether it is somebody who promises: of them every promise is news, of others only what came later."""
        return self.subject.kind in {"organisation", "government", "commitment"}

    def commitments(self):
        """With the pledges that support an action, and what was promised by those that merged into an organisation."""
        rows, pk = shown(Commitment.objects.all()), self.subject.pk
        match self.subject.kind:
            case "plan":
                return rows.filter(action__plan=pk)
            case "action":
                supporters = Commitment.supports.through.objects.filter(action=pk).values("commitment")
                return rows.filter(Q(action=pk) | Q(pk__in=supporters))
            case "commitment":
                return rows.filter(pk=pk)
            case "organisation":
                return rows.for_organisation(None, shown_lineage_ids(pk))
            case "government":
                return rows.for_government(pk)
            case "theme":
                own = Commitment.themes.through.objects.filter(theme=pk).values("commitment")
                return rows.filter(Q(pk__in=own) | Q(action__in=_themed(pk)))
        return rows

    def actions(self):
        rows, pk = Action.objects.public(), self.subject.pk
        match self.subject.kind:
            case "plan":
                return rows.filter(plan=pk)
            case "action":
                return rows.filter(pk=pk)
            case "theme":
                return rows.filter(pk__in=_themed(pk))
            case "everything":
                return rows
        return rows.none()

    def plans(self):
        rows = ActionPlan.objects.public()
        match self.subject.kind:
            case "plan":
                return rows.filter(pk=self.subject.pk)
            case "everything":
                return rows
        return rows.none()

    def indicators(self):
        rows, pk = Indicator.objects.public().filter(action__in=Action.objects.public()), self.subject.pk
        match self.subject.kind:
            case "organisation":
                return rows.filter(organisation__in=shown_lineage_ids(pk))
            case "government":
                return rows.filter(organisation__government=pk)
            case "everything":
                return rows
        return rows.filter(action__in=self.actions())

    def answers(self, responses):
        """Those of these responses that are by the subject, or to a recommendation that it follows from."""
        recommendations, pk = Recommendation.objects.public(), self.subject.pk
        rows = responses.filter(recommendation__in=recommendations)
        match self.subject.kind:
            case "organisation":
                return rows.filter(on_behalf_of__in=shown_lineage_ids(pk))
            case "government":
                return rows.for_government(pk)
            case "everything":
                return rows
        of_action = Recommendation.actions.through.objects.filter(action__in=self.actions())
        of_commitment = Recommendation.commitments.through.objects.filter(commitment__in=self.commitments())
        asked = Q(recommendation__in=of_action.values("recommendation"))
        asked |= Q(recommendation__in=of_commitment.values("recommendation"))
        if self.subject.kind == "theme":
            own = Recommendation.themes.through.objects.filter(theme=pk)
            asked |= Q(recommendation__in=own.values("recommendation"))
        return rows.filter(asked)


def _themed(theme):
    return Action.themes.through.objects.filter(theme=theme).values("action")
