"""What the screens with the text of a pledge show: the form, what happened elsewhere, and that it stands still."""

from django.shortcuts import render
from django.utils.translation import gettext as _

from core.languages import active_language
from core.places import languages_of_screen
from partners.models import Organisation

from .finding import actions_to_tick, names_of, partners_to_tick
from .forms import PledgeForm
from .typed import own
from .wording import title_of, typed_rows


def page(request, proposal, typed, *, problems=None, found=None, newer=None, status=200):
    """The form with what was typed. `found`: what is searched for; `newer`: the proposal as saved elsewhere."""
    language, found = active_language(), found or {}
    leader = proposal.organisation
    chosen = {name: typed.get(name) or [] for name in ("actions", "partners")}
    actions = actions_to_tick(chosen["actions"], found.get("actions", ""), language)
    partners = partners_to_tick(chosen["partners"], found.get("partners", ""), language, leader)
    fresh = {"organisation": leader.code, "language": language}
    form = PledgeForm(
        typed | {name: typed.get(name) or value for name, value in fresh.items()},
        organisations=_leaders(request.user, proposal, language),
        actions=actions,
        partners=partners,
        problems=problems,
    )
    title, lang = title_of(proposal, language)
    context = {
        "page_title": _("Write a pledge"),
        "kicker": proposal.organisation.name_in(language),
        "proposal": proposal,
        "title": title if proposal.version else "",
        "lang": lang,
        "form": form,
        "errors": form.summary(),
        "found": found,
        "nothing": {
            "actions": len(actions) == len(chosen["actions"]),
            "partners": len(partners) == len(chosen["partners"]),
        },
        "newer": newer,
        "newer_rows": typed_rows(newer.typed, names_of(newer.typed, language)) if newer else [],
        "languages": languages_of_screen(request),
        "breadcrumbs": [],
    }
    return render(request, "actions/pledging/edit.html", context, status=status)


def conflict(request, newer, typed):
    """Somebody saved something else meanwhile: both texts are shown, and the next save decides."""
    return page(request, newer, typed, newer=newer, status=409)


def stands_still(request, proposal, typed):
    """It was sent on meanwhile: said in words, with what was typed where it says something else."""
    language = active_language()
    changed = own(proposal.typed) != typed
    context = {
        "page_title": _("This text stands still now"),
        "kicker": proposal.organisation.name_in(language),
        "proposal": proposal,
        "typed": typed_rows(typed, names_of(typed, language)) if changed else [],
        "languages": languages_of_screen(request),
        "breadcrumbs": [],
    }
    return render(request, "actions/pledging/stands_still.html", context, status=409)


def _leaders(user, proposal, language):
    rows = [
        proposal.organisation,
        *Organisation.objects.of(user).exclude(pk=proposal.organisation_id).order_by("code"),
    ]
    return [(row.code, row.name_in(language) or row.code) for row in rows]
