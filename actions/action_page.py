"""What the page of an action shows: who promised what, how far it is, what others say of it, where it comes from."""

from django.utils.translation import gettext as _

from core.cards import pages_for
from core.kept import kept
from core.languages import localized_value
from core.lists import address_of_list
from core.places import address_of
from core.terms import terms_on

from . import sentences
from .deadlines import next_deadline
from .governments.addresses import address_of_government
from .indicators.shown import indicators_of
from .kin import kin_of
from .ledger import public_commitments
from .milestones import milestones_of
from .plan_facts import action_facts
from .pledges import pledges_for
from .progress import RULES, progress_of, standing_of
from .promises.addresses import below
from .rows import promise
from .timeline import timeline_of
from .voices.shown import assessments_of, recommendations_of


def action_context(action, language):
    """The context of an action's page; kept until something public changes, for it takes many questions."""
    if action is None:
        return {}
    return kept(f"action:{action.pk}:{language}", lambda: _context(action, language))


def _context(action, language):
    from .models.pages import ActionIndexPage

    commitments = list(
        public_commitments()
        .filter(action=action)
        .select_related("organisation__government")
        .prefetch_related("co_owners__organisation")
        .order_by("organisation__government__order", "pk")
    )
    reports, milestones = timeline_of(commitments, language), milestones_of(commitments, language)
    voices = assessments_of(commitments, language)
    pages = pages_for({commitment.organisation for commitment in commitments}, language)
    own = pages_for([action], language).get(action.pk)
    here = (own and address_of(own.url_path)) or ""
    promises = [
        promise(row, pages.get(row.organisation_id), reports.get(row.pk, []), language)
        | {
            "url": below(here, row),
            "government_url": _government_url(row.organisation.government, language),
            "milestones": milestones.get(row.pk, []),
            "voices": voices.get(row.pk, []),
        }
        for row in commitments
    ]
    standing = standing_of(commitments)
    kin = kin_of(action, language)
    progress = progress_of(commitments)
    every = sorted((entry for entries in reports.values() for entry in entries), key=lambda entry: entry.date)
    return {
        "plan": action.plan,
        "pillar": localized_value(action.pillar, "name", language) if action.pillar_id else "",
        "facts": action_facts(action, language),
        "promises": promises,
        "assessed": [row for row in promises if row["voices"]],
        "indicators": indicators_of(action, language),
        "recommendations": recommendations_of(action, language),
        "pledges": pledges_for(action, language),
        "entries": every[::-1],
        "progress": progress,
        "sentence": sentences.sentence_of(progress, _("In this action: {total}. Of these, {figures}."))
        if len(commitments) > 1
        else "",
        "standing": standing,
        "standing_label": standing.label,
        "deadline": next_deadline(commitments),
        "rules": RULES,
        "terms": terms_on([action, *commitments], ["themes", "goals", "principles"], language),
        "list_url": address_of_list(ActionIndexPage, language),
        **kin,
    }


def _government_url(government, language):
    return address_of_government(government.code, language) if government else ""
