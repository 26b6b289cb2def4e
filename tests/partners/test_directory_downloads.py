"""The list of partners as a file: what is filtered, only what is public, no formulas, always the same columns."""

import csv
import json
from datetime import date
from io import BytesIO, StringIO

import pytest
from django.core.cache import cache
from openpyxl import load_workbook

from core.dates import today
from core.models import Goal, Sector, SiteSettings, Theme
from partners.directory import columns
from partners.models import PartnerIndexPage
from tests.database import Queries
from tests.factories import OrganisationFactory, pages_for

pytestmark = pytest.mark.django_db

COLUMNS = [
    "code", "name_nl", "name_fr", "acronym_nl", "acronym_fr", "kind", "kind_nl", "kind_fr", "size", "size_nl",
    "size_fr", "region", "region_nl", "region_fr", "sector", "sector_nl", "sector_fr", "themes", "goals",
    "enterprise_number", "website", "street_nl", "street_fr", "postcode", "town_nl", "town_fr", "joined_on", "left_on",
    "fictional", "page_nl", "page_fr",
]  # fmt: skip


def address(language="nl"):
    return f"{PartnerIndexPage.objects.get(locale__language_code=language).url}download/"


def content(response):
    return b"".join(response.streaming_content)


def rows_of_csv(client, language="nl", **query):
    text = content(client.get(address(language), query)).decode()
    assert text.startswith("\ufeff")
    return list(csv.DictReader(StringIO(text.removeprefix("\ufeff"))))


def rows_of_xlsx(client, **query):
    book = load_workbook(BytesIO(content(client.get(address(), {"as": "xlsx", **query}))))
    names, *rows = [[cell.value for cell in row] for row in book["organisations"].iter_rows()]
    return book, [dict(zip(names, row, strict=True)) for row in rows]


@pytest.fixture
def organisation(site):
    settings = SiteSettings.objects.get_or_create(site=site)[0]
    settings.licence_line_nl, settings.licence_line_fr = "Vrij te gebruiken", "Libre de droits"
    settings.save()
    made = OrganisationFactory(
        code="acme", name_nl="Acme", name_fr="Acmé", kind="company", region="flanders", size="large",
        sector=Sector.objects.order_by("pk").first(), enterprise_number="0999000030", postcode="9000", town_nl="Gent",
        email="info@acme.example", telephone="+32 2 000 00 00", joined_on=date(2020, 2, 1), fictional=True,
    )  # fmt: skip
    made.themes.set(Theme.objects.all()[:2])
    made.goals.set(Goal.objects.filter(number__in=[8, 13]))
    made.save()
    pages_for(made)
    return made


def test_the_columns_stay():
    assert columns.names() == COLUMNS


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_every_format_says_the_same_with_its_address_date_and_licence(client, organisation, language):
    query = {"kind": "company"}
    whole = f"http://testserver{address(language).removesuffix('download/')}?kind=company"
    licence = {"nl": "Vrij te gebruiken", "fr": "Libre de droits"}[language]

    (in_csv,) = rows_of_csv(client, language, **query)
    in_json = json.loads(content(client.get(address(language), query | {"as": "json"})))

    assert list(in_csv) == [*COLUMNS, "list", "made_on", "licence"]
    assert (in_csv["list"], in_csv["made_on"], in_csv["licence"]) == (whole, str(today()), licence)
    assert {name: in_json[name] for name in ("list", "made_on", "licence", "number")} == {
        "list": whole, "made_on": str(today()), "licence": licence, "number": 1,
    }  # fmt: skip
    (row,) = in_json["organisations"]
    assert {name: str(value or "") for name, value in row.items()} == {name: in_csv[name] for name in COLUMNS}
    assert (row["kind"], row["goals"], row["joined_on"], row["fictional"]) == ("company", "8 13", "2020-02-01", "yes")
    assert row["page_fr"].startswith("http://testserver/fr/")
    assert row["kind_nl"] != row["kind_fr"]


def test_a_workbook_has_a_sheet_about_itself(client, organisation):
    book, (row,) = rows_of_xlsx(client, kind="company")

    assert list(row) == COLUMNS
    assert row["name_fr"] == "Acmé"
    assert row["joined_on"].date() == date(2020, 2, 1)
    about = [[cell.value for cell in line] for line in book["about"].iter_rows()]
    assert about[0][1].endswith("?kind=company")
    assert about[2][1] == "Vrij te gebruiken"
    assert {line[0] for line in about[5:]} == set(COLUMNS)


def test_a_download_has_what_is_filtered_in_the_order_of_the_list(client, site):
    for name, kind, joined in [("B", "ngo", date(2021, 1, 1)), ("A", "ngo", date(2020, 1, 1)), ("C", "union", None)]:
        OrganisationFactory(name_nl=name, kind=kind, joined_on=joined)
    OrganisationFactory(name_nl="D", kind="ngo", is_public=False)

    assert [row["name_nl"] for row in rows_of_csv(client, kind="ngo")] == ["A", "B"]
    assert [row["name_nl"] for row in rows_of_csv(client, sort="newest")] == ["B", "A", "C"]
    assert [row["name_nl"] for row in rows_of_csv(client, q="c", page="2")] == ["C"]
    assert rows_of_csv(client, q="xyzzy") == []
    assert json.loads(content(client.get(address(), {"q": "xyzzy", "as": "json"})))["organisations"] == []


def test_no_contact_of_a_person_or_mailbox_goes_along(client, organisation):
    for kind in ("csv", "json"):
        text = content(client.get(address(), {"as": kind})).decode()
        assert "info@acme.example" not in text
        assert "+32" not in text


@pytest.mark.parametrize("name", ["=HYPERLINK(1)", "+1", "-1", "@x", "\t=1"])
def test_no_text_is_a_formula(client, site, name):
    OrganisationFactory(name_nl=name)

    (row,) = rows_of_csv(client)
    book, _rows = rows_of_xlsx(client)

    assert row["name_nl"].startswith("'")
    cell = book["organisations"]["B2"]
    assert cell.data_type == "s"
    assert cell.quotePrefix or name.startswith("\t")


@pytest.mark.parametrize("kind", ["exe", "", "csv.html", "x" * 5000])
def test_a_format_that_there_is_not_is_not_found(client, organisation, kind):
    assert client.get(address(), {"as": kind}).status_code == 404


def test_a_file_is_for_no_search_engine_and_has_a_name(client, organisation):
    response = client.get(address(), {"as": "json"})

    assert response.headers["X-Robots-Tag"] == "noindex"
    assert response.headers["Content-Disposition"] == f'attachment; filename="organisations-{today()}.json"'
    assert response.streaming


def test_the_list_offers_each_format_of_what_is_filtered(client, organisation):
    page = address().removesuffix("download/")

    assert f'href="{address()}?kind=company&amp;as=xlsx"' in client.get(page, {"kind": "company"}).text
    assert f'href="{address()}?as=json"' in client.get(page).text
    assert "as=csv" not in client.get(page, {"q": "xyzzy"}).text


def test_a_download_costs_as_many_queries_for_3_organisations_as_for_30(client, site):
    def cost():
        rows_of_csv(client)
        with Queries() as queries:
            content(client.get(address()))
        return queries

    OrganisationFactory.create_batch(3)
    few = cost()
    OrganisationFactory.create_batch(27)
    cache.clear()
    many = cost()

    assert len(rows_of_csv(client)) == 30
    assert len(few) == len(many), many
