"""Plans and the actions in them."""

from django.utils.translation import gettext_lazy as _

from actions.models import Action, ActionPlan, Lineage
from actions.models.statuses import Rhythm
from opendata.downloads import columns as c
from opendata.downloads.dataset import Dataset
from opendata.downloads.reading import by_key, code_of, in_words, page_columns, paths_of, terms_of

KINDS = tuple(ActionPlan.Kind.choices)
VOCABULARIES = ("themes", "goals", "principles")


def vocabulary_columns(*names):
    about = {
        "themes": _("Themes: their codes"),
        "goals": _("Sustainable development goals: their numbers"),
        "principles": _("UN guiding principles: their numbers"),
    }
    samples = {"themes": "human-rights", "goals": "12", "principles": "17"}
    found = []
    for name in names or VOCABULARIES:
        kind = name.removesuffix("s")
        found += c.reference(name, kind, about[name], many=True, sample=samples[name], term="dct:subject")
    return found


def _plans(on):
    return [ActionPlan.objects.public().order_by("code")]


def _plan_rows(queryset, keys, reading):
    found, paths = ActionPlan.objects.select_related("predecessor").in_bulk(keys), paths_of(ActionPlan, keys)
    for plan in (found[key] for key in keys if key in found):
        yield {
            "code": plan.code,
            **in_words(plan, "name"),
            **c.coded_values("kind", KINDS, plan.kind),
            "edition": plan.edition,
            "adopted_on": plan.adopted_on,
            "starts_on": plan.starts_on,
            "ends_on": plan.ends_on,
            "predecessor": code_of(plan.predecessor),
            **c.coded_values("rhythm", tuple(Rhythm.choices), plan.rhythm),
            "fictional": plan.fictional,
            **page_columns(paths.get(plan.pk, {}), reading),
        }


PLANS = Dataset(
    "plans",
    _("Action plans"),
    _("The plans that governments adopted, with their period and the plan before them."),
    "plan",
    "terms:Plan",
    (
        *c.code("code", _("The identifier, which does not change"), sample="example-2024", term="dct:identifier"),
        *c.in_every_language("name", _("Name"), term="schema:name", sample=_("Example plan 2024–2028")),
        *c.coded("kind", KINDS, _("What the plan is about, or whose it is")),
        *c.whole("edition", _("Which edition of this plan it is"), sample="2"),
        *c.day("adopted_on", _("Day on which it was adopted"), term="dct:issued"),
        *c.day("starts_on", _("First day of its period"), term="schema:startDate"),
        *c.day("ends_on", _("Last day of its period"), term="schema:endDate"),
        *c.reference("predecessor", "plan", _("The plan before it"), sample="example-2019", term="dct:replaces"),
        *c.coded("rhythm", tuple(Rhythm.choices), _("Months that may pass between two reports")),
        *c.fictional(),
        *c.pages(),
    ),
    _plans,
    _plan_rows,
    keywords=(_("action plan"), _("corporate social responsibility"), _("business and human rights")),
)


def _actions(on):
    return [Action.objects.public().order_by("plan__code", "number", "pk")]


def _action_rows(queryset, keys, reading):
    found, paths = Action.objects.select_related("plan", "pillar").in_bulk(keys), paths_of(Action, keys)
    terms, earlier = terms_of(Action, keys, *VOCABULARIES), _earlier(keys)
    for action in (found[key] for key in keys if key in found):
        yield {
            "code": action.code,
            "plan": action.plan.code,
            "number": action.number,
            **in_words(action, "name"),
            "pillar": action.pillar.number if action.pillar else None,
            **{f"pillar_{name}": text for name, text in in_words(action.pillar, "name").items()},
            **{name: terms[name].get(action.pk, []) for name in VOCABULARIES},
            **in_words(action, "found_in"),
            **{kind: earlier[kind].get(action.pk, []) for kind in Lineage.Kind.values},
            "fictional": action.fictional,
            **page_columns(paths.get(action.pk, {}), reading),
        }


def _earlier(keys):
    """The public actions that these took over: {kind: {pk: [code]}}."""
    rows = Lineage.objects.filter(action__in=keys, predecessor__in=Action.objects.public()).order_by("pk")
    rows = list(rows.values_list("kind", "action_id", "predecessor__code"))
    return {kind: by_key(row[1:] for row in rows if row[0] == kind) for kind in Lineage.Kind.values}


def _earlier_columns(kind, about):
    return c.reference(kind, "action", about, many=True, sample="example-2019-4")


ACTIONS = Dataset(
    "actions",
    _("Actions"),
    _("What the plans set out to do: one row for each action, with its themes and the earlier actions it took over."),
    "action",
    "terms:Action",
    (
        *c.code("code", _("The identifier, which does not change"), sample="example-2024-1", term="dct:identifier"),
        *c.reference("plan", "plan", _("The plan in which it stands"), sample="example-2024", term="dct:isPartOf"),
        *c.whole("number", _("Its number in the plan"), term="schema:position"),
        *c.in_every_language("name", _("Name"), term="schema:name", sample=_("Buy with care for people")),
        *c.whole("pillar", _("The number of the pillar of the plan in which it stands"), sample="1"),
        *c.in_every_language("pillar_name", _("The name of that pillar"), sample=_("Protect")),
        *vocabulary_columns(),
        *c.in_every_language(
            "found_in", _("For an action of an inventory: the document and the page"), sample=_("Policy note, page 12")
        ),
        *_earlier_columns("continued", _("Earlier actions that it continues")),
        *_earlier_columns("merged", _("Earlier actions that it merges")),
        *_earlier_columns("split", _("Earlier actions from which it was split off")),
        *c.fictional(),
        *c.pages(),
    ),
    _actions,
    _action_rows,
    keywords=(_("action"), _("action plan"), _("sustainable development goals")),
)
