"""What an editor should still correct: each rule by what it finds and what it leaves in peace."""

import pytest
from django.urls import reverse
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st
from wagtail.models import Locale, Page

from core.forms import PageForm
from core.models import SiteImage
from editorial.content_checks import errors_of, problems_of
from editorial.content_checks.addresses import is_private
from editorial.content_checks.languages import languages
from editorial.content_checks.link_texts import says_nothing
from editorial.content_checks.other_language import seems_to_be_in
from editorial.content_checks.rich_text import RichText
from editorial.content_checks.words import count, sentences_of
from home.models import StandardPage
from partners.models import WorkingGroupPage
from tests.database import Queries

DUTCH = "Elke organisatie schrijft zelf wat ze heeft beloofd en waarom dat nog niet gelukt is."
FRENCH = "Chaque organisation explique ce qu’elle a promis et pourquoi elle n’y est pas encore arrivée."
ENGLISH = "Every organisation explains what it has promised and why that has not been reached yet."
TEXTS = {"nl": DUTCH, "fr": FRENCH, "en": ENGLISH}


def page_with(language, *blocks, model=StandardPage, **values):
    """An unsaved page with these blocks: (type, value)."""
    page = model(title="T", **values)
    page.locale = Locale.objects.get(language_code=language)
    page.body = [{"type": kind, "value": value, "id": f"id-{number}"} for number, (kind, value) in enumerate(blocks)]
    return page


def codes(page):
    return [problem.code for problem in problems_of(page)]


def rich(html):
    return ("rich_text", html)


@pytest.fixture
def picture(site):
    """Makes a picture with an alternative text in these languages."""

    def make(**alt_texts):
        values = {f"alt_text_{code}": text for code, text in alt_texts.items()}
        return SiteImage.objects.create(title="Vijf ringen", file="rings.png", width=1, height=1, **values)

    return make


# --- Links -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "klik hier",
        "Klik hier!",
        "hier",
        "Lees meer",
        "lees meer…",
        "Lees verder »",
        "Meer info",
        "Klik hier om meer te lezen",
        "deze pagina",
        "Download het document",
        "Cliquez ici",
        "ici",
        "Lire la suite",
        "lire la suite →",
        "En savoir plus",
        "Plus d'informations",
        "Plus d’infos",
        "Téléchargez le document",
        "cliquez\u00a0ici",
        "click here",
        "Read more",
        "→",
        "...",
    ],
)
def test_a_link_text_made_of_empty_words_says_nothing(text):
    assert says_nothing(text)


@pytest.mark.parametrize(
    "text",
    [
        "Het verslag van 2025",
        "Lees het verslag van de raad",
        "Le rapport 2025",
        "Lire l’avis du Conseil",
        "Contact",
        "À la une",
        "Over ons",
        "2025",
        "redactie@example.org",
        "Informatie over de vergunning",
        "De la",
        "Site web de la Commission",
    ],
)
def test_a_link_text_with_a_word_of_its_own_says_something(text):
    assert not says_nothing(text)


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["nl", "fr"])
@pytest.mark.parametrize(
    ("html", "code"),
    [
        ('<p>Zie <a href="https://example.org/">klik hier</a>.</p>', "link-says-nothing"),
        ('<p>Zie <a linktype="document" id="3"><b>cliquez</b> ici</a></p>', "link-says-nothing"),
        ('<p>Zie <a href="https://example.org/"> </a></p>', "link-empty"),
        ('<p>Zie <a href="https://example.org/x">https://example.org/x</a></p>', "link-bare-address"),
        ('<p>Zie <a href="https://example.org/x">www.example.org/x</a></p>', "link-bare-address"),
    ],
)
def test_a_link_in_running_text_says_where_it_leads(site, language, html, code):
    (problem,) = problems_of(page_with(language, rich("<p>Eerst.</p>"), rich(html)))

    assert (problem.level, problem.code, problem.key, problem.path) == ("error", code, "body", (1,))
    assert problem.anchor == "block-id-1-section"
    assert problem.message


@pytest.mark.django_db
@pytest.mark.parametrize(
    "html", ['<p><a href="https://example.org">example.org</a></p>', "<p>Klik hier</p>", "", "<p></p>"]
)
def test_a_name_of_a_site_and_words_outside_links_are_left_in_peace(site, html):
    assert codes(page_with("nl", rich(html))) == []


@pytest.mark.django_db
@pytest.mark.parametrize(("language", "text"), [("nl", "Lees meer"), ("fr", "En savoir plus")])
def test_the_label_of_a_link_in_a_block_says_where_it_leads(site, language, text):
    good = {"text": "Verslag 2025", "url": "https://example.org/"}
    links = {"title": "", "links": [good, {"text": text, "url": "https://example.org/"}]}
    video = {"title": text, "url": "https://example.org/v", "summary": "Woorden."}
    (first, second) = problems_of(page_with(language, ("links", links), ("video", video)))

    assert (first.code, first.path, first.excerpt) == ("link-says-nothing", (0, "links", 1, "text"), text)
    assert (second.code, second.path) == ("link-says-nothing", (1, "title"))


@pytest.mark.django_db
def test_the_rich_text_fields_of_a_page_are_read_too(site):
    page = WorkingGroupPage(title="T", language="nl", mandate='<p><a href="/x/">hier</a></p>')
    page.locale = Locale.objects.get(language_code="nl")

    (problem,) = problems_of(page)

    assert (problem.code, problem.key, problem.path) == ("link-says-nothing", "mandate", ())


# --- Pictures --------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize(("language", "other"), [("nl", "fr"), ("fr", "nl")])
def test_a_picture_has_words_in_the_language_of_the_page(picture, language, other):
    half = picture(**{other: "Ringen."})
    block = {"image": half.pk, "caption": "", "decorative": False}
    page = page_with(language, ("image", block), picture=half)

    first, second = problems_of(page)

    assert [(problem.level, problem.code) for problem in (first, second)] == [("error", "alt-text-missing")] * 2
    assert (first.key, first.path, second.path) == ("picture", (), (0, "image"))
    assert first.picture == half.pk
    assert "Vijf ringen" in first.sentence


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["nl", "fr"])
def test_a_decorative_picture_and_one_with_words_are_left_in_peace(picture, language):
    silent, whole = picture(nl=" "), picture(nl="Ringen.", fr="Anneaux.")
    blocks = [
        ("image", {"image": silent.pk, "caption": "", "decorative": True}),
        ("image", {"image": whole.pk, "caption": "", "decorative": False}),
        ("image", {"image": None, "caption": "", "decorative": False}),
        ("image", {"image": 999999, "caption": "", "decorative": False}),
    ]

    assert codes(page_with(language, *blocks, picture=whole)) == []


@pytest.mark.django_db
@pytest.mark.parametrize("number", [1, 3, 30])
def test_a_page_costs_at_most_two_queries_whatever_is_on_it(picture, homes, number):
    page = page_with("nl", *_one_of_everything(picture, homes["fr"], number))
    page = StandardPage.from_json(page.to_json())
    problems_of(page)

    page = StandardPage.from_json(page.to_json())
    with Queries() as queries:
        found = problems_of(page)

    assert queries.at_most(2), queries
    assert len([problem for problem in found if problem.code == "alt-text-missing"]) == number


def _one_of_everything(picture, home, number):
    for _ in range(number):
        yield ("image", {"image": picture().pk, "caption": "", "decorative": False})
        yield ("links", {"title": "", "links": [{"text": "Het verslag", "page": home.pk, "url": ""}]})
        yield rich(f'<p><a linktype="page" id="{home.pk}">De voorpagina</a></p>')


# --- Headings --------------------------------------------------------------------------------------------------------


def heading(level, text="Kop"):
    return ("heading", {"text": text, "level": level})


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["nl", "fr"])
@pytest.mark.parametrize(
    ("blocks", "found"),
    [
        ([heading("h2"), heading("h3"), heading("h3"), heading("h2")], []),
        ([heading("h3")], ["heading-skipped"]),
        ([heading("h3"), heading("h3")], ["heading-skipped"]),
        ([heading("h2", "  ")], ["heading-empty"]),
        ([rich("<h1>Kop</h1><h2>Kop</h2>")], ["heading-first-level"]),
        ([rich("<h2>Kop</h2><h4>Kop</h4>")], ["heading-skipped"]),
        ([rich("<h2></h2>")], ["heading-empty"]),
        ([("people", {"title": "Redactie", "people": []}), heading("h3")], []),
        ([("people", {"title": "", "people": []}), heading("h3")], ["heading-skipped"]),
        ([], []),
    ],
)
def test_headings_go_down_one_level_at_a_time(site, language, blocks, found):
    assert codes(page_with(language, *blocks)) == found
    assert len(errors_of(page_with(language, *blocks))) == len(found)


# --- The other language ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["nl", "fr"])
@pytest.mark.parametrize("other", ["nl", "fr", "en"])
def test_a_paragraph_in_another_language_is_recognised(language, other):
    assert seems_to_be_in(TEXTS[other], language) == (None if other == language else other)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("nl", "Le roi est mort."),
        (
            "nl",
            "Het Institut fédéral pour le Développement durable en de Fédération des entreprises de Liège nemen deel.",
        ),
        ("nl", "De campagne heet “Une entreprise qui respecte les droits de tous et de chacun dans le monde”."),
        ("fr", "Le rapport « Bedrijven die hun beloftes nakomen en wat daar dan van komt » a paru en 2024 à Gand."),
        ("fr", "La Vlaamse Vereniging voor Steden en Gemeenten et le Vlaams Netwerk van Ondernemingen y participent."),
        ("nl", "12 34 56 78 90 11 12 13 14"),
        ("nl", "Jan Peeters, Marie Dubois, Pierre Lambert, An Claes, Luc Martin, Els Maes, Paul Simon"),
        ("nl", ""),
    ],
)
def test_short_texts_names_and_quotations_are_left_in_peace(language, text):
    assert seems_to_be_in(text, language) is None


@pytest.mark.django_db
@pytest.mark.parametrize(("language", "other"), [("nl", "fr"), ("fr", "nl")])
def test_a_paragraph_in_the_other_language_is_a_warning_unless_it_is_marked(site, language, other):
    text = TEXTS[other]
    html = (
        f'<p>{TEXTS[language]}</p><p>{text}</p><p lang="{other}">{text}</p><p><span lang="{other}">{text}</span></p>'
    )
    (problem,) = problems_of(page_with(language, rich(html), introduction=TEXTS[language]))

    assert (problem.level, problem.code) == ("warning", "other-language")
    assert errors_of(page_with(language, rich(html))) == []


@pytest.mark.django_db
def test_messages_are_in_the_language_of_the_reader_not_of_the_page(site):
    page = page_with("nl", rich(f"<p>{FRENCH}</p>"))
    said = {}
    for reader in ("nl", "fr"):
        with override(reader):
            (problem,) = problems_of(page)
            said[reader] = problem.message

    assert "Frans" in said["nl"]
    assert "français" in said["fr"].lower()


# --- Sentences -------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize(("language", "most"), [("nl", 30), ("fr", 35)])
def test_a_sentence_is_long_past_the_measure_of_its_language(site, language, most):
    def of(length):
        return page_with(language, introduction=" ".join(["woord"] * length) + ". Kort.")

    assert codes(of(most)) == []
    assert codes(of(most + 1)) == ["sentence-long"]
    assert errors_of(of(most + 1)) == []


@pytest.mark.parametrize(
    ("language", "text", "lengths"),
    [
        ("nl", "Zie art. 5 en bv. de wet. Dat is alles!", [7, 3]),
        ("nl", "J. Peeters zegt: “Dat kan.” Hij weet het.", [5, 3]),
        ("fr", "M. Dubois l’a dit. « Oui ! » Et vous ?", [4, 1, 2]),
        ("fr", "Voir p. 5, p.ex. Bruxelles, etc. puis 3.5 % du total.", [10]),
        ("nl", "", []),
        ("nl", "...", [0]),
    ],
)
def test_abbreviations_and_initials_end_no_sentence(language, text, lengths):
    abbreviations = languages()[language]["sentences"]["abbreviations"]

    assert [count(sentence) for sentence in sentences_of(text, abbreviations)] == lengths


# --- More advice -----------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_words_in_capitals_are_a_warning_and_a_row_of_abbreviations_is_none(site):
    assert codes(page_with("nl", introduction="WIE NIET MEEDOET VERLIEST ZIJN STEM.")) == ["capitals"]
    assert codes(page_with("nl", introduction="De VN, de OESO, de IAO en de EU. VN OESO IAO EU.")) == []


@pytest.mark.parametrize(
    ("address", "private"),
    [
        ("file:///C:/verslag.pdf", True),
        ("http://localhost:8000/x", True),
        ("/admin/pages/3/", True),
        ("https://example.org/admin/", False),
        ("https://example.org/", False),
        ("", False),
        ("http://[", False),
    ],
)
def test_an_address_that_only_the_editor_can_open_is_known(address, private):
    assert is_private(address) is private


@pytest.mark.django_db
@pytest.mark.parametrize(("language", "other"), [("nl", "fr"), ("fr", "nl")])
def test_a_link_stays_in_the_language_of_its_page(homes, language, other):
    def of(key):
        html = f'<p><a linktype="page" id="{key}">Accueil</a></p>'
        links = {"title": "", "links": [{"text": "Accueil", "page": key, "url": ""}]}
        return page_with(language, rich(html), ("links", links))

    assert codes(of(homes[language].pk)) == []
    assert codes(of(homes[other].pk)) == ["link-other-language"] * 2
    assert codes(of(987654)) == ["link-gone"] * 2
    assert errors_of(of(homes[other].pk)) == []


@pytest.mark.django_db
def test_a_video_has_its_words_beside_it(site):
    video = {"title": "Het platform", "url": "https://example.org/v", "duration": "", "summary": ""}

    assert codes(page_with("nl", ("video", video))) == ["video-without-words"]
    assert codes(page_with("nl", ("video", video | {"summary": "Wat gezegd wordt."}))) == []


# --- Whatever comes --------------------------------------------------------------------------------------------------

HOSTILE = [
    "<![foo",
    "<![CDATA[x]]>",
    "<!DOCTYPE",
    "<a href=",
    "<a><a><b></a></b>",
    "</p></p></span>",
    "<p lang=fr><br><img></p></p>x",
    "<a linktype=page id=99999999999999999999>x</a>",
    "<a linktype=page id=-1>x</a>",
    "&#0;&#xD800;&bogus;",
    "<h2><h3></h2></h3>",
    "<script>alert(1)</script>",
    "\x00",
    "<a href='javascript:alert(1)'>hier</a>",
    "<" * 5000,
    "<p>" * 5000,
    "“" * 20000,
    "." * 50000,
]


@pytest.mark.django_db
@pytest.mark.parametrize("html", HOSTILE)
def test_hostile_html_raises_nothing(site, html):
    problems_of(page_with("nl", rich(html), ("quote", {"text": html}), introduction=html))


@pytest.mark.django_db
@pytest.mark.parametrize(
    "body",
    [
        [{"type": "gone", "value": 1}],
        [{"type": "links", "value": None}],
        [{"type": "links", "value": {"links": "x"}}],
        [{"type": "heading", "value": "x"}],
        [{"type": "heading", "value": {"level": "h9"}}],
        [{"type": "rich_text", "value": None}],
        [{"type": "table", "value": {"columns": None, "rows": [None, {"values": "x"}], "caption": None}}],
        [],
        [{"type": "image", "value": {"image": "x", "decorative": "x"}}],
        [{"type": "accordion", "value": {"items": [None, 3]}}],
        [{"type": "image", "value": {"image": 10**30}}],
    ],
)
def test_a_stored_body_of_another_shape_raises_nothing(site, body):
    page = page_with("fr")
    page.body = StandardPage._meta.get_field("body").stream_block.to_python(body)

    problems_of(page)


@given(text=st.text(alphabet=st.characters(codec="utf-8"), max_size=300))
def test_no_text_makes_the_readers_of_text_raise(text):
    RichText(text)
    RichText(f"<p><a href='{text}'>{text}</a><h2 lang={text}>{text}")
    says_nothing(text)
    is_private(text)
    for language in ("nl", "fr", "de"):
        seems_to_be_in(text, language)
    assert "".join(" ".join(sentences_of(text, ())).split()) == "".join(text.split())


@given(text=st.text(alphabet="aé ’'“”«».!?<>&;/=\"pla\n", max_size=400))
def test_no_tangle_of_marks_makes_the_readers_of_text_raise(text):
    for paragraph in RichText(text).paragraphs:
        seems_to_be_in(paragraph, "nl")
    says_nothing(text)


@pytest.mark.django_db
def test_an_empty_page_has_no_problem(site):
    assert problems_of(page_with("nl")) == []


def test_every_language_has_its_frequent_words_and_its_empty_link_texts():
    for code, data in languages().items():
        assert len(set(data["frequent"]["words"])) == len(data["frequent"]["words"]) > 50, code
        assert set(data["links"]) == {"empty", "filler"}, code
        words = [*data["frequent"]["words"], *data["links"]["empty"], *data["links"]["filler"]]
        assert words == [word.lower() for word in words], code


# --- Where editors meet them -----------------------------------------------------------------------------------------


def test_the_form_of_pages_asks_for_the_errors():
    assert errors_of in PageForm.checks


@pytest.fixture
def saved(homes):
    page = page_with(
        "nl", rich('<p><a href="https://example.org/">klik hier</a></p>'), introduction=FRENCH, live=False
    )
    page.slug = "t"
    homes["nl"].add_child(instance=page)
    page.save_revision()
    return page


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["nl", "fr"])
def test_the_list_of_problems_shows_errors_and_warnings(client, saved, person, language):
    client.force_login(person("dutch-editor", language=language))

    response = client.get(reverse("editorial:problems", args=[saved.pk]))

    assert response.status_code == 200
    assert 'data-problem="link-says-nothing"' in response.text
    assert 'data-problem="other-language"' in response.text
    assert response.text.index("link-says-nothing") < response.text.index("other-language")


@pytest.mark.django_db
def test_only_who_may_edit_the_page_sees_its_problems(client, saved, person):
    address = reverse("editorial:problems", args=[saved.pk])
    root = reverse("editorial:problems", args=[Page.get_first_root_node().pk])

    assert client.get(address).status_code == 302
    client.force_login(person("french-editor"))
    assert client.get(address).status_code in (302, 403)
    client.force_login(person("dutch-editor"))
    assert client.get(root, follow=True).status_code == 404
    assert client.post(address).status_code == 405


@pytest.mark.django_db
def test_the_panel_of_checks_in_the_editor_lists_the_problems_and_each_save_renews_them(client, saved, person):
    client.force_login(person("dutch-editor"))
    address = reverse("wagtailadmin_pages:edit", args=[saved.pk])

    assert 'data-problem="link-says-nothing"' in client.get(address).text

    form = {
        "title": "T",
        "slug": "t",
        "introduction": DUTCH,
        "body-count": "0",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
        "comments-MIN_NUM_FORMS": "0",
        "comments-MAX_NUM_FORMS": "",
    }
    answer = client.post(address, form, headers={"accept": "application/json"}).json()

    assert answer["success"]
    assert "#content-problems" in answer["html"]
    assert "data-problem" not in answer["html"]
