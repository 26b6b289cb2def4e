"""What is new, in words: plans, actions, promises, and the reports in which a plan gives account."""

from datetime import timedelta

from django.db.models import F
from django.db.models.functions import Coalesce, Greatest
from django.utils.translation import gettext as _
from django.utils.translation import override

from actions.models import (
    Action,
    ActionPage,
    ActionPlan,
    ActionPlanPage,
    Commitment,
    Pledge,
    PledgePage,
    ProgressReport,
    ProgressReportPage,
)
from core.changes import Change
from core.page_paths import address, page_path, published_at

from .words import of_action, short

WITH_THE_ACTION = timedelta(days=1)
"""What is promised so soon after the action began is no news apart from it, but for those who follow who promised."""

SHOWN = Coalesce("shown_since", "created_at")
"""When a record became public; for one from before that was noted, when it was made."""

PLAN, ACTION, COMMITMENT, PLEDGE, ACCOUNT = "plan", "action", "commitment", "pledge", "progress-report"


def moments(scope):
    """From when everybody could see a page of it; a promise, from when it was added to an action with a page."""
    yield PLAN, _published(scope.plans(), ActionPlanPage), F("begun")
    yield ACTION, _published(scope.actions(), ActionPage), F("begun")
    accounts = ProgressReport.objects.public().filter(snapshot__plan__in=scope.plans().order_by().values("pk"))
    yield ACCOUNT, _published(accounts, ProgressReportPage), F("begun")
    promised = scope.commitments().filter(kind=Commitment.Kind.AUTHORITY)
    promised = promised.annotate(begun=published_at(ActionPage, "action")).filter(begun__isnull=False)
    if not scope.is_whose:
        promised = promised.annotate(shown=SHOWN).filter(shown__gt=F("begun") + WITH_THE_ACTION)
    yield COMMITMENT, promised, Greatest("begun", SHOWN)
    pledged = scope.commitments().filter(kind=Commitment.Kind.PLEDGE).order_by().values("pk")
    pledges = Pledge.objects.public().filter(commitment__in=pledged)
    yield PLEDGE, pledges, Coalesce(published_at(PledgePage, "pk"), SHOWN)


def changes(chosen, language):
    with override(language):
        for what, rows, change in (
            (PLAN, _with_page(ActionPlan, ActionPlanPage, language), _of_plan),
            (ACTION, _with_page(Action, ActionPage, language), _of_action),
            (ACCOUNT, _with_page(ProgressReport, ProgressReportPage, language), _of_account),
            (COMMITMENT, _commitments(language), _of_commitment),
            (PLEDGE, _pledges(language), _of_pledge),
        ):
            if what in chosen:
                yield from (change(row, f"{what}-{row.pk}", language) for row in rows.filter(pk__in=chosen[what]))


def _published(rows, page_model):
    return rows.annotate(begun=published_at(page_model, "pk")).filter(begun__isnull=False)


def _with_page(model, page_model, language):
    return model.objects.annotate(begun=published_at(page_model, "pk"), path=page_path(page_model, "pk", language))


def _commitments(language):
    rows = Commitment.objects.annotate(
        at=Greatest(published_at(ActionPage, "action"), SHOWN), path=page_path(ActionPage, "action", language)
    )
    return rows.select_related("action", "organisation")


def _pledges(language):
    rows = Pledge.objects.annotate(
        begun=Coalesce(published_at(PledgePage, "pk"), SHOWN), path=page_path(PledgePage, "pk", language)
    )
    return rows.select_related("commitment__organisation")


def _of_plan(plan, key, language):
    title = _("New plan: {name}.").format(name=plan.name_in(language))
    return Change(key, plan.begun, title, url=address(plan.path))


def _of_action(action, key, language):
    title = _("New action {number}: “{name}”.").format(number=action.number, name=short(action.name_in(language)))
    return Change(key, action.begun, title, url=address(action.path))


def _of_account(report, key, language):
    title = _("Progress report published: {name}.").format(name=report.name_in(language))
    return Change(key, report.begun, title, url=address(report.path))


def _of_commitment(commitment, key, language):
    title = _("{organisation} promises something in {what}.").format(
        organisation=commitment.organisation.name_in(language), what=of_action(commitment.action, language)
    )
    above = address(commitment.path)
    url = above and f"{above}{commitment.code}/"
    return Change(key, commitment.at, title, commitment.text_in(language), url)


def _of_pledge(pledge, key, language):
    title = _("{organisation} pledges: {name}.").format(
        organisation=pledge.commitment.organisation.name_in(language), name=short(pledge.name_in(language))
    )
    return Change(key, pledge.begun, title, pledge.commitment.text_in(language), address(pledge.path))
