"""Where commitments and what organisations promised stand in public."""

from django.utils.translation import override

from actions.models.commitments import Commitment
from core.cards import pages_for
from core.kept import kept
from core.lists import address_of_list
from core.places import address_of


def address_of_commitment(commitment, language):
    """The address of its page, below that of its action; of a pledge, of its own; empty where that is not live."""
    if commitment.kind == Commitment.Kind.PLEDGE:
        return kept(f"address:pledge:{commitment.pk}:{language}", lambda: _page_of_pledge(commitment, language))
    above = kept(f"address:action:{commitment.action_id}:{language}", lambda: _page_of(commitment.action, language))
    return below(above, commitment)


def below(address, commitment):
    """The address of a commitment in that of its action's page; empty for an action without a page."""
    return f"{address}{commitment.code}/" if address else ""


def address_of_promises(code, language):
    """Where everything stands that the organisation with that code promised; empty where the plans have no list."""
    return below_plans("organisation", code, language)


def below_plans(view, code, language):
    """The address of a view with a code below the list of plans; empty where that is not live."""
    from actions.models.pages import ActionPlanIndexPage

    above = address_of_list(ActionPlanIndexPage, language)
    if not above:
        return ""
    with override(language):
        return f"{above}{ActionPlanIndexPage().reverse_subpage(view, kwargs={'code': code})}"


def _page_of(record, language):
    page = pages_for([record], language).get(record.pk)
    return (page and address_of(page.url_path)) or ""


def _page_of_pledge(commitment, language):
    pledge = getattr(commitment, "pledge", None)
    return _page_of(pledge, language) if pledge else ""
