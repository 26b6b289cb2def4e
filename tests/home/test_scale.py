"""The synthetic part of the demonstration: as much as asked, once, in both languages, and a site like any other."""

import pytest
from django.core.management import CommandError, call_command
from wagtail.models import Page

from actions.models import Action, ActionPage, Commitment, StatusReport
from editorial.models import Pair
from home.demo.scale import MOST, grow
from partners.models import Organisation, PartnerPage
from search.answers import answer
from search.indexing import rebuild
from tests.database import Queries
from tests.factories import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]


def quietly(_name, rows):
    yield from rows


def grown(number):
    grow(number, UserFactory(), quietly)


def counted():
    models = (Organisation, Action, Commitment, StatusReport, PartnerPage, ActionPage)
    return [model.objects.count() for model in models]


def test_it_makes_organisations_and_a_quarter_as_many_actions_with_two_promises_and_their_history():
    grown(8)

    assert counted() == [8, 2, 4, 40, 16, 4]
    assert not Organisation.objects.filter(fictional=False).exists()
    assert Pair.objects.filter(translation_key__in=PartnerPage.objects.values("translation_key")).count() == 8


def test_what_is_there_stays_and_more_is_added():
    grown(8)
    before = set(Organisation.objects.values_list("pk", flat=True))
    grown(8)
    assert counted()[0] == 8

    grown(12)

    assert counted() == [12, 3, 6, 60, 24, 6]
    assert before < set(Organisation.objects.values_list("pk", flat=True))


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_its_pages_stand_in_the_tree_answer_and_are_found(client, language):
    grown(8)
    pages = PartnerPage.objects.filter(language=language)
    titles = {page.title for page in pages}

    assert Page.find_problems() == ([], [], [], [], [])
    for page in [pages.first(), ActionPage.objects.filter(language=language).first()]:
        response = client.get(page.url)
        assert response.status_code == 200
        assert page.title in response.text
    rebuild()
    for title in list(titles)[:2]:
        assert title in {entry.title for entry in answer(title, language).entries}


def test_it_takes_a_bounded_number_of_queries_however_many_rows_there_are():
    with Queries() as few:
        grown(4)
    with Queries() as many:
        grown(44)

    assert len(many) <= len(few) + 6, many  # more plans with room, not more rows


@pytest.mark.parametrize("number", [-1, MOST + 1])
def test_a_number_out_of_bounds_is_refused_before_anything_is_made(number):
    with pytest.raises(CommandError, match=str(MOST)):
        call_command("load_demo", "--scale", str(number))
