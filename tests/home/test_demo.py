"""The demonstration: whole, the same when loaded twice, and fit to be shown."""

from io import StringIO

import pytest
from django.apps import apps
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from wagtail.models import Page

from actions.models import ActionPlan, Commitment, StatusReport
from core.models import BasePage, Record
from editorial.content_checks import problems_of
from editorial.content_checks.other_language import seems_to_be_in
from editorial.content_checks.subjects import Subject
from partners.models import Group, Organisation
from users.models import User


def counts():
    """How many rows every table of ours and every page table holds."""
    ours = ("users", "core", "editorial", "partners", "actions", "home", "wagtailcore")
    return {
        model._meta.label: model._base_manager.count()
        for app in ours
        for model in apps.get_app_config(app).get_models()
    }


def no_page_has_an_error(pages):
    problems = [(page.url_path, problem) for page in pages for problem in problems_of(page)]
    assert [found for found in problems if found[1].is_error] == []
    # A translation that was only begun is a draft in the other language.
    live = {page.url_path for page in pages if page.live}
    assert [path for path, problem in problems if problem.code == "other-language" and path in live] == []


def the_languages_are_told_apart(pages):
    others = {"nl": "fr", "fr": "nl"}
    judged, recognised = 0, 0
    for page in pages:
        subject = Subject(page)
        for paragraph in (paragraph for part in subject.parts for paragraph in part.paragraphs):
            if len(paragraph.split()) >= 15:
                judged += 1
                recognised += seems_to_be_in(paragraph, others[subject.language]) == subject.language
    assert judged > 100
    assert recognised / judged > 0.97


def records_and_pages_are_in_order(pages):
    records = [record for model in apps.get_models() if issubclass(model, Record) for record in model.objects.all()]
    for record in records:
        record.full_clean()
    for page in pages:
        assert isinstance(page, BasePage)
        page.full_clean()
    no_page_has_an_error(pages)
    the_languages_are_told_apart([page for page in pages if page.live])


# One test, because loading takes longer than all that is asked of it.
@pytest.mark.django_db
def test_the_demonstration_is_whole_and_loading_it_again_changes_nothing(client, mailoutbox):
    call_command("load_demo", stdout=StringIO())
    cache.clear()

    assert Organisation.objects.public().count() >= 30
    assert Group.objects.public().count() >= 3
    assert ActionPlan.objects.public().count() >= 3
    assert Commitment.objects.public().exists()
    assert StatusReport.objects.approved().exists()
    assert set(User.objects.values_list("language", flat=True)) == {"nl", "fr"}
    call_command("search_index", check=True, stdout=StringIO())  # fails when something is missing

    pages = list(Page.objects.filter(depth__gt=1).specific())
    assert {page.locale.language_code for page in pages} == {"nl", "fr"}
    if connection.vendor == "sqlite":  # the words are the same in every database
        records_and_pages_are_in_order(pages)
    for page in pages:
        if page.live:
            response = client.get(page.url)
            assert response.status_code == 200, page.url
            assert f'lang="{page.locale.language_code}"' in response.text, page.url

    if connection.vendor == "sqlite":  # it takes half a minute, and asks the same of every database
        before = counts()
        call_command("load_demo", stdout=StringIO())
        assert counts() == before
    assert mailoutbox == []
