"""The texts and figures a reader meets on a page, for the panel, the comparison and the checks."""

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st
from wagtail.admin.panels import InlinePanel

from core.models import BasePage
from editorial.texts import form_fields, passages, plain
from home.models import StandardPage
from tests.database import Queries

from .pages import ACCORDION, QUOTE, TABLE, page_with

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("lone_pages")]


def test_passages_come_in_the_order_of_the_form():
    page = page_with(QUOTE, introduction="Inleiding.", seo_title="Voor de zoekmachine")

    assert [passage.key for passage in passages(page)] == [
        "title", "introduction", "body.q1.text", "body.q1.attribution", "seo_title",
    ]  # fmt: skip


def test_an_empty_page_has_a_title_and_no_more():
    assert [passage.key for passage in passages(page_with())] == ["title"]


@pytest.mark.parametrize(
    ("language", "label"), [("nl", "Tekst › Citaat › Wie het zegt"), ("fr", "Texte › Citation › Qui le dit")]
)
def test_labels_are_in_the_language_of_who_reads_them(language, label):
    with translation.override(language):
        assert label in [passage.label for passage in passages(page_with(QUOTE))]


def test_items_of_a_list_are_numbered_and_known_by_their_ids():
    found = {passage.key: passage for passage in passages(page_with(ACCORDION))}

    assert found["body.a1.items.i2.title"].text == "Wat?"
    assert " 2 › " in found["body.a1.items.i2.title"].label
    assert found["body.a1.items.i1.content"].kind == "rich"
    assert found["body.a1.items.i1.content"].block_id == "a1"
    assert found["body.a1.items.i1.content"].block_type == "accordion"
    assert found["body.a1.items.i1.content"].path == ("body", "a1", "items", "i1", "content")


def test_a_table_gives_its_caption_its_headings_and_its_cells():
    found = {passage.key: (passage.kind, passage.text) for passage in passages(page_with(TABLE))}

    assert found["body.t1.caption"] == ("text", "Per jaar")
    assert found["body.t1.columns.1"] == ("text", "Aantal")
    assert found["body.t1.rows.0.0"] == ("figure", "2026")
    assert found["body.t1.rows.0.1"] == ("text", "12 acties")


def test_numbers_choices_and_ticks_are_figures():
    figure = {
        "type": "figure",
        "id": "f",
        "value": {"value": "84 %", "unit": "", "label": "van de acties", "source": ""},
    }
    heading = {"type": "heading", "id": "h", "value": {"text": "Kop", "level": "h3"}}

    found = {passage.key: passage for passage in passages(page_with(figure, heading))}

    assert found["body.f.value"].kind == "figure"
    assert found["body.f.label"].kind == "text"
    assert (found["body.h.level"].kind, found["body.h.level"].text) == ("figure", "Tussenkop")


def test_a_link_to_a_page_is_a_figure_with_its_title(homes):
    links = {"type": "links", "id": "l", "value": {"title": "", "links": [{"text": "Lees", "page": homes["nl"].pk}]}}

    found = [passage for passage in passages(page_with(links)) if passage.key.endswith(".page")]

    assert [(passage.kind, passage.text) for passage in found] == [("figure", homes["nl"].title)]


def test_a_page_of_a_record_leaves_the_facts_to_the_record():
    for model in page_types():
        assert not {"organisation", "group", "plan", "action", "slug"} & {field.name for field in form_fields(model)}


def test_no_page_type_has_rows_inside_its_form():
    """Rows of an inline panel would be texts that nobody compares."""
    for model in page_types():
        panels = [model.get_edit_handler()]
        while panels:
            panel = panels.pop()
            assert type(panel) is not InlinePanel, model
            panels += getattr(panel, "children", ())


def page_types(model=BasePage):
    for kind in model.__subclasses__():
        yield from [] if kind._meta.abstract else [kind]
        yield from page_types(kind)


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("", ""),
        ("<p>Eén</p><p>Twee</p>", "Eén\nTwee"),
        ("<ul><li>Eén</li><li>Twee</li></ul>", "Eén\nTwee"),
        ("<p>Eén<br/>twee</p>", "Eén\ntwee"),
        ("<p>l&#x27;an &amp; 1 &lt; 2</p>", "l'an & 1 < 2"),
        ("<p>Lees <a linktype='page' id='3'>de <b>regels</b></a>.</p>", "Lees de regels."),
        ("<p>Weg<script>alert(1)</script></p>", "Weg"),
        ("<p>open <b>en nooit dicht", "open en nooit dicht"),
    ],
)
def test_rich_text_becomes_plain(html, text):
    assert plain(html) == text


@given(st.text(max_size=80))
def test_any_rich_text_becomes_plain_without_an_error(html):
    assert isinstance(plain(html), str)


def test_a_revision_says_the_same_as_its_page(homes):
    page = page_with(QUOTE, ACCORDION, TABLE, slug="p", locale=homes["nl"].locale)
    homes["nl"].add_child(instance=page)

    assert passages(page.save_revision().as_object()) == passages(StandardPage.objects.get(pk=page.pk))


def test_three_blocks_cost_as_many_queries_as_thirty(homes):
    def cost(number):
        rows = [{"text": "Lees", "page": homes["nl"].pk}]
        blocks = [{"type": "links", "id": str(n), "value": {"title": "", "links": rows}} for n in range(number)]
        with Queries() as queries:
            passages(page_with(*blocks))
        return len(queries)

    assert cost(3) == cost(30) <= 2
