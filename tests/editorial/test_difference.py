"""What changed on a page, in words and places."""

from copy import deepcopy

import pytest
from django.utils import timezone, translation
from hypothesis import given
from hypothesis import strategies as st

from editorial.difference import Change, Difference, changes_since_alignment, difference
from editorial.models import Alignment

from .pages import ACCORDION, QUOTE, TABLE, page_with, pair_of_pages, write
from .pages import rich_text as text

pytestmark = pytest.mark.django_db


def kinds(old, new):
    return [(change.kind, change.key) for change in difference(old, new).changes]


def test_a_page_does_not_differ_from_itself():
    page = page_with(QUOTE, ACCORDION, TABLE, introduction="Inleiding.")

    found = difference(page, deepcopy(page))

    assert found.changes == []
    assert (found.added, found.removed) == (0, 0)


def test_against_nothing_everything_is_new():
    found = difference(None, page_with(text("a", "drie hele woorden")))

    assert {change.kind for change in found.changes} == {"added"}
    assert found.added == 4


def test_changed_words_are_counted_where_they_changed():
    found = difference(page_with(text("a", "een twee drie")), page_with(text("a", "een vier drie vijf")))

    assert [(change.kind, change.key) for change in found.changes] == [("changed", "body.a")]
    assert (found.added, found.removed) == (2, 1)


def test_blocks_are_known_by_their_ids():
    old = page_with(text("a", "een"), text("b", "twee"), text("c", "drie"))

    assert kinds(old, page_with(text("a", "een"), text("c", "drie"))) == [("removed", "body.b")]
    assert kinds(old, page_with(text("a", "een"), text("n", "nieuw"), text("b", "twee"), text("c", "drie"))) == [
        ("added", "body.n")
    ]


def test_a_block_that_moved_is_moved_not_new():
    blocks = [text("a", "een"), QUOTE, text("b", "twee"), text("c", "drie"), text("d", "vier")]

    found = difference(page_with(*blocks), page_with(*blocks[:1], *blocks[2:], QUOTE))

    assert [change.kind for change in found.changes] == ["moved"]
    assert found.changes[0].label == "Tekst › Citaat"
    assert found.added == found.removed == 0


def test_a_block_that_moved_and_changed_says_both():
    old = page_with(text("a", "een"), text("b", "twee"), text("c", "drie"))
    new = page_with(text("b", "twee"), text("c", "drie"), text("a", "anders"))

    assert kinds(old, new) == [("moved", "body.a"), ("changed", "body.a")]


def test_blocks_whose_ids_were_made_anew_are_the_same():
    old, new = page_with(text("a", "een"), text("b", "twee")), page_with(text("x", "een"), text("y", "twee"))

    assert kinds(old, new) == []


def test_items_without_ids_are_known_by_what_they_say():
    bare = {"type": "accordion", "id": "a1", "value": {"items": [{"title": "Wie?", "content": "<p>Iedereen.</p>"}]}}

    assert kinds(page_with(bare), page_with(bare)) == []


def test_saving_scheduling_and_comments_are_no_difference():
    old, new = page_with(QUOTE, slug="oud"), page_with(QUOTE, slug="nieuw")
    new.go_live_at, new.show_in_menus, new.draft_title = timezone.now(), True, "Anders"

    assert kinds(old, new) == []


def test_another_link_under_the_same_words_is_a_difference_without_words():
    old = {"type": "rich_text", "id": "a", "value": '<p data-block-key="1"><a href="https://a.example/">Lees</a></p>'}
    new = {"type": "rich_text", "id": "a", "value": '<p data-block-key="2"><a href="https://b.example/">Lees</a></p>'}

    found = difference(page_with(old), page_with(new))

    assert [change.words_stayed for change in found.changes] == [True]
    assert found.added == found.removed == 0


def test_a_key_of_the_editor_is_no_difference():
    old = {"type": "rich_text", "id": "a", "value": '<p data-block-key="1">Lees</p>'}
    new = {"type": "rich_text", "id": "a", "value": '<p data-block-key="2">Lees</p>'}

    assert kinds(page_with(old), page_with(new)) == []


def test_figures_do_not_count_as_words():
    one = {"type": "heading", "id": "h", "value": {"text": "Kop", "level": "h2"}}
    other = {"type": "heading", "id": "h", "value": {"text": "Kop", "level": "h3"}}

    found = difference(page_with(one), page_with(other))

    assert [change.is_figure for change in found.changes] == [True]
    assert found.added == found.removed == 0


@given(old=st.lists(st.sampled_from("abcdefgh"), unique=True), new=st.lists(st.sampled_from("abcdefgh"), unique=True))
def test_a_block_is_new_gone_moved_or_where_it_was(old, new):
    found = kinds(page_with(*[text(key, f"tekst {key}") for key in old]),
                  page_with(*[text(key, f"tekst {key}") for key in new]))  # fmt: skip

    assert {key for kind, key in found if kind == "added"} == {f"body.{key}" for key in set(new) - set(old)}
    assert {key for kind, key in found if kind == "removed"} == {f"body.{key}" for key in set(old) - set(new)}
    moved = {key[5:] for kind, key in found if kind == "moved"}
    assert [key for key in old if key in new and key not in moved] == [
        key for key in new if key in old and key not in moved
    ]


def test_a_text_of_fifty_thousand_words_is_compared():
    old = [text(str(number), " ".join(["woord", str(number)] * 50)) for number in range(500)]
    new = [text(str(number), " ".join(["mot", str(number)] * 50)) for number in range(500)]

    found = difference(page_with(*old), page_with(*new))

    assert len(found.changes) == 500
    assert found.added >= 25_000


@pytest.mark.parametrize(
    ("changes", "dutch", "french"),
    [
        ([], "Geen woord veranderd", "Aucun mot n’a changé"),
        (
            [Change("", "changed", [("+", "een")])],
            "1 woord erbij op 1 plaats",
            "1 mot ajouté à 1 endroit",
        ),
        (
            [
                Change("", "changed", [("+", "een twee"), ("-", "drie vier vijf")]),
                Change("", "removed", [("-", "zes")]),
            ],
            "2 woorden erbij, 4 woorden weg op 2 plaatsen",
            "2 mots ajoutés, 4 mots supprimés à 2 endroits",
        ),
        (
            [Change("", "moved", [("=", "een")])],
            "Geen woord veranderd; wel iets anders op 1 plaats",
            "Aucun mot n’a changé\u202f; autre chose a changé à 1 endroit",
        ),
    ],
)
def test_the_size_of_a_difference_is_a_sentence(changes, dutch, french):
    for language, sentence in (("nl", dutch), ("fr", french)):
        with translation.override(language):
            assert Difference(changes).sentence().replace("\xa0", " ") == sentence


@pytest.fixture
def pair(homes):
    return pair_of_pages(homes, introduction="een twee")


def align(page, counterpart):
    values = {"revision": counterpart.latest_revision, "said_at": timezone.now()}
    Alignment.objects.update_or_create(page=page, counterpart=counterpart, defaults=values)


@pytest.mark.parametrize(("language", "other"), [("nl", "fr"), ("fr", "nl")])
def test_what_changed_since_the_alignment_is_what_was_published_since(pair, language, other):
    page, counterpart = pair[language], pair[other]
    Alignment.objects.all().delete()
    assert changes_since_alignment(page) is None

    align(page, counterpart)
    assert changes_since_alignment(page).changes == []

    write(counterpart, introduction="een drie")
    assert changes_since_alignment(page).changes == []  # a draft is nobody's text yet

    write(counterpart, introduction="een drie", live=True)
    found = changes_since_alignment(page)
    assert [change.key for change in found.changes] == ["introduction"]
    assert (found.added, found.removed) == (1, 1)
