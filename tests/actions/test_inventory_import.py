"""The inventory of a town as one sheet: filled in, tried out, and done as a whole or not at all."""

from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from actions.coverage.inventory import importing
from actions.coverage.inventory.columns import TITLE
from actions.coverage.inventory.importing import InventoryImport
from actions.coverage.inventory.writing import inventory_workbook
from actions.models import Action, ActionPlan, Commitment
from actions.sheets.importing import carry_out, dry_run
from core.models import Goal, Theme
from core.sheets.problems import Refused
from tests.database import Queries
from tests.factories import (
    ActionFactory,
    ActionPlanFactory,
    CommitmentFactory,
    GovernmentFactory,
    OrganisationFactory,
    ReportFactory,
)

from .sheet_world import add, place, plain, problems, put, saved, values

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def private_folder(settings, tmp_path):
    settings.PRIVATE_MEDIA_ROOT = tmp_path


@pytest.fixture
def government(site):
    return GovernmentFactory()


@pytest.fixture
def town(government):
    return OrganisationFactory(code="town", name_nl="Voorbeeldstede", name_fr="Exempleville", government=government)


@pytest.fixture
def plan(site):
    return ActionPlanFactory(code="picture", kind="local")


@pytest.fixture
def user(person, government):
    return person("plan-coordinator", government=government)


def inventory(plan):
    with inventory_workbook(plan) as file:
        return load_workbook(BytesIO(file.read()))


def tried(book, plan, user):
    return dry_run(file=saved(book), plan=plan, user=user, work=InventoryImport)


def done(book, plan, user):
    file = saved(book)
    difference = tried(book, plan, user)
    assert difference.problems == []
    return carry_out(file=file, plan=plan, user=user, digest=difference.digest(), work=InventoryImport)[1]


def row(book, number=1, **cells):
    filled = {"name_nl": "Fietsplan", "name_fr": "Plan vélo", "organisation": "town"}
    promise = {"text_nl": "We leggen fietspaden aan.", "text_fr": "Nous aménageons des pistes."}
    return add(book, TITLE, **{"number": number} | filled | promise | cells)


def test_a_filled_in_template_makes_actions_with_their_commitments_and_draft_pages(plan, town, user):
    theme, goal = Theme.objects.first(), Goal.objects.get(number=11)
    book = inventory(plan)
    row(
        book,
        found_in_nl="Meerjarenplan, p. 12",
        found_in_fr="Plan pluriannuel, p. 12",
        goals="11, SDG 13; 3",
        themes=theme.name_fr.upper(),
        organisation="exempleville",
        first_deadline="31/12/2027",
        is_public="yes",
    )
    row(book, 2, goals=goal.name_nl, text_nl=None, text_fr=None, organisation=None)

    difference = done(book, plan, user)

    assert [(change.row, change.kind, change.what) for change in difference.rows] == [
        (3, "new", str(plan.actions.get(number=1))),
        (4, "new", str(plan.actions.get(number=2))),
    ]
    first, second = plan.actions.order_by("number")
    assert (first.code, first.found_in_nl, first.is_public) == ("picture-1", "Meerjarenplan, p. 12", True)
    assert sorted(goal.number for goal in first.goals.all()) == [3, 11, 13]
    assert list(first.themes.all()) == [theme]
    assert [goal.number for goal in second.goals.all()] == [11]
    commitment = first.commitments.get()
    assert (commitment.organisation, str(commitment.first_deadline), commitment.is_public) == (
        town,
        "2027-12-31",
        True,
    )
    assert not second.commitments.exists()
    assert {page.live for page in first.pages.all()} <= {False}


def test_a_name_in_one_language_is_kept_but_not_published(plan, town, user):
    book = inventory(plan)
    row(book, name_fr=None, text_fr=None)
    done(book, plan, user)
    assert not plan.actions.get().is_public

    book = inventory(plan)
    where = put(book, TITLE, "is_public", "yes")
    found = problems(tried(book, plan, user))
    missing = {f"{TITLE}!{place(book, TITLE, name)}" for name in ("name_fr", "text_fr")}
    assert set(found) == missing
    assert where not in found


def test_the_template_comes_filled_with_what_is_there_and_changes_nothing_as_it_is(plan, town, user):
    action = ActionFactory(plan=plan, number=4, goals=[], found_in_nl="Beleidsnota")
    commitment = CommitmentFactory(action=action, organisation=town)
    CommitmentFactory(action=action, organisation=town)
    ReportFactory(commitment=commitment)
    book = inventory(plan)

    assert values(book, TITLE, "number") == [4]
    assert values(book, TITLE, "commitment") == [commitment.code]
    assert values(book, TITLE, "others") == [1]
    assert "status" not in [cell.value for cell in book[TITLE][1]]
    assert "town" in {cell.value for cell in book["Explanation"]["B"]}
    difference = tried(book, plan, user)
    assert difference.is_empty
    assert not difference.problems
    assert difference.unchanged == {TITLE: 1}


def test_a_changed_row_changes_the_action_and_its_commitment_together(plan, town, user):
    action = ActionFactory(plan=plan, number=4)
    commitment = CommitmentFactory(action=action, organisation=town)
    book = inventory(plan)
    put(book, TITLE, "name_nl", "Nieuwe naam")
    put(book, TITLE, "text_nl", "Nieuwe tekst")

    difference = done(book, plan, user)

    assert [change.column for change in difference.rows[0].changes] == ["name_nl", "text_nl"]
    action.refresh_from_db()
    commitment.refresh_from_db()
    assert (action.name_nl, commitment.text_nl) == ("Nieuwe naam", "Nieuwe tekst")


def test_every_wrong_cell_is_named_by_row_and_column_and_nothing_is_done(plan, town, user):
    OrganisationFactory(code="one", name_nl="Dubbel")
    OrganisationFactory(code="two", name_nl="Dubbel")
    book = inventory(plan)
    row(book, 1, goals="18", themes="nonsense", organisation="Dubbel", first_deadline="31/02/2027")
    row(book, 1)
    row(book, None, name_nl="Zonder nummer")
    row(book, 3, organisation="nobody")
    row(book, 4, name_nl="=1+1")
    row(book, "vier", is_public="perhaps")

    found = problems(tried(book, plan, user))

    wrong = [(3, "goals"), (3, "themes"), (3, "organisation"), (3, "first_deadline"), (4, "number"), (5, "number")]
    wrong += [(6, "organisation"), (7, "name_nl"), (8, "number"), (8, "is_public")]
    assert {f"{TITLE}!{place(book, TITLE, name, number)}" for number, name in wrong} == set(found)
    assert "one, two" in found[f"{TITLE}!{place(book, TITLE, 'organisation', 3)}"]
    assert not Action.objects.exists()
    assert not Commitment.objects.exists()


def test_a_file_without_the_sheet_or_with_too_much_is_refused(plan, town, user, monkeypatch):
    with pytest.raises(Refused, match=TITLE):
        dry_run(file=plain(), plan=plan, user=user, work=InventoryImport)
    monkeypatch.setattr(importing, "MOST_CHANGES", 1)
    book = inventory(plan)
    row(book, 1)
    row(book, 2)
    with pytest.raises(Refused, match="1"):
        tried(book, plan, user)


def test_an_inventory_is_written_in_as_many_queries_for_3_rows_as_for_30(plan, town):
    for number in range(3):
        CommitmentFactory(action=ActionFactory(plan=plan, number=number + 1), organisation=town)
    with Queries() as few:
        inventory(plan)
    for number in range(3, 30):
        CommitmentFactory(action=ActionFactory(plan=plan, number=number + 1), organisation=town)
    with Queries() as many:
        inventory(plan)
    assert len(few) == len(many)


def url(name, *args):
    return reverse(ActionPlan.snippet_viewset.get_url_name(name), args=args)


def test_the_screens_lead_from_the_dossier_to_the_confirmed_import(client, plan, town, user):
    client.force_login(user)
    dossier = client.get(url("inspect", plan.pk)).text
    assert url("download_inventory", plan.pk) in dossier
    assert url("upload_inventory", plan.pk) in dossier
    download = client.get(url("download_inventory", plan.pk))
    book = load_workbook(BytesIO(b"".join(download.streaming_content)))
    row(book)
    assert url("download_inventory", plan.pk) in client.get(url("upload_inventory", plan.pk)).text

    review = client.post(url("upload_inventory", plan.pk), {"file": saved(book)}).url
    assert "Fietsplan" in client.get(review).text
    assert not plan.actions.exists()

    assert client.post(review).url == url("inspect", plan.pk)
    assert plan.actions.count() == 1


def test_only_a_local_plan_has_an_inventory(client, user):
    client.force_login(user)
    other = ActionPlanFactory(kind="csr")
    assert url("upload_inventory", other.pk) not in client.get(url("inspect", other.pk)).text
    for name in ("download_inventory", "upload_inventory"):
        assert client.get(url(name, other.pk), follow=True).status_code == 404
    assert client.get(url("review_inventory", other.pk, "x" * 43), follow=True).status_code == 404
