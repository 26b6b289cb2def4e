"""Pairs of pages, and the colleagues who write, review and approve them."""

from wagtail.models import Page

from core.services import record_create
from editorial.models import Ready
from home.models import HomePage, StandardPage
from tests.factories import GovernmentFactory, OrganisationFactory, person_in_role


def colleague(role="federal-moderator", **values):
    """Somebody in that role, in a service of their own."""
    return person_in_role(role, government=GovernmentFactory(), **values)


def together(slug="over", parents=None, **values):
    """Drafts of one page whose languages go live at the same moment: {language: page}."""
    parents = parents or {home.locale.language_code: home for home in HomePage.objects.select_related("locale")}
    pages = {}
    for language, parent in sorted(parents.items(), reverse=True):
        page = StandardPage(
            title=f"{slug} ({language})", slug=slug, introduction="1", locale=parent.locale, live=False, **values
        )
        if pages:
            page.translation_key = pages["nl"].translation_key
        pages[language] = Page.objects.get(pk=parent.pk).specific.add_child(instance=page)
        page.save_revision()
    return pages


def independent():
    """Drafts of one page whose languages go live on their own."""
    organisation = record_create(record=OrganisationFactory.build())
    return {page.locale.language_code: page for page in organisation.pages.select_related("locale")}


def again(page):
    """The page as it is in the database now."""
    return Page.objects.get(pk=page.pk).specific


def live_languages(pages):
    return {language for language, page in pages.items() if Page.objects.filter(pk=page.pk, live=True).exists()}


def write(page, words, by=None, **values):
    """Save a draft with those words; return the revision."""
    draft = again(page).get_latest_revision_as_object()
    draft.introduction = words
    for name, value in values.items():
        setattr(draft, name, value)
    return draft.save_revision(user=by, clean=False)


def submit(page, by):
    page = again(page)
    return page.get_workflow().start(page, by)


def decide(page, by, action="approve", comment=""):
    """Take one step of the workflow."""
    page = again(page)
    page.current_workflow_task.on_action(page.current_workflow_task_state, by, action, comment=comment)


def approve(page, by=None):
    """Have the latest text approved, as at the end of the workflow, by who may publish, or by code."""
    return again(page).get_latest_revision().publish(user=by)


def publish(pages):
    """Have every language live, as drafted."""
    for page in pages.values():
        approve(page)
    return {language: again(page) for language, page in pages.items()}


def waits(page):
    return Ready.objects.filter(page_id=page.pk).exists()
