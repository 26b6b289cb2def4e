"""The view of deadlines, milestones and review dates, below the list of plans and below every plan."""

from dataclasses import dataclass

from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actions.below import around
from core.languages import active_language
from core.plain import plain

from .addresses import calendar_url
from .listing import CalendarListing
from .sentence import sentence_of

ANCHOR = "#dates"

RULE = gettext_lazy(
    "A deadline stands here as it was last moved, with the first one beside it. What is completed or stopped, and a "
    "milestone that was reached, no longer falls due; it stays among the days that passed. A deadline or milestone "
    "whose day passed before it was reached stays on top until a report tells otherwise, and so does a review date on "
    "which no report came."
)


@dataclass(frozen=True)
class Subscription:
    """A calendar to put in one's own: over https, and over webcal, which opens the program for it."""

    label: str
    url: str
    webcal: str


def calendar_page(page, request, context, plan=None):
    """What falls due and when; `plan`: only what was promised in it."""
    language = active_language()
    listing = CalendarListing(request.GET, language, plan)
    context |= around(page, context, "calendar", _("Calendar"), listing.query)
    sentence = sentence_of(listing, ANCHOR)
    context |= {
        "reset_url": f"{context['here']}{listing.here}",
        "listing": listing,
        "sentence": sentence,
        "description": plain(sentence),
        "ways": _ways(listing),
        "overdue_count": listing.overdue.bit_count(),
        "overdue_url": f"{listing.url(overdue='1', past='')}{ANCHOR}",
        "plan": plan,
        "subscriptions": _subscriptions(request, listing, plan, language),
        "rules": [RULE],
    }
    return TemplateResponse(request, "actions/calendar/calendar.html", context)


@dataclass(frozen=True)
class Way:
    label: str
    count: int
    url: str
    is_current: bool


def _ways(listing):
    """What comes, what is past its day and not reached, and what is past."""
    coming = (listing.coming | listing.later).bit_count()
    now = "past" if listing.is_past else "overdue" if listing.is_overdue else ""
    return [
        Way(label, count, listing.url(**({"past": "", "overdue": ""} | ({name: "1"} if name else {}))), name == now)
        for name, label, count in (
            ("", _("To come"), coming),
            ("overdue", _("Past its day, not reached"), listing.overdue.bit_count()),
            ("past", _("Past"), listing.past_count),
        )
    ]


def _subscriptions(request, listing, plan, language):
    """The plan's calendar, and those of the themes and organisations that were chosen, or else of every theme."""
    wanted = [("plan", plan.code, plan.name_in(language))] if plan else []
    for kind in ("theme", "organisation"):
        labels = dict(listing.form.fields[kind].choices)
        wanted += [(kind, code, str(labels[code])) for code in listing.chosen[kind]]
    if not wanted:
        themes = [group for group in listing.groups if group.name == "theme"]
        wanted = [("theme", option.value, option.label) for group in themes for option in group.options]
    return [_subscription(request, label, calendar_url(kind, code, language)) for kind, code, label in wanted]


def _subscription(request, label, path):
    return Subscription(label, path, f"webcal://{request.get_host()}{path}")
