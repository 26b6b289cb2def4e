"""What the calendar says of dates: when, what, who, where it stands, and where to read more."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from actions import deadlines
from actions.models import Commitment, Milestone, StatusReport
from actions.models.statuses import Standing, Status
from actions.promises.addresses import below
from core.cards import pages_for
from core.dates import today
from core.languages import localized_value
from core.places import address_of

from .index import Kind


@dataclass(frozen=True)
class Line:
    day: date
    kind: Kind
    commitment: Commitment
    """With its status, its organisation, its action or pledge."""
    milestone: int
    text: str
    """What is due: the name of a milestone, else what was promised."""
    promise: str
    who: str
    group: str
    """The plan, or that it is a pledge."""
    action: str
    """The number of the action, in words; empty for a pledge."""
    url: str
    lang: str
    """The language of the page at that address, where it is another than the reader's."""
    standing: Standing
    reached_on: date | None
    first: date | None
    """The first deadline, of one that moved."""

    @property
    def about(self):
        return ", ".join(filter(None, [self.group, self.action]))

    @property
    def kind_label(self):
        return str(self.kind.label)

    @property
    def standing_label(self):
        return str(self.standing.label)

    @property
    def history(self):
        """How often the deadline moved, in words; a milestone keeps its day."""
        return "" if self.milestone else deadlines.history(self.commitment)

    @property
    def is_overdue(self):
        is_open = self.commitment.status not in Status.closed()
        if self.kind == Kind.REVIEW and self.commitment.status_on and self.commitment.status_on >= self.day:
            return False
        return is_open and not self.reached_on and self.day < today()


def lines_of(index, places, language, commitments=None):
    """The dates at these places of the index, in their order; in as many queries for few as for many.

    `commitments`: a queryset of them with what else is asked of each.
    """
    keys = {index.commitments[place] for place in places}
    rows = (commitments or Commitment.objects).filter(pk__in=keys).with_status()
    found = {
        row.pk: row for row in rows.select_related("action__plan", "organisation__government", "pledge").order_by()
    }
    names, reached = _milestones({index.milestones[place] for place in places} - {0}, keys, language)
    actions = pages_for({row.action for row in found.values() if row.action_id}, language)
    pledges = pages_for([row.pledge for row in found.values() if not row.action_id], language)
    lines = []
    for place in places:
        row, milestone = found.get(index.commitments[place]), index.milestones[place]
        if row is None or (milestone and milestone not in names):
            continue
        page = actions.get(row.action_id) if row.action_id else pledges.get(row.pledge.pk)
        address = (page and address_of(page.url_path)) or ""
        promise = row.text_in(language) if row.action_id else row.pledge.name_in(language)
        lines.append(
            Line(
                day=date.fromordinal(index.days[place]),
                kind=_kind(row, milestone),
                commitment=row,
                milestone=milestone,
                text=names[milestone] if milestone else promise,
                promise=promise,
                who=_who(row, language),
                group=row.action.plan.name_in(language) if row.action_id else _("Pledge"),
                action=_("action {number}").format(number=row.action.number) if row.action_id else "",
                url=below(address, row) if row.action_id else address,
                lang=page.language if page and page.language != language else "",
                standing=row.standing(),
                reached_on=reached.get(milestone),
                first=row.first_deadline if row.moves and not milestone else None,
            )
        )
    return lines


def _kind(commitment, milestone):
    if milestone:
        return Kind.MILESTONE
    return Kind.REVIEW if commitment.is_ongoing else Kind.DEADLINE


def _milestones(keys, commitments, language):
    """({milestone: its name}, {milestone: the first day on which a report says that it was reached})"""
    names = {row.pk: row.name_in(language) for row in Milestone.objects.filter(pk__in=keys)} if keys else {}
    if not names:
        return {}, {}
    # By the commitments, of which the log has an index: as of a day, it would else be read from end to end.
    reports = StatusReport.objects.filter(commitment__in=commitments, milestones_reached__milestone__in=names)
    rows = reports.as_of(today()).order_by("-holds_on").values_list("milestones_reached__milestone", "holds_on")
    return names, dict(rows)


def _who(commitment, language):
    organisation = commitment.organisation
    government = organisation.government and localized_value(organisation.government, "name", language)
    return " · ".join(dict.fromkeys(filter(None, [government, organisation.name_in(language)])))
