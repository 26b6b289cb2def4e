"""What is found, counted and shown: all that fits and is for everybody, and nothing else."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from wagtail.models import Page, PageViewRestriction

from core.languages import language_codes
from core.places import roots
from core.services import record_archive
from core.shell import raise_content_version
from home.models import StandardPage
from search.analysis import stems
from search.answers import MOST_RANKED, address_of_entry, answer, suggestions
from search.guidance.synonyms import synonyms_in
from search.hits import common_stems
from search.models import Entry, Word
from search.questions import question
from search.table import table_in
from tests.database import Queries, rolled_back
from tests.factories import (
    ActionFactory,
    CommitmentFactory,
    OrganisationFactory,
    RecommendationFactory,
    page_for,
    pages_for,
)
from tests.search.entries import entries_for, entry_for

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("lone_pages")]

NOW = timezone.now()


def titles(text, language="nl", **asked):
    return [entry.title for entry in answer(text, language, **asked).entries]


@pytest.fixture
def page(homes):
    return homes["nl"]


# --- What is found


@pytest.mark.parametrize(("language", "text"), [("nl", "fabriek"), ("fr", "usine")])
def test_what_fits_is_found_in_the_language_asked_only(homes, language, text):
    for code, title in {"nl": "Onze fabrieken", "fr": "Nos usines"}.items():
        entry_for(homes[code], title, language=code)

    assert len(titles(text, language)) == 1
    assert not [code for code in language_codes() if code != language and titles(text, code)]
    assert titles(text, "xx") == []


def test_nothing_asked_is_nothing_found(page):
    entry_for(page, "Boom")

    empty = answer("?!", "nl")

    assert (empty.total, empty.entries, empty.counts, empty.page) == (0, [], {"kind": {}, "theme": {}}, None)


def test_words_that_stand_nowhere_are_named_as_they_were_typed(page):
    entries_for(page, [{"title": "Boom"}, {"title": "Struik"}])

    assert answer("boom Éénhoorn", "nl").unknown == ["Éénhoorn"]
    assert answer("boom struik", "nl").unknown == []
    assert answer("boom", "nl").unknown == []


VOCABULARY = ["boom", "bomen", "natuur", "beleid", "de", "van", "2024", "été"]
texts = st.lists(st.sampled_from(VOCABULARY), max_size=6).map(" ".join)
rows = st.lists(
    st.fixed_dictionaries(
        {
            "title": texts,
            "summary": texts,
            "text": texts,
            "kind": st.sampled_from(Entry.Kind.values),
            "themes": st.sampled_from(["", "t1", "t2", "t1 t2"]),
            "language": st.sampled_from(["nl", "nl", "fr"]),
        }
    ),
    max_size=12,
)
asked_texts = st.lists(st.sampled_from([*VOCABULARY, '"', "“", "”", "x-2024", "weg"]), max_size=7).map(" ".join)


def stands_in(phrase, text):
    found = stems(text, "nl")
    return any(tuple(found[place : place + len(phrase)]) == phrase for place in range(len(found)))


def fits(entry, groups):
    parts = (entry.title, entry.summary, entry.text)
    return all(any(stands_in(phrase, part) for phrase in group for part in parts) for group in groups)


@given(
    rows=rows,
    text=asked_texts,
    kinds=st.sets(st.sampled_from(["plan", "page"])),
    themes=st.sets(st.sampled_from(["t1", "t2"])),
)
def test_the_answer_is_what_a_reader_of_every_entry_would_give(site, homes, rows, text, kinds, themes):
    with rolled_back():
        entries_for(homes["nl"], rows)
        groups = question(text, "nl").groups
        hits = [entry for entry in Entry.objects.filter(language="nl") if groups and fits(entry, groups)]
        of_kinds = [entry for entry in hits if not kinds or entry.kind in kinds]
        about = [entry for entry in hits if not themes or themes & set(entry.themes.split())]
        expected = {entry.pk for entry in of_kinds if entry in about}

        pages = [answer(text, "nl", kinds=kinds, themes=themes, page=page, per_page=3) for page in range(1, 6)]

        found = [entry.pk for one in pages[: max(1, -(-len(expected) // 3))] for entry in one.entries]
        assert sorted(found) == sorted(expected)
        assert {one.total for one in pages} == {len(expected)}
        for one in pages:
            assert sum(one.counts["kind"].values()) == len(about)
            assert all(number == sum(e.kind == kind for e in about) for kind, number in one.counts["kind"].items())
            assert one.counts["theme"] == {
                theme: number
                for theme in ("t1", "t2")
                if (number := sum(theme in entry.themes.split() for entry in of_kinds))
            }


# --- The order, pages and queries


def test_the_exact_title_comes_first_then_titles_with_the_words_then_the_rest(page):
    entries_for(
        page,
        [
            {"title": "Over iets", "text": "natuurbehoud " * 3, "kind": "plan"},
            {"title": "Natuurbehoud in de stad"},
            {"title": "Natuurbehoud", "kind": "page"},
        ],
    )

    assert titles("NATUURBEHOUD") == ["Natuurbehoud", "Natuurbehoud in de stad", "Over iets"]


def test_of_equals_plans_come_first_and_pages_last_then_by_title(page):
    entries_for(page, [{"title": f"Boom {kind} {name}", "kind": kind} for kind in ("page", "plan") for name in "ba"])

    assert titles("boom") == ["Boom plan a", "Boom plan b", "Boom page a", "Boom page b"]


def test_of_very_many_those_with_the_words_in_the_title_come_first(page, monkeypatch):
    monkeypatch.setattr("search.answers.MOST_RANKED", 3)
    others = [{"title": f"Over {name}", "summary": "boom", "kind": "plan"} for name in "abc"]
    entries_for(page, [*others, {"title": "Een bomenplan"}, {"title": "De bomen"}, {"title": "Boom", "text": "plan"}])

    assert titles("boom") == ["Boom", "De bomen", "Over a", "Over b", "Over c"]
    assert titles("boom", per_page=2, page=2) == ["Over a", "Over b"]
    assert MOST_RANKED == 1_000


def test_titles_fit_when_every_group_stands_in_them_each_in_the_order_of_the_table(page):
    texts = [
        "Zorg voor bomen",
        "Bomen",
        "Voor zorg en boom",
        "Zorg, bomen",
        "Zorgboom",
        "Een boom voor zorg voor boom",
    ]
    made = entries_for(page, [{"title": title, "summary": "zorg voor bomen"} for title in texts])
    table, named = table_in("nl"), {entry.pk: entry.title for entry in made}

    def found(text):
        return [named[table.keys[place]] for place in table.in_titles(question(text, "nl"))]

    assert found("boom zorg") == [texts[5], texts[2], texts[3], texts[0]]
    assert found("“zorg voor”") == [texts[5], texts[0]]
    assert found("zorg “voor boom”") == [texts[5], texts[0]]
    assert found("afwezig boom") == []


def test_the_rows_of_very_common_words_are_kept_and_stay_right(page, monkeypatch):
    monkeypatch.setattr("search.hits.MANY", 1)
    Word.objects.bulk_create(
        Word(language="nl", word=word, folded=word, number=number) for word, number in {"bomen": 9, "gras": 1}.items()
    )
    entries_for(page, [{"title": title} for title in ("Boom en gras", "Bomen", "Gras")])
    assert titles("boom gras") == ["Boom en gras"]
    assert titles("boom") == ["Bomen", "Boom en gras"]

    with Queries() as queries:
        assert len(list(answer("boom", "nl").entries)) == 2
    assert len(queries) == 2, queries

    entry_for(page, "Aan een boom")
    raise_content_version()
    cache.clear()
    assert titles("boom") == ["Bomen", "Aan een boom", "Boom en gras"]


def test_pages_of_results_follow_each_other_and_no_number_is_an_error(page):
    names = [f"Boom {number:02}" for number in range(25)]
    entries_for(page, [{"title": name} for name in names])

    first, second = answer("boom", "nl"), answer("boom", "nl", page="2")

    assert [entry.title for entry in (*first.entries, *second.entries)] == [
        f"Boom {number:02}" for number in range(25)
    ]
    assert (first.page.number, second.page.number, second.page.paginator.num_pages) == (1, 2, 2)
    assert list(second.page.object_list) == second.entries
    for number in ("abc", "0", "-1", "99", "9" * 5_000, "\x00", None):
        assert answer("boom", "nl", page=number).total == 25


def test_codes_that_no_entry_has_find_nothing_and_are_no_error(page):
    entry_for(page, "Boom", themes="natuur")

    assert answer("boom", "nl", kinds=["x"]).total == answer("boom", "nl", themes=["\x00"]).total == 0
    assert answer("boom", "nl", kinds=["page", "x"], themes=["natuur"]).total == 1


def test_an_answer_costs_three_queries_and_its_table_three_for_3_entries_as_for_30(page):
    answer("boom", "nl")
    for number in (3, 27):
        entries_for(page, [{"title": f"Boom {number} {place}"} for place in range(number)])
        cache.clear()
        assert (synonyms_in("nl"), common_stems("nl")) == ({}, frozenset())
        assert roots()
        with Queries() as cold:
            table_in("nl")
        with Queries() as queries:
            one = answer("boom", "nl", themes=[])
            assert all(address_of_entry(entry) for entry in one.entries)
        assert one.total >= number
        assert (len(cold), len(queries)) == (3, 3), (cold, queries)


# --- Suggestions


def test_suggestions_begin_like_what_was_typed_those_whose_title_begins_so_first(page):
    entries_for(
        page,
        [
            {"title": "Het bosplan", "kind": "plan"},
            {"title": "Bossen in Gent"},
            {"title": "Groot", "summary": "bos"},
            {"title": "Één boom"},
        ],
    )

    assert [entry.title for entry in suggestions("bos", "nl")] == ["Bossen in Gent", "Het bosplan"]
    assert [entry.title for entry in suggestions("EEN BO", "nl")] == ["Één boom"]
    assert [entry.title for entry in suggestions("b in G bos", "nl")] == ["Bossen in Gent"]
    assert (
        suggestions("b", "nl") == suggestions("b o s", "nl") == suggestions("", "nl") == suggestions("bos", "fr") == []
    )
    assert len(suggestions("bo", "nl", most=1)) == 1


def test_suggestions_cost_two_queries_however_many_there_are(page):
    entries_for(page, [{"title": f"Boom {number}"} for number in range(60)])
    table_in("nl")

    with Queries() as queries:
        assert len(suggestions("bo", "nl")) == 8

    assert len(queries) == 2, queries


# --- Nothing that is not for everybody


def nowhere(title, language="nl", **asked):
    """That nothing about it is said: no entry, no count, no suggestion."""
    one = answer(title, language, **asked)
    return not (one.total or one.entries or one.counts["kind"] or suggestions(title, language, **asked))


@pytest.fixture
def entry(site):
    page = page_for(OrganisationFactory(), "nl")
    return entry_for(page, "Kwikstaart", kind="organisation", themes="natuur")


def test_what_is_shown_to_everybody_is_found(entry):
    assert titles("kwikstaart") == ["Kwikstaart"]
    assert suggestions("kwik", "nl") == [entry]
    assert address_of_entry(entry) == entry.page.url


def draft(page):
    """As it was before it was published, when nothing of it was kept."""
    Page.objects.filter(pk=page.pk).update(live=False)
    raise_content_version()


def hide(page):
    record = page.specific.record
    record.is_public = False
    record.save()


HIDINGS = {
    "draft": draft,
    "unpublished": lambda page: page.unpublish(),
    "restricted": lambda page: PageViewRestriction.objects.create(page=page.get_parent(), restriction_type="login"),
    "hidden": hide,
    "archived": lambda page: record_archive(record=page.specific.record),
    "deleted": lambda page: page.delete(),
}


@pytest.mark.parametrize("way", HIDINGS)
def test_what_is_not_for_everybody_is_found_by_nobody(entry, way, django_capture_on_commit_callbacks):
    assert not nowhere("kwikstaart")  # and the table is kept

    with django_capture_on_commit_callbacks(execute=True):
        HIDINGS[way](entry.page.specific)

    assert nowhere("kwikstaart")
    assert answer("kwikstaart", "nl").unknown == ["kwikstaart"]


def test_a_page_is_found_until_the_moment_at_which_it_expires(homes):
    home = homes["nl"]
    page = home.add_child(instance=StandardPage(title="x", locale=home.locale, expire_at=NOW + timedelta(hours=1)))
    entry_for(page, "Kwikstaart")

    assert titles("kwikstaart", at=NOW) == ["Kwikstaart"]
    assert nowhere("kwikstaart", at=NOW + timedelta(hours=1))


def test_a_commitment_is_found_while_it_and_its_action_are_public(site, django_capture_on_commit_callbacks):
    action = ActionFactory()
    pages_for(action.plan)
    page, commitment = pages_for(action)["nl"], CommitmentFactory(action=action)
    entry_for(page, "Kwikstaart", kind="commitment", commitment=commitment, below=f"{commitment.code}/")
    found = answer("kwikstaart", "nl").entries

    assert [address_of_entry(entry) for entry in found] == [f"{page.url}{commitment.code}/"]

    for record in (commitment, action, action.plan):
        assert hidden_with(record, django_capture_on_commit_callbacks)


def test_a_recommendation_is_found_while_it_and_its_source_are_public(homes, django_capture_on_commit_callbacks):
    recommendation = RecommendationFactory()
    entry_for(homes["nl"], "Kwikstaart", kind="recommendation", recommendation=recommendation, below="x/")
    assert titles("kwikstaart") == ["Kwikstaart"]

    for record in (recommendation, recommendation.source):
        assert hidden_with(record, django_capture_on_commit_callbacks)


def hidden_with(record, committed):
    """That nothing is found while that record is not public, and that all is when it is again."""
    found = []
    for is_public in (False, True):
        with committed(execute=True):
            type(record).objects.filter(pk=record.pk).update(is_public=is_public)
            record.refresh_from_db()
            record.save()
        found.append(not nowhere("kwikstaart"))
    return found == [False, True]
