"""Parts of pages that are made without templates, because a page has dozens of them."""

from django.template import Context, Template
from django.utils.translation import gettext_lazy, override

from core.facets import Facet, Option
from core.gallery.own import names_in
from core.icons import PATHS
from core.listing import Group


def rendered(*options):
    group = Group("kind", "Kind", list(options), is_open=False)
    return Template("{% load platform_tags %}{% choices group %}").render(Context({"group": group}))


def test_every_icon_that_components_may_name_is_drawn():
    assert set(names_in("icon")) == set(PATHS)


def test_an_icon_that_there_is_not_is_empty():
    assert Template('{% load platform_tags %}{% icon_path "x" %}{% icon_path none %}').render(Context()) == ""


def test_a_choice_says_its_words_as_text_its_number_and_whether_it_was_made():
    html = rendered(Option('"a"', "<b>A & B</b>", 3), Option("c", "C", 1, is_selected=True))

    assert 'value="&quot;a&quot;"><span' in html
    assert '>&lt;b&gt;A &amp; B&lt;/b&gt;</span><span class="choice__count">3</span>' in html
    assert 'name="kind" value="c" checked><span class="choice__label">C</span>' in html
    assert html.count("checked>") == html.count("</label>") - 1 == 1


def test_the_same_choice_may_be_made_once_and_not_the_next_time():
    assert "checked>" in rendered(Option("a", "A", 3, is_selected=True))
    assert "checked>" not in rendered(Option("a", "A", 3))
    assert ">4<" in rendered(Option("a", "A", 4))


def test_the_labels_of_a_facet_are_in_the_language_that_is_active():
    facet = Facet("kind", "Kind", "kind", (("theme", gettext_lazy("Theme")),))

    for language, label in {"nl": "Thema", "fr": "Thème", "en": "Theme"}.items():
        with override(language):
            assert facet.labels(language) == {"theme": label}
            assert facet.labels(language) == {"theme": label}
