"""The API shows what the pages show, to everybody, in every language, and nothing else."""

import json
from datetime import date

import pytest
from django.core.cache import cache
from django.test import override_settings

from actions.models import Commitment
from actions.promises.addresses import address_of_commitment
from core.dates import today
from core.languages import language_codes
from core.services import record_archive
from opendata.api.described import document, operations
from tests.database import Queries
from tests.factories import CommitmentFactory, OrganisationFactory, ReportFactory

from .api_world import HIDDEN, world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("lone_pages")]

API = "/api/v1/"
LISTS = [
    "plans", "actions", "commitments", "reports", "pledges", "organisations", "governments", "groups", "indicators",
    "recommendations", "consultations", "themes", "goals", "principles", "sectors",
]  # fmt: skip


def get(client, address, status=200, **headers):
    response = client.get(address if address.startswith("/") else f"{API}{address}", headers=headers)
    assert response.status_code == status, response.content
    return json.loads(response.content)


def items(client, address):
    return get(client, address)["items"]


def test_no_list_and_no_single_thing_holds_anything_that_is_not_public(site, client):
    found = world()

    for name in [*LISTS, "codes", "changes", ""]:
        text = client.get(f"{API}{name}?limit=100" if name in LISTS else f"{API}{name}").content.decode()
        assert HIDDEN not in text
        assert "geheim" not in text
    for name, code in found.codes.items():
        assert get(client, f"{name}/{code}")["item"]["code"] == code
        assert code in [item["code"] for item in items(client, f"{name}?limit=100")]


SECRET = [
    "plans/geheim-plan", "pledges/geheim-pledge", "pledges/geheim-behind", "organisations/geheim-organisation",
    "organisations/geheim-archived", "groups/geheim-group", "recommendations/geheim-1", "recommendations/advice-2-2",
    "consultations/geheim-draft",
]  # fmt: skip


def test_what_is_not_public_is_not_there(site, client):
    world()

    for address in SECRET:
        assert get(client, address, 404)["status"] == 404


def test_what_is_archived_goes_at_once(site, client):
    found = world()
    record_archive(record=found.action)
    cache.clear()  # in a test nothing is committed, so nothing that is kept is told

    for address in ("actions/later-1", "commitments/later-1-1", "indicators/complaints"):
        get(client, address, 404)
    assert found.report.pk not in [int(item["code"]) for item in items(client, "reports")]


def test_no_personal_data(site, client):
    found = world()
    text = "".join(client.get(f"{API}{name}?limit=100").content.decode() for name in LISTS)

    for word in ("info@example.org", "+32 2 000", found.report.submitted_by.username, "@example"):
        assert word not in text


def test_a_commitment_is_what_its_page_says(site, client):
    found = world()
    commitment = Commitment.objects.with_status().get(pk=found.commitment.pk)

    item = get(client, "commitments/later-1-1")["item"]

    for language in language_codes():
        assert item["text"][language] == commitment.text_in(language)
        assert item["url"][language] == f"http://testserver{address_of_commitment(commitment, language)}"
    assert item["standing"] == commitment.standing() == "late"
    assert (item["first_deadline"], item["deadline"]) == ("2025-06-30", "2025-12-31")
    assert item["moves"][0]["reason"]["words"] == {"nl": "Er is een begin gemaakt.", "fr": "Cela a commencé."}
    assert item["milestones"][0]["reached_on"] == "2025-02-01"
    assert item["government"]["code"] == "north"
    assert item["assessments"][0]["level"] == 2
    assert item["id"] == "http://testserver/id/commitment/later-1-1/"


def test_an_answer_can_be_of_a_past_day(site, client):
    world()

    before = get(client, "commitments/later-1-1?on=2025-01-31")

    assert before["meta"]["as_of"] == "2025-01-31"
    assert (before["item"]["standing"], before["item"]["status"]) == ("no_news", None)
    assert before["item"]["deadline"] == "2025-06-30"
    assert before["item"]["milestones"][0]["reached_on"] is None
    assert items(client, "reports?on=2025-01-31") == []
    assert get(client, "pledges/bread?on=2025-08-01")["item"]["state"] == "active"
    assert get(client, "pledges/bread")["item"]["state"] == "fulfilled"


def test_the_log_holds_every_approved_report_with_what_corrects_it(site, client):
    found = world()
    right = ReportFactory(commitment=found.commitment, corrects=found.report, approved_on=date(2025, 4, 1))

    wrong, correction = items(client, "reports?commitment=later-1-1")

    assert wrong["corrected_by"] == correction["id"]
    assert correction["corrects"] == wrong["id"]
    assert correction["code"] == str(right.pk)
    assert [proof["title"] for proof in wrong["evidence"]] == ["Verslag"]
    assert wrong["reason"]["language"] == "nl"


NARROWED = [
    ("commitments?standing=late", ["later-1-1"]),
    ("commitments?standing=stopped", []),
    ("commitments?plan=later&action=later-1&organisation=ministry&government=north", ["later-1-1"]),
    ("actions?plan=earlier", ["earlier-1"]),
    ("actions?government=north", ["later-1"]),
    ("actions?goal=1&principle=1", ["later-1"]),
    ("pledges?state=fulfilled&organisation=company&action=later-1", ["bread"]),
    ("pledges?state=lapsed", []),
    ("recommendations?answered=true&plan=later&source=advice", ["advice-1"]),
    ("recommendations?action=later-1", ["advice-1"]),
    ("indicators?plan=later", ["complaints"]),
    ("groups?organisation=ministry", ["circle"]),
    ("consultations?phase=closed&plan=later", ["asking"]),
    ("organisations?government=north&kind=federal", ["ministry"]),
    ("plans?changed_since=2020-01-01&q=Plan&kind=csr", ["earlier", "later"]),
]


def test_lists_can_be_narrowed(site, client):
    world()

    for address, codes in NARROWED:
        assert (address, [item["code"] for item in items(client, address)]) == (address, codes)


def test_a_value_that_it_cannot_have_is_named_with_what_is_allowed(site, client):
    world()

    [fault] = get(client, "commitments?standing=lat", 422)["errors"]
    assert fault["parameter"] == "standing"
    assert "late" in fault["allowed"]
    [fault] = get(client, "actions?theme=nothing", 422)["errors"]
    assert "environment" in fault["allowed"]
    assert fault["see"] == "http://testserver/api/v1/themes"


def test_what_is_not_public_is_refused_like_what_does_not_exist(site, client):
    world()
    hidden = Commitment.objects.get(action__plan__code="geheim-plan")

    for address in ("actions?plan={}", "reports?commitment={}", "commitments?organisation={}"):
        known = {"plan": "geheim-plan", "commitment": hidden.code, "organisation": "geheim-organisation"}
        name = address.split("?")[1].split("=")[0]
        secret = get(client, address.format(known[name]), 422)["errors"][0]["message"]
        unknown = get(client, address.format("nothing"), 422)["errors"][0]["message"]
        assert secret.replace(known[name], "nothing") == unknown


def test_pages_are_complete_and_repeat_nothing_when_the_list_changes_meanwhile(site, client):
    for number in range(7):
        OrganisationFactory(code=f"page-{number}")
    seen, address = [], "organisations?q=Organisation&limit=2"

    while address:
        page = get(client, address)
        seen += [item["code"] for item in page["items"]]
        address = page["next"] and page["next"].removeprefix("http://testserver")
        OrganisationFactory(code=f"a-{len(seen)}")  # before what was read already

    assert seen == [f"page-{number}" for number in range(7)]


def test_the_page_before_leads_back(site, client):
    first = get(client, "goals?limit=5")
    second = get(client, first["next"].removeprefix("http://testserver"))

    back = get(client, second["previous"].removeprefix("http://testserver"))

    assert [item["number"] for item in second["items"]] == [6, 7, 8, 9, 10]
    assert back["items"] == first["items"]
    assert (first["previous"], back["previous"], back["next"]) == (None, None, first["next"])
    assert get(client, "goals?after=999999999")["items"] == []


def test_what_the_asker_has_is_not_sent_again(site, client, django_assert_num_queries):
    first = client.get(f"{API}themes")
    tag = first.headers["ETag"]

    with django_assert_num_queries(0):
        again = client.get(f"{API}themes", headers={"If-None-Match": tag})

    assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", tag)
    assert first.headers["Cache-Control"] == "public, max-age=60"
    assert "Vary" not in first.headers
    assert not first.cookies
    assert client.get(f"{API}themes?limit=2").headers["ETag"] != tag


def test_the_tag_changes_with_what_is_public(site, client, django_capture_on_commit_callbacks):
    tag = client.get(f"{API}organisations").headers["ETag"]
    with django_capture_on_commit_callbacks(execute=True):
        OrganisationFactory()

    assert client.get(f"{API}organisations", headers={"If-None-Match": tag}).status_code == 200


def test_every_site_may_read_and_nobody_may_write(site, client):
    preflight = client.options(f"{API}plans", headers={"Origin": "https://example.org"})

    assert preflight.status_code == 204
    assert preflight.headers["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    for method in ("get", "post", "put", "patch", "delete"):
        response = getattr(client, method)(f"{API}plans", headers={"Origin": "https://example.org"})
        assert response.status_code == (200 if method == "get" else 405)
        assert response.headers["Access-Control-Allow-Origin"] == "*"
        assert "Access-Control-Allow-Credentials" not in response.headers
    assert response.headers["Content-Type"] == "application/problem+json"
    head = client.head(f"{API}plans")
    assert (head.status_code, head.content) == (200, b"")
    assert int(head.headers["Content-Length"]) == len(client.get(f"{API}plans").content)


NONSENSE = [
    ("nothing", 404), ("plans/", 404), ("plans/a%00b", 404), ("plans/%ff", 404), ("../v2/plans", 404),
    ("reports/99999999999999999999", 404), ("reports/0", 404), ("recommendations/-1", 404), ("goals/018", 404),
    ("plans?limit=0", 422), ("plans?limit=101", 422), (f"plans?limit={'9' * 3900}", 422),
    ("plans?after=a&before=b", 422), ("plans?limit=1&limit=2", 422), ("plans?nothing=1", 422),
    ("plans?[[[[a]]]]=1", 422), ("actions?on=2026-02-30", 422), ("actions?on=0001-01-01", 422),
    ("actions?on=9999-12-31", 422), ("reports?after=x", 422), ("changes?kind=nothing", 422),
    ("changes?since=0001-01-01T00:00:00Z", 422), ("changes?kind=plan&code=nothing", 422),
    ("actions?goal=18", 422), ("actions?plan=%00", 422), ("plans?q=%00%ff", 200), ("plans?after=%00", 200),
    ("recommendations?after=a-99999999999999", 200), ("reports?after=999999999999999999999999", 200),
    (f"plans?q={'a' * 5000}", 414), ("plans?" + "a&" * 2500, 414),
]  # fmt: skip


def test_nonsense_gets_a_clear_answer(site, client):
    for address, status in NONSENSE:
        response = client.get(f"{API}{address}")

        assert (address, response.status_code) == (address, status)
        if status != 200:
            problem = json.loads(response.content)
            assert response.headers["Content-Type"] == "application/problem+json"
            assert (problem["status"], problem["type"]) == (status, "about:blank")
            assert (status == 422) == bool(problem["errors"])


@override_settings(ALLOWED_HOSTS=["testserver"])
def test_a_host_that_is_not_ours_is_refused(site, client):
    response = client.get(f"{API}plans", headers={"Host": "evil.example"})

    assert response.status_code == 400
    assert response.headers["Content-Type"] == "application/problem+json"


def _more(number):
    for one in range(number):
        commitment = CommitmentFactory(first_deadline=date(2025, 1, 1))
        ReportFactory(commitment=commitment, approved_on=date(2025, 2, 1), moves_to=date(2025, 5, 1))
        commitment.organisation.code = f"more-{number}-{one}"
        commitment.organisation.save()


def test_a_list_costs_as_many_queries_for_3_as_for_30(site, client):
    world()
    _more(2)
    few = {name: _cost(client, name) for name in LISTS}
    _more(27)

    assert {name: _cost(client, name) for name in LISTS} == few
    assert max(few.values()) <= 12


def _cost(client, name):
    cache.clear()
    client.get(f"{API}themes")  # the licence, the roots of the site
    with Queries() as queries:
        client.get(f"{API}{name}?limit=100")
    return len(queries)


def test_changes_are_told_in_every_language(site, client):
    found = world()

    [change] = [
        item for item in items(client, "changes?kind=commitment&code=later-1-1") if item["key"].startswith("report")
    ]

    assert all(change["title"][language] for language in language_codes())
    assert change["key"] == f"report-{found.report.pk}"
    page = get(client, "changes?limit=4")
    seen = [item["key"] for item in page["items"]]
    while page["next"]:
        page = get(client, page["next"].removeprefix("http://testserver"))
        seen += [item["key"] for item in page["items"]]
    assert len(seen) == len(set(seen))
    assert set(seen) == {item["key"] for item in items(client, "changes?limit=100")}


def test_codes_and_the_description_say_what_there_is(site, client):
    codes = get(client, "codes")["items"]
    description = get(client, "openapi.json")

    assert {row["code"]: row["name"] for row in codes["standing"]}["late"] == {"nl": "Te laat", "fr": "En retard"}
    assert description["openapi"].startswith("3.")
    assert description["servers"] == [{"url": "http://testserver"}]
    assert {f"{API}{name}" for name in LISTS} <= set(description["paths"])
    assert client.get(f"{API}openapi.json").headers["ETag"]


def test_every_parameter_and_resource_is_described(site):
    for operation in operations("nl"):
        assert operation.summary
        assert operation.about
        assert all(parameter.about for parameter in operation.parameters), operation.path
    assert all(schema.get("description") for schema in document()["components"]["schemas"].values())


def test_every_answer_says_licence_and_day(site, client):
    meta = get(client, "plans")["meta"]

    assert meta["made_on"] == meta["as_of"] == today().isoformat()
    assert set(meta["licence"]) == set(language_codes())
