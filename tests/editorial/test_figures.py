"""What needs no translation is carried over; words are not, and nothing typed is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import PageLogEntry

from editorial.services.figures import figures_copy
from editorial.texts import passages
from home.models import StandardPage
from tests.database import Queries, rolled_back

from .pages import ACCORDION, QUOTE, TABLE, pair_of_pages, rich_text, write

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("lone_pages")]

FIGURE = {
    "type": "figure",
    "id": "f1",
    "value": {"value": "84 %", "unit": "acties", "label": "is begonnen", "source": "Nota"},
}


@pytest.fixture
def pair(homes):
    return pair_of_pages(homes)


@pytest.fixture
def image():
    return get_image_model().objects.create(title="Brug", file=get_test_image_file())


def copied(page, by=None):
    """The draft of the page after copying, with the number of places."""
    places = figures_copy(page=page, by=by)
    return places, StandardPage.objects.get(pk=page.pk).get_latest_revision_as_object()


def blocks_of(page):
    return page.body.get_prep_value()


def words_of(page):
    return [passage.text for passage in passages(page) if passage.kind != "figure"]


@pytest.mark.parametrize(("language", "other"), [("nl", "fr"), ("fr", "nl")])
def test_pictures_numbers_and_choices_come_over_and_words_stay(pair, image, language, other):
    theirs = {"type": "image", "id": "p1", "value": {"image": image.pk, "caption": "Hun woorden", "decorative": True}}
    mine = {"type": "image", "id": "p1", "value": {"image": None, "caption": "Mijn woorden", "decorative": False}}
    write(pair[other], theirs)
    write(pair[language], mine)

    places, draft = copied(pair[language])

    assert places == 2
    assert blocks_of(draft)[0]["value"] == {"image": image.pk, "caption": "Mijn woorden", "decorative": True}


def test_a_block_that_is_missing_comes_at_its_place_without_words(pair):
    write(pair["nl"], rich_text("a", "een"), FIGURE, rich_text("b", "twee"))
    write(pair["fr"], rich_text("a", "un"), rich_text("b", "deux"), rich_text("c", "à moi"))

    places, draft = copied(pair["fr"])

    assert places == 1
    assert [block["id"] for block in blocks_of(draft)] == ["a", "f1", "b", "c"]
    assert blocks_of(draft)[1]["value"] == {"value": "84 %", "unit": "", "label": "", "source": ""}
    assert words_of(draft) == ["Titel fr", "un", "deux", "à moi"]


def test_the_whole_structure_comes_to_an_empty_page(pair):
    write(pair["nl"], QUOTE, ACCORDION, TABLE, FIGURE)

    places, draft = copied(pair["fr"])

    assert places == 4
    assert [block["type"] for block in blocks_of(draft)] == ["quote", "accordion", "table", "figure"]
    assert [len(block["value"]["items"]) for block in blocks_of(draft) if block["type"] == "accordion"] == [2]
    table = blocks_of(draft)[2]["value"]
    assert table["rows"] == [{"values": ["2026", ""]}]
    assert [column["heading"] for column in table["columns"]] == ["", ""]
    assert words_of(draft) == ["Titel fr"]


def test_blocks_without_a_common_id_match_by_place_and_type(pair):
    write(pair["nl"], {**FIGURE, "id": "n1"}, {**FIGURE, "id": "n2", "value": {**FIGURE["value"], "value": "7"}})
    mine = {"value": "1", "unit": "actions", "label": "ont commencé", "source": ""}
    write(pair["fr"], {**FIGURE, "id": "f1", "value": mine}, {**FIGURE, "id": "f2", "value": mine})

    places, draft = copied(pair["fr"])

    assert places == 2
    assert [block["id"] for block in blocks_of(draft)] == ["f1", "f2"]
    assert [block["value"] for block in blocks_of(draft)] == [mine | {"value": "84 %"}, mine | {"value": "7"}]


def test_a_block_that_moved_there_does_not_double_the_others_here(pair):
    heading = {"type": "heading", "value": {"text": "Kop", "level": "h2"}}
    mine = [heading, rich_text("a", "un"), TABLE, QUOTE, ACCORDION]
    write(pair["fr"], *[block | {"id": f"fr{place}"} for place, block in enumerate(mine)])
    theirs = [rich_text("a", "een"), heading, TABLE, QUOTE, ACCORDION, FIGURE]
    write(pair["nl"], *[block | {"id": f"nl{place}"} for place, block in enumerate(theirs)])

    _places, draft = copied(pair["fr"])

    kinds = [block["type"] for block in blocks_of(draft)]
    assert [kind for kind in kinds if kinds.count(kind) > 1] in ([], ["heading"] * 2, ["rich_text"] * 2)
    assert kinds[-1] == "figure"


def test_a_link_leads_to_the_page_in_this_language(pair, homes):
    rows = [
        {"type": "item", "id": "1", "value": {"text": "Begin", "page": homes["nl"].pk, "url": ""}},
        {"type": "item", "id": "2", "value": {"text": "Elders", "page": None, "url": "https://example.org/"}},
    ]
    write(pair["nl"], {"type": "links", "id": "l", "value": {"title": "Meer", "links": rows}})

    _places, draft = copied(pair["fr"])

    links = [item["value"] for item in blocks_of(draft)[0]["value"]["links"]]
    assert [(link["page"], link["url"], link["text"]) for link in links] == [
        (homes["fr"].pk, None, ""),
        (None, "https://example.org/", ""),
    ]


def test_a_link_to_a_page_without_translation_does_not_come(pair, homes):
    alone = StandardPage(title="Alleen", slug="alleen", locale=homes["nl"].locale)
    homes["nl"].add_child(instance=alone)
    rows = [{"type": "item", "id": "1", "value": {"text": "Alleen", "page": alone.pk, "url": ""}}]
    write(pair["nl"], {"type": "links", "id": "l", "value": {"title": "", "links": rows}})

    _places, draft = copied(pair["fr"])

    assert blocks_of(draft)[0]["value"]["links"][0]["value"]["page"] is None


def test_a_document_of_the_other_language_does_not_come(pair):
    dutch, both = (
        get_document_model().objects.create(title=title, language=language, file=f"{title}.pdf")
        for title, language in (("nota", "nl"), ("atlas", ""))
    )
    rows = [{"type": "item", "id": str(one.pk), "value": one.pk} for one in (dutch, both)]
    write(pair["nl"], {"type": "documents", "id": "d", "value": {"title": "", "documents": rows}})

    _places, draft = copied(pair["fr"])

    assert [item["value"] for item in blocks_of(draft)[0]["value"]["documents"]] == [both.pk]


def test_the_pictures_of_the_page_itself_come_over(pair, image):
    write(pair["nl"], picture=image, listing_image=image)

    places, draft = copied(pair["fr"])

    assert places == 2
    assert (draft.picture, draft.listing_image) == (image, image)


def test_a_picture_of_ones_own_stays_where_the_other_language_has_none(pair, image):
    write(pair["fr"], picture=image)

    places, draft = copied(pair["fr"])

    assert places == 0
    assert draft.picture == image


def test_items_in_the_old_form_of_lists_come_too(pair):
    old = {"type": "accordion", "id": "a1", "value": {"items": [{"title": "Wie?", "content": "<p>Wij.</p>"}]}}
    write(pair["nl"], old)

    _places, draft = copied(pair["fr"])

    assert [item["value"] for item in blocks_of(draft)[0]["value"]["items"]] == [{"title": "", "content": ""}]


def test_it_is_one_new_draft_and_the_live_page_is_as_it_was(pair, person):
    write(pair["nl"], FIGURE)
    before = StandardPage.objects.values().get(pk=pair["fr"].pk)
    somebody = person("french-editor")

    places, _draft = copied(pair["fr"], by=somebody)

    after = StandardPage.objects.values().get(pk=pair["fr"].pk)
    assert places == 1
    assert pair["fr"].revisions.count() == 2
    assert pair["fr"].revisions.latest("pk").user == somebody
    assert PageLogEntry.objects.filter(page=pair["fr"].pk, action="editorial.figures", user=somebody).count() == 1
    changed = {name for name in before if before[name] != after[name]}
    assert changed <= {"latest_revision_id", "latest_revision_created_at", "has_unpublished_changes", "draft_title"}


def test_the_second_time_there_is_nothing_to_copy(pair):
    write(pair["nl"], QUOTE, ACCORDION, TABLE, FIGURE)
    figures_copy(page=pair["fr"], by=None)
    drafts = pair["fr"].revisions.count()

    assert figures_copy(page=pair["fr"], by=None) == 0
    assert pair["fr"].revisions.count() == drafts


def test_a_page_alone_has_nothing_to_copy(homes):
    alone = StandardPage(title="Alleen", slug="alleen", locale=homes["nl"].locale)
    homes["nl"].add_child(instance=alone)

    assert figures_copy(page=alone, by=None) == 0


def test_thirty_links_cost_as_many_queries_as_three(pair, homes):
    def cost(number):
        value = {"text": "Lees", "page": homes["nl"].pk, "url": ""}
        rows = [{"type": "item", "id": str(place), "value": value} for place in range(number)]
        write(pair["nl"], {"type": "links", "id": f"l{number}", "value": {"title": "", "links": rows}})
        with Queries() as queries:
            figures_copy(page=pair["fr"], by=None)
        return sum("INSERT" not in query["sql"] for query in queries)

    cost(1)
    assert cost(3) == cost(30)


KINDS = {
    "quote": lambda words: {"text": words, "attribution": words, "role": ""},
    "rich_text": lambda words: f"<p>{words}</p>",
    "heading": lambda words: {"text": words, "level": "h2"},
    "figure": lambda words: {"value": "33", "unit": words, "label": words, "source": ""},
}
STREAMS = st.lists(
    st.tuples(st.sampled_from("abcdef"), st.sampled_from(sorted(KINDS))), unique_by=lambda block: block[0]
)


@given(mine=STREAMS, theirs=STREAMS)
def test_no_word_crosses_and_none_is_lost(pair, mine, theirs):
    def stream(pairs, words):
        return [{"type": kind, "id": key, "value": KINDS[kind](f"{words}{key}")} for key, kind in pairs]

    with rolled_back():
        write(pair["nl"], *stream(theirs, "zij"), introduction="x")
        page = write(pair["fr"], *stream(mine, "moi"), introduction="y")
        before = words_of(page.get_latest_revision_as_object())

        _places, draft = copied(page)

        assert words_of(draft) == before
        assert {kind for _key, kind in theirs} <= {block["type"] for block in blocks_of(draft)}
