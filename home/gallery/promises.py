"""Samples of promises and their progress, from the actions that have most to show."""

from django.db.models import Count
from django.utils.translation import gettext as _

from actions.action_page import action_context
from actions.ledger import public_commitments
from actions.models import Action
from actions.models.statuses import Standing
from actions.progress import RULES
from actions.timeline import latest_entries
from core.gallery.samples import Sample, gives_samples
from home.front import front_page

MOST_ENTRIES = 40
NARROW_NO_BREAK_SPACE = "\u202f"
FIVE_DIGITS = 12345
"""No count of a demonstration is as long as the longest that has to fit; its parts are shown so many times."""


@gives_samples
def standings(language):
    for code, label in Standing.choices:
        yield Sample("status", {"status": code, "label": label}, code)
        yield Sample("pictogram", {"code": code}, code)


@gives_samples
def figures(language):
    yield Sample("rules", {"rules": [str(rule) for rule in RULES]})
    progress = front_page(language)["progress"]
    if not progress.total:
        return
    parts = {"segments": progress.parts, "total": progress.total}
    many = [{"code": part.code, "label": part.label, "count": part.count * FIVE_DIGITS} for part in progress.parts]
    large = {"segments": many, "total": progress.total * FIVE_DIGITS}
    yield Sample("progress", parts, _("every standing"))
    yield Sample("progress", parts | {"small": True}, _("small, in a row of a list"))
    yield Sample("progress", large, _("numbers of five digits and more"))
    yield Sample("progress_legend", {"segments": progress.parts})
    yield Sample("marks", {"segments": progress.parts})


@gives_samples
def history(language):
    entries = latest_entries(public_commitments(), MOST_ENTRIES, language)
    told = {
        _("the newest"): entries,
        _("words in another language"): [entry for entry in entries if entry.lang],
        _("typographic spaces"): [entry for entry in entries if NARROW_NO_BREAK_SPACE in entry.text],
        _("with evidence"): [entry for entry in entries if entry.evidence],
    }
    for state, items in told.items():
        if items:
            yield Sample("timeline", {"items": items[:2]}, state)


@gives_samples
def promises(language):
    richest, *others = [action_context(action, language) for action in _telling()] or [None]
    if richest is None:
        return
    rows = [row for context in (richest, *others) for row in context["promises"]]
    moved = [row["due"] for row in rows if row["due"].moves]
    steps = next((row["milestones"] for row in rows if row["milestones"]), [])
    corrected = [entry for row in rows for entry in row["entries"] if entry.is_corrected]
    deadlines = filter(None, (context["deadline"] for context in (richest, *others)))
    yield Sample("commitments", {"items": richest["promises"]}, _("several organisations"))
    yield Sample("commitments", {"items": rows[-1:], "plain": True}, _("one, without reports"))
    yield Sample("facts", {"rows": richest["facts"]}, _("of an action"))
    yield Sample("due", {"due": rows[0]["due"]}, _("as first announced"))
    for words in list(deadlines)[:1]:
        yield Sample("deadline", {"words": words})
    if moved:
        yield Sample("due", {"due": moved[0]}, _("moved"))
        yield Sample("moves", {"moves": moved[0].moves})
    if steps:
        yield Sample("milestone_list", {"items": steps})
        yield Sample("milestones", {"items": steps})
    if corrected:
        yield Sample("timeline", {"items": corrected[:1]}, _("corrected later"))
    for name, terms in richest["terms"].items():
        if terms:
            yield Sample("chips", {"terms": terms, "url": richest["list_url"], "name": name}, _("leading to a list"))


def _telling():
    """The action with most commitments, one with a date that moved, one with milestones, each once."""
    shown = public_commitments().filter(action__isnull=False)
    keys = [
        shown.order_by("-moves", "pk").values_list("action", flat=True).first(),
        shown.filter(milestones__isnull=False).order_by("pk").values_list("action", flat=True).first(),
        shown.order_by().values("action").annotate(number=Count("pk")).order_by("-number", "action").first(),
    ]
    keys[2] = keys[2] and keys[2]["action"]
    actions = Action.objects.select_related("plan", "pillar").in_bulk([key for key in keys if key])
    return [actions[key] for key in dict.fromkeys(reversed(keys)) if key in actions]
