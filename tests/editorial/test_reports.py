"""The lists of the editorial work: who sees what, what filters find, and that a download holds exactly that."""

import csv
import io
from datetime import timedelta

import pytest
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from openpyxl import load_workbook

from core.dates import today
from editorial.models import Assignment
from editorial.overview import AT_ONCE
from editorial.services.assignments import page_assign
from home.models import StandardPage
from tests.database import Queries
from tests.factories import person_in_role

from .lists import in_review, many_pairs
from .pairs import colleague, independent, publish, submit, together, write

pytestmark = pytest.mark.django_db

MOST_QUERIES = 30
PAIRS, WAITING = "editorial:pairs", "editorial:waiting"
HOSTILE = [
    "state=x", "p=-1", "p=x", "p=99999999999999999999", "type=9" + "9" * 30, "type=x", "person=0", "person=x",
    "section=x", "section=00000000-0000-0000-0000-000000000000", "language=de", "overdue=no", "ordering=password",
    "ordering=-", "q=%25_%5C'\"", "q=" + "x" * 5000, "q=%00", "export=exe", "state=missing&state=x&language=",
]  # fmt: skip


@pytest.fixture(params=["nl", "fr"])
def reader(request, client, site):
    user = person_in_role("federal-moderator", language=request.param)
    client.force_login(user)
    return user


def titles(client, query=""):
    """The titles that the list of pairs shows, of the pairs that a test made."""
    response = client.get(f"{reverse(PAIRS)}?{query}")
    rows = [values.instance for values in response.context["table"].rows] if response.context["object_list"] else []
    return {row.main.title.split(" (")[0] for row in rows if "(" in row.main.title}


def download(client, file_format, query="", start=1):
    """The rows of the file, without headings."""
    response = client.get(f"{reverse(PAIRS)}?export={file_format}&{query}")
    content = b"".join(response.streaming_content)
    if file_format == "csv":
        return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))[start:]
    sheet = load_workbook(io.BytesIO(content)).active
    return [["" if value is None else value for value in row] for row in sheet.iter_rows(min_row=2, values_only=True)]


@pytest.mark.parametrize("role", ["analyst", "plan-coordinator", "dutch-editor", "translator", "administrator"])
@pytest.mark.parametrize("name", [PAIRS, WAITING, "editorial:exceptions"])
def test_everybody_reads_the_lists_and_edits_only_what_they_may(client, site, role, name):
    page = together()["fr"]
    client.force_login(person_in_role(role))

    response = client.get(reverse(name))

    assert response.status_code == 200
    edits = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert (edits in response.text) == (name == PAIRS and role in ("translator", "administrator"))


@pytest.mark.parametrize("name", [PAIRS, WAITING, "editorial:exceptions"])
def test_nobody_reads_the_lists_without_logging_in(client, site, name):
    assert reverse("wagtailadmin_login") in client.get(reverse(name)).url


@pytest.mark.parametrize("query", HOSTILE)
def test_a_hostile_address_shows_a_list(client, reader, query):
    together()

    for name in (PAIRS, WAITING, "editorial:exceptions"):
        assert client.get(f"{reverse(name)}?{query}").status_code == 200


def test_a_value_that_does_not_exist_does_not_undo_the_other_filters(client, reader):
    together("over")
    publish(together("klaar"))

    assert titles(client, "state=aligned&section=x") == {"klaar"}


@pytest.fixture
def scenes(reader):
    """A draft, a live pair, one in review, and one that lacks its French page."""
    author = colleague("dutch-editor")
    draft, live, review, alone = together("ontwerp"), together("klaar"), together("nazicht"), together("alleen")
    publish(live)
    submit(review["nl"], author)
    alone["fr"].delete()
    page_assign(page=draft["fr"], person=reader, by=None)
    page_assign(page=review["nl"], person=author, by=None)
    Assignment.objects.filter(page=draft["fr"]).update(due_on=today() - timedelta(days=1))
    return author


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("state=aligned", {"klaar"}),
        ("state=review", {"nazicht"}),
        ("state=review&language=fr", set()),
        ("state=missing", {"alleen"}),
        ("state=missing&language=fr", {"alleen"}),
        ("state=missing&language=nl", set()),
        ("state=missing&state=review", {"alleen", "nazicht"}),
        ("state=translating&language=fr", {"ontwerp", "nazicht"}),
        ("overdue=yes", {"ontwerp"}),
        ("language=fr", {"ontwerp", "klaar", "nazicht"}),
        ("q=klaar", {"klaar"}),
        ("q=klaar&state=review", set()),
        ("person={author}", {"nazicht"}),
        ("type={type}", {"ontwerp", "klaar", "nazicht", "alleen"}),
    ],
)
def test_a_filter_finds_the_pairs_of_which_a_page_is_all_that_is_asked(client, scenes, query, found):
    kind = ContentType.objects.get_for_model(StandardPage).pk
    query = query.format(author=scenes.pk, type=kind)

    assert titles(client, query) == found
    for file_format in ("csv", "xlsx"):
        downloaded = {
            str(value).split(" (")[0]
            for row in download(client, file_format, query)
            for value in row
            if "(" in str(value)
        }
        assert downloaded == found


def test_a_section_holds_what_stands_below_it_in_every_language(client, reader):
    pages = publish(together("deel"))
    together("onder", parents=pages)
    together("elders")

    assert titles(client, f"section={pages['nl'].translation_key}") == {"deel", "onder"}


@pytest.mark.parametrize("ordering", ["title", "-title", "since", "-since", "due", "-due", "place", "-place"])
def test_the_list_is_sorted_by_any_heading(client, scenes, ordering):
    assert len(titles(client, f"ordering={ordering}")) == 4


@pytest.mark.parametrize("file_format", ["csv", "xlsx"])
def test_a_download_holds_every_page_of_the_list_in_the_readers_language(client, reader, file_format):
    many_pairs(AT_ONCE + 3)

    rows = download(client, file_format, "q=rij")

    assert len(rows) == AT_ONCE + 3
    kind = {"nl": "gewone pagina", "fr": "page ordinaire"}[reader.language]
    assert {row[0].lower() for row in rows} == {kind}
    assert [str(value) for value in rows[0]].count("1") == 1
    if file_format == "csv":
        headings = download(client, file_format, start=0)[0]
        assert any(heading.startswith({"nl": "Titel", "fr": "Titre"}[reader.language]) for heading in headings)


@pytest.mark.parametrize("file_format", ["csv", "xlsx"])
@pytest.mark.parametrize("words", ["=1+1", "+cmd|' /C calc'!A0", "-2", "@SUM(A1)", " =1", "\t=1"])
def test_no_cell_of_a_download_is_a_formula(client, reader, file_format, words):
    page = together("gevaar")["nl"]
    type(page).objects.filter(pk=page.pk).update(draft_title=words)

    (row,) = download(client, file_format, "q=gevaar")

    assert f"'{words}" in [str(value) for value in row]
    assert words not in row


@pytest.mark.parametrize("name", [PAIRS, WAITING])
def test_a_list_costs_the_same_for_3_and_30_rows_and_little_for_hundreds(client, site, name):
    user = person_in_role("federal-moderator")
    client.force_login(user)
    address, counts = f"{reverse(name)}?p=1", []
    for number, reviewed in ((3, 3), (27, 10), (300, 0)):
        many_pairs(number, user)
        in_review(reviewed, colleague("dutch-editor"))
        client.get(address)
        with Queries() as queries:
            assert client.get(address).status_code == 200
        counts.append(len(queries))

    assert counts[0] == counts[1], queries
    assert max(counts) <= MOST_QUERIES, queries


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_the_front_of_the_administration_shows_what_waits_first(client, site, language):
    user = person_in_role("federal-moderator", language=language)
    client.force_login(user)
    assert 'id="panel-waiting-for-me' not in client.get(reverse("wagtailadmin_home")).text
    many_pairs(7, user)

    response = client.get(reverse("wagtailadmin_home"))

    assert response.text.count("Rij ") >= 5
    assert reverse(WAITING) in response.text
    assert len([row for row in response.text.split("<tr") if "Rij " in row]) == 5


def test_the_menu_of_reports_leads_to_the_lists(client, reader):
    response = client.get(reverse("wagtailadmin_home"))

    for name in (PAIRS, WAITING, "editorial:exceptions"):
        assert reverse(name) in response.text


def test_what_waits_says_why_and_what_a_colleague_said(client, reader):
    pages = publish(independent())
    page_assign(page=pages["fr"], person=reader, due_on=today(), note_text="Graag <b>snel</b>", by=None)

    response = client.get(reverse(WAITING))

    assert "Graag &lt;b&gt;snel&lt;/b&gt;" in response.text
    assert reverse("wagtailadmin_pages:edit", args=[pages["fr"].pk]) in response.text


def test_who_has_nothing_to_do_reads_so(client, site):
    client.force_login(person_in_role("analyst"))

    assert not client.get(reverse(WAITING)).context["object_list"]


def test_a_page_in_one_language_has_the_button_to_start_the_other(client, reader):
    pages = together("alleen")
    pages["fr"].delete()

    response = client.get(f"{reverse(PAIRS)}?q=alleen")

    address = reverse("editorial:start_translation", args=[pages["nl"].pk, "fr"])
    assert f'action="{address}"' in response.text
    assert client.post(address).status_code == 302
    assert titles(client, "q=alleen&state=missing") == set()


def test_a_change_that_nobody_submitted_is_told(client, reader):
    pages = publish(together("anders"))
    write(pages["nl"], "Anders.", by=reader)

    assert titles(client, "state=changed&language=nl") == {"anders"}
