"""The screens of spreadsheets: who may, what they see, and that a file waits in private for its confirmation."""

import json
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from actions.models import ActionPlan, Commitment
from actions.sheets import holding
from tests.factories import ActionFactory, ActionPlanFactory, CommitmentFactory, GovernmentFactory, OrganisationFactory

from .sheet_world import add, downloaded, put, saved, template

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def private_folder(settings, tmp_path):
    settings.PRIVATE_MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def government(site):
    return GovernmentFactory()


@pytest.fixture
def plan(site):
    return ActionPlanFactory(code="plan")


@pytest.fixture
def commitment(plan, government):
    organisation = OrganisationFactory(code="ministry", kind="federal", government=government)
    return CommitmentFactory(action=ActionFactory(plan=plan, number=1), organisation=organisation)


@pytest.fixture
def user(person, government, client):
    user = person("plan-coordinator", government=government)
    client.force_login(user)
    return user


def url(name, *args):
    return reverse(ActionPlan.snippet_viewset.get_url_name(name), args=args)


def changed_text(plan, text="Autre texte"):
    book = downloaded(plan)
    put(book, "Commitments", "text_fr", text)
    return book


def uploaded(client, book, *args):
    """The answer after choosing that file, and where it led."""
    where = url("upload", *args) if args else url("upload_new")
    response = client.post(where, {"file": saved(book)})
    assert response.status_code == 302
    return client.get(response.url), response.url


def test_a_file_is_shown_row_by_row_and_done_once_confirmed(client, plan, commitment, user, private_folder):
    old = commitment.text_fr
    response, review = uploaded(client, changed_text(plan), plan.pk)

    assert response.status_code == 200
    assert f"<del>{old}</del>" in response.text
    assert "<ins>Autre texte</ins>" in response.text
    commitment.refresh_from_db()
    assert commitment.text_fr == old

    response = client.post(review)

    assert response.url == url("inspect", plan.pk)
    commitment.refresh_from_db()
    assert commitment.text_fr == "Autre texte"
    assert not list(private_folder.rglob("*.xlsx"))
    assert client.post(review).url == url("upload", plan.pk)


def test_a_filled_in_template_makes_a_plan(client, user):
    book = template()
    add(book, "Plan", code="new-plan", name_nl="Nieuw", name_fr="Nouveau", kind="csr", edition=1)
    _response, review = uploaded(client, book)

    assert client.post(review).url == url("inspect", ActionPlan.objects.get().pk)


def test_problems_are_listed_with_their_place_and_cannot_be_confirmed(client, plan, commitment, user):
    book = downloaded(plan)
    put(book, "Commitments", "timing", "sometimes")
    put(book, "Plan", "edition", "<script>alert(1)</script>")

    response, review = uploaded(client, book, plan.pk)

    assert "<td>Commitments</td><td>3</td>" in response.text
    assert "sometimes" in response.text
    assert "<script>alert" not in response.text
    assert 'method="post"' not in response.text.partition('id="main"')[2].partition("sheets-numbers")[0]
    assert client.post(review).url == review
    assert ActionPlan.objects.get().edition == 1


def test_the_list_can_be_narrowed_to_problems_sheets_and_kinds(client, plan, commitment, user):
    book = changed_text(plan)
    put(book, "Plan", "edition", "many")
    _response, review = uploaded(client, book, plan.pk)

    assert "Autre texte" not in client.get(review, {"show": "problems"}).text
    assert "Autre texte" in client.get(review, {"show": "changed"}).text
    assert "Autre texte" not in client.get(review, {"show": "new"}).text
    assert "Autre texte" not in client.get(review, {"sheet": "Plan"}).text
    for query in ({"show": "x", "sheet": "\x00"}, {"rows": "99999999999999999999"}, {"problems": "-1"}, {"rows": "x"}):
        assert client.get(review, query).status_code == 200


def test_a_database_that_changed_meanwhile_shows_the_difference_anew(client, plan, commitment, user):
    _response, review = uploaded(client, changed_text(plan), plan.pk)
    Commitment.objects.update(text_nl="Meanwhile")

    response = client.post(review)

    assert response.url == review
    commitment.refresh_from_db()
    assert commitment.text_nl == "Meanwhile"
    assert "Meanwhile" in client.get(review).text
    client.post(review)
    commitment.refresh_from_db()
    assert commitment.text_fr == "Autre texte"


def test_an_upload_belongs_to_one_person_one_plan_and_one_day(client, plan, commitment, user, person, private_folder):
    _response, review = uploaded(client, changed_text(plan), plan.pk)
    token = review.rstrip("/").rpartition("/")[2]
    other = ActionPlanFactory()

    assert client.post(url("review", other.pk, token)).url == url("upload", other.pk)
    assert client.post(url("review_new", token)).url == url("upload_new")
    assert holding.kept(token=token, user=user, plan=plan, at=timezone.now() + timedelta(hours=25)) is None
    client.force_login(person("plan-coordinator", government=user.service.government))
    assert client.post(review).url == url("upload", plan.pk)
    commitment.refresh_from_db()
    assert commitment.text_fr != "Autre texte"
    assert list(private_folder.rglob("*.json"))
    holding.expire(timezone.now() + timedelta(hours=25))
    assert not [path for path in private_folder.rglob("*") if path.is_file()]


@pytest.mark.parametrize("token", ["x", "..", "a" * 43, "%2e%2e", "é" * 43, "a" * 5000])
def test_a_made_up_token_leads_back_to_the_form(client, plan, user, token):
    response = client.get(url("upload", plan.pk) + f"{token}/")

    assert response.status_code in (302, 404)


@pytest.mark.parametrize("name", ["plan.xlsx", "plan.xlsm", "plan.xls", "plan.csv", "plan"])
def test_what_is_no_spreadsheet_is_refused_beside_the_field(client, plan, user, name):
    response = client.post(url("upload", plan.pk), {"file": SimpleUploadedFile(name, b"not a workbook")})

    assert response.status_code == 200
    assert "error-message" in response.text


def test_no_file_at_all_is_refused_beside_the_field(client, plan, user):
    assert "error-message" in client.post(url("upload", plan.pk), {}).text


def test_a_file_with_macros_is_refused_by_its_name_even_when_it_has_none(client, plan, commitment, user):
    file = saved(changed_text(plan), name="plan.xlsm")

    assert client.post(url("upload", plan.pk), {"file": file}).status_code == 200


@pytest.mark.parametrize(
    ("role", "may_change", "may_view"),
    [
        ("plan-coordinator", True, True),
        ("administrator", True, True),
        ("analyst", False, True),
        ("dutch-editor", False, True),
        ("partner-manager", False, True),
    ],
)
def test_who_may_change_plans_imports_and_everybody_downloads(client, plan, person, role, may_change, may_view):
    client.force_login(person(role))

    for where in (url("upload", plan.pk), url("upload_new"), url("template")):
        assert (client.get(where).status_code == 200) is may_change
    assert (client.get(url("download", plan.pk)).status_code == 200) is may_view
    dossier, plans = client.get(url("inspect", plan.pk)).text, client.get(url("list")).text
    assert (url("upload", plan.pk) in dossier) is may_change
    assert (url("upload_new") in plans) is may_change
    assert (url("template") in plans) is may_change
    assert (url("download", plan.pk) in dossier) is may_view


def test_strangers_get_nothing(client, plan):
    for where in (url("upload", plan.pk), url("template"), url("download", plan.pk)):
        assert client.get(where).status_code == 302


def test_downloads_are_private_and_whole(client, plan, commitment, user):
    response = client.get(url("download", plan.pk))

    assert "no-store" in response.headers["Cache-Control"]
    book = load_workbook(BytesIO(b"".join(response.streaming_content)))
    assert book["Plan"]["B3"].value == "plan"
    assert client.get(url("template")).status_code == 200
    assert client.get(url("download", 99999), follow=True).status_code == 404


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_the_screens_speak_the_readers_language(client, plan, commitment, user, language):
    user.language = language
    user.save()
    response, _review = uploaded(client, changed_text(plan), plan.pk)

    assert f'lang="{language}"' in response.text
    assert client.get(url("upload", plan.pk)).status_code == 200


def test_what_is_kept_names_no_text_outside_the_private_folder(
    client, plan, commitment, user, private_folder, settings
):
    uploaded(client, changed_text(plan), plan.pk)

    [kept] = private_folder.rglob("*.json")
    assert json.loads(kept.read_text())["user"] == user.pk
    assert not list(Path(settings.MEDIA_ROOT).rglob("*.xlsx"))
