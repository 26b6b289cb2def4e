"""What a government promised, read once: by plan, by organisation, what is late, what moved; of bounded length."""

from collections import Counter, defaultdict
from dataclasses import replace
from heapq import nlargest, nsmallest

from actions.models.commitments import Commitment
from actions.models.plans import ActionPlan
from actions.models.statuses import Standing
from actions.promises.addresses import address_of_promises
from actions.promises.answered import answered_by
from actions.promises.index import added_up, running_first
from actions.promises.listing import ANCHOR
from actions.promises.rows import rows_of
from actions.timeline import latest_entries
from core.cards import card_of, pages_for
from partners.models import Organisation

MOST_LATE, MOST_MOVED, MOST_REPORTS, MOST_PLANS, MOST_ORGANISATIONS = 10, 5, 5, 12, 20


def figures_of(government, language):
    """The context of the page of a government, apart from its list of commitments."""
    theirs = Commitment.objects.for_government(government.pk)
    columns = ("pk", "code", "standing", "due_on", "moves", "action__plan", "organisation")
    rows = list(theirs.in_public_plans().with_standing().values_list(*columns, named=True))
    late = nsmallest(MOST_LATE, (row for row in rows if row.standing == Standing.LATE), key=lambda row: row.due_on)
    moved = nlargest(MOST_MOVED, (row for row in rows if row.moves), key=lambda row: (row.moves, row.pk))
    in_words = {row["pk"]: row for row in rows_of({row.pk for row in [*late, *moved]}, language)}
    return {
        "late": [in_words[row.pk] for row in late],
        "moved": [in_words[row.pk] for row in moved],
        "plans": _plans(rows, government, language),
        "more_plans": max(len({row.action__plan for row in rows}) - MOST_PLANS, 0),
        "organisations": _organisations(rows, language),
        "more_organisations": max(len({row.organisation for row in rows}) - MOST_ORGANISATIONS, 0),
        "entries": _entries(theirs, rows, language),
        "answered": answered_by(language, on_behalf_of__government=government.pk),
    }


def _counted(rows, name):
    """{key: Progress} of the commitments of each plan or organisation."""
    counts = defaultdict(Counter)
    for row in rows:
        counts[getattr(row, name)][row.standing] += 1
    return {key: added_up(found) for key, found in counts.items()}


def _plans(rows, government, language):
    """The plans with how the commitments of this government in each add up, those in force first."""
    progress = _counted(rows, "action__plan")
    plans = sorted(ActionPlan.objects.filter(pk__in=progress), key=running_first)[:MOST_PLANS]
    pages = pages_for(plans, language)
    found = []
    for plan in plans:
        card = card_of(plan, pages.get(plan.pk), language)
        address, counted = f"{card.url}?government={government.code}", progress[plan.pk]
        if card.url:
            card, counted = replace(card, url=f"{address}#ledger"), counted.linked_to(address, "#ledger")
        found.append({"period": plan.period, "card": card, "progress": counted})
    return found


def _organisations(rows, language):
    """The organisations that promised most, each with how its commitments add up."""
    progress = _counted(rows, "organisation")
    keys = nlargest(MOST_ORGANISATIONS, progress, key=lambda key: (progress[key].total, -key))
    organisations = Organisation.objects.in_bulk(keys)
    pages = pages_for(organisations.values(), language)
    found = []
    for key in keys:
        organisation, counted = organisations[key], progress[key]
        if organisation.is_shown:
            counted = counted.linked_to(address_of_promises(organisation.code, language), ANCHOR)
        found.append({"card": card_of(organisation, pages.get(key), language), "progress": counted})
    return found


def _entries(theirs, rows, language):
    """The last reports, each leading to where it stands in the log of its commitment."""
    codes = {row.pk: row.code for row in rows}
    return [
        replace(entry, url=f"{entry.url}{codes[entry.commitment_id]}/#{entry.anchor}" if entry.url else "")
        for entry in latest_entries(theirs.in_public_plans(), MOST_REPORTS, language)
    ]
