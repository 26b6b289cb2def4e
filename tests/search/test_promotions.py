"""Pages that editors let come first: for which searches, in which language, and who sees them."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from wagtail.models import Page, PageViewRestriction

from search.guidance.promotions import promoted
from search.models import Promotion
from tests.database import Queries
from tests.factories import OrganisationFactory, pages_for, person_in_role

from .guidance import HOSTILE, form_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("lone_pages")]

LIST, ADD = (f"wagtailsnippets_search_promotion:{name}" for name in ("list", "add"))


@pytest.fixture
def pages(site):
    return pages_for(OrganisationFactory(name_nl="Kwikstaart vzw", name_fr="Bergeronnette asbl"))


def promote(page, nl="", fr=""):
    return Promotion.objects.create(page=Page.objects.get(pk=page.pk), searches_nl=nl, searches_fr=fr)


def titles(text, language, **more):
    return [page.title for page in promoted(text, language, **more)]


def errors(page, nl="", fr="", instance=None):
    """{field: [what is wrong]}, in the words of the code."""
    with override(None):
        form = form_of(
            Promotion, instance, page=page if isinstance(page, str) else page.pk, searches_nl=nl, searches_fr=fr
        )
        return {name: [str(one) for one in found] for name, found in form.errors.items()}


# --- What comes first ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("typed", ["jaarlijks forum", "Jaarlijkse FORUM", "  jaarlijks   fórum? "])
def test_a_search_leads_to_its_page_whatever_its_case_accents_and_endings(pages, typed):
    promote(pages["nl"], "ander woord\njaarlijks forum")

    assert titles(typed, "nl") == ["Kwikstaart vzw"]


@pytest.mark.parametrize("typed", ["", "forum", "forum jaarlijks", "jaarlijks forum brussel", "\x00", "forum " * 2000])
def test_no_other_search_leads_there(pages, typed):
    promote(pages["nl"], "jaarlijks forum")

    assert titles(typed, "nl") == []


def test_each_language_has_its_own_searches_and_its_own_page(pages):
    promote(pages["fr"], "forum", "assises\nforum")

    assert titles("forum", "nl") == ["Kwikstaart vzw"]
    assert titles("forum", "fr") == ["Bergeronnette asbl"]
    assert titles("assises", "nl") == []


def test_a_page_that_is_not_there_in_a_language_comes_first_in_the_other_only(pages):
    promote(pages["nl"], "forum", "forum")
    Page.objects.filter(pk=pages["fr"].pk).update(live=False)

    assert titles("forum", "fr") == []
    assert titles("forum", "nl") == ["Kwikstaart vzw"]


def test_what_not_everybody_may_see_does_not_come_first(pages):
    promote(pages["nl"], "forum", "forum")
    PageViewRestriction.objects.create(page=Page.objects.get(pk=pages["nl"].pk), restriction_type="login")
    type(pages["fr"].organisation).objects.update(is_public=False)

    assert titles("forum", "nl") == titles("forum", "fr") == []


def test_a_page_that_expired_does_not_come_first_even_before_it_is_taken_down(pages):
    now = timezone.now()
    promote(pages["nl"], "forum")
    Page.objects.filter(pk=pages["nl"].pk).update(expire_at=now)

    assert titles("forum", "nl", at=now - timedelta(seconds=1)) == ["Kwikstaart vzw"]
    assert titles("forum", "nl", at=now) == []


def test_at_most_three_come_first_in_the_order_in_which_they_were_chosen(site):
    for number in (3, 1, 2, 4):
        promote(pages_for(OrganisationFactory(name_nl=f"Nummer {number}"))["nl"], "forum")

    assert titles("forum", "nl") == ["Nummer 3", "Nummer 1", "Nummer 2"]


def test_asking_again_costs_nothing(pages, django_assert_num_queries):
    promote(pages["nl"], "forum")
    assert titles("forum", "nl")

    with django_assert_num_queries(0):
        assert titles("forum", "nl")
        assert not titles("iets anders", "nl")


def test_a_change_counts_at_once(pages, django_capture_on_commit_callbacks):
    promotion = promote(pages["nl"], "forum")
    assert titles("forum", "nl")

    with django_capture_on_commit_callbacks(execute=True):
        promotion.delete()

    assert not titles("forum", "nl")


# --- The form --------------------------------------------------------------------------------------------------------


def test_a_good_promotion_is_kept(pages):
    form = form_of(Promotion, page=pages["nl"].pk, searches_nl=" forum \n\njaarlijks  forum", searches_fr="")

    assert form.is_valid(), form.errors
    assert form.save().searches_nl == "forum\njaarlijks forum"


@pytest.mark.parametrize(
    ("nl", "words"),
    [
        ("", "at least one search"),
        ("forum\nforums", "are the same"),
        ("2024", "no letters"),
        ("een twee drie vier vijf zes zeven", "at most 6 words"),
    ],
)
def test_what_the_search_cannot_use_is_said_beside_its_field(pages, nl, words):
    found = errors(pages["nl"], nl)

    assert list(found) == ["searches_nl"]
    assert words in found["searches_nl"][0]


def test_words_that_stand_on_every_page_may_be_a_search(pages):
    assert errors(pages["nl"], "wie zijn wij") == {}


def test_one_search_leads_to_one_page_once_in_whatever_language_it_was_chosen(pages):
    promotion = promote(pages["nl"], "forum", "assises")

    assert "leads to this page already" in errors(pages["fr"], "het\nforums")["searches_nl"][0]
    assert errors(pages["fr"], "assises", "forum") == {}
    assert errors(pages["nl"], "forum", "assises", instance=promotion) == {}


def test_a_fourth_page_for_one_search_is_refused_for_nobody_would_see_it(site):
    for _number in range(3):
        promote(pages_for(OrganisationFactory(name_nl="Los <i>blad</i>"))["nl"], "forum")
    found = errors(pages_for(OrganisationFactory())["nl"], "forum")

    assert "leads to 3 other pages already" in found["searches_nl"][0]
    assert "<i>" not in found["searches_nl"][0]


@pytest.mark.parametrize("page", ["", "x", "0", "-1", "9" * 30, "\x00"])
def test_a_page_that_does_not_exist_is_said_beside_its_field(site, page):
    assert list(errors(page, "forum")) == ["page"]


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_searches_are_refused_or_kept_and_never_break_the_search(pages, text):
    form = form_of(Promotion, page=pages["nl"].pk, searches_nl=text, searches_fr=text)

    if form.is_valid():
        form.save()
    assert isinstance(promoted(text, "nl"), list)


# --- The screens -----------------------------------------------------------------------------------------------------


def test_the_list_says_where_a_page_can_be_seen_in_the_same_queries_however_long(client, pages):
    Page.objects.filter(pk=pages["fr"].pk).update(live=False)
    client.force_login(person_in_role("administrator"))
    counts = []
    for number in (3, 27):
        for _place in range(number):
            promote(pages["nl"], "forum", "assises")
        client.get(reverse(LIST))
        with Queries() as queries:
            response = client.get(reverse(LIST))
        counts.append(len(queries))

    assert counts[0] == counts[1]
    rows = [row.instance for row in response.context["table"].rows]
    assert {(row.title_nl, row.title_fr) for row in rows} == {("Kwikstaart vzw", None)}


@pytest.mark.parametrize("role", ["dutch-editor", "plan-coordinator", "analyst"])
def test_who_does_not_keep_the_search_adds_nothing(client, pages, role):
    client.force_login(person_in_role(role))

    client.post(reverse(ADD), {"page": pages["nl"].pk, "searches_nl": "forum", "searches_fr": ""})

    assert not Promotion.objects.exists()


def test_who_keeps_the_search_adds_a_page_that_comes_first(client, pages):
    client.force_login(person_in_role("regional-moderator"))

    client.post(reverse(ADD), {"page": pages["nl"].pk, "searches_nl": "forum", "searches_fr": ""})

    assert titles("forum", "nl") == ["Kwikstaart vzw"]
