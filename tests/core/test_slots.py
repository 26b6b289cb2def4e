"""Slots: the one way up from an app to the apps above it."""

import pytest
from django.template import engines
from django.test import override_settings

from core import slots

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "loaders": [("django.template.loaders.locmem.Loader", {"word.html": "<p>{{ word }}</p>"})],
        },
    }
]


@pytest.fixture
def place():
    """A place of its own, empty before and after."""
    yield "tests.place"
    slots._places.pop("tests.place", None)


@pytest.fixture
def templates():
    with override_settings(TEMPLATES=TEMPLATES):
        yield engines


def provide(place, name, answer, queries=0):
    return slots.provide(place, name=name, template="word.html", queries=queries)(lambda record, language: answer)


def test_a_place_without_providers_shows_nothing(place):
    assert slots.render(place, record=object(), language="nl") == ""
    assert slots.query_cost(place) == 0


def test_a_provider_that_answers_none_shows_nothing(place, templates):
    provide(place, "silent", None)

    assert slots.render(place, record=object(), language="nl") == ""


def test_providers_are_shown_in_the_order_of_their_names(place, templates):
    provide(place, "second", {"word": "B"})
    provide(place, "first", {"word": "A"})

    assert slots.render(place, record=object(), language="nl") == "<p>A</p><p>B</p>"


def test_a_second_provider_of_that_name_is_refused(place):
    provide(place, "commitments", None)

    with pytest.raises(ValueError, match="commitments"):
        provide(place, "commitments", None)


def test_what_a_provider_says_is_escaped(place, templates):
    provide(place, "hostile", {"word": "<script>alert(1)</script>"})

    assert "<script>" not in slots.render(place, record=object(), language="nl")


def test_the_cost_of_a_place_is_that_of_its_providers_together(place):
    provide(place, "cheap", None, queries=1)
    provide(place, "dear", None, queries=4)

    assert slots.query_cost(place) == 5


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_a_provider_is_told_the_record_and_the_language(place, language):
    seen = []
    slots.provide(place, name="curious", template="word.html", queries=0)(lambda *told: seen.append(told))
    record = object()

    slots.render(place, record=record, language=language)

    assert seen == [(record, language)]
