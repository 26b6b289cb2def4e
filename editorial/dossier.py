"""The dossier: one screen per record with its facts, its page in every language, and what hangs from it."""

from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import WorkflowState
from wagtail.permissions import policy_registry

from core import slots


@dataclass(frozen=True)
class Cell:
    text: str
    url: str = ""


@dataclass(frozen=True)
class Section:
    """A list of things that belong to the record; each row's first cell links to the thing itself."""

    title: str
    headings: list
    rows: list = field(default_factory=list)
    add_url: str = ""
    add_label: str = ""


@dataclass(frozen=True)
class PageState:
    """The record's page in one language: what it is called, how far it is, who is next."""

    language: str
    page: object = None
    words: str = ""
    tone: str = ""
    next_step: str = ""
    edit_url: str = ""
    live_url: str = ""


def add_url(model, request, **initial):
    """The address of an empty form for that model, filled in with where one came from; "" for who may not add one."""
    if not policy_registry.get_by_type(model).user_has_permission(request.user, "add"):
        return ""
    return f"{reverse(model.snippet_viewset.get_url_name('add'))}?{urlencode(initial)}"


def pages_of(record):
    """The state of the record's page in every language, in the order of the settings."""
    pages = record.pages_by_language()
    waiting = _tasks_waiting(pages.values())
    return [_state(str(name), pages.get(code), waiting) for code, name in settings.LANGUAGES]


def _tasks_waiting(pages):
    states = WorkflowState.objects.active().filter(object_id__in=[str(page.pk) for page in pages])
    states = states.filter(base_content_type__app_label="wagtailcore").select_related("current_task_state__task")
    return {state.object_id: state.current_task_state.task.name for state in states if state.current_task_state}


def _state(language, page, waiting):
    if page is None:
        return PageState(language, words=_("No page yet"), tone="missing", next_step=_("Make the page"))
    task = waiting.get(str(page.pk))
    if task:
        words, tone = _("Waiting for approval"), "waiting"
        step = _("Approve or return it: %(task)s") % {"task": task}
    elif page.live and page.has_unpublished_changes:
        words, tone, step = _("Live, with changes that are not published"), "waiting", _("Submit the changes")
    elif page.live:
        words, tone, step = _("Live"), "live", ""
    else:
        words, tone, step = _("Draft"), "draft", _("Write the text and submit it")
    return PageState(
        language=language,
        page=page,
        words=words,
        tone=tone,
        next_step=step,
        edit_url=reverse("wagtailadmin_pages:edit", args=[page.pk]),
        live_url=page.url if page.live else "",
    )


def sections_from_above(record, language, request):
    """What apps above the record's own show in its dossier."""
    return slots.render(f"dossier:{record._meta.label_lower}", record=record, language=language, request=request)
