"""The screens of the import of organisations: who may, what is shown, what is kept, and what happens at the end."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from core.sheets import holding
from partners.importing.views import FOLDER
from partners.models import Organisation
from tests.factories import OrganisationFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def private_folder(settings, tmp_path):
    settings.PRIVATE_MEDIA_ROOT = str(tmp_path)
    return tmp_path


@pytest.fixture
def manager(client, person):
    user = person("partner-manager", language="nl")
    client.force_login(user)
    return user


def url(name, *args):
    return reverse(Organisation.snippet_viewset.get_url_name(name), args=args)


def uploaded(client, text="name_nl,name_fr,kind\nNieuw,Nouveau,ngo\nTweede,Second,ngo\n", name="partners.csv"):
    return client.post(url("import"), {"file": SimpleUploadedFile(name, text.encode())})


def everything_added(*rows):
    return {f"row-{row}": "add" for row in rows}


def test_the_list_leads_to_the_import_for_who_may_add(client, manager, person):
    assert url("import") in client.get(url("list")).text

    client.force_login(person("translator"))
    assert url("import") not in client.get(url("list")).text


@pytest.mark.parametrize("name", ["import", "import_template", "import_review"])
def test_who_may_not_add_sees_nothing_of_it(client, person, site, name):
    address = url(name, *(["a" * 43] if name == "import_review" else []))

    assert client.get(address).status_code == 302  # to the log-in
    client.force_login(person("translator"))
    assert client.get(address).url == reverse("wagtailadmin_home")


def test_the_template_is_a_workbook_with_an_explanation(client, manager):
    book = load_workbook(BytesIO(b"".join(client.get(url("import_template")).streaming_content)))

    assert book.sheetnames == ["organisations", "explanation"]


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_a_file_is_shown_row_by_row_and_nothing_is_done_before_it_is_confirmed(client, person, language):
    client.force_login(person("partner-manager", language=language))
    known = OrganisationFactory(name_nl="Nieuw", name_fr="Vieux", region="flanders")

    response = uploaded(client, "name_nl,name_fr,kind,region,town_nl\nNieuw,Nouveau,ngo,wallonia,Gent\n,,x,,\n")
    shown = client.get(response.url)

    assert Organisation.objects.count() == 1
    assert url("inspect", known.pk) in shown.text
    assert "Vieux" in shown.text
    assert "Nouveau" in shown.text
    assert "Gent" in shown.text
    assert 'name="row-2"' in shown.text
    assert "<strong>C3</strong>" in shown.text
    assert 'value="complete"' in shown.text
    assert "private" in shown.headers["Cache-Control"]


def test_what_was_chosen_is_done_and_the_file_is_gone(client, manager, private_folder):
    review = uploaded(client).url

    response = client.post(review, {"row-2": "add", "row-3": "skip"})

    assert response.url == url("list")
    assert [organisation.name_nl for organisation in Organisation.objects.all()] == ["Nieuw"]
    assert not [path for path in private_folder.rglob("*") if path.is_file()]
    assert client.post(review, everything_added(2, 3)).url == url("import")  # a second click
    assert Organisation.objects.count() == 1


@pytest.mark.parametrize("chosen", [{}, {"row-2": "add"}, {"row-2": "delete", "row-3": "add"}, {"row-2": "complete"}])
def test_every_row_needs_a_choice_that_fits_it(client, manager, chosen):
    review = uploaded(client).url

    response = client.post(review, chosen)

    assert response.status_code == 200
    assert not Organisation.objects.exists()
    if chosen.get("row-3"):
        assert '<option value="add" selected>' in response.text


def test_what_changed_meanwhile_is_shown_anew(client, manager):
    review = uploaded(client).url
    OrganisationFactory(name_nl="Nieuw", name_fr="Nouveau", kind="ngo")

    response = client.post(review, everything_added(2, 3))

    assert response.url == review
    assert Organisation.objects.count() == 1
    assert 'value="add"' in client.get(review).text
    assert client.post(review, {"row-2": "skip", "row-3": "add"}).url == url("list")
    assert Organisation.objects.count() == 2


def test_an_upload_is_for_one_person_and_one_day(client, manager, person, private_folder):
    review = uploaded(client).url
    token = review.rstrip("/").rpartition("/")[2]

    assert holding.held(folder=FOLDER, token=token, user=manager)
    later = timezone.now() + timedelta(hours=25)
    assert holding.held(folder=FOLDER, token=token, user=manager, at=later) is None
    assert holding.held(folder=FOLDER, token=token, user=UserFactory()) is None
    client.force_login(person("partner-manager"))
    assert client.get(review).url == url("import")
    assert client.post(review, everything_added(2, 3)).url == url("import")
    assert not Organisation.objects.exists()
    holding.expire(FOLDER, later)
    assert not [path for path in private_folder.rglob("*") if path.is_file()]


@pytest.mark.parametrize("token", ["x", "a" * 43, "%2e%2e", "é" * 43, "a" * 5000])
def test_a_made_up_token_leads_back_to_the_form(client, manager, token):
    assert client.get(f"{url('import')}{token}/").url == url("import")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("partners.exe", "x"), ("partners.xls", "x"), ("partners.xlsx", "x"), ("partners.csv", "\x00"),
        ("partners.csv", "a"), ("p" * 300 + ".csv", "name_nl\n"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_used_is_refused_at_the_field_or_shown_with_its_faults(client, manager, name, content):
    response = uploaded(client, content, name)

    if response.status_code == 302:
        response = client.get(response.url)
        assert 'role="alert"' in response.text
        assert 'name="row-' not in response.text
    else:
        assert response.status_code == 200
        assert response.context["form"].errors["file"]


def test_hostile_words_in_a_file_are_shown_as_words(client, manager):
    review = uploaded(client, 'name_nl,name_fr,kind\n<script>alert(1)</script>,"<b>x</b>",<i>\n').url

    text = client.get(review).text
    assert "<script>alert" not in text
    assert "<b>x" not in text
