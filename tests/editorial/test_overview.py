"""How far many pages are, in SQL: what the lists say is what the editor of one page says."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.translation import override
from wagtail.models import Page

from core.dates import today
from editorial.difference import changes_since_alignment
from editorial.models import LanguageException
from editorial.overview import Rows
from editorial.people import who_can_act, who_can_act_on
from editorial.querysets import pages_named, pages_with_state, pairs_with_order
from editorial.services.assignments import page_assign
from editorial.services.translation import translation_start
from editorial.sizes import sizes_of
from editorial.states import State, describe
from editorial.waiting import Why, waiting_for
from tests.database import Queries
from tests.factories import person_in_role

from .lists import in_review, many_pairs
from .pages import ACCORDION, QUOTE, TABLE, pair_of_pages, rich_text
from .pages import write as write_blocks
from .pairs import again, approve, colleague, decide, independent, publish, submit, together, write

pytestmark = pytest.mark.django_db

MOST_QUERIES = 30


@pytest.fixture
def reader(site):
    return person_in_role("federal-moderator")


def missing():
    page = together("alleen")["nl"]
    Page.objects.get(translation_key=page.translation_key, locale__language_code="fr").delete()
    return again(page)


def returned():
    page = together("terug")["nl"]
    submit(page, colleague("dutch-editor"))
    decide(page, colleague("dutch-editor"), "reject", "Nog een bron graag.")
    return again(page)


def in_approval():
    page = together("goedkeuring")["nl"]
    submit(page, colleague("dutch-editor"))
    decide(page, colleague("dutch-editor"))
    return again(page)


def reviewed():
    page = together("nazicht")["nl"]
    submit(page, colleague("dutch-editor"))
    return again(page)


def waiting():
    page = together("wacht")["nl"]
    approve(page)
    return again(page)


def scheduled():
    pages = together("later")
    for page in pages.values():
        draft = page.get_latest_revision_as_object()
        draft.go_live_at = timezone.now() + timedelta(days=3)
        draft.save_revision()
        approve(page)
    return again(pages["nl"])


def stale():
    pages = publish(independent())
    write(pages["fr"], "Autrement.")
    approve(pages["fr"])
    return again(pages["nl"])


def changed():
    page = publish(together("anders"))["nl"]
    write(page, "Anders.")
    return again(page)


SCENES = {
    missing: State.MISSING,
    returned: State.RETURNED,
    in_approval: State.REVIEW,
    reviewed: State.REVIEW,
    waiting: State.WAITING,
    scheduled: State.SCHEDULED,
    stale: State.STALE,
    changed: State.CHANGED,
    lambda: again(together("vertalen")["fr"]): State.TRANSLATING,
    lambda: publish(together("klaar"))["fr"]: State.ALIGNED,
}


@pytest.mark.parametrize(("scene", "state"), SCENES.items(), ids=lambda value: str(value).split()[0])
def test_a_list_says_of_every_page_what_its_editor_says(site, scene, state):
    page = scene()

    assert pages_with_state().get(pk=page.pk).state == state
    for row in pages_with_state(Page.objects.filter(translation_key=page.translation_key)):
        told = describe(row.specific)
        assert (row.state, row.since) == (told.state, told.since), row


def test_the_next_people_of_many_pages_are_those_of_each(site):
    pages = [reviewed(), in_approval()]
    moderator = colleague("federal-moderator")
    colleague("french-editor")
    tasks = {page: page.current_workflow_task for page in pages}

    together_ = who_can_act_on(tasks)

    for page, task in tasks.items():
        assert together_[page.pk] == who_can_act(page, task)
        assert moderator in together_[page.pk]
    assert who_can_act_on({}) == {}


def test_the_size_of_a_change_is_that_of_the_editors_panel(homes):
    pages = pair_of_pages(homes)
    pages["nl"] = write_blocks(pages["nl"], QUOTE, ACCORDION, TABLE, rich_text("r", "Oude woorden"), live=True)
    page, other = pages["fr"], pages["nl"]
    page.alignments.create(counterpart=other, revision=other.live_revision, said_at=timezone.now())
    assert sizes_of([page]) == {}
    quote = QUOTE | {"value": QUOTE["value"] | {"text": "Wie belooft, legt uit en doet."}}
    table = TABLE | {
        "value": TABLE["value"] | {"caption": "Per jaar en plan", "rows": [{"values": ["2027", "Dertien"]}]}
    }
    write_blocks(other, rich_text("r", "Nieuwe woorden"), table, quote, live=True, introduction="Eerst dit.")

    size = sizes_of([page])[page.pk]

    expected = changes_since_alignment(page)
    assert (size.added, size.removed) == (expected.added, expected.removed)
    assert size.added > 5
    assert size.removed > 5


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_a_pair_is_called_and_sorted_in_the_readers_language(homes, language):
    for slug in ("bes", "Aal"):
        together(slug)

    with override(language):
        titles = list(
            pairs_with_order()
            .filter(title__contains=f"({language})")
            .order_by("title")
            .values_list("title", flat=True)
        )

    assert titles == [f"aal ({language})", f"bes ({language})"]


def test_a_page_is_found_by_the_words_of_its_title_in_whatever_order(site):
    together("jaarverslag-van-het-plan")

    assert pages_named("plan jaarverslag").count() == 2
    assert not pages_named("plan % _").exists()
    assert not pages_named("onzin").exists()


def test_rows_tell_what_is_missing_asked_and_allowed_alone(site, reader):
    page = missing()
    page_assign(page=page, person=reader, due_on=today(), by=None)
    LanguageException.objects.create(page=page, until=today(), at=timezone.now(), reason_nl="x", reason_fr="x")
    pair = pairs_with_order().filter(translation_key=page.translation_key)

    (row,) = Rows(reader).of(pair)

    nl, fr = row.cells
    assert (nl.state, nl.exception.until, nl.assignment.person) == (State.MISSING, today(), reader)
    assert fr.page is None
    assert str(page.pk) in fr.start_url
    assert row.asked == [nl]
    (row,) = Rows(person_in_role("analyst")).of(pair)
    assert [cell.edit_url + cell.start_url for cell in row.cells] == ["", ""]


def test_rows_cost_the_same_for_3_and_30_and_little(site, reader):
    counts = []
    for number in (3, 27):
        many_pairs(number, reader)
        in_review(number, colleague("dutch-editor"))
        with Queries() as queries:
            rows = Rows(reader).of(pairs_with_order())
        counts.append(len(queries))
        assert len([row for row in rows if any(cell.size for cell in row.cells)]) in (3, 30)
        assert len([row for row in rows if any(cell.people for cell in row.cells)]) in (3, 30)

    assert counts[0] == counts[1] <= MOST_QUERIES, queries


# --- What waits for somebody -----------------------------------------------------------------------------------------


def whys(person):
    return [(page.pk, page.why) for page in waiting_for(person)]


def test_what_was_asked_comes_first_then_what_came_back_what_to_decide_and_what_is_out_of_date(site):
    person = colleague("dutch-editor")
    old, review, back, asked = stale(), reviewed(), together("mijn")["nl"], publish(together("gevraagd"))["nl"]
    submit(back, person)
    decide(back, colleague("dutch-editor"), "reject", "Korter.")
    page_assign(page=asked, person=person, by=None)

    assert whys(person) == [
        (asked.pk, Why.ASKED), (back.pk, Why.RETURNED), (review.pk, Why.DECIDE), (old.pk, Why.STALE),
    ]  # fmt: skip


def test_nobody_gets_what_is_for_another_language_or_of_their_own(site):
    author, french, analyst = colleague("dutch-editor"), colleague("french-editor"), colleague("analyst")
    page = together("eigen")["nl"]
    write(page, "Mijn woorden.", by=author)
    submit(page, author)
    stale()

    assert whys(author)[0][1] == Why.STALE
    assert page.pk not in dict(whys(author))
    assert whys(french) == []
    assert whys(analyst) == []


def test_a_page_waits_once_even_for_two_reasons(site):
    person, page = colleague("dutch-editor"), stale()
    page_assign(page=page, person=person, by=None)

    assert whys(person) == [(page.pk, Why.ASKED)]


def test_a_translation_that_was_started_is_being_translated_and_of_no_size(site, reader):
    page = translation_start(page=missing(), language="fr", by=reader)

    cell = Rows(reader).of_pages([page.pk])[page.pk]

    assert cell.state == State.TRANSLATING
    assert cell.size is None
