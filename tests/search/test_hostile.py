"""Whatever is typed is a question like any other: an answer, no error, no more work."""

import pytest

from search.answers import answer, suggestions
from search.excerpts import excerpt_of
from search.spelling import spelling
from tests.database import Queries
from tests.search.entries import entry_for

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("lone_pages")]

NOTHING = {
    "ten thousand signs": "(" * 10_000,
    "marks": '"' * 999,
    "pairs of marks": "“”«»‘’" * 500,
    "operators": "* ^ + - | & ! ~ : ; <-> :* -- /* */ || && {} [] \\ \\' \" % _ $ ? %%",
    "NUL": "\x00",
    "control": "\x01\x08\x1b\x7f\x85",
    "right to left": "\u202e\u200f\u2067",
    "marks without a letter": "\u0301\u20dd\ufe0f",
    "surrogates": "\ud800\udfff",
    "emoji": "😀👩‍👩‍👧‍👦🇧🇪",
    "no signs": "\ufeff\uffff\ufffd\u2060\u00ad",
}
OTHERS = {
    "sql": "'; DROP TABLE search_entry; -- SELECT 1 UNION ALL SELECT NULL",
    "fts5": 'title : a NEAR("b c", 2) AND NOT d* OR ^e rank MATCH -x {title body}: f',
    "tsquery": "a <-> b:*A & !c | (d <2> e) 'f' ''g'' \\'h\\' to_tsquery",
    "scripts": "дом Ελλάδα 东京都 العربية ไทย हिन्दी ΑΣ ẞ İstanbul ﬁn ⅷ ²",
    "combined": "a" + "\u0301" * 5_000,
    "one word": "x" * 10_000,
    "far apart": "a" + "(" * 19_000 + "b",
    "many words": " ".join(f"woord{number}" for number in range(2_000)),
    "many codes": "a-1-b/2." * 2_000,
    "stop words": "de van het en " * 2_000,
    "markup": "<script>alert(1)</script>&amp;",
    "paths": "../../etc/passwd http://example.org/?q=%00",
}


@pytest.fixture
def entry(homes):
    return entry_for(homes["nl"], "Kwikstaart", "de vogel", "van het jaar")


@pytest.mark.parametrize("noise", NOTHING.values(), ids=NOTHING)
def test_what_is_no_word_changes_no_answer(entry, noise):
    for text in (f"{noise} kwikstaart", f"kwikstaart {noise} vogel"):
        assert answer(text, "nl").entries == [entry]
    assert answer(noise, "nl").total == 0
    assert (suggestions(noise, "nl"), spelling(noise, "nl")) == ([], "")


@pytest.mark.parametrize("language", ["nl", "fr"])
@pytest.mark.parametrize("text", OTHERS.values(), ids=OTHERS)
def test_everything_typed_gets_an_answer_in_a_bounded_number_of_queries(entry, text, language):
    for marks in ("{}", "“{}”"):
        typed = marks.format(text)
        answer("", language)
        with Queries() as queries:
            one = answer(typed, language, kinds=[text[:50]], themes=[text[:50]], page=text[:50])
            suggestions(typed, language)
            spelling(typed, language)

        assert len(queries) <= 12, queries
        assert sum(len(query["sql"]) for query in queries.captured_queries) < 40_000
        one.question.text.encode()
        assert len(one.question.text) <= 200
        assert len(one.question.groups) <= 8
        assert excerpt_of(entry, one.question)


def test_words_of_every_script_are_found(homes):
    text = "дом Ελλάδα 东京都 العربية ไทย İstanbul ẞtraße"
    entry = entry_for(homes["nl"], "Talen", body=text)

    for word in text.split():
        assert answer(word, "nl").entries == [entry], word
