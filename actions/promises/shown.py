"""What the page of a commitment shows of it; all of it can be kept."""

from django.utils.translation import gettext as _

from actions.deadlines import day
from actions.governments.addresses import address_of_government
from actions.indicators.shown import indicators_of
from actions.ledger import public_commitments
from actions.milestones import milestones_of
from actions.pledges import pledges_for
from actions.progress import RULES
from actions.rows import promise
from actions.timeline import timeline_of
from actions.voices.shown import assessments_of
from core.cards import pages_for
from core.lists import address_of_list
from core.places import address_of
from core.terms import terms_on
from partners.lineage.history import fate_of

from .addresses import below


def shown(commitment, language, action_url):
    """The context of its page; for a commitment that came with status, action, plan, organisation and government."""
    from actions.models.pages import ActionIndexPage

    entries = timeline_of([commitment], language).get(commitment.pk, [])
    co_owners = [row.organisation for row in commitment.co_owners.all()]
    pages = pages_for({commitment.organisation, *co_owners}, language)
    action = commitment.action
    measured = indicators_of(action, language)
    owners = {commitment.organisation_id, *(organisation.pk for organisation in co_owners)}
    return {
        "promise": promise(commitment, pages.get(commitment.organisation_id), entries, language),
        "plan": action.plan.name_in(language),
        "fictional": action.plan.fictional or action.fictional,
        "makers": [_maker(one, pages, language) for one in [commitment.organisation, *co_owners]],
        "government_url": _government_url(commitment.organisation.government, language),
        "facts": _facts(commitment),
        "milestones": milestones_of([commitment], language).get(commitment.pk, []),
        "entries": entries,
        "latest": next((entry for entry in entries if not entry.is_corrected), None),
        "voices": assessments_of([commitment], language).get(commitment.pk, []),
        "indicators": [row for row in measured if row.indicator.organisation_id in owners],
        "pledges": pledges_for(action, language),
        "terms": terms_on([action, commitment], ["themes", "goals", "principles"], language),
        "list_url": address_of_list(ActionIndexPage, language),
        "siblings": _siblings(commitment, action_url, language),
        "rules": RULES,
    }


def _maker(organisation, pages, language):
    page = pages.get(organisation.pk)
    return {
        "name": organisation.name_in(language),
        "url": (page and address_of(page.url_path)) or "",
        "fate": fate_of(organisation, language),
    }


def _government_url(government, language):
    return address_of_government(government.code, language) if government else ""


def _facts(commitment):
    """Rows for the facts component."""
    ongoing, moved = commitment.is_ongoing, bool(commitment.moves)
    first = commitment.first_deadline or commitment.review_on
    rows = [
        (_("First review date") if ongoing else _("First deadline"), first and day(first)),
        (_("Review date now") if ongoing else _("Deadline now"), moved and day(commitment.due_on)),
        (_("Last report"), commitment.status_on and day(commitment.status_on)),
        (_("Identifier"), commitment.code),
    ]
    return [{"label": label, "value": value} for label, value in rows if value]


def _siblings(commitment, action_url, language):
    """The other commitments of its action, in the order of its page."""
    rows = public_commitments().filter(action=commitment.action_id).exclude(pk=commitment.pk)
    rows = rows.select_related("organisation__government").prefetch_related("co_owners__organisation")
    rows = rows.order_by("organisation__government__order", "pk")
    return [
        promise(row, None, [], language)
        | {"url": below(action_url, row), "government_url": _government_url(row.organisation.government, language)}
        for row in rows
    ]
