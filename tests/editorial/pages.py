"""Pages and blocks for the tests of the editorial work."""

from home.models import StandardPage

QUOTE = {"type": "quote", "id": "q1", "value": {"text": "Wie belooft, legt uit.", "attribution": "A", "role": ""}}
ACCORDION = {
    "type": "accordion",
    "id": "a1",
    "value": {
        "items": [
            {"type": "item", "id": "i1", "value": {"title": "Wie?", "content": "<p>Iedereen.</p>"}},
            {"type": "item", "id": "i2", "value": {"title": "Wat?", "content": "<p>Alles.</p>"}},
        ]
    },
}
TABLE = {
    "type": "table",
    "id": "t1",
    "value": {
        "columns": [{"type": "text", "heading": "Jaar"}, {"type": "text", "heading": "Aantal"}],
        "rows": [{"values": ["2026", "12 acties"]}],
        "caption": "Per jaar",
    },
}


def rich_text(key, words):
    return {"type": "rich_text", "id": key, "value": f"<p>{words}</p>"}


def body(*blocks):
    return StandardPage.body.field.stream_block.to_python(list(blocks))


def page_with(*blocks, **values):
    """A page of those blocks that is not in the tree."""
    return StandardPage(title="Titel", body=body(*blocks), **values)


def pair_of_pages(homes, **values):
    """A page in every language, each live with a revision: {language code: page}."""
    pages = {}
    for language, home in homes.items():
        page = StandardPage(title=f"Titel {language}", slug="paar", locale=home.locale, **values)
        if pages:
            page.translation_key = next(iter(pages.values())).translation_key
        home.add_child(instance=page)
        StandardPage.objects.filter(pk=page.pk).update(live_revision=page.save_revision())
        pages[language] = StandardPage.objects.get(pk=page.pk)
    return pages


def write(page, *blocks, live=False, **values):
    """The page with those blocks in a new revision; a live one gets there past every workflow."""
    draft = StandardPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    for name, value in values.items():
        setattr(draft, name, value)
    if blocks:
        draft.body = body(*blocks)
    revision = draft.save_revision()
    if live:
        fields = {**values, **({"body": draft.body} if blocks else {})}
        StandardPage.objects.filter(pk=page.pk).update(live_revision=revision, has_unpublished_changes=False, **fields)
    return StandardPage.objects.get(pk=page.pk)
