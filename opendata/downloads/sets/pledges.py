"""Pledges of partners: the lines of the wall, with the words of every language."""

from datetime import date

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from actions.models import Commitment, Pledge
from actions.models.statuses import Status
from actions.wall.lines import lines_of
from actions.wall.states import State
from core.languages import language_codes
from opendata.downloads import columns as c
from opendata.downloads.dataset import Dataset
from opendata.downloads.reading import page_columns, paths_of
from partners.models import Organisation

from .plans import vocabulary_columns

STATES, STATUSES, TIMINGS = tuple(State.choices), tuple(Status.choices), tuple(Commitment.Timing.choices)
KINDS, REGIONS = tuple(Organisation.Kind.choices), tuple(Organisation.Region.choices)
MANY = {"many": True}
DAYS = ("reported_on", "report_due_on", "announced_on", "first_deadline", "due_on")
YES_NO = ("late", "fictional")


def _pledges(on):
    return [Pledge.objects.public().order_by("code")]


def _pledge_rows(queryset, keys, reading):
    """The wall tells each pledge in one language; what differs between languages is laid side by side."""
    told = {}
    for language in language_codes():
        with override(language):
            told[language] = {line["code"]: line for line in lines_of(keys, language, reading.whole)}
    paths = paths_of(Pledge, keys)
    codes = dict(queryset.filter(pk__in=keys).values_list("pk", "code"))
    first = next(iter(told.values()))
    named = {code for line in first.values() for code in line["organisations"]}
    shown = set(Organisation.objects.public().filter(code__in=named).order_by().values_list("code", flat=True))
    for key in keys:
        if line := first.get(codes.get(key)):
            names = {
                f"organisation_names_{code}": lines[line["code"]]["organisation_names"] for code, lines in told.items()
            }
            line["organisations"] = [code for code in line["organisations"] if code in shown]
            yield _row(line, names | page_columns(paths.get(key, {}), reading))


def _row(line, more):
    row = {column.name: line.get(column.name) for column in COLUMNS} | more
    row |= {name: date.fromisoformat(line[name]) if line[name] else None for name in DAYS}
    row |= {name: line[name] == "yes" for name in YES_NO}
    for name, choices in (("state", STATES), ("status", STATUSES), ("timing", TIMINGS)):
        row |= c.coded_values(name, choices, line[name])
    return row


COLUMNS = (
    *c.code("code", _("The identifier, which does not change"), sample="pledge-example", term="dct:identifier"),
    *c.in_every_language("name", _("Name"), term="schema:name", sample=_("Clean clothes")),
    *c.in_every_language("promise", _("What is promised"), term="schema:text", sample=_("Only fair cotton by 2028")),
    *c.in_every_language("measure", _("How everybody can see that it was kept"), sample=_("A yearly list")),
    *c.reference("organisations", "organisation", _("Who promised it, who leads it first"), **MANY, sample="example"),
    *c.in_every_language("organisation_names", _("The names of who promised it"), **MANY, sample=_("Example company")),
    *c.code("organisation_kinds", _("What kinds of organisations these are"), **MANY, choices=KINDS),
    *c.code("organisation_regions", _("The regions of these"), **MANY, choices=REGIONS),
    *c.reference("organisation_sectors", "sector", _("The sectors of these"), **MANY, sample="textiles"),
    *c.coded("state", STATES, _("The state, which follows from reports and dates")),
    *c.yes_no("late", _("Whether its deadline has passed while it is open"), sample="no"),
    *c.coded("status", STATUSES, _("The status in the latest approved report; empty without any")),
    *c.day("reported_on", _("The day for which that report holds")),
    *c.day("report_due_on", _("When the next report is due")),
    *c.day("announced_on", _("The day on which it was announced"), term="dct:issued"),
    *c.coded("timing", TIMINGS, _("Whether it has a deadline or goes on")),
    *c.day("first_deadline", _("The deadline as first announced; empty where none was")),
    *c.day("due_on", _("The deadline or review date today, as last moved")),
    *c.whole("moves", _("How often that deadline had moved"), sample="1"),
    *vocabulary_columns("themes", "goals"),
    *c.reference("actions", "action", _("Actions that it supports"), many=True, sample="example-2024-1"),
    *c.fictional(),
    *c.pages(),
)

PLEDGES = Dataset(
    "pledges",
    _("Pledges"),
    _("What partners promised of their own free will, and where it stands today."),
    "pledge",
    "terms:Pledge",
    COLUMNS,
    _pledges,
    _pledge_rows,
    keywords=(_("pledge"), _("partner"), _("corporate social responsibility")),
    themes=("GOVE", "ECON", "SOCI"),
)
