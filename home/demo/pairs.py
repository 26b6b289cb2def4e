"""Pages in every state of the editorial work: each step of pairs.toml taken by its person, through the services."""

from datetime import timedelta

from django.utils import timezone
from wagtail.models import Page, Revision, TaskState

from core.dates import today
from editorial.models import Alignment, Ready
from editorial.people import current_task_state
from editorial.services.alignment import no_translation_record
from editorial.services.assignments import page_assign
from editorial.services.exceptions import exception_record
from editorial.services.publication import page_approve
from editorial.services.translation import translation_start
from home.models import HomePage, StandardPage
from partners.models import Organisation

from .files import read
from .words import person, write


def load(progress):
    """Take the steps of the pairs that are not there yet."""
    rows = read("pairs.toml")["pair"]
    if StandardPage.objects.filter(slug=rows[0]["nl"]["slug"]).exists():
        return
    for row in progress("language pairs", rows):
        story = Story(row)
        for step in row["steps"]:
            getattr(story, step["do"])(**{key: value for key, value in step.items() if key != "do"})
        story.grow_older(timedelta(days=row["age"]))


class Story:
    """One pair and what happens to it."""

    def __init__(self, row):
        self.row = row
        self.pages = {}
        if "organisation" in row:
            self.pages = Organisation.objects.get(code=row["organisation"]).pages_by_language()
        elif "page" in row:
            first = StandardPage.objects.child_of(HomePage.objects.first()).first()
            pages = first.get_translations(inclusive=True).specific()
            self.pages = {page.locale.language_code: page for page in pages}

    def page(self, language):
        return Page.objects.get(pk=self.pages[language].pk).specific

    def make(self, language, by, live_in=None):
        home = HomePage.objects.get(locale__language_code=language)
        texts = self.row[language]
        page = StandardPage(title=texts["title"], slug=texts["slug"], locale=home.locale, live=False, owner=person(by))
        self.pages[language] = home.add_child(instance=page)
        self.write(language, by, live_in)

    def start(self, language, by):
        source = self.page(next(iter(self.pages)))
        self.pages[language] = translation_start(page=source, language=language, by=person(by))

    def write(self, language, by, live_in=None):
        page, texts = self.page(language).get_latest_revision_as_object(), self.row[language]
        page.go_live_at = timezone.now() + timedelta(days=live_in) if live_in else None
        body = [{"type": "rich_text", "value": texts["text"]}] if "text" in texts else None
        write(page, texts | ({"body": body} if body else {}), {}, by=person(by))

    def submit(self, language, by):
        page = self.page(language)
        page.get_workflow().start(page, person(by))

    def decide(self, language, by, action, comment=None):
        state = current_task_state(self.page(language))
        user = person(by)
        state.task.specific.on_action(state, user, action, comment=(comment or {}).get(language, ""))

    def approve(self, language, by):
        page = self.page(language)
        page_approve(page=page, revision=page.latest_revision, by=person(by))

    def assign(self, language, by, to, days, note):
        page_assign(
            page=self.page(language),
            person=person(to),
            due_on=today() + timedelta(days=days),
            note_text=note[language],
            by=person(by),
        )

    def no_translation(self, language, by, reason):
        no_translation_record(page=self.page(language), by=person(by), reason=reason[language])

    def except_(self, language, by, days, reason):
        exception_record(page=self.page(language), reasons=reason, until=today() + timedelta(days=days), by=person(by))

    def grow_older(self, age):
        """Let it all have happened that long ago, so that lists of what waits longest have something to say."""
        pages = Page.objects.filter(translation_key=next(iter(self.pages.values())).translation_key)
        ids = [str(page.pk) for page in pages]
        revisions = Revision.objects.page_revisions().filter(object_id__in=ids)
        for revision in revisions:
            Revision.objects.filter(pk=revision.pk).update(created_at=revision.created_at - age)
        for page in pages:
            for name in ("latest_revision_created_at", "last_published_at"):
                if moment := getattr(page, name):
                    Page.objects.filter(pk=page.pk).update(**{name: moment - age})
        for model, name, found in (
            (Ready, "at", {"page__in": pages}),
            (Alignment, "said_at", {"page__in": pages}),
            (TaskState, "started_at", {"revision__in": revisions}),
        ):
            for row in model.objects.filter(**found):
                model.objects.filter(pk=row.pk).update(**{name: getattr(row, name) - age})
