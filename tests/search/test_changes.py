"""Who follows a search hears of each publication of a page that holds its words, the newest first."""

from datetime import date, timedelta

import pytest
from django.core.cache import cache
from wagtail.models import PageViewRestriction

from core.changes import changes_of, subject_of
from tests.database import Queries
from tests.factories import OrganisationFactory, moment, page_for
from tests.search.entries import entry_for

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("lone_pages")]

AT = moment(date(2026, 3, 10))


def page(language="nl", title="Kwikstaart", at=AT, **values):
    one = OrganisationFactory(name_nl=title, name_fr=title)
    made = page_for(one, language, **{"first_published_at": at, "last_published_at": at, **values})
    entry_for(made, title, language=language)
    cache.clear()
    return made


def told(words="kwikstaart", language="nl", **more):
    return changes_of(subject_of("search", words, language), language, **more)


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_new_and_changed_pages_of_the_language_are_told_newest_first(site, language):
    new = page(language, title="Kwikstaart nieuw", at=AT)
    changed = page(language, title="Kwikstaart anders", last_published_at=AT + timedelta(days=1))
    page("fr" if language == "nl" else "nl")

    first, second = told(language=language)

    assert "Kwikstaart anders" in first.title
    assert "Kwikstaart nieuw" in second.title
    assert [first.url, second.url] == [changed.url, new.url]
    assert first.title.split(":")[0] != second.title.split(":")[0]


def test_drafts_and_restricted_pages_are_not_told(site):
    page(live=False)
    PageViewRestriction.objects.create(page=page(), restriction_type="login")

    assert told() == []


def test_a_publication_is_told_once_and_never_twice(site):
    page()

    assert len(told(since=AT - timedelta(days=1), until=AT)) == 1
    assert told(since=AT, until=AT + timedelta(days=1)) == []
    assert told(until=AT - timedelta(seconds=1)) == []


@pytest.mark.parametrize("words", ["", "   ", '"', "\x00", "x" * 300])
def test_without_words_there_is_nothing_to_follow(site, words):
    subject = subject_of("search", words, "nl")

    assert subject is None or changes_of(subject, "nl") == []


def test_the_words_are_written_down_in_one_way(site):
    assert subject_of("search", "  goede   praktijk ", "nl").code == "goede praktijk"


def test_as_many_queries_for_3_as_for_30(site):
    counts = []
    for number in (3, 27):
        for place in range(number):
            page(title=f"Kwikstaart {number} {place}")
        told()
        with Queries() as queries:
            assert len(told(most=100)) >= number
        counts.append(len(queries))

    assert counts[0] == counts[1]
