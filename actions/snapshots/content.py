"""What a plan was at the end of a day, in every language, as data that can be kept for ever.

What has a history (reports, moves, figures, assessments, responses) is read as it was known on that day. What has none
(names, texts, translations, which commitments there are) is read as it is now: see docs/progress-reports.md.
"""

from collections import Counter

from actions.progress import standing_of
from core.languages import language_codes

from .figures import indicators_in
from .promises import governments_in, organisations_in, promise_data, promises_in
from .voices import recommendations_in
from .words import words_of

SCHEMA = 1


def content_of(plan, as_of):
    """The content of a plan at the end of that day; in as many queries for a small plan as for a large one."""
    promises = promises_in(plan, as_of)
    indicators = indicators_in(plan, as_of)
    recommendations, answerers = recommendations_in(plan, as_of)
    organisations = {*organisations_in(promises), *indicators["organisations"], *answerers}
    return {
        "schema": SCHEMA,
        "as_of": as_of.isoformat(),
        "languages": language_codes(),
        "plan": _plan(plan),
        "pillars": [{"number": row.number, "name": words_of(row, "name")} for row in plan.pillars.order_by("number")],
        "governments": [{"code": row.code, "name": words_of(row, "name")} for row in governments_in(organisations)],
        "organisations": [
            {
                "code": row.code,
                "name": words_of(row, "name"),
                "government": row.government.code if row.government_id else None,
                "fictional": row.fictional,
            }
            for row in sorted(organisations, key=lambda row: row.code)
        ],
        "actions": [_action(action, promises, as_of) for action in promises.actions],
        "counts": _counts(promises, as_of),
        "indicators": indicators["rows"],
        "recommendations": recommendations,
    }


def _plan(plan):
    days = {name: getattr(plan, name) for name in ("adopted_on", "starts_on", "ends_on")}
    return {
        "code": plan.code,
        "name": words_of(plan, "name"),
        "kind": plan.kind,
        "edition": plan.edition,
        "rhythm": plan.rhythm,
        "fictional": plan.fictional,
        **{name: day and day.isoformat() for name, day in days.items()},
    }


def _action(action, promises, as_of):
    commitments = promises.of_action(action)
    return {
        "code": action.code,
        "number": action.number,
        "name": words_of(action, "name"),
        "pillar": action.pillar.number if action.pillar_id else None,
        "standing": str(standing_of(commitments, as_of)),
        "commitments": [promise_data(commitment, promises, as_of) for commitment in commitments],
    }


def _counts(promises, as_of):
    """How many commitments stand where: in the plan, in each pillar, of each government."""
    total, by_pillar, by_government = Counter(), {}, {}
    for action in promises.actions:
        pillar = action.pillar.number if action.pillar_id else None
        by_pillar.setdefault(pillar, Counter())
        for commitment in promises.of_action(action):
            standing = str(commitment.standing(as_of))
            organisation = commitment.organisation
            government = organisation.government.code if organisation.government_id else None
            for counter in (total, by_pillar[pillar], by_government.setdefault(government, Counter())):
                counter[standing] += 1
    return {
        "actions": len(promises.actions),
        "plan": _tally(total),
        "pillars": [{"pillar": number, **_tally(by_pillar[number])} for number in sorted(by_pillar, key=_nones_last)],
        "governments": [
            {"government": code, **_tally(by_government[code])} for code in sorted(by_government, key=_nones_last)
        ],
    }


def _tally(counter):
    return {"total": counter.total(), "standings": dict(counter)}


def _nones_last(value):
    return (value is None, value)
