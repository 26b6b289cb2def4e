"""Indicators of actions, with their targets and measurements."""

from datetime import timedelta
from decimal import Decimal

from actions.models import Action, Indicator
from actions.services.figures import measurement_submit, target_submit
from actions.services.submissions import saying_translate, submission_approve
from core.languages import language_codes
from users.models import User

from .files import columns, read
from .moments import moment


def load(organisations, user, progress):
    """Add the indicators that are missing, each with its figures."""
    known = set(Indicator.objects.values_list("code", flat=True))
    for row in progress("indicators", read("indicators.toml")["indicator"]):
        if row["code"] not in known:
            indicator = _indicator(row, organisations, user)
            _figures(row.get("target", []), indicator, _aim, "due_on", "replaces")
            _figures(row.get("measurement", []), indicator, _measure, "measured_on", "corrects")


def _indicator(row, organisations, user):
    indicator = Indicator(
        code=row["code"],
        action=Action.objects.get(code=row["action"]),
        organisation=organisations[row["organisation"]],
        direction=row["direction"],
        decimals=row.get("decimals", 0),
        baseline=Decimal(row["baseline"]),
        baseline_on=row["baseline_on"],
        fictional=True,
        is_public=True,
        **columns(row, "name", "unit"),
    )
    indicator.full_clean()
    indicator.save()
    indicator.save_revision(user=user)
    return indicator


def _figures(rows, indicator, submit, day, replaces):
    owner = User.objects.get(username="action-owner")
    coordinator = User.objects.filter(
        username__endswith="coordinator", service__government=indicator.organisation.government_id
    ).first()
    by_day = {}
    for row in rows:
        figure = submit(
            row,
            indicator=indicator,
            value=Decimal(row["value"]),
            language=row["language"],
            corrects=by_day.get(row.get(replaces)),
            by=owner,
            at=moment(row["approved_on"] - timedelta(days=5)),
        )
        figure = submission_approve(submission=figure, by=coordinator, at=moment(row["approved_on"]))
        by_day[row[day]] = figure
        if row.get("translation"):
            other = next(code for code in language_codes() if code != row["language"])
            saying_translate(saying=figure, language=other, reason=row["translation"], by=coordinator)


def _aim(row, **values):
    return target_submit(due_on=row["due_on"], reason=row["reason"], **values)


def _measure(row, **values):
    note = row.get("note", "")
    return measurement_submit(measured_on=row["measured_on"], source=row["source"], reason=note, **values)
