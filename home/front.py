"""What the front page tells: one sentence with live figures, the plans, the groups, who takes part, the last news."""

from django.db.models import Count, F
from django.utils.translation import ngettext

from actions.dashboard.overview import progress_of_every_plan, rows_of, running_plans
from actions.ledger import public_commitments
from actions.models import ActionIndexPage, ActionPlanIndexPage
from actions.progress import RULE
from actions.sentences import sentence_of
from actions.timeline import latest_entries
from core.cards import card_of, with_pictures
from core.dates import today
from core.kept import kept
from core.lists import address_of_list
from core.visible import visible
from partners.facts import kind_of, of_group_in_list
from partners.models import GroupIndexPage, Organisation, PartnerIndexPage, WorkingGroupPage

MOST_PLANS, MOST_GROUPS, MOST_REPORTS = 4, 3, 3

MOST_MARKS = 300
"""So many commitments are drawn one by one; more of them as a bar."""


def front_page(language):
    """The context of the front page; kept until something public changes, for it adds up every plan."""
    return kept(f"front:{language}", lambda: _context(language))


def _context(language):
    lists = {
        "plans_url": address_of_list(ActionPlanIndexPage, language),
        "actions_url": address_of_list(ActionIndexPage, language),
        "partners_url": address_of_list(PartnerIndexPage, language),
        "groups_url": address_of_list(GroupIndexPage, language),
    }
    progress = progress_of_every_plan()
    kinds = _partners_by_kind(lists["partners_url"])
    return lists | {
        "language": language,
        "today": today(),
        "rules": [RULE],
        "plans": rows_of(running_plans(MOST_PLANS), language),
        "has_marks": progress.total <= MOST_MARKS,
        "progress": progress.linked_to(lists["actions_url"]) if lists["actions_url"] else progress,
        "sentence": _sentence(progress, lists["actions_url"] or None),
        "groups": _groups(language),
        "kinds": kinds,
        "partner_count": sum(kind["count"] for kind in kinds),
        "entries": latest_entries(public_commitments(), MOST_REPORTS, language),
    }


def _sentence(progress, address):
    if not progress.total:
        return ""
    opening = ngettext("Here stands {total}: {figures}.", "Here stand {total}: {figures}.", progress.total)
    return sentence_of(progress, opening, address=address)


def _groups(language):
    """The groups that began last, of those with a page in this language; in two queries."""
    pages = visible(WorkingGroupPage.objects).defer_streamfields().select_related("group__organiser")
    pages = pages.filter(language=language, group__is_public=True, group__archived_at__isnull=True)
    newest = pages.order_by(F("group__since").desc(nulls_last=True), "group__code")[:MOST_GROUPS]
    pages = list(newest)
    cards = [card_of(page.group, page, language, label=kind_of, meta=of_group_in_list) for page in pages]
    return with_pictures(cards, pages)


def _partners_by_kind(list_url):
    """How many organisations of each kind take part today, most first, each with its list."""
    rows = Organisation.objects.public().current().order_by().values_list("kind").annotate(number=Count("pk"))
    labels = dict(Organisation.Kind.choices)
    return [
        {"label": labels[kind], "count": number, "url": f"{list_url}?kind={kind}" if list_url else ""}
        for kind, number in sorted(rows, key=lambda row: -row[1])
    ]
