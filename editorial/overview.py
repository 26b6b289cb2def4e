"""The rows of lists: pairs with their page in every language, in as many queries for one row as for fifty."""

from dataclasses import dataclass, field

from django.conf import settings
from django.contrib.auth import get_user_model
from django.urls import reverse
from wagtail.coreutils import get_content_type_label
from wagtail.models import GroupPagePermission, Page

from core.languages import active_language, language_codes, language_name
from core.places import address_of

from .models import LanguageException
from .people import our_tasks, who_can_act_on
from .querysets import SECTION_DEPTH, pages_with_state, section_pages
from .sizes import sizes_of
from .states import TONES, State

AT_ONCE = 1000
"""How many pairs a download reads at a time."""


@dataclass(frozen=True)
class Cell:
    """A page in a list: how far it is, since when, who is next; without a page, only its language."""

    language: str
    page: object = None
    state: str = ""
    people: list = field(default_factory=list)
    last_editor: object = None
    assignment: object = None
    exception: object = None
    size: object = None
    edit_url: str = ""
    start_url: str = ""

    @property
    def language_name(self):
        return language_name(self.language)

    @property
    def title(self):
        return self.page.get_admin_display_title() if self.page else ""

    @property
    def words(self):
        return State(self.state).label if self.state else ""

    @property
    def tone(self):
        return TONES.get(self.state, "waiting")

    @property
    def more_people(self):
        """How many are next besides the three that lists name."""
        return max(len(self.people) - 3, 0)

    @property
    def since(self):
        return self.page.since if self.page and self.state != State.ALIGNED else None

    @property
    def live_url(self):
        return (self.page.live and address_of(self.page.url_path)) or "" if self.page else ""


@dataclass(frozen=True)
class Row:
    """A pair in a list."""

    pair: object
    cells: list
    kind: str = ""
    section: str = ""

    @property
    def main(self):
        """The page in the reader's language, else in another one."""
        there = [cell for cell in self.cells if cell.page]
        return next((cell for cell in there if cell.language == active_language()), there[0] if there else None)

    @property
    def asked(self):
        """The cells of which somebody was asked the next step."""
        return [cell for cell in self.cells if cell.assignment]

    @property
    def exceptions(self):
        return [cell for cell in self.cells if cell.exception]


class Rows:
    """Makes rows of pairs, or cells of pages, for that person: links lead only where they may go."""

    def __init__(self, user, with_people=True):
        self.user = user
        self.with_people = with_people
        self.sections = None

    def of(self, pairs):
        """The rows of these pairs, in their order."""
        pairs = list(pairs)
        pages = self._pages(translation_key__in=[pair.translation_key for pair in pairs])
        cells = self.cells(pages)
        if self.sections is None:
            self.sections = section_titles()
        found = {}
        for page in pages:
            found.setdefault(page.translation_key, {})[page.locale.language_code] = page
        return [self._row(pair, found.get(pair.translation_key, {}), cells) for pair in pairs]

    def in_batches(self, pairs):
        """The rows of ever so many pairs, read a thousand at a time: [[Row]]."""
        keys = list(pairs.values_list("pk", flat=True))
        for start in range(0, len(keys), AT_ONCE):
            some = pairs.model.objects.in_bulk(keys[start : start + AT_ONCE])
            yield self.of(some[key] for key in keys[start : start + AT_ONCE] if key in some)

    def of_pages(self, ids):
        """The cells of those pages: {page id: Cell}."""
        return self.cells(self._pages(pk__in=list(ids)))

    def _pages(self, **which):
        pages = pages_with_state(Page.objects.filter(**which))
        related = ("locale", "content_type", "latest_revision__user", "assignment__person")
        return list(pages.select_related(*related).defer("latest_revision__content"))

    def cells(self, pages):
        """The cells of pages that know their state: {page id: Cell}."""
        ids = [page.pk for page in pages]
        exceptions = {row.page_id: row for row in LanguageException.objects.active().filter(page__in=ids)}
        people, sizes = self._next_people(pages) if self.with_people else {}, sizes_of(pages)
        trees = self._trees()
        return {
            page.pk: Cell(
                language=page.locale.language_code,
                page=page,
                state=page.state,
                people=people.get(page.pk, []),
                last_editor=(page.latest_revision and page.latest_revision.user) or None,
                assignment=getattr(page, "assignment", None),
                exception=exceptions.get(page.pk),
                size=sizes.get(page.pk),
                edit_url=reverse("wagtailadmin_pages:edit", args=[page.pk]) if page.path.startswith(trees) else "",
            )
            for page in pages
        }

    def _next_people(self, pages):
        """Who decides on what is in review, who may change what was returned: {page id: [people]}."""
        reviewed = {page: page.workflow_task for page in pages if page.state == State.REVIEW}
        tasks = our_tasks(reviewed.values())
        decided = {page: tasks[task] for page, task in reviewed.items() if task in tasks}
        found = who_can_act_on(decided)
        returned = {page.pk: page.workflow_person for page in pages if page.state == State.RETURNED}
        people = get_user_model().objects.in_bulk(set(returned.values()) - {None})
        return found | {page: [people[person]] for page, person in returned.items() if person in people}

    def _trees(self):
        """Where this person may change pages."""
        if self.user.is_superuser:
            return ("",)
        rights = GroupPagePermission.objects.filter(
            permission__codename="change_page", group__in=self.user.groups.all()
        )
        return tuple(rights.values_list("page__path", flat=True))

    def _row(self, pair, pages, cells):
        row_cells = []
        for code in language_codes():
            if code in pages:
                row_cells.append(cells[pages[code].pk])
            else:
                row_cells.append(Cell(code, start_url=self._start_url(cells, pages, code)))
        first = next(iter(pages.values()), None)
        return Row(
            pair=pair,
            cells=row_cells,
            kind=get_content_type_label(first.content_type) if first else "",
            section=self._section(first) if first else "",
        )

    def _section(self, page):
        return self.sections.get(page.path[: Page.steplen * SECTION_DEPTH], "") if page.depth > SECTION_DEPTH else ""

    def _start_url(self, cells, pages, code):
        sources = [page for page in pages.values() if cells[page.pk].edit_url]
        return reverse("editorial:start_translation", args=[sources[0].pk, code]) if sources else ""


def section_titles():
    """{path of a page right under a home page: its title, in the reader's language where there is one}."""
    pages = list(section_pages())
    titles = {}
    for page in pages:
        if page.translation_key not in titles or page.locale.language_code == active_language():
            titles[page.translation_key] = page.get_admin_display_title()
    return {page.path: titles[page.translation_key] for page in pages}


def languages():
    """[(code, name)] of every language, in the order of the settings."""
    return [(code, str(name)) for code, name in settings.LANGUAGES]
