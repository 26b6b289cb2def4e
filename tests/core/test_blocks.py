"""Every block of a page's body explains itself to editors and shows itself as readers will see it."""

import pytest
from django.template.loader import get_template
from django.urls import reverse
from django.utils.translation import override
from wagtail.blocks.struct_block import StructBlockValidationError

from core.blocks import BodyBlock
from core.blocks.media import LinkBlock

BLOCKS = BodyBlock().child_blocks
NAMES = [
    "heading", "rich_text", "quote", "callout", "accordion", "image", "figure", "table", "video", "documents", "links",
    "people",
]  # fmt: skip


def test_the_body_has_the_blocks_that_the_guide_names():
    assert list(BLOCKS) == NAMES


@pytest.mark.parametrize("language", ["nl", "fr"])
@pytest.mark.parametrize("name", NAMES)
def test_a_block_has_icon_template_label_and_description_in_the_editors_language(name, language):
    block = BLOCKS[name]
    with override("en"):
        msgids = str(block.label), str(block.meta.description)

    with override(language):
        label, description = str(block.label), str(block.meta.description)

    assert block.meta.icon != "placeholder"
    assert get_template(block.meta.template)
    assert label
    assert description
    assert description != msgids[1]


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["nl", "fr"])
@pytest.mark.parametrize("name", NAMES)
def test_a_blocks_preview_wears_the_sites_own_look(client, person, name, language):
    client.force_login(person("dutch-editor", language=language))
    block = BLOCKS[name]

    response = client.get(reverse("wagtailadmin_block_preview"), {"id": block.definition_prefix})

    assert response.status_code == 200
    assert "core/css/components.css" in response.text
    assert '<div class="body">' in response.text


@pytest.mark.parametrize(
    "value", [{"text": "Nergens heen"}, {"text": "Twee kanten op", "url": "https://example.org/", "page": object()}]
)
def test_a_link_leads_to_one_place(value, monkeypatch):
    monkeypatch.setattr("wagtail.blocks.StructBlock.clean", lambda self, value: value)
    block = LinkBlock()

    with pytest.raises(StructBlockValidationError) as refused:
        block.clean(block._to_struct_value(value))

    assert "url" in refused.value.block_errors
