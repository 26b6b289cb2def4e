"""People and pages for the tests of mails."""

from django.contrib.auth.models import Group as Role
from django.test import TestCase
from wagtail.models import Page

from editorial.roles import ROLES
from editorial.services.publication import page_approve
from home.models import HomePage, StandardPage
from tests.factories import ServiceFactory, UserFactory

OTHER = {"nl": "fr", "fr": "nl"}
EDITOR = {"nl": "dutch-editor", "fr": "french-editor"}
WORDS = {"nl": "Een zin over het plan.", "fr": "Une phrase sur le plan."}


def somebody(role, language="nl", **values):
    """Somebody in that role, of a service of their own, who reads that language."""
    user = UserFactory(language=language, service=ServiceFactory(), **values)
    user.groups.add(Role.objects.get(name=ROLES[role]["name"]))
    return user


def draft(language, by=None, title="Het plan", key=None, **values):
    """A page in that language with one revision."""
    home = HomePage.objects.get(locale__language_code=language)
    values = {"introduction": WORDS[language], "live": False, "locale": home.locale} | values
    page = StandardPage(title=title, slug=f"page-{Page.objects.count()}", **values)
    if key:
        page.translation_key = key
    home.add_child(instance=page)
    page.save_revision(user=by)
    return page


def pair(by=None, title="Het plan"):
    """A draft in each language: {language: page}."""
    nl = draft("nl", by, title)
    return {"nl": nl, "fr": draft("fr", by, title, key=nl.translation_key)}


def live_pair(by=None, title="Het plan"):
    pages = pair(by, title)
    for page in pages.values():
        page_approve(page=page, revision=page.latest_revision, by=None)
    return {language: Page.objects.get(pk=page.pk).specific for language, page in pages.items()}


def change(page, words, by=None):
    """Save other words; the revision."""
    page = Page.objects.get(pk=page.pk).specific.get_latest_revision_as_object()
    page.introduction = words
    return page.save_revision(user=by)


def approve(page, revision=None, by=None):
    page = Page.objects.get(pk=page.pk).specific
    return page_approve(page=page, revision=revision or page.get_latest_revision(), by=by)


def to(mails, person):
    return [mail for mail in mails if mail.to == [person.email]]


def committed():
    """Everything inside is committed at its end, and what waits for that is done."""
    return TestCase.captureOnCommitCallbacks(execute=True)
