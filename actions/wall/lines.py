"""One line of the downloads for each pledge: what a machine needs to recompute every figure of the wall."""

from collections import defaultdict

from django.db.models import CharField, Value
from django.db.models.functions import Cast
from django.utils.translation import gettext as _

from actions.due import next_report
from actions.models.actions import Action
from actions.models.commitments import Commitment, CoOwner
from actions.models.pledges import Pledge
from core.cards import pages_for
from core.languages import language_codes, language_name
from core.places import address_of

from .states import is_late, state_of


def headings():
    """{name of the column: heading in the reader's language}"""
    return {
        "code": _("Identifier"),
        "url": _("Page"),
        **_in_every_language("name", _("Name ({language})")),
        **_in_every_language("promise", _("Promise ({language})")),
        **_in_every_language("measure", _("How it is measured ({language})")),
        "organisations": _("Codes of the organisations"),
        "organisation_names": _("Organisations"),
        "organisation_kinds": _("Kinds of organisation"),
        "organisation_regions": _("Regions"),
        "organisation_sectors": _("Sectors"),
        "state": _("Code of the state"),
        "state_label": _("State"),
        "late": _("Late"),
        "status": _("Last reported status"),
        "reported_on": _("Last report"),
        "report_due_on": _("Next report due"),
        "announced_on": _("Announced on"),
        "timing": _("Timing"),
        "first_deadline": _("First deadline"),
        "due_on": _("Deadline or review date now"),
        "moves": _("Moved"),
        "themes": _("Codes of the themes"),
        "goals": _("Numbers of the sustainable development goals"),
        "actions": _("Codes of the actions that it supports"),
        "fictional": _("Fictional"),
    }


def _in_every_language(name, heading):
    return {f"{name}_{code}": heading.format(language=language_name(code)) for code in language_codes()}


def lines_of(keys, language, full_address):
    """The lines of these public pledges, in their order, in as many queries for one as for all."""
    commitments = (
        Commitment.objects.filter(pledge__in=Pledge.objects.public().filter(pk__in=keys))
        .with_status()
        .select_related("pledge", "organisation__sector")
    )
    found = {commitment.pledge.pk: commitment for commitment in commitments}
    numbers = [commitment.pk for commitment in found.values()]
    makers = {commitment.pk: [commitment.organisation] for commitment in found.values()}
    joint = CoOwner.objects.filter(commitment__in=numbers).select_related("organisation__sector")
    for row in joint.order_by("sort_order", "pk"):
        makers[row.commitment_id].append(row.organisation)
    subjects = defaultdict(lambda: defaultdict(list))
    for name, number, value in subjects_of(numbers):
        subjects[number][name].append(value)
    pages = pages_for([commitment.pledge for commitment in found.values()], language)
    lines = []
    for key in keys:
        if commitment := found.get(key):
            around = makers[commitment.pk], subjects[commitment.pk]
            lines.append(_line(commitment, *around, pages.get(key), language, full_address))
    return lines


def subjects_of(commitments):
    """(column, commitment, public value) of everything that these pledges are about, in one query."""
    actions = Commitment.supports.through.objects.filter(action__in=Action.objects.public())
    branches = [
        rows.filter(commitment__in=commitments)
        .order_by()
        .values_list(Value(name, output_field=CharField()), "commitment", Cast(value, CharField()))
        for name, rows, value in (
            ("themes", Commitment.themes.through.objects, "theme__code"),
            ("goals", Commitment.goals.through.objects, "goal__number"),
            ("actions", actions, "action__code"),
        )
    ]
    return branches[0].union(*branches[1:], all=True)


def _line(commitment, makers, subjects, page, language, full_address):
    pledge, state = commitment.pledge, state_of(commitment)
    coming = next_report(commitment)
    address = page and address_of(page.url_path)
    return {
        "code": pledge.code,
        "url": full_address(address) if address else "",
        **{f"name_{code}": pledge.name_in(code) for code in language_codes()},
        **{f"promise_{code}": commitment.text_in(code) for code in language_codes()},
        **{f"measure_{code}": pledge.measure_in(code) for code in language_codes()},
        "organisations": [maker.code for maker in makers],
        "organisation_names": [maker.name_in(language) for maker in makers],
        "organisation_kinds": _once(maker.kind for maker in makers),
        "organisation_regions": _once(maker.region for maker in makers),
        "organisation_sectors": _once(maker.sector.code for maker in makers if maker.sector_id),
        "state": state.value,
        "state_label": str(state.label),
        "late": "yes" if is_late(commitment) else "no",
        "status": commitment.status or "",
        "reported_on": _day(commitment.status_on),
        "report_due_on": _day(coming and coming.on),
        "announced_on": _day(commitment.announced_on),
        "timing": commitment.timing,
        "first_deadline": _day(commitment.first_deadline),
        "due_on": _day(commitment.due_on),
        "moves": commitment.moves,
        "themes": sorted(subjects["themes"]),
        "goals": sorted(subjects["goals"], key=int),
        "actions": sorted(subjects["actions"]),
        "fictional": "yes" if pledge.fictional else "no",
    }


def _once(values):
    """Each of these values once, in their order; what is empty is left out."""
    return list(dict.fromkeys(value for value in values if value))


def _day(value):
    return value.isoformat() if value else ""
