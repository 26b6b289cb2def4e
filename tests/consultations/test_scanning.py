"""With a scanner nobody opens what was not found clean, whatever the scanner does; without one, readers are told."""

import socket
from datetime import timedelta
from io import BytesIO, StringIO
from threading import Thread
from time import monotonic

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import FileSystemStorage
from django.core.management import call_command

from consultations.files.scanner import ScannerAway, is_clean
from consultations.files.scanning import may_be_opened, scan_waiting
from consultations.files.services import INFECTED, file_add
from consultations.models import AnswerFile

from . import clamd
from .documents import EICAR, upload
from .world import DURING, begun, opened

Scan = AnswerFile.Scan


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    storage = FileSystemStorage(location=tmp_path, base_url=None)
    monkeypatch.setattr(AnswerFile._meta.get_field("file"), "storage", storage)


@pytest.fixture
def honest(settings):
    with clamd.daemon(clamd.honest) as (settings.CLAMD, visits):
        yield visits


def asked():
    consultation, sample = opened()
    return begun(consultation, sample), sample.uid("file")


def add(content=b"good", name="a.txt", place=None):
    return file_add(*(place or asked()), upload(name, content), DURING)


# --- The conversation


def test_the_scanner_tells_good_from_bad(honest):
    assert is_clean(BytesIO(b"good" * 100_000))
    assert not is_clean(BytesIO(b"x" * 70_000 + EICAR))


@pytest.mark.parametrize("behaviour", ["slow", "dying", "mumbling", "full", "babbling"])
def test_a_scanner_that_fails_finds_nothing_clean_and_holds_nobody_up(settings, behaviour):
    with clamd.daemon(getattr(clamd, behaviour)) as (settings.CLAMD, _visits):
        start = monotonic()

        with pytest.raises(ScannerAway):
            is_clean(BytesIO(b"good" * 500_000), seconds=0.5)

    assert monotonic() - start < 3


@pytest.mark.parametrize(
    "address", ["127.0.0.1:9", "/nowhere/clamd.sock", "nowhere", "127.0.0.1:", "127.0.0.1:99999999"]
)
def test_a_scanner_that_is_not_there_finds_nothing_clean(settings, address):
    settings.CLAMD = address

    with pytest.raises(ScannerAway):
        is_clean(BytesIO(b"good"), seconds=1)


# --- What it means for documents


@pytest.mark.django_db
def test_without_a_scanner_that_is_said_and_documents_are_opened():
    added = add()

    assert added.scan == Scan.NOT_SCANNED
    assert may_be_opened(added)


@pytest.mark.django_db
def test_a_clean_document_is_opened_at_once(honest):
    added = add()

    assert (added.scan, added.scanned_at) == (Scan.CLEAN, DURING)
    assert may_be_opened(added)
    assert len(honest) == 1


@pytest.mark.django_db
def test_whoever_adds_a_virus_is_told_at_once_and_it_is_not_kept(honest, tmp_path):
    with pytest.raises(ValidationError) as refused:
        add(EICAR, "eicar.txt")

    assert refused.value.message == INFECTED
    assert not AnswerFile.objects.exists()
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


@pytest.mark.django_db
def test_while_the_scanner_is_away_a_document_is_received_and_opened_by_nobody(settings):
    settings.CLAMD = "127.0.0.1:9"

    added = add()

    assert added.scan == Scan.WAITING
    assert not may_be_opened(added)


@pytest.mark.django_db
def test_what_waits_is_scanned_later_and_a_virus_is_never_opened(settings):
    settings.CLAMD = "127.0.0.1:9"
    good, bad = add(), add(EICAR)

    with clamd.daemon(clamd.honest) as (settings.CLAMD, _visits):
        counts = scan_waiting(DURING, 10)

    good.refresh_from_db()
    bad.refresh_from_db()
    assert counts == {Scan.CLEAN: 1, Scan.INFECTED: 1, Scan.WAITING: 0}
    assert (may_be_opened(good), may_be_opened(bad)) == (True, False)


@pytest.mark.django_db
def test_what_cannot_be_scanned_keeps_nothing_else_waiting(honest, settings):
    address, settings.CLAMD = settings.CLAMD, "127.0.0.1:9"
    lost, good = add(), add()
    settings.CLAMD = address
    lost.file.storage.delete(lost.file.name)

    scan_waiting(DURING, 1)
    scan_waiting(DURING + timedelta(hours=1), 1)

    lost.refresh_from_db()
    good.refresh_from_db()
    assert (lost.scan, good.scan) == (Scan.WAITING, Scan.CLEAN)


@pytest.mark.django_db
def test_a_scanner_that_dies_leaves_everything_waiting(settings):
    settings.CLAMD = "127.0.0.1:9"
    added = add()

    with clamd.daemon(clamd.dying) as (settings.CLAMD, _visits):
        counts = scan_waiting(DURING, 10)

    added.refresh_from_db()
    assert counts[Scan.WAITING] == 1
    assert added.scan == Scan.WAITING


@pytest.mark.django_db
def test_what_came_in_without_a_scanner_is_scanned_once_there_is_one(settings):
    added = add(EICAR)

    with clamd.daemon(clamd.honest) as (settings.CLAMD, _visits):
        assert not may_be_opened(added)
        call_command("consultations_scan", stdout=(said := StringIO()))

    added.refresh_from_db()
    assert added.scan == Scan.INFECTED
    assert said.getvalue() == "clean: 0, infected: 1, waiting: 0\n"


@pytest.mark.django_db
def test_the_command_says_that_there_is_no_scanner():
    call_command("consultations_scan", stdout=(said := StringIO()))

    assert "no scanner" in said.getvalue()


def test_a_socket_speaks_as_a_port_does(settings, tmp_path):
    path = str(tmp_path / "clamd")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(path)
        server.listen()

        def serve():
            connection, _address = server.accept()
            with connection:
                clamd.honest(connection)

        thread = Thread(target=serve, daemon=True)
        thread.start()
        settings.CLAMD = path

        assert is_clean(BytesIO(b"good"))
        thread.join(5)
