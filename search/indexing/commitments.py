"""The documents of commitments: each stands below the page of its action, in every language that has one."""

from django.utils.text import Truncator

from actions.models import Action, ActionPage, Commitment, Milestone
from core.languages import localized_value
from search.models import Entry

from .belongings import Themes, name_of
from .documents import Document
from .pages import public
from .promises import Promises

WORDS_IN_TITLE = 30
"""As in the heading of its page."""


def key_of(number, language):
    return f"commitment-{number}-{language}"


def pages_of_commitments():
    """(commitment, page, language) of each that everybody may see, in the order of their keys."""
    pages = public(ActionPage).order_by()
    rows = Commitment.objects.in_public_plans().filter(action__archived_at=None, action__pages__in=pages)
    return rows.order_by("pk").values_list("pk", "action__pages", "action__pages__language")


def documents_of_commitments(keys):
    """Those of these commitments that everybody may see, in every language in which their action has a page."""
    places = {}
    for number, page, language in pages_of_commitments().filter(pk__in=keys):
        places.setdefault(number, []).append((page, language))
    related = ("organisation", "action__plan")
    rows = list(Commitment.objects.filter(pk__in=places).select_related(*related).order_by("pk"))
    steps = {}
    for step in Milestone.objects.filter(commitment__in=places):
        steps.setdefault(step.commitment_id, []).append(step)
    promises, of_actions = Promises(rows, lambda row: row.pk), Themes(Action, {row.action_id for row in rows})
    return [
        _document(row, page, language, promises, of_actions, steps.get(row.pk, ()))
        for row in rows
        for page, language in sorted(places[row.pk])
    ]


def _document(row, page, language, promises, of_actions, steps):
    text, action = row.text_in(language), row.action
    title = Truncator(text).words(WORDS_IN_TITLE)
    makers = promises.makers(row, language)
    of_action = name_of(action, language)
    themes = {*promises.themes.codes(row.pk).split(), *of_actions.codes(action.pk).split()}
    names = {*promises.themes.names(row.pk, language), *of_actions.names(action.pk, language)}
    return Document(
        key=key_of(row.pk, language),
        language=language,
        kind=Entry.Kind.COMMITMENT,
        page_id=page,
        commitment_id=row.pk,
        below=f"{row.code}/",
        title=title,
        summary=" · ".join(filter(None, (*promises.names(row, language), of_action))),
        lead=tuple(filter(None, (row.code, name_of(action.plan, language), *makers, *sorted(names)))),
        body=(*((text,) if text != title else ()), *(localized_value(step, "name", language) for step in steps)),
        themes=" ".join(sorted(themes)),
        fictional=action.fictional or action.plan.fictional,
        changed_at=row.updated_at,
    )
