"""The files of a progress report: the bytes that were hashed, a spreadsheet and a tagged PDF, if it is public."""

import hashlib
import json
from datetime import date, timedelta
from io import BytesIO
from itertools import pairwise

import pypdf
import pytest
from django.core.cache import cache
from django.urls import reverse
from openpyxl import load_workbook
from wagtail.models import Page, PageViewRestriction

from actions.models import Commitment
from actions.snapshots import document, files
from core.pdf import DRAWN, DRAWN_SIGNS, UNKNOWN, compiled
from core.services import record_archive
from tests.factories import ActionPlanFactory, CommitmentFactory, OrganisationFactory, ReportFactory

from .snapshot_world import BEFORE, DAY, assess, grow, measure, publish, recommend

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("lone_pages")]

LANGUAGES = pytest.mark.parametrize("language", ["nl", "fr"])
KINDS = ["json", "xlsx", "pdf"]
LAST = {"nl": "Zie je wel.", "fr": "C’est noté."}


@pytest.fixture
def plan(site):
    return ActionPlanFactory(code="plan", name_nl="Het plan", name_fr="Le plan")


@pytest.fixture
def commitment(plan):
    commitment = CommitmentFactory(
        action__plan=plan,
        organisation=OrganisationFactory(name_nl="Dienst Noord", name_fr="Service Nord"),
        text_nl="=1+1 doen wij #let x = *vet* $y$",
        text_fr="=1+1 ferons-nous #let x = *gras* $y$",
        first_deadline=DAY + timedelta(days=30),
    )
    ReportFactory(
        commitment=commitment, approved_on=BEFORE, reason="Er is een begin.", moves_to=DAY + timedelta(days=90)
    )
    assess(commitment)
    measure(commitment.action)
    recommend(commitment)
    return commitment


@pytest.fixture
def report(commitment, plan):
    return publish(plan)


def address(report, kind, language="nl"):
    arguments = [report.code] if kind == "json" else [report.code, language]
    return reverse(f"actions:progress_report_{kind}", args=arguments)


def lines(sheet):
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def pdf_of(client, report, language):
    response = client.get(address(report, "pdf", language))
    assert response.status_code == 200
    return pypdf.PdfReader(BytesIO(response.content))


def words(pdf):
    return " ".join(" ".join(page.extract_text() for page in pdf.pages).split())


def test_the_json_file_is_what_was_hashed(client, report):
    response = client.get("/progress/progress-reports/plan-2025-12-31.json")

    assert hashlib.sha256(response.content).hexdigest() == report.snapshot.digest
    assert json.loads(response.content) == report.snapshot.content
    assert response.headers["Content-Type"] == "application/json"


@LANGUAGES
@pytest.mark.parametrize("kind", KINDS)
def test_a_file_has_a_safe_name_leaves_no_cookie_and_is_not_sent_twice(client, report, kind, language):
    response = client.get(address(report, kind, language))

    name = "plan-2025-12-31.json" if kind == "json" else f"plan-2025-12-31.{language}.{kind}"
    assert response.headers["Content-Disposition"] == f'attachment; filename="{name}"'
    assert not response.cookies
    again = client.get(address(report, kind, language), headers={"if-none-match": response.headers["ETag"]})
    assert again.status_code == 304


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("hide", ["record", "plan", "page", "restriction"])
def test_a_report_that_not_everybody_may_see_has_no_files(client, report, kind, hide):
    assert client.get(address(report, kind)).status_code == 200
    pages = Page.objects.filter(pk__in=[page.pk for page in report.pages.all()])

    if hide == "record":
        record_archive(record=report)
    elif hide == "plan":
        record_archive(record=report.snapshot.plan)
    elif hide == "page":
        pages.update(live=False)
    else:
        for page in pages:
            PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    cache.clear()

    assert client.get(address(report, kind)).status_code == 404


@pytest.mark.parametrize("kind", KINDS)
def test_files_of_no_report_or_in_no_language_of_ours_are_not_there(client, report, kind):
    path = address(report, kind)

    assert client.get(path.replace("plan-2025", "plan-1900")).status_code == 404
    if kind != "json":
        for language in ("en", "xx", "n" * 300):
            assert client.get(path.replace(".nl.", f".{language}.")).status_code == 404
    assert client.post(path).status_code == 405


@LANGUAGES
def test_the_spreadsheet_has_sheets_in_its_language_and_real_days_and_figures(client, report, commitment, language):
    book = load_workbook(BytesIO(client.get(address(report, "xlsx", language)).content))

    sheets = book.worksheets
    assert len(sheets) == 7
    about, _counts, commitments, moves, indicators, voices, recommendations = map(lines, sheets)
    assert [report.snapshot.digest in row for row in about].count(True) == 1
    assert commitments[1][0] == commitment.code
    text = commitments[1][7]
    assert text == {"nl": commitment.text_nl, "fr": commitment.text_fr}[language]
    assert sheets[2].cell(2, 8).data_type == "s"  # not a formula
    assert moves[1][3].date() == DAY + timedelta(days=30)
    assert indicators[1][3] == 12.5
    assert voices[1][-1] == "Brief"
    assert recommendations[1][2] == {"nl": "Doe meer.", "fr": "Faites plus."}[language]
    assert ("(" in voices[1][7]) == (language == "fr")  # says that the reason is in another language


@LANGUAGES
def test_the_pdf_is_tagged_and_has_its_language_title_and_texts(client, report, commitment, language):
    pdf = pdf_of(client, report, language)

    root = pdf.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"].startswith(language)
    assert "/StructTreeRoot" in root
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert pdf.metadata.title == report.pages_by_language()[language].title
    assert "pdfuaid:part" in root["/Metadata"].get_data().decode()
    text = words(pdf)
    for expected in (
        {"nl": commitment.text_nl, "fr": commitment.text_fr}[language], "Er is een begin.", "Te traag.", "Kort.",
        {"nl": "Doe meer.", "fr": "Faites plus."}[language], {"nl": "Klachten", "fr": "Plaintes"}[language],
    ):  # fmt: skip
        assert expected in text
    assert report.snapshot.digest in text.replace(" ", "")


def kinds_of(element, found):
    """The tags of a structure tree, in reading order."""
    if isinstance(element, list):
        for child in element:
            kinds_of(child.get_object() if hasattr(child, "get_object") else child, found)
    elif isinstance(element, dict):
        if "/S" in element:
            found.append(element["/S"])
        if "/K" in element:
            kinds_of(element["/K"].get_object() if hasattr(element["/K"], "get_object") else element["/K"], found)
    return found


def test_the_pdf_has_headings_in_order_and_tables_with_headers(client, report):
    kinds = kinds_of(pdf_of(client, report, "nl").trailer["/Root"]["/StructTreeRoot"], [])

    levels = [int(kind[2:]) for kind in kinds if kind[:2] == "/H" and kind[2:].isdigit()]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(below <= above + 1 for above, below in pairwise(levels))
    assert {"/Table", "/TH", "/TD", "/P"} <= set(kinds)


def test_the_pdf_holds_the_words_of_the_page_as_they_are_now(client, report):
    assert LAST["nl"] not in words(pdf_of(client, report, "nl"))
    page = report.pages_by_language()["nl"]
    page.body = [("rich_text", f"<p>{LAST['nl']}</p>")]
    page.save_revision()
    page.live_revision = page.latest_revision
    page.save()

    assert LAST["nl"] in words(pdf_of(client, report, "nl"))


def test_a_file_is_made_once(client, report, monkeypatch):
    first = client.get(address(report, "pdf")).content
    monkeypatch.setattr(files, "document_of", None)
    monkeypatch.setattr(document, "pdf_of", None)

    assert client.get(address(report, "pdf")).content == first


def test_a_sign_that_the_font_does_not_have_becomes_a_mark(client, plan, commitment):
    Commitment.objects.filter(pk=commitment.pk).update(text_nl="Ook in ትግርኛ en \u0007 😀 → œuvre")

    text = words(pdf_of(client, publish(plan), "nl"))

    assert "Ook in" in text
    assert UNKNOWN in text
    assert "→ œuvre" in text


def test_every_sign_that_is_kept_can_be_drawn():
    signs = [chr(number) for first, last in DRAWN for number in range(first, last + 1)]
    signs += [chr(number) for number in sorted(DRAWN_SIGNS)]
    empty = {"text": "", "lang": "", "notice": "", "prefix": ""}
    table = {"title": "t", "headings": ["h"], "widths": [1], "rows": [[empty | {"text": "".join(signs)}]]}
    data = dict.fromkeys(
        ("title", "kicker", "sentence", "state", "rules_title", "check_title", "check", "digest", "page_words"), "x"
    )

    compiled(
        document.TEMPLATE,
        data | {"language": "nl", "fictional": "", "facts": [], "introduction": [], "counts": table, "rules": [],
                "pillars": [], "tables": []}
    )  # fmt: skip


@LANGUAGES
def test_files_of_a_large_plan_are_whole(client, plan, language):
    grow(plan, 25)
    report = publish(plan, as_of=date(2026, 3, 31))

    book = load_workbook(BytesIO(client.get(address(report, "xlsx", language)).content))

    assert book.worksheets[2].max_row == 26
    assert len(pdf_of(client, report, language).pages) > 2
