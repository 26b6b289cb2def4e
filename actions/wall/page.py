"""What the page of a pledge shows: who promised what, what became of it, and what others can take with them."""

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext as _

from actions.deadlines import history, when
from actions.due import next_report
from actions.milestones import milestones_of
from actions.models.actions import Action
from actions.models.commitments import Commitment, CoOwner
from actions.timeline import timeline_of
from core.cards import card_of, pages_for
from core.kept import kept
from core.languages import language_codes, language_name
from core.lists import address_of_list
from core.terms import terms_on

from . import badge
from .makers import makers_of
from .states import RULES, is_late, state_of


def pledge_context(pledge, language):
    """The context of a pledge's page; kept until something public changes, for it takes many questions."""
    if pledge is None:
        return {}
    return kept(f"pledge:{pledge.pk}:{language}", lambda: _context(pledge, language))


def commitment_of(pledge):
    """The commitment of a pledge with its status and with the organisations that make it."""
    owners = Prefetch("co_owners", CoOwner.objects.select_related("organisation"))
    rows = Commitment.objects.with_status().select_related("organisation", "pledge").prefetch_related(owners)
    return rows.get(pk=pledge.commitment_id)


def _context(pledge, language):
    from actions.models.pledge_pages import PledgeIndexPage

    commitment = commitment_of(pledge)
    state = state_of(commitment)
    return {
        "commitment": commitment,
        "promise": commitment.text_in(language),
        "measure": words_in(pledge.measure_in, language),
        "makers": makers_of(commitment, language),
        "state": state,
        "is_late": is_late(commitment),
        "deadline": when(commitment, commitment.standing()),
        "facts": _facts(commitment),
        "milestones": milestones_of([commitment], language).get(commitment.pk, []),
        "entries": timeline_of([commitment], language).get(commitment.pk, []),
        "actions": actions_of(commitment, language),
        "terms": terms_on([commitment], ["themes", "goals"], language),
        "rules": RULES,
        "list_url": address_of_list(PledgeIndexPage, language),
        "badge_url": reverse("actions:pledge_badge", args=[pledge.code, language]),
        "certificate_url": reverse("actions:pledge_certificate", args=[pledge.code, language]),
        "badge_size": badge.SIZE,
    }


def words_in(text_in, language):
    """A text in that language, else in another one: {text, lang, notice}; the last two for another one only."""
    found = {"text": text_in(language), "lang": "", "notice": ""}
    for other in language_codes():
        if not found["text"] and text_in(other):
            found = {"text": text_in(other), "lang": other, "notice": language_name(other)}
    return found


def _facts(commitment):
    coming = next_report(commitment) if commitment.is_shown else None
    rows = [
        (_("Announced on"), _day(commitment.announced_on)),
        (_("First deadline"), _day(commitment.first_deadline)),
        (_("Deadline now"), _day(commitment.due_on) if history(commitment) else ""),
        (_("Moves"), history(commitment)),
        (_("Next review on"), _day(commitment.due_on) if commitment.is_ongoing else ""),
        (_("Last report"), _day(commitment.status_on)),
        (_("Next report due"), _day(coming.on) if coming else ""),
        (_("Identifier"), commitment.pledge.code),
    ]
    return [{"label": label, "value": value} for label, value in rows if value]


def actions_of(commitment, language):
    """The public actions of plans that it supports: [{number, plan, card}]."""
    actions = list(
        Action.objects.public().filter(supporters=commitment).select_related("plan").order_by("plan__code", "number")
    )
    pages = pages_for(actions, language)
    return [
        {
            "number": action.number,
            "plan": action.plan.name_in(language),
            "card": card_of(action, pages.get(action.pk), language),
        }
        for action in actions
    ]


def _day(day):
    return date_format(day, "DATE_FORMAT") if day else ""


def embed_code(*, title, address, badge_address):
    """What a site puts in its own page to show the badge: a picture that is a link, no script."""
    width, height = badge.SIZE
    words = _("Pledge “%(title)s”: its state today") % {"title": title}
    return format_html(
        '<a href="{}"><img src="{}" alt="{}" width="{}" height="{}"></a>', address, badge_address, words, width, height
    )
