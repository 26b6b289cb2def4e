"""The views that compare: a plan with its predecessor, on two days, by two governments; and two governments in all."""

from dataclasses import dataclass

from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actions.below import around
from actions.progress import RULES
from core.languages import active_language
from core.places import address_of
from core.plain import plain

from . import dates, governments
from .fates import RULE
from .forms import DatesForm, GovernmentsForm
from .sentences import dates_sentence, sides_sentence, succession_sentence
from .succession import succession_of
from .sums import sums_of_plans

VIEWS = {
    "predecessor": gettext_lazy("With the plan before"),
    "dates": gettext_lazy("On two days"),
    "governments": gettext_lazy("Two governments"),
}


@dataclass(frozen=True)
class Way:
    label: str
    url: str
    is_current: bool


def comparison_of_plan(page, request, context):
    """A plan beside the one before it, `?view=dates` beside itself, or `?view=governments` by who promised."""
    view = _view(request.GET)
    shown, typed = _SHOWN[view](page, request.GET, active_language())
    # The first view stands at the address itself: one page, one address.
    query = [("view", view), *typed] if view != next(iter(VIEWS)) else []
    context |= around(page, context, "comparison", _("Compare this plan"), query) | {"view": view} | shown
    context["description"] = plain(shown.get("sentence", ""))
    context["ways"] = [_way(code, label, context["here"], view) for code, label in VIEWS.items()]
    return TemplateResponse(request, f"actions/comparing/{view}.html", context)


def _view(data):
    """The view asked for, or the one to which the rest of the address belongs."""
    if data.get("view") in VIEWS:
        return data["view"]
    for view, names in {"dates": ("from", "to"), "governments": ("a", "b")}.items():
        if any(name in data for name in names):
            return view
    return next(iter(VIEWS))


def _way(code, label, here, view):
    return Way(str(label), here if code == next(iter(VIEWS)) else f"{here}?view={code}", code == view)


def _predecessor(page, data, language):
    plan = page.plan
    before = plan.predecessor if plan.predecessor_id and plan.predecessor.is_shown else None
    pairs = [("", before, plan)] if before else []
    pairs += [(f"after-{number}-", plan, other) for number, other in enumerate(plan.successors.public())]
    found = []
    for prefix, earlier, later in pairs:
        succession = succession_of(earlier, later, language)
        found.append((prefix, succession, succession_sentence(succession, prefix)))
    first = {"sentence": found[0][2]} if found else {}
    return first | {"successions": found, "has_predecessor": bool(before), "rules": [RULE, *RULES]}, []


def _dates(page, data, language):
    form = DatesForm(data)
    shown = {"form": form, "rules": [dates.RULE, *RULES]}
    if not form.is_valid():
        return shown, []
    typed = [(name, form.cleaned_data[name].isoformat()) for name in ("from", "to") if data.get(name)]
    changes = dates.changes_of_plan(page.plan, form.cleaned_data["from"], form.cleaned_data["to"], language)
    rows = changes.rows(address_of(page.url_path))
    return shown | {"changes": changes, "rows": rows, "sentence": dates_sentence(changes)}, typed


def _governments(page, data, language):
    address = address_of(page.url_path)
    found = governments.governments_of_plan(page.plan)
    names = dict(governments.choices(found, language))
    form, chosen = _chosen(data, names, {code: len(found[code]) for code in names})
    shown = {"form": form, "can_compare": len(names) > 1, "rules": [governments.RULE, *RULES]}
    if not chosen:
        return shown, []
    sides = [governments.side_of_plan(code, names[code], found[code], language, address) for code in chosen]
    rows = governments.rows_of_plan(*(found[code] for code in chosen), language)
    return shown | {"sides": sides, "rows": rows, "sentence": sides_sentence(sides)}, _typed(data, chosen)


def comparison_of_governments(page, request, context):
    """Two governments over all public plans: `?a=north&b=south`."""
    language = active_language()
    names = dict(governments.choices(sums_of_plans(), language))
    totals = {code: sum(sums.total for sums in sums_of_plans()[code].values()) for code in names}
    form, chosen = _chosen(request.GET, names, totals)
    query = _typed(request.GET, chosen) if chosen else []
    context |= around(page, context, "comparison", _("Compare two governments"), query)
    context |= {"form": form, "can_compare": len(names) > 1, "rules": [governments.RULE, *RULES]}
    if chosen:
        context["sides"] = [governments.side_of_all(code, names[code], language) for code in chosen]
        context["rows"] = governments.rows_of_all(*chosen, language)
        context["sentence"] = sides_sentence(context["sides"])
        context["description"] = plain(context["sentence"])
    return TemplateResponse(request, "actions/comparing/of_all_plans.html", context)


def _chosen(data, names, totals):
    """The form, and the codes of the two governments to compare; None where there are none."""
    most_first = sorted(names, key=totals.get, reverse=True)
    form = GovernmentsForm(data, choices=list(names.items()), most_first=most_first)
    if len(names) < 2 or not form.is_valid():
        return form, None
    return form, [form.cleaned_data["a"], form.cleaned_data["b"]]


def _typed(data, chosen):
    """What the address says of the two, for the other languages."""
    return list(zip(("a", "b"), chosen, strict=True)) if data.get("a") or data.get("b") else []


_SHOWN = {"predecessor": _predecessor, "dates": _dates, "governments": _governments}
