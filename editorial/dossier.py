"""The dossier: one screen per record with its facts, its page in every language, and what hangs from it."""

from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.permissions import policy_registry

from core import slots
from core.places import address_of

from .states import describe_pair


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
class PageLine:
    """The record's page in one language: how far it is, who is next, and where one can go from here."""

    language: str
    state: object = None
    may_edit: bool = False
    start_url: str = ""

    @property
    def page(self):
        return self.state and self.state.page

    @property
    def words(self):
        return self.state.words if self.state else _("No page yet")

    @property
    def tone(self):
        return self.state.tone if self.state else "missing"

    @property
    def next_people(self):
        """Who was asked, else whoever can take the next step."""
        asked = self.state and self.state.assignment
        return [asked.person] if asked else self.state.next_people if self.state else []

    @property
    def live_url(self):
        return (self.page.live and address_of(self.page.url_path)) or "" if self.page else ""


def add_url(model, request, **initial):
    """The address of an empty form for that model, filled in with where one came from; "" for who may not add one."""
    if not policy_registry.get_by_type(model).user_has_permission(request.user, "add"):
        return ""
    return f"{reverse(model.snippet_viewset.get_url_name('add'))}?{urlencode(initial)}"


def pages_of(record, user):
    """The record's page in every language, in the order of the settings."""
    pages = record.pages_by_language()
    editable = {code for code, page in pages.items() if page.permissions_for_user(user).can_edit()}
    source = next((pages[code] for code in pages if code in editable), None)
    states = dict(zip(pages, describe_pair(list(pages.values())), strict=True))
    return [_line(code, str(name), states.get(code), source, code in editable) for code, name in settings.LANGUAGES]


def _line(code, name, state, source, may_edit):
    if state:
        return PageLine(name, state, may_edit)
    start_url = reverse("editorial:start_translation", args=[source.pk, code]) if source else ""
    return PageLine(name, start_url=start_url)


def sections_from_above(record, language, request):
    """What apps above the record's own show in its dossier."""
    return slots.render(f"dossier:{record._meta.label_lower}", record=record, language=language, request=request)
