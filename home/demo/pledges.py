"""Pledges of the fictional organisations, with what became of them."""

from datetime import timedelta

from actions.models import Action, Commitment, CoOwner, Milestone, Pledge
from actions.services.reporters import pledge_report_by
from actions.services.reports import report_submit
from actions.services.submissions import saying_translate, submission_approve
from core.languages import language_codes
from core.models import Goal, Theme
from core.services import record_create
from users.models import User

from .actions import coordinator_of
from .files import columns, read
from .moments import moment
from .partners import by_code
from .words import publish_pages


def load(organisations, media, user, progress):
    """Add the pledges that are missing, each with its pages and reports."""
    known = set(Pledge.objects.values_list("code", flat=True))
    for row in progress("pledges", read("pledges.toml")["pledge"]):
        if row["code"] in known:
            continue
        commitment = _commitment(row, organisations, user)
        pledge = Pledge(
            code=row["code"],
            commitment=commitment,
            announced_on=row["announced"],
            fictional=commitment.organisation.fictional,
            is_public=True,
            **columns(row, "name", "measure"),
        )
        record_create(record=pledge, user=user)
        publish_pages(pledge, row["page"], media)
        _history(row["report"], commitment)
        _reporters(pledge)


def _commitment(row, organisations, user):
    themes = by_code(Theme)
    commitment = Commitment(
        code=row["code"],
        kind=Commitment.Kind.PLEDGE,
        organisation=organisations[row["organisation"]],
        timing="ongoing" if "review" in row else "time_bound",
        first_deadline=row.get("deadline"),
        review_on=row.get("review"),
        is_public=True,
        **columns(row, "text"),
    )
    commitment.themes.set([themes[code] for code in row["themes"]])
    commitment.goals.set(Goal.objects.filter(number__in=row["goals"]))
    commitment.supports.set(Action.objects.filter(code__in=row["supports"]))
    commitment.milestones.set(
        [Milestone(due_on=step["due"], **columns(step, "name")) for step in row.get("milestone", [])]
    )
    commitment.co_owners.set([CoOwner(organisation=organisations[code]) for code in row.get("with", [])])
    commitment.full_clean()
    commitment.save()
    commitment.save_revision(user=user)
    return commitment


def _reporters(pledge):
    """Whoever administers the organisation reports on it."""
    rows = pledge.commitment.organisation.representatives.current().administrators()
    for row in rows[:1]:
        pledge_report_by(pledge=pledge, representatives=[row], by=row.user)


def _history(rows, commitment):
    """Sent in by the organisation's own people where somebody of them has a log-in, else by the secretariat."""
    moderator = coordinator_of(commitment.organisation.government_id) or User.objects.get(username="partner-manager")
    sender = User.objects.filter(representations__organisation=commitment.organisation).order_by("pk").first()
    milestones = list(commitment.milestones.all())
    for row in rows:
        report = report_submit(
            commitment=commitment,
            status=row["status"],
            reason=row["reason"],
            language=row["language"],
            by=sender or User.objects.get(username="action-owner"),
            holds_on=row["holds_on"],
            milestones=[milestones[number - 1] for number in row.get("reached", [])],
            at=moment(max(row["holds_on"], row["approved_on"] - timedelta(days=3))),
        )
        report = submission_approve(submission=report, by=moderator, at=moment(row["approved_on"]))
        other = next(code for code in language_codes() if code != row["language"])
        saying_translate(saying=report, language=other, reason=row["translation"], by=moderator)
