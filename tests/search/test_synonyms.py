"""Synonyms that editors keep: what the search makes of them, and what their form refuses."""

import pytest
from django.urls import reverse
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from home.demo.files import read
from search.analysis import stems
from search.guidance.synonyms import synonyms_in
from search.models import SynonymGroup
from tests.database import Queries, rolled_back
from tests.factories import person_in_role

from .guidance import HOSTILE, form_of

pytestmark = pytest.mark.django_db

LIST, ADD, EDIT = (f"wagtailsnippets_search_synonymgroup:{name}" for name in ("list", "add", "edit"))


def group_of(nl="", fr=""):
    return SynonymGroup.objects.create(terms_nl=nl, terms_fr=fr)


def meaning(term, language):
    """The terms that mean the same, each as a text of stems."""
    found = synonyms_in(language).get(tuple(stems(term, language)), [])
    return [" ".join(other) for other in found]


def said(term, language):
    return " ".join(stems(term, language))


def errors(nl="", fr="", instance=None):
    """{language: [what is wrong]}, in the words of the code."""
    with override(None):
        form = form_of(SynonymGroup, instance, terms_nl=nl, terms_fr=fr)
        return {name.removeprefix("terms_"): [str(one) for one in found] for name, found in form.errors.items()}


# --- What is looked for ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_without_groups_nothing_means_the_same(language):
    assert synonyms_in(language) == {}


def test_each_term_of_a_group_leads_to_the_others():
    group_of("MVO\nmaatschappelijk verantwoord ondernemen\nduurzaam ondernemen", "")

    assert meaning("mvo", "nl") == [
        said("maatschappelijk verantwoord ondernemen", "nl"), said("duurzaam ondernemen", "nl"),
    ]  # fmt: skip
    assert meaning("Duurzame ondernemen", "nl") == ["mvo", said("maatschappelijk verantwoord ondernemen", "nl")]


@pytest.mark.parametrize(
    ("language", "typed", "found"),
    [("nl", "RSE", "MVO"), ("fr", "mvo", "RSE"), ("nl", "responsabilité sociétale", "MVO")],
)
def test_an_abbreviation_or_a_phrase_of_the_other_language_is_understood(language, typed, found):
    group_of("MVO", "RSE\nresponsabilité sociétale")

    assert said(found, language) in meaning(typed, language)


def test_a_single_word_of_the_other_language_may_be_a_false_friend_and_leads_nowhere():
    group_of("toezegging\nbelofte", "engagement")

    assert meaning("engagement", "nl") == []


def test_no_term_leads_to_another_language():
    group_of("MVO\nduurzaam ondernemen", "RSE")

    assert meaning("mvo", "nl") == [said("duurzaam ondernemen", "nl")]
    assert meaning("mvo", "fr") == ["rse"]
    assert meaning("rse", "fr") == []


def test_what_the_readers_own_language_says_goes_first():
    group_of("PAN\nketel", "")
    group_of("NAP", "PAN")

    assert meaning("pan", "nl") == [said("ketel", "nl")]


WORDS = st.sampled_from(["MVO", "plan", "plannen", "nationaal plan", "de", "RSE", "œuvre", "l’action", "--", "3"])
GROUPS = st.lists(st.tuples(st.lists(WORDS, max_size=4), st.lists(WORDS, max_size=4)), max_size=4)


@given(groups=GROUPS, language=st.sampled_from(["nl", "fr"]))
def test_within_a_language_synonyms_go_both_ways(groups, language):
    with rolled_back():
        for nl, fr in groups:
            group_of("\n".join(nl), "\n".join(fr))
        found = synonyms_in(language)
        own = {
            tuple(stems(term, language))
            for row in SynonymGroup.objects.all()
            for term in getattr(row, f"terms_{language}").splitlines()
        }

    for term, others in found.items():
        assert term
        assert others
        assert term not in others
        assert len(others) == len(set(others))
        assert set(others) <= own
        assert term not in own or all(term in found[other] for other in others)


@pytest.mark.parametrize("number", [3, 30])
def test_reading_all_groups_takes_one_query_and_then_none(number, django_assert_num_queries):
    for place in range(number):
        group_of(f"begrip{place}\nwoord{place}", f"notion{place}")

    with django_assert_num_queries(1):
        assert len(synonyms_in("nl")) == 2 * number
    with django_assert_num_queries(0):
        synonyms_in("nl")


def test_a_change_counts_at_once(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        group = group_of("MVO\nduurzaam ondernemen")
    assert meaning("mvo", "nl")

    with django_capture_on_commit_callbacks(execute=True):
        group.delete()

    assert not meaning("mvo", "nl")


# --- The form --------------------------------------------------------------------------------------------------------


def test_a_good_group_is_kept_as_it_was_meant():
    form = form_of(SynonymGroup, terms_nl="  MVO \n\n duurzaam   ondernemen", terms_fr="RSE")

    assert form.is_valid(), form.errors
    assert form.save().terms_nl == "MVO\nduurzaam ondernemen"


@pytest.mark.parametrize(
    ("nl", "words"),
    [
        ("MVO\nmvo", "“MVO” and “mvo” are the same"),
        ("plan\nplannen", "“plan” and “plannen” are the same"),
        ("MVO\n--", "no letters in “--”"),
        ("MVO\n2030", "no letters in “2030”"),
        ("MVO\nvan de", "only words that stand on every page"),
        ("MVO\neen twee drie vier vijf zes zeven", "at most 6 words"),
        ("\n".join(f"woord{place}" for place in range(21)), "at most 20 lines"),
        ("", "at least two terms"),
        ("MVO", "at least two terms"),
    ],
)
def test_what_the_search_cannot_use_is_said_beside_its_field(nl, words):
    found = errors(nl)

    assert list(found) == ["nl"]
    assert any(words in one for one in found["nl"])


def test_one_term_in_each_language_is_enough():
    assert errors("MVO", "RSE") == {}


def test_a_term_stands_in_one_group_and_the_form_leads_to_that_group():
    other = group_of("MVO\nduurzaam <i>ondernemen</i>", "RSE")

    found = errors("zaken\nmvo", "affaires")

    assert list(found) == ["nl"]
    assert reverse(EDIT, args=[other.pk]) in found["nl"][0]
    assert "<i>" not in found["nl"][0]
    assert errors("MVO\nduurzaam ondernemen", "RSE", instance=other) == {}
    assert errors("RSE\nzaken", "mvo") == {}, "another language is another list"


@pytest.mark.parametrize("number", [3, 30])
def test_comparing_with_all_groups_takes_a_query_for_each_language(number, django_assert_num_queries):
    for place in range(number):
        group_of(f"begrip{place}\nwoord{place}", f"notion{place}\nmot{place}")

    with django_assert_num_queries(2):
        errors("MVO\nduurzaam ondernemen", "RSE\nentreprise")


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_terms_are_refused_or_kept_and_never_break_the_search(text):
    form = form_of(SynonymGroup, terms_nl=text, terms_fr=text)

    if form.is_valid():
        form.save()
    for language in ("nl", "fr"):
        assert all(isinstance(stem, str) for key in synonyms_in(language) for stem in key)


def test_the_groups_of_the_demonstration_are_ones_that_an_editor_could_have_written():
    rows = read("search.toml")["synonyms"]
    for row in rows:
        assert errors("\n".join(row["nl"]), "\n".join(row["fr"])) == {}, row
        group_of("\n".join(row["nl"]), "\n".join(row["fr"]))

    for language, typed, found in [
        ("nl", "rse", "mvo"), ("fr", "MVO", "RSE"), ("nl", "OCDE", "OESO"), ("fr", "UNGP", "principes directeurs"),
        ("fr", "gepaste zorgvuldigheid", "diligence raisonnable"), ("nl", "PAN", "nationaal actieplan"),
    ]:  # fmt: skip
        assert said(found, language) in meaning(typed, language), (language, typed)


# --- The screens -----------------------------------------------------------------------------------------------------


def test_the_list_takes_the_same_queries_however_long(client, site):
    client.force_login(person_in_role("administrator"))
    counts = []
    for number in (3, 27):
        for place in range(number):
            group_of(f"begrip{place}\nwoord{place}", f"notion{place}")
        client.get(reverse(LIST))
        with Queries() as queries:
            response = client.get(reverse(LIST))
        counts.append(len(queries))

    assert "begrip2, woord2 · notion2" in response.text
    assert counts[0] == counts[1]


def test_both_languages_are_changed_in_one_form_and_the_log_remembers_it(client, site):
    client.force_login(person_in_role("federal-moderator"))
    group = group_of("MVO\nduurzaam ondernemen", "")

    client.post(reverse(EDIT, args=[group.pk]), {"terms_nl": "MVO", "terms_fr": "RSE"})

    group.refresh_from_db()
    assert (group.terms_nl, group.terms_fr) == ("MVO", "RSE")
    history = client.get(reverse("wagtailsnippets_search_synonymgroup:history", args=[group.pk]))
    assert history.context["paginator"].count == 1


def test_a_search_without_result_fills_in_its_own_language(client, site):
    client.force_login(person_in_role("administrator"))

    response = client.get(reverse(ADD), {"terms_fr": "vigilance <b>\x00" + "x" * 500, "terms": "y", "pk": "1"})

    initial = response.context["form"].initial
    assert initial["terms_fr"].startswith("vigilance <b> x")
    assert len(initial["terms_fr"]) == 100
    assert "vigilance &lt;b&gt;" in response.text
    assert "pk" not in initial


@pytest.mark.parametrize("role", ["dutch-editor", "plan-coordinator", "analyst", "emergency-publisher"])
def test_who_does_not_keep_the_search_changes_nothing(client, site, role):
    group = group_of("MVO\nzaken")
    client.force_login(person_in_role(role))

    client.post(reverse(EDIT, args=[group.pk]), {"terms_nl": "x\ny", "terms_fr": ""})
    client.post(reverse("wagtailsnippets_search_synonymgroup:delete", args=[group.pk]))

    group.refresh_from_db()
    assert group.terms_nl == "MVO\nzaken"
