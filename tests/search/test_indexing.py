"""What everybody may see is in the index once per language, nothing else is, and it keeps up with what editors do."""

from datetime import date
from io import StringIO
from types import SimpleNamespace

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from wagtail.models import Page, PageViewRestriction

from actions.models import Commitment, Milestone, Recommendation, RecommendationIndexPage
from core.models import RecordPage, Theme
from home.demo.scale import grow
from home.management.commands import set_up_site
from home.models import StandardPage
from partners.models import FormerName, PartnerIndexPage
from search.engines import engine
from search.indexing import freshness, rebuild, refresh_commitments, refresh_pages, refreshing
from search.indexing.documents import MOST_SIGNS
from search.models import Entry, Word
from search.questions import question
from tests.database import Queries
from tests.factories import (
    ActionFactory,
    ActionPlanFactory,
    CommitmentFactory,
    ConsultationFactory,
    GroupFactory,
    MembershipFactory,
    OrganisationFactory,
    PledgeFactory,
    RecommendationFactory,
    UserFactory,
    page_for,
    pages_for,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("lone_pages", "site")]


@pytest.fixture
def committed(indexed, django_capture_on_commit_callbacks):
    """`with committed():` what is done inside is committed and indexed."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def refreshed(monkeypatch):
    """What was indexed again, [keys of entries and documents], each time."""
    calls = []

    def note(there, make, **counts):
        calls.append({document.key for document in make()})
        return 0

    monkeypatch.setattr(refreshing, "replace", note)
    return calls


def action_with_pages(**names):
    plan = ActionPlanFactory()
    pages_for(plan)
    action = ActionFactory(plan=plan, **names)
    return action, pages_for(action)


def found(text, language):
    """The titles of the entries in which these words stand."""
    (keys,) = engine().matching(question(text, language))
    return set(Entry.objects.filter(pk__in=keys, language=language).values_list("title", flat=True))


def wanted():
    """What everybody may see, asked page by page: [(kind of key, number, language)]."""
    pages = [page.specific for page in Page.objects.filter(depth__gt=1)]
    shown = [page for page in pages if page.is_shown and not page.get_view_restrictions()]
    keys = [f"page-{page.pk}" for page in shown]
    for page in shown:
        if isinstance(page, RecordPage) and page.record_name == "action":
            promised = [one for one in Commitment.objects.filter(action=page.action) if one.is_shown]
            keys += [f"commitment-{one.pk}-{page.language}" for one in promised]
        if isinstance(page, RecommendationIndexPage):
            advice = [one for one in Recommendation.objects.all() if one.is_shown]
            keys += [f"recommendation-{one.pk}-{page.locale.language_code}" for one in advice]
    return sorted(keys)


def entries():
    return sorted(Entry.objects.values_list("key", flat=True))


def test_everything_that_everybody_may_see_has_one_entry_in_each_of_its_languages(site):
    grow(8, UserFactory(), lambda _name, rows: rows)
    action, _pages = action_with_pages()
    CommitmentFactory(action=action)
    CommitmentFactory(action=action, is_public=False)
    hidden_action, _pages = action_with_pages(is_public=False)
    CommitmentFactory(action=hidden_action)
    hidden_plan = ActionPlanFactory(is_public=False)
    pages_for(hidden_plan)
    pages_for(ActionFactory(plan=hidden_plan))
    one_language = ActionFactory(plan=action.plan)
    page_for(one_language, "fr")
    CommitmentFactory(action=one_language)
    for record in (PledgeFactory(), GroupFactory(), OrganisationFactory(is_public=False), ConsultationFactory()):
        pages_for(record)
    page_for(OrganisationFactory(), "nl", live=False)
    RecommendationFactory()
    RecommendationFactory(source__is_public=False)
    RecommendationFactory(is_public=False)

    rebuild()

    assert entries() == wanted()
    assert len(entries()) > 40
    assert set(Entry.objects.values_list("language", flat=True)) == {"nl", "fr"}
    for entry in Entry.objects.select_related("page__locale"):
        assert entry.language == entry.page.locale.language_code


@pytest.mark.parametrize(("language", "asked"), [("nl", "duurzame bedrijven"), ("fr", "entreprise durable")])
def test_words_are_found_in_every_form_in_their_own_language_only(language, asked):
    page_for(OrganisationFactory(), "nl", title="Kwikstaart", introduction="Een duurzaam bedrijf.")
    page_for(OrganisationFactory(), "fr", title="Bergeronnette", introduction="Des entreprises durables.")

    rebuild()

    assert found(asked, language) == {"Kwikstaart" if language == "nl" else "Bergeronnette"}


def test_an_organisation_is_found_by_all_its_names_and_what_belongs_to_it():
    one = OrganisationFactory(
        name_nl="Kwikstaart", acronym_nl="KWS", code="wagtail-co", town_nl="Proefkerke", enterprise_number="0999000030"
    )
    FormerName.objects.create(organisation=one, name_nl="Grutto", name_fr="Barge", until=date(2020, 1, 1))
    theme = Theme.objects.first()
    one.themes.add(theme)
    one.save()
    pages_for(one)

    rebuild()

    entry = Entry.objects.get(language="nl", kind="organisation")
    for text in ("KWS", "wagtail-co", "grutto", "proefkerke", "0999.000.030", theme.name_nl):
        assert found(text, "nl") == {"Kwikstaart"}, text
    assert entry.themes == theme.code
    assert found("grutto", "fr") == set()


def test_a_commitment_is_found_by_its_text_its_maker_and_its_steps_and_so_is_the_page_of_its_action():
    action, pages = action_with_pages(name_nl="Actie vogels")
    maker = OrganisationFactory(name_nl="Grutto")
    promise = CommitmentFactory(action=action, organisation=maker, text_nl="Nestkasten plaatsen.")
    Milestone.objects.create(commitment=promise, name_nl="Eerste zwaluw", name_fr="Première hirondelle")

    rebuild()

    entry = Entry.objects.get(commitment=promise, language="nl")
    assert (entry.page_id, entry.below, entry.title) == (pages["nl"].pk, f"{promise.code}/", "Nestkasten plaatsen.")
    assert found("nestkast", "nl") == found("grutto nestkasten", "nl") == {entry.title, "Actie vogels"}
    assert found("zwaluwen", "nl") == {entry.title}


BODY = [
    ("heading", {"text": "Vogels kijken", "level": "h2"}),
    ("rich_text", "<p>Grutto</p><ul><li>Kievit &amp; <b>wulp</b></li></ul>"),
    ("callout", {"tone": "warning", "title": "Zwaluw", "text": "<p>Mus</p>"}),
    ("accordion", {"items": [{"title": "Waar?", "content": "<p>Proefkerke</p>"}]}),
    ("links", {"title": "Meer", "links": [{"text": "Vogelgids", "url": "https://merel.example/"}]}),
]


def test_the_text_of_blocks_is_indexed_line_by_line_without_choices_and_addresses():
    page_for(OrganisationFactory(), "nl", body=BODY)

    rebuild()

    lines = Entry.objects.get(kind="organisation").text.split("\n")
    assert lines[:9] == [
        "Vogels kijken", "Grutto", "Kievit & wulp", "Zwaluw", "Mus", "Waar?", "Proefkerke", "Meer", "Vogelgids",
    ]  # fmt: skip
    assert found("merel", "nl") == found("warning", "nl") == found("h2", "nl") == set()


def test_a_long_text_is_cut():
    page_for(OrganisationFactory(), "nl", body=[("rich_text", f"<p>{'vogel ' * 20_000}</p>")])

    rebuild()

    assert len(Entry.objects.get(kind="organisation").text) == MOST_SIGNS


def test_personal_data_of_records_is_not_indexed():
    group = GroupFactory(email="roodborst@example.org", telephone="02 123 45 67")
    MembershipFactory(group=group, person="Isabelle Roodborst")
    one = OrganisationFactory(email="roodborst@example.org", account_manager=UserFactory(first_name="Roodborst"))
    for record in (group, one):
        pages_for(record)

    rebuild()

    assert found("roodborst", "nl") == found("02 123 45 67", "nl") == set()


def test_a_draft_change_is_indexed_when_it_is_published_and_not_before(committed, refreshed, monkeypatch):
    page = page_for(OrganisationFactory(), "nl", title="Kwikstaart")
    rebuild()
    page.title = "Zwaluw"
    with committed():
        revision = page.save_revision()
    assert refreshed == []  # autosave costs nothing
    refresh_pages([page.pk])
    assert (found("kwikstaart", "nl"), found("zwaluw", "nl")) == ({"Kwikstaart"}, set())

    monkeypatch.undo()
    with committed():
        revision.publish()

    assert (found("kwikstaart", "nl"), found("zwaluw", "nl")) == (set(), {"Zwaluw"})


def test_what_is_taken_down_hidden_or_deleted_leaves_with_its_commitments(committed):
    action, pages = action_with_pages()
    CommitmentFactory(action=action)
    other = page_for(OrganisationFactory(), "nl")
    hidden, _pages = action_with_pages()
    CommitmentFactory(action=hidden)
    rebuild()
    assert Entry.objects.filter(commitment__action=hidden).count() == 2

    with committed():
        pages["nl"].unpublish()
    assert entries() == wanted()
    assert not Entry.objects.filter(page=pages["nl"]).exists()

    with committed():
        hidden.is_public = False
        hidden.save()
    with committed():
        other.delete()

    assert entries() == wanted()
    assert not Entry.objects.exclude(kind__in=["page", "plan"]).exists()


def test_a_page_behind_a_password_is_not_found_nor_are_its_words_and_it_comes_back(committed):
    page_for(OrganisationFactory(), "nl", title="Kwikstaart")
    rebuild()
    above = PartnerIndexPage.objects.get(locale__language_code="nl")

    with committed():
        restriction = PageViewRestriction.objects.create(page=above, restriction_type="password", password="x")
    assert found("kwikstaart", "nl") == set()
    assert not Word.objects.filter(word="kwikstaart").exists()
    rebuild()
    assert found("kwikstaart", "nl") == set()

    with committed():
        restriction.delete()

    assert found("kwikstaart", "nl") == {"Kwikstaart"}


def test_a_renamed_organisation_is_found_by_its_new_name_wherever_it_stands(committed):
    one = OrganisationFactory(name_nl="Kwikstaart", name_fr="Bergeronnette")
    pages_for(one)
    action, _pages = action_with_pages(name_nl="Actie", name_fr="Action")
    CommitmentFactory(action=action, organisation=one, text_nl="Belofte", text_fr="Promesse")
    page_for(PledgeFactory(commitment__organisation=one), "nl", title="Engagement")
    page_for(GroupFactory(organiser=one), "nl", title="Groep")
    rebuild()

    with committed():
        one.name_nl, one.name_fr = "Zwaluw", "Hirondelle"
        one.save()

    assert found("zwaluw", "nl") == {"Kwikstaart", "Actie", "Belofte", "Engagement", "Groep"}
    assert found("hirondelle", "fr") == {"Bergeronnette", "Action", "Promesse"}
    assert found("kwikstaart", "nl") == {"Kwikstaart"}  # the title of its page is the editors' own


def test_a_recommendation_is_found_while_it_its_source_and_the_list_are_public(committed):
    one = RecommendationFactory(text_nl="Tel de grutto’s.", text_fr="Comptez les barges.")
    rebuild()
    assert (found("grutto", "nl"), found("barge", "fr")) == ({"Tel de grutto’s."}, {"Comptez les barges."})
    assert Entry.objects.filter(kind="recommendation").first().below == f"{one.code}/"

    with committed():
        one.source.is_public = False
        one.source.save()
    assert found("grutto", "nl") == set()
    with committed():
        one.source.is_public = True
        one.source.save()
    assert found("grutto", "nl")
    with committed():
        RecommendationIndexPage.objects.get(locale__language_code="nl").unpublish()

    assert not Entry.objects.filter(kind="recommendation", language="nl").exists()
    assert entries() == wanted()


@pytest.mark.parametrize("kind", ["plan", "theme", "milestone", "former name", "terms"])
def test_what_belongs_to_a_record_is_indexed_when_it_changes(committed, kind):
    action, _pages = action_with_pages()
    promise, one, theme = CommitmentFactory(action=action), OrganisationFactory(), Theme.objects.first()
    pages_for(one)
    if kind == "theme":
        one.themes.add(theme)
        one.save()
    rebuild()

    with committed():
        if kind == "plan":
            action.plan.name_nl = "Kwikstaart"
            action.plan.save()
        elif kind == "theme":
            theme.name_nl = "Kwikstaart"
            theme.save()
        elif kind == "milestone":
            Milestone.objects.create(commitment=promise, name_nl="Kwikstaart", name_fr="Bergeronnette")
        elif kind == "former name":
            FormerName.objects.create(organisation=one, name_nl="Kwikstaart", name_fr="x", until=date(2020, 1, 1))
        else:
            Theme.objects.filter(pk=theme.pk).update(name_nl="Kwikstaart")
            one.themes.add(theme)
            one.save()

    assert found("kwikstaart", "nl")


def test_one_transaction_is_indexed_once_however_much_was_saved_in_it(committed, refreshed):
    with committed():
        action, pages = action_with_pages()
        promises = CommitmentFactory.create_batch(5, action=action)
    refreshed.clear()

    with committed():
        for promise in [*promises, *promises]:
            promise.save()
        for page in pages.values():
            page.save_revision().publish()

    assert refreshed == [
        {f"page-{page.pk}" for page in pages.values()},
        {f"commitment-{one.pk}-{language}" for one in promises for language in pages},
    ]


def test_what_was_undone_is_not_indexed_with_what_comes_after(committed, refreshed):
    one, other = page_for(OrganisationFactory(), "nl"), page_for(OrganisationFactory(), "nl")
    with transaction.atomic():
        one.save()
        transaction.set_rollback(True)

    with committed():
        other.save()

    assert refreshed == [{f"page-{other.pk}"}]


def test_an_index_that_fails_is_logged_and_breaks_no_publication(committed, monkeypatch, caplog):
    page = page_for(OrganisationFactory(), "nl", live=False)

    def fail(*args):
        raise OSError

    monkeypatch.setattr(freshness, "refresh", fail)
    with committed():
        page.save_revision().publish()
    page.refresh_from_db()
    assert page.live

    monkeypatch.setattr(freshness, "index_again", SimpleNamespace(enqueue=fail))
    with committed():
        page.save()
    assert "search_index" in caplog.text
    assert "could not be told" in caplog.text


def test_as_many_queries_for_3_pages_as_for_30():
    counts = []
    for number in (3, 27):
        plan = ActionPlanFactory()
        page_for(plan, "nl")
        action = ActionFactory(plan=plan)
        page_for(action, "nl")
        for place in range(number):
            page_for(OrganisationFactory(), "nl", title=f"{number} {place}")
            CommitmentFactory(action=action)
        pages = list(Page.objects.filter(depth__gt=2).values_list("pk", flat=True))
        promises = list(Commitment.objects.values_list("pk", flat=True))
        Entry.objects.all().delete()
        Word.objects.all().delete()
        with Queries() as queries:
            refresh_pages(pages)
            refresh_commitments(promises)
        counts.append(len(queries))
        with Queries() as queries:
            refresh_pages(pages)
        counts.append(len(queries))

    assert counts[:2] == counts[2:]
    assert entries() == [key for key in wanted() if key in entries()]


def test_words_are_kept_as_they_are_written_and_counted():
    page_for(
        OrganisationFactory(code="x1"), "nl", title="Coöperatie A4", introduction="De coöperatie en de CO2-heffing"
    )
    other = page_for(OrganisationFactory(code="x2"), "nl", title="Coöperatie B")
    rebuild()
    words = {word.word: word for word in Word.objects.filter(language="nl")}
    assert (words["coöperatie"].folded, words["coöperatie"].number) == ("cooperatie", 2)
    assert not {"de", "co2", "4", "Coöperatie"} & set(words)

    other.title = "Vereniging"
    other.save()
    refresh_pages([other.pk])

    numbers = dict(Word.objects.filter(language="nl").values_list("word", "number"))
    assert (numbers["coöperatie"], numbers["vereniging"]) == (1, 1)
    before = set(numbers.items())
    rebuild()
    assert set(Word.objects.filter(language="nl").values_list("word", "number")) == before


def test_an_interrupted_rebuild_takes_nothing_away_and_the_next_one_completes_it():
    page_for(OrganisationFactory(), "nl", title="Kwikstaart")
    rebuild()
    home = Entry.objects.filter(page__depth=2).first()
    gone = Entry.objects.create(key="page-0", language="nl", kind="page", page=home.page, title="Weg")

    def interrupted(_name, rows):
        yield rows[0]
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        rebuild(interrupted)
    assert found("kwikstaart", "nl") == {"Kwikstaart"}

    rebuild()
    assert entries() == wanted()
    assert not Entry.objects.filter(pk=gone.pk).exists()


def test_the_command_says_what_is_missing_or_too_much_and_puts_it_right():
    with pytest.raises(CommandError, match=r"\d+ entries are missing, 0 are too many"):
        call_command("search_index", check=True)

    call_command("search_index", stdout=StringIO())
    call_command("search_index", check=True, stdout=StringIO())
    StandardPage.objects.update(live=False)
    PartnerIndexPage.objects.update(live=False)
    with pytest.raises(CommandError, match="0 entries are missing, 2 are too many"):
        call_command("search_index", check=True)


def test_a_new_site_is_indexed_and_one_that_has_an_index_keeps_it(monkeypatch):
    monkeypatch.setattr(set_up_site, "lay_foundation", dict)
    call_command("set_up_site", stdout=StringIO())
    assert entries() == wanted()
    Entry.objects.exclude(page__depth=2).delete()
    left = entries()

    call_command("set_up_site", stdout=StringIO())

    assert entries() == left


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL keeps the words in the row itself")
def test_the_words_of_a_deleted_page_leave_the_index():
    page = page_for(OrganisationFactory(), "nl", title="Kwikstaart")
    rebuild()

    page.delete()

    assert list(engine().matching(question("kwikstaart", "nl"))) == [[]]
