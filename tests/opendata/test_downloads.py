"""The downloads: the same rows in every format, only what is public, as of any day, piece by piece."""

import json
from datetime import date

import pytest
from django.core.cache import cache
from rdflib import Graph, URIRef
from rdflib.namespace import SKOS

from actions.models import Commitment
from core.dates import today
from core.models import SiteSettings
from opendata.downloads import dataset as dataset_module
from opendata.downloads.dataset import sizes_of
from opendata.downloads.datasets import BY_CODE, DATASETS
from tests.database import Queries
from tests.factories import OrganisationFactory, PledgeFactory, ReportFactory, pages_for

from .downloads_world import content, everything_with_hidden_neighbours, one_of_everything, read

pytestmark = pytest.mark.django_db

PIECE = 4
LICENCE = "https://creativecommons.org/publicdomain/zero/1.0/"


@pytest.fixture
def world(site):
    settings = SiteSettings.objects.get_or_create(site=site)[0]
    settings.licence_url, settings.licence_line_nl, settings.licence_line_fr = LICENCE, "Vrij", "Libre"
    settings.save()
    return everything_with_hidden_neighbours()


def test_every_format_holds_the_same_rows(client, world):
    for dataset in DATASETS:
        in_csv = read(client, dataset, "csv")

        assert len(in_csv) == sizes_of(DATASETS)[dataset.code].rows, dataset.code
        assert in_csv or dataset.code == "consultations"
        assert len({row[dataset.key] for row in in_csv}) == len(in_csv)
        assert read(client, dataset, "json") == in_csv
        assert read(client, dataset, "xlsx") == in_csv


def test_no_file_holds_what_is_hidden_or_personal(client, world):
    for dataset in DATASETS:
        for kind in ("csv", "json", "jsonld"):
            text = content(client.get(f"/data/{dataset.code}.{kind}")).decode()
            for secret in ("geheim", "Geheim", "@body.example", "999 00 99", "Contact Person", "person-"):
                assert secret not in text, (dataset.code, kind, secret)


def test_rows_say_what_the_pages_say(client, world):
    _plan, commitment, (first, moving, correction) = world
    pages_for(commitment.action.plan)
    pages_for(commitment.action)

    [row] = read(client, BY_CODE["commitments"], "csv")
    reports = {row["id"]: row for row in read(client, BY_CODE["status-reports"], "csv")}
    [move] = read(client, BY_CODE["deadlines-moved"], "csv")
    [milestone] = read(client, BY_CODE["milestones"], "csv")
    [pledge] = read(client, BY_CODE["pledges"], "csv")

    expected = Commitment.objects.with_status().get(pk=commitment.pk)
    assert (row["status"], row["standing"], row["moves"]) == (expected.status, expected.standing(), "1")
    assert (row["first_deadline"], row["due_on"], row["as_of"]) == ("2026-01-01", "2027-01-01", str(today()))
    assert row["status_nl"] != row["status_fr"]
    assert row["page_fr"].startswith("http://testserver/fr/")
    assert row["page_fr"].endswith(f"/{commitment.code}/")
    told = reports[str(moving.pk)]
    assert (told["language"], told["reason_nl"], told["reason_fr"]) == ("nl", "Openbaar", "Openbaar (traduit)")
    assert told["evidence"] == "https://example.org/Openbaar"
    assert reports[str(first.pk)]["corrected_by"] == str(correction.pk)
    assert (move["moved_from"], move["moved_to"]) == ("2026-01-01", "2027-01-01")
    assert (milestone["reached_on"], milestone["report"]) == ("2025-09-01", str(moving.pk))
    assert pledge["organisation_names_nl"] != pledge["organisation_names_fr"]


def test_a_past_day_shows_what_was_known_at_its_end(client, world):
    asked = "?on=2025-08-31"

    [row] = read(client, BY_CODE["commitments"], "csv", asked)
    reports = read(client, BY_CODE["status-reports"], "csv", asked)

    assert (row["status"], row["moves"], row["due_on"], row["as_of"]) == (
        "in_preparation", "0", "2026-01-01", "2025-08-31",
    )  # fmt: skip
    assert [report["reason_nl"] for report in reports] == ["Openbaar", "Openbaar"]
    assert read(client, BY_CODE["deadlines-moved"], "csv", asked) == []
    assert read(client, BY_CODE["milestones"], "csv", asked)[0]["reached_on"] == ""
    assert {row["answer"] for row in read(client, BY_CODE["answers"], "csv", asked)} == {"later"}
    assert len(read(client, BY_CODE["indicator-figures"], "csv", asked)) == 1


def test_a_day_that_cannot_be_is_refused(client, site):
    for on in ("2026-02-30", "1066-10-14", "9999-01-01", "x" * 5000, "2026-01-01%0d%0aX"):
        response = client.get(f"/data/commitments.csv?on={on}")

        assert response.status_code == 400, on
        assert response.headers["Content-Type"].startswith("text/plain")


def test_a_data_set_without_past_days_does_not_give_another_file(client, site):
    assert client.get("/data/plans.csv?on=2025-01-01").status_code == 400
    assert client.get("/data/plans.csv?nothing=1").status_code == 200


def test_what_there_is_not_is_not_found(client, site):
    for address in ("nothing.csv", "plans.exe", "plans.csv.json", "Plans.csv", "plans.csv-metadata.xml"):
        assert client.get(f"/data/{address}", follow=True).status_code == 404, address


def test_no_text_is_a_formula_or_breaks_a_format(client, site):
    names = dict(enumerate(["=HYPERLINK(1)", "+1", "-1", "@x", "\t=1", '"],"x":1', "<script>", "a\nb", "\u2028|; "]))
    for number, name in names.items():
        OrganisationFactory(code=f"hostile-{number}", name_nl=name)
    dataset = BY_CODE["organisations"]
    in_json_ld = json.loads(content(client.get("/data/organisations.jsonld")))["rows"]

    assert [row["name_nl"] for row in read(client, dataset, "json")] == list(names.values())
    assert [row["name_nl"] for row in in_json_ld] == list(names.values())
    for name, in_csv, in_xlsx in zip(
        names.values(), read(client, dataset, "csv"), read(client, dataset, "xlsx"), strict=True
    ):
        assert in_csv["name_nl"].removeprefix("'") == name
        assert in_csv["name_nl"][0] not in "=+-@\t"
        assert in_xlsx["name_nl"].strip() == name.strip()


def test_every_format_says_address_day_and_licence(client, world):
    address = "http://testserver/data/commitments.{}?on=2025-08-31"
    in_csv = content(client.get(address.format("csv"))).decode().splitlines()
    in_json = json.loads(content(client.get(address.format("json"))))
    in_xlsx = content(client.get(address.format("xlsx")))

    assert in_csv[0].endswith("file_address,file_date,file_licence")
    assert in_csv[1].endswith(f"{address.format('csv')},{today()},{LICENCE}")
    assert in_json["licence"] == {"nl": "Vrij", "fr": "Libre"}
    assert (in_json["licence_address"], in_json["date"], in_json["as_of"]) == (LICENCE, str(today()), "2025-08-31")
    assert in_json["address"] == address.format("json")
    assert in_xlsx[:2] == b"PK"


def test_linked_data_can_be_read_as_such(client, world):
    _plan, commitment, _reports = world
    graph = Graph()
    for code in ("commitments", "vocabularies", "plans"):
        graph.parse(data=content(client.get(f"/data/{code}.jsonld")).decode(), format="json-ld")
    subject = URIRef(f"http://testserver/id/commitment/{commitment.code}/")
    described = {str(value) for _subject, _predicate, value in graph.triples((subject, None, None))}

    assert f"http://testserver/id/action/{commitment.action.code}/" in described
    assert "2026-01-01" in described
    assert (subject, URIRef("http://testserver/data/terms#commitments.standing"), None) in graph
    labels = graph.objects(URIRef("http://testserver/id/goal/12/"), SKOS.prefLabel)
    assert {label.language for label in labels} == {"nl", "fr"}


def test_a_file_is_the_same_for_every_reader_and_asked_for_again_only_when_it_changed(client, site):
    first = client.get("/data/plans.json", headers={"Accept-Language": "fr", "Origin": "https://example.org"})
    again = {"If-None-Match": first.headers["ETag"]}

    assert content(first) == content(client.get("/data/plans.json", headers={"Accept-Language": "nl"}))
    assert first.headers["Access-Control-Allow-Origin"] == "*"
    assert "Vary" not in first.headers
    assert first.headers["Content-Disposition"] == f'attachment; filename="plans-{today()}.json"'
    assert first.headers["X-Robots-Tag"] == "noindex"
    assert "Last-Modified" not in first.headers
    assert not first.cookies
    with Queries() as queries:
        assert client.get("/data/plans.json", headers=again).status_code == 304
    assert not len(queries), queries
    assert client.head("/data/plans.xlsx").status_code == 200
    assert client.post("/data/plans.json").status_code == 405
    cache.set("content-version", "another")
    assert client.get("/data/plans.json", headers=again).status_code == 200


def test_a_download_costs_as_many_queries_however_many_records_there_are(client, site):
    def costs():
        found = {}
        for dataset in DATASETS:
            content(client.get(f"/data/{dataset.code}.csv"))
            with Queries() as queries:
                content(client.get(f"/data/{dataset.code}.csv"))
            found[dataset.code] = len(queries)
        return found

    for number in range(1):
        one_of_everything(f"W{number}")
    few = costs()
    for number in range(1, 4):
        one_of_everything(f"W{number}")
    cache.clear()

    assert costs() == few


def test_a_file_comes_piece_by_piece(client, site, monkeypatch):
    monkeypatch.setattr(dataset_module, "AT_ONCE", PIECE)
    pledge = PledgeFactory()
    ReportFactory.create_batch(3 * PIECE, commitment=pledge.commitment, approved_on=date(2026, 1, 5))

    with Queries() as queries:
        pieces = iter(client.get("/data/status-reports.json").streaming_content)
        next(pieces)
        before = [query["sql"] for query in queries.captured_queries if "statusreport" in query["sql"]]
        read_on = [next(pieces) for _row in range(PIECE)]
        first = len(queries)
        rest = list(pieces)

    assert before == []
    assert len(read_on) == PIECE
    assert first < len(queries), "the rest is read only when it is asked for"
    assert len(rest) == 2 * PIECE + 1


def test_addresses_without_an_ending_lead_on(client, site):
    french = {"Accept-Language": "fr"}

    assert client.get("/data/", headers=french).status_code == 303
    assert client.get("/data/", headers=french).headers["Location"].startswith("/fr/")
    page = client.get("/data/plans", headers=french | {"Accept": "text/html"}).headers["Location"]
    assert page.startswith("/fr/")
    assert page.endswith("/plans/")
    assert client.get("/data/plans", headers={"Accept": "text/csv"}).headers["Location"] == "/data/plans.csv"
    linked = client.get("/data/plans", headers={"Accept": "application/ld+json"})
    assert linked.headers["Location"] == "/data/plans.jsonld"


def test_what_becomes_public_is_there_at_once(client, site, django_capture_on_commit_callbacks):
    tag = client.get("/data/organisations.csv").headers["ETag"]

    with django_capture_on_commit_callbacks(execute=True):
        OrganisationFactory(code="newcomer")

    response = client.get("/data/organisations.csv", headers={"If-None-Match": tag})
    assert b"newcomer" in content(response)
