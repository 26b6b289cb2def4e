"""What waits for somebody: the first rows of each list and its full count, in as many queries for one as for all."""

from datetime import timedelta

from django.db.models import Exists, F, OuterRef, Subquery
from wagtail.models import Page, WorkflowState

from core.languages import language_codes
from core.places import address_of
from editorial.models import Assignment, LanguageException, Pair
from editorial.models.tasks import LanguageReview, ServiceApproval
from editorial.querysets import pages_with_state
from editorial.states import State

from .post import absolute, address, one_line
from .readers import languages_of

SHOWN = 5
"""Rows of each list: a mail is one screen long."""

AHEAD = 14
"""Days before the end of an exception."""


def lists_for(person, common):
    """What waits for that person: [{"key", "count", "rows": [(title, language, day, address)]}]."""
    lists = [
        _list("decide", _to_decide(person)),
        _list("asked", _asked(person)),
        _list("returned", _returned(person)),
        _list("ending", _ending(person, common.on)),
    ]
    written = languages_of(person)
    for code in language_codes():
        if written & {code, ""}:
            lists += common.of_language(code)
    return lists


class Common:
    """What waits for nobody in particular but for a language; asked once for everybody."""

    def __init__(self, on):
        self.on, self.known = on, {}

    def of_language(self, code):
        if code not in self.known:
            found = {"awaited": _awaited(code), "stale": _stale(code), "missing": _missing(code)}
            self.known[code] = [one | {"key": key} for key, one in found.items()]
        return self.known[code]


def _list(key, rows):
    return {"key": key, "rows": rows[:SHOWN], "count": len(rows)}


def _row(page, day, address_=""):
    title = one_line(page.draft_title or page.title)
    return title, page.locale.language_code, day, address_ or address("wagtailadmin_pages:edit", page.pk)


def _to_decide(person):
    since = {}
    for model in (LanguageReview, ServiceApproval):
        for task in model.objects.filter(active=True):
            states = task.get_task_states_user_can_moderate(person)
            since |= {int(page): at for page, at in states.values_list("workflow_state__object_id", "started_at")}
    return _rows_of_pages(since)


def _asked(person):
    requests = Assignment.objects.filter(person=person).exclude(page__in=_in_review_ids())
    requests = requests.filter(page__ready=None).select_related("page__locale").order_by("due_on", "at")
    return [_row(request.page, request.at) for request in requests]


def _returned(person):
    states = WorkflowState.objects.filter(requested_by=person, status=WorkflowState.STATUS_NEEDS_CHANGES)
    found = states.values_list("object_id", "current_task_state__finished_at")
    return _rows_of_pages({int(page): at for page, at in found})


def _rows_of_pages(since):
    pages = Page.objects.filter(pk__in=since).select_related("locale")
    return sorted((_row(page, since[page.pk]) for page in pages), key=lambda row: row[2])


def _ending(person, on):
    soon = LanguageException.objects.active(on).filter(by=person, until__lte=on + timedelta(days=AHEAD))
    return [_row(exception.page, exception.until) for exception in soon.select_related("page__locale")]


def _in_review_ids():
    running = WorkflowState.objects.filter(status=WorkflowState.STATUS_IN_PROGRESS, base_content_type__model="page")
    return [int(page) for page in running.values_list("object_id", flat=True)]


def _awaited(code):
    """Approved pages of other languages for which this language has nothing approved, nor under review."""
    here = _in(code)
    done = here.filter(ready__isnull=False)
    reviewed = here.filter(pk__in=_in_review_ids())
    waiting = pages_with_state(_ours().exclude(locale__language_code=code)).filter(state=State.WAITING)
    waiting = waiting.filter(~Exists(done), ~Exists(reviewed)).annotate(own=Subquery(here.values("pk")[:1]))
    return _first(waiting, lambda page: address("wagtailadmin_pages:edit", page.own) if page.own else _explorer())


def _stale(code):
    """Published pages of this language of which another language was published since they were aligned with it."""
    pages = pages_with_state(_ours().filter(locale__language_code=code)).filter(state=State.STALE)
    return _first(pages, lambda page: address("wagtailadmin_pages:edit", page.pk))


def _missing(code):
    """Live pages that have no page in this language at all."""
    return _first(
        _ours().filter(~Exists(_in(code)), live=True).annotate(since=F("first_published_at")),
        lambda page: absolute(address_of(page.url_path)),
    )


def _first(pages, link):
    """The list of these pages with `since`, the oldest first."""
    rows = [
        _row(page, page.since, link(page)) for page in pages.select_related("locale").order_by("since", "pk")[:SHOWN]
    ]
    return {"key": "", "rows": rows, "count": pages.count()}


def _in(code):
    """The same page in that language."""
    return Page.objects.filter(translation_key=OuterRef("translation_key"), locale__language_code=code)


def _ours():
    return Page.objects.filter(translation_key__in=Pair.objects.values("translation_key"))


def _explorer():
    return address("wagtailadmin_explore_root")
