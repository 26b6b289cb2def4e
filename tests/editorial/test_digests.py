"""What counts as a change of words, and what does not."""

import json

import pytest

from editorial.digests import full_digest, words_digest


def content(paragraph, **more):
    body = json.dumps([{"type": "rich_text", "value": paragraph, "id": "345b5f54"}])
    return {"title": "Titel", "introduction": paragraph, "body": body, **more}


def test_the_key_that_opening_a_page_gives_to_a_paragraph_changes_no_word():
    before, after = content("<p>Woorden.</p>"), content('<p data-block-key="05ukv">Woorden.</p>')

    assert words_digest(before) == words_digest(after)
    assert full_digest(before) != full_digest(after)


@pytest.mark.parametrize(
    "paragraph",
    ["<p>Woorden</p>", "<p>Woorden. </p>", "<p>Woorden.</p><p></p>", '<p data-block-key="05ukv">Woord.</p>'],
)
def test_a_sign_more_or_less_does(paragraph):
    assert words_digest(content(paragraph)) != words_digest(content("<p>Woorden.</p>"))


def test_bookkeeping_changes_no_word():
    assert words_digest(content("<p>A</p>", locked=True, numchild=3)) == words_digest(content("<p>A</p>"))
