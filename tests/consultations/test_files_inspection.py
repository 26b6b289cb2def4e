"""What is taken in is what its name says, and nothing that does more than be read."""

import struct
import zipfile
import zlib
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError

from consultations.files import inspection, packages
from consultations.files.accepted import ACCEPTED, LARGEST
from consultations.files.inspection import inspect
from consultations.files.names import LONGEST, clean_name

from .documents import EXE, OLE, PDF, document, office, picture, upload, zipped

PAGE = b"<!DOCTYPE html><html><script>alert(1)</script></html>"
MACRO_TYPES = "<Types><Override ContentType='application/vnd.ms-word.document.macroEnabled.main+xml'/></Types>"
SVG = b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"


def refused(name, content):
    """Why it is refused."""
    with pytest.raises(ValidationError) as error:
        inspect(upload(name, content), name)
    return error.value.message


@pytest.mark.parametrize("extension", ACCEPTED)
def test_a_good_document_of_every_kind_is_taken_in(extension):
    name = f"Advies.{extension.upper()}"

    assert inspect(upload(name, document(extension)), name) == ACCEPTED[extension].content_type


@pytest.mark.parametrize("name", ["a.exe", "a.docm", "a.xlsm", "a.doc", "a.html", "a.svg", "a.zip", "a.pdf.exe", "a"])
def test_a_kind_that_is_not_on_the_list_is_refused(name):
    assert refused(name, PDF) == inspection.NOT_ACCEPTED


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("program.pdf", EXE),
        ("page.pdf", PAGE),
        ("page.pdf", b"%PDF-1.4\n" + PAGE + b"\n%%EOF"),
        ("drawing.pdf", b"%PDF-1.4\n" + SVG + b"\n%%EOF"),
        ("cut.pdf", PDF[:-7]),
        ("pushed.pdf", b"\n\n" + PDF),
        ("both.pdf", PDF + zipped({"a": "b"})),
        ("both.png", picture("png") + zipped({"a": "b"})),
        ("page.png", picture("png")[:8] + PAGE),
        ("drawing.png", SVG),
        ("photo.png", picture("jpg")),
        ("photo.jpg", PDF),
        ("page.txt", b"\n  " + PAGE),
        ("page.csv", "﻿".encode() + SVG),
        ("page16.txt", PAGE.decode().encode("utf-16")),
        ("late.txt", b"Good day. <script>alert(1)</script>"),
        ("program.txt", EXE),
        ("document.txt", PDF),
        ("rich.txt", b"{\\rtf1 hello}"),
        ("pdf.docx", PDF),
        ("page.docx", PAGE + office("docx")),
    ],
)
def test_what_is_not_what_its_name_says_is_refused(name, content):
    assert refused(name, content) == inspection.OTHER


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("sheet.docx", office("xlsx")),
        ("sheet.odt", office("ods")),
        ("nothing.docx", zipped({"a": "b"})),
        ("nothing.odt", zipped({"content.xml": "b"})),
        ("cut.docx", office("docx")[:-30]),
        ("up.docx", office("docx", {"../../x": "y"})),
        ("cut.png", picture("png")[:40]),
        ("header.png", picture("png")[:8] + bytes(100)),
    ],
)
def test_a_damaged_document_and_one_of_another_program_are_refused(name, content):
    assert refused(name, content) == packages.DAMAGED


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("macro.docx", office("docx", {"word/vbaProject.bin": OLE})),
        ("macro.xlsx", office("xlsx", {"xl/VBAPROJECT.BIN": "x"})),
        ("macro.xlsx", office("xlsx", {"xl/macrosheets/sheet1.xml": "x"})),
        ("control.docx", office("docx", {"word/activeX/activeX1.xml": "x"})),
        ("object.docx", office("docx", {"word/embeddings/oleObject1.bin": OLE})),
        ("program.docx", office("docx", {"word/media/image1.png": EXE})),
        ("macro.odt", office("odt", {"Basic/Standard/Module1.xml": "x"})),
        ("macro.ods", office("ods", {"Scripts/python/a.py": "x"})),
        ("docm.docx", zipped({"[Content_Types].xml": MACRO_TYPES, "word/document.xml": "<document/>"})),
        ("inner.docx", office("docx", {"word/embeddings/a.xlsx": office("xlsx", {"xl/vbaProject.bin": "x"})})),
    ],
)
def test_macros_and_programs_are_refused_wherever_they_stand(name, content):
    assert refused(name, content) == packages.MACROS


def test_a_chart_may_hold_its_spreadsheet_and_that_one_no_other():
    inner = office("xlsx")
    good = office("docx", {"word/embeddings/Sheet1.xlsx": inner})
    deep = office("docx", {"word/embeddings/Sheet1.xlsx": office("xlsx", {"xl/embeddings/a.xlsx": inner})})

    assert inspect(upload("a.docx", good), "a.docx")
    assert refused("a.docx", deep) == packages.TOO_LARGE


def test_a_password_and_an_old_format_are_refused_in_words_of_their_own():
    locked = bytearray(office("docx"))
    for sign, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = 0
        while (start := locked.find(sign, start)) >= 0:
            locked[start + place] |= 1
            start += 4

    assert refused("old.docx", OLE) == inspection.OLD_OFFICE
    assert refused("locked.docx", bytes(locked)) == packages.PASSWORD
    assert refused("locked.odt", office("odt", {"META-INF/manifest.xml": "<encryption-data/>"})) == packages.PASSWORD


def test_a_zip_bomb_is_refused_before_it_is_unpacked(monkeypatch):
    bomb = office("docx", {"word/media/a.bin": bytes(20 * 1024 * 1024)})
    monkeypatch.setattr(packages, "pieces", None)

    assert len(bomb) < 100_000
    assert refused("bomb.docx", bomb) == packages.TOO_LARGE


def test_a_document_of_very_many_parts_is_refused():
    parts = {f"word/{number}.xml": "" for number in range(packages.MOST_PARTS)}

    assert refused("many.docx", office("docx", parts)) == packages.TOO_LARGE


def lying(name, said):
    """A document in which the directory says that the part is `said` bytes, and it is another size."""
    content = bytearray(office("docx", {name: bytes(300_000)}))
    entry = content.rindex(name.encode()) - 46  # in the directory at the end
    content[entry + 24 : entry + 28] = struct.pack("<I", said)
    return bytes(content)


def test_a_part_that_is_larger_than_it_says_is_refused():
    assert refused("lie.docx", lying("word/media/a.bin", 10)) == packages.TOO_LARGE


def test_parts_that_together_are_too_large_are_refused_where_reading_comes_to_it(monkeypatch):
    content = office("docx", {"word/a.xml": bytes(70_000), "word/b.xml": bytes(70_000)})
    infos = zipfile.ZipFile(BytesIO(content)).infolist()
    monkeypatch.setattr(packages, "LARGEST_CONTENT", 100_000)

    with pytest.raises(ValidationError, match=str(packages.TOO_LARGE)):
        packages._check_contents(BytesIO(content), infos)


def test_a_picture_with_very_many_points_is_refused():
    start = b"IHDR" + struct.pack(">IIBBBBB", 60000, 60000, 1, 0, 0, 0, 0)
    content = b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(chunk) - 4) + chunk + struct.pack(">I", zlib.crc32(chunk)) for chunk in (start, b"IEND")
    )

    assert refused("huge.png", content) == packages.TOO_LARGE


def test_a_file_is_at_most_ten_megabytes_and_not_empty():
    full = b"a" * LARGEST

    assert inspect(upload("a.txt", full), "a.txt")
    assert refused("a.txt", full + b"a") == inspection.TOO_BIG
    assert refused("a.txt", b"") == inspection.EMPTY


@pytest.mark.parametrize("content", ["é".encode("cp1252"), "﻿é".encode(), "é\r\n\té".encode("utf-16"), b"=1+1"])
def test_plain_text_in_the_encodings_of_people_is_taken_in(content):
    assert inspect(upload("a.txt", content), "a.txt") == "text/plain"


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        ("Advies.pdf", "Advies.pdf"),
        ("../../x", "x"),
        ("..\\..\\windows\\x.pdf", "x.pdf"),
        ("/etc/passwd.txt", "passwd.txt"),
        ("cod\u202efdp.exe", "codfdp.exe"),
        ("a\x00b\r\n\u200b.pdf", "ab.pdf"),
        ('a<b>"c|d?e*f:.pdf', "a_b__c_d_e_f_.pdf"),
        ("e\u0301t\u00e9.pdf", "\u00e9t\u00e9.pdf"),
        ("   ..pdf", "document.pdf"),
        (".htaccess", "document.htaccess"),
        ("", "document"),
        ("..", "document."),
        ("CON .pdf", "CON.pdf"),
    ],
)
def test_a_name_is_kept_without_paths_and_hidden_signs(told, kept):
    assert clean_name(told) == kept


def test_a_long_name_is_cut_and_keeps_its_extension():
    assert clean_name("é" * 500 + ".pdf") == "é" * (LONGEST - 4) + ".pdf"
    assert len(clean_name("a." + "b" * 500)) <= LONGEST
