"""Many contributions in one spreadsheet: tried out, taken once, and checked as a whole."""

import zipfile
from datetime import timedelta
from io import BytesIO

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.urls import reverse
from openpyxl import load_workbook

from consultations.models import Batch, Contribution, QuestionnaireVersion
from consultations.paper import batch_reading
from consultations.paper.batch_reading import read_batch
from consultations.paper.batches import batch_check, has_file
from consultations.services.versions import version_make
from core.dates import today
from core.private_files import private_storage
from core.sheets.problems import Refused
from editorial.roles import ROLES

from .paper_world import batch_of, cells_of, running, saved, xlsx
from .world import DURING, opened

pytestmark = pytest.mark.django_db

MAKERS = {"consultation-manager", "administrator"}


def address(name, *arguments):
    return reverse(f"contributions:{name}", args=arguments)


@pytest.fixture
def world(site):
    return running()


@pytest.fixture
def enterer(person):
    return person("consultation-manager")


@pytest.fixture
def checker(person):
    return person("consultation-manager")


def line(sample, **more):
    return {"language": "nl", **cells_of(sample)} | more


def lines(sample, count):
    return [line(sample) | {"about/email": f"iemand-{number}@example.org"} for number in range(count)]


def upload(client, consultation, content, **more):
    data = {
        "consultation": consultation.pk, "channel": "meeting", "received_on": today().isoformat(),
        "file": xlsx(content, "vergadering.xlsx") if content else "",
    } | more  # fmt: skip
    return client.post(address("batch_add"), data)


def taken(client, world, user, count=3):
    consultation, sample = world
    client.force_login(user)
    held = upload(client, consultation, batch_of(consultation, lines(sample, count))).context["form"].data["held"]
    response = upload(client, consultation, None, held=held, take="all")
    assert response.status_code == 302, response.context["form"].errors
    return Batch.objects.get()


def test_who_may_and_who_may_not(client, person, world):
    for role in ROLES:
        client.force_login(person(role))
        for name in ("batches", "batch_add"):
            assert (client.get(address(name)).status_code == 200) == (role in MAKERS), (role, name)


def test_the_template_names_its_columns_by_identity(client, world, enterer):
    consultation, sample = world
    client.force_login(enterer)

    response = client.get(address("batch_template", consultation.pk))
    sheet = load_workbook(BytesIO(response.content)).worksheets[0]

    assert sheet.row_dimensions[1].hidden
    names = [cell.value for cell in sheet[1]]
    assert names[0] == f"version:{consultation.version.digest}"
    assert {"language", "about/email", sample.key("short"), f"{sample.clause_key('clause/3')}/text"} <= set(names)


def test_trying_it_out_does_nothing(client, world, enterer):
    consultation, sample = world
    client.force_login(enterer)

    response = upload(client, consultation, batch_of(consultation, lines(sample, 3)))

    assert response.context["may_take_all"]
    assert not Contribution.objects.exists()
    assert not Batch.objects.exists()


def test_every_line_becomes_a_contribution_that_waits_with_its_own_line_as_source(client, world, enterer):
    batch = taken(client, world, enterer)

    rows = batch.contributions.order_by("batch_row")
    assert [row.batch_row for row in rows] == [4, 5, 6]
    assert {(row.state, row.channel, row.entered_by) for row in rows} == {("to_check", "meeting", enterer)}
    content = rows[0].sources.get().file.read().decode()
    assert "iemand-0@example.org" in content
    assert "iemand-1@example.org" not in content
    assert has_file(batch)


def test_somebody_else_checks_it_as_a_whole(client, world, enterer, checker):
    batch = taken(client, world, enterer)
    client.post(address("batch", batch.pk), {"act": "confirm"})
    assert not batch.contributions.filter(state="sent").exists()
    client.force_login(checker)

    client.post(address("batch", batch.pk), {"act": "return", "reason": "Regel 5 is anders."})
    assert batch.contributions.filter(state="to_check").count() == 3
    client.post(address("batch", batch.pk), {"act": "confirm"})

    rows = batch.contributions.all()
    assert {(row.state, row.checked_by) for row in rows} == {("sent", checker)}
    assert all(row.receipts.count() == 1 for row in rows)
    assert {letter.to[0] for letter in mail.outbox} == {f"iemand-{number}@example.org" for number in range(3)}
    with pytest.raises(ValidationError):
        batch_check(batch=batch, by=checker)


def test_the_whole_file_is_gone_once_it_is_checked(
    client, world, enterer, checker, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        batch = taken(client, world, enterer)
    assert has_file(batch)

    with django_capture_on_commit_callbacks(execute=True):
        batch_check(batch=batch, by=checker)

    assert not has_file(batch)
    assert all(private_storage().exists(row.sources.get().file.name) for row in batch.contributions.all())


def test_the_same_file_is_taken_once(client, world, enterer):
    consultation, sample = world
    client.force_login(enterer)
    content = batch_of(consultation, lines(sample, 2))
    held = upload(client, consultation, content).context["form"].data["held"]
    assert upload(client, consultation, None, held=held, take="all").status_code == 302

    assert upload(client, consultation, content, take="all").context["form"].errors["file"]
    assert Contribution.objects.count() == 2


def test_what_is_wrong_is_named_by_cell_and_nothing_is_taken_unasked(client, world, enterer):
    consultation, sample = world
    client.force_login(enterer)
    wrong = [
        line(sample),
        line(sample, language="xx"),
        line(sample) | {sample.key("single"): "9"},
        line(sample) | {sample.key("number"): 5000},
        line(sample) | {"about/email": "geen adres"},
        line(sample) | {sample.key("short"): "x" * 101},
    ]

    response = upload(client, consultation, batch_of(consultation, wrong), take="all")
    found = response.context["read"]

    assert not Contribution.objects.exists()
    assert [row.number for row in found.bad] == [5, 6, 7, 8, 9]
    assert all(problem.column and problem.row == row.number for row in found.bad for problem in row.problems)
    page = response.content.decode()
    assert found.bad[0].problems[0].place in page

    held = response.context["form"].data["held"]
    assert upload(client, consultation, None, held=held, take="good").status_code == 302
    assert Contribution.objects.get().batch_row == 4


def read(world, rows=None, content=None):
    consultation, sample = world
    return read_batch(BytesIO(content or batch_of(consultation, rows or lines(sample, 1))), consultation)


def changed(world, change):
    """The bytes of a batch of one line, after a change to its sheet."""
    consultation, sample = world
    book = load_workbook(BytesIO(batch_of(consultation, lines(sample, 1))))
    change(book.worksheets[0])
    return saved(book)


def test_a_line_that_is_there_twice_is_said():
    world = opened()

    found = read(world, [line(world[1]), line(world[1])])

    assert [row.number for row in found.bad] == [5]


def test_a_formula_is_no_answer():
    world = opened()
    column = 3

    def formula(sheet):
        sheet.cell(4, column).value = "=1+1"

    found = read(world, content=changed(world, formula))

    assert found.bad[0].problems


def test_an_unknown_column_stops_the_file():
    world = opened()

    def more(sheet):
        sheet.cell(1, sheet.max_column + 1).value = "q-onbekend"

    assert read(world, content=changed(world, more)).problems


def test_files_that_are_none_of_ours_are_refused(monkeypatch):
    world = opened()
    other = opened()
    with pytest.raises(Refused):
        read(other, content=batch_of(world[0], lines(world[1], 1)))
    with pytest.raises(Refused):
        read(world, content=b"PK\x03\x04 nothing")
    monkeypatch.setattr(batch_reading, "MOST_ROWS", 2)
    with pytest.raises(Refused):
        read(world, lines(world[1], 3))


def test_a_template_of_an_older_version_is_refused():
    world = opened()
    consultation, sample = world
    content = batch_of(consultation, lines(sample, 1))
    document = sample.document()
    document["sections"][0]["title"] = {"nl": "Anders", "fr": "Autre"}
    version_make(consultation=consultation, document=document, kind=QuestionnaireVersion.Kind.CORRECTION, at=DURING)

    with pytest.raises(Refused):
        read(world, content=content)


@pytest.mark.parametrize("part", ["xl/vbaProject.bin", "xl/embeddings/oleObject1.bin", "bomb"])
def test_macros_and_bombs_are_refused_in_words(client, world, enterer, part):
    consultation, sample = world
    client.force_login(enterer)
    content = BytesIO(batch_of(consultation, lines(sample, 1)))
    with zipfile.ZipFile(content, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr(part, b"0" * (40_000_000 if part == "bomb" else 10))

    response = upload(client, consultation, content.getvalue())

    assert response.status_code == 200
    assert response.context["form"].errors["file"]
    assert not Batch.objects.exists()


def test_a_batch_that_came_after_the_last_day_is_late(client, site, enterer):
    consultation, sample = running(opens_on=today() - timedelta(days=60), closes_on=today() - timedelta(days=20))
    client.force_login(enterer)
    content = batch_of(consultation, lines(sample, 1))
    held = upload(client, consultation, content).context["form"].data["held"]

    upload(client, consultation, None, held=held, take="all")

    assert Contribution.objects.get().lateness == "late"
