"""The demonstration keeps the rules it shows to editors."""

from io import StringIO

import pytest
from django.core.management import call_command
from wagtail.models import Page

from editorial.content_checks import problems_of
from editorial.content_checks.other_language import seems_to_be_in
from editorial.content_checks.subjects import Subject


# One test, because loading takes longer than all that is asked of it.
@pytest.mark.django_db
def test_no_page_of_the_demonstration_has_an_error_and_its_languages_are_told_apart():
    call_command("load_demo", stdout=StringIO())
    pages = list(Page.objects.filter(depth__gt=1).specific())

    problems = [(page.url_path, problem) for page in pages for problem in problems_of(page)]

    assert [found for found in problems if found[1].is_error] == []
    # A translation that was only begun is a draft in the other language.
    live = [page for page in pages if page.live]
    assert [page.url_path for page in live for problem in problems_of(page) if problem.code == "other-language"] == []

    others = {"nl": "fr", "fr": "nl"}
    judged, recognised = 0, 0
    for page in live:
        subject = Subject(page)
        for paragraph in (paragraph for part in subject.parts for paragraph in part.paragraphs):
            if len(paragraph.split()) >= 15:
                judged += 1
                recognised += seems_to_be_in(paragraph, others[subject.language]) == subject.language
    assert judged > 100
    assert recognised / judged > 0.97
