"""Spreadsheets from people we do not know: plain values within limits are read, all else gets a clear answer."""

import time
import zipfile
from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import override
from openpyxl import Workbook

from core.sheets import package
from core.sheets.cells import day_of, number_of, text_of, whole_of
from core.sheets.problems import CellProblem, Refused
from core.sheets.reading import BROKEN, MOST_ROWS, read_workbook

from .sheet_world import plain, saved, sheet_xml, with_part

SHEET = "xl/worksheets/sheet1.xml"


def lines(file, title="Commitments"):
    book = read_workbook(file)
    return [(line.number, line.values) for line in book.sheet(title).lines()], book.problems


def test_values_come_back_as_they_were_written():
    found, problems = lines(plain([("text", 12, 1.5, True, date(2026, 1, 31), None, "é\nß")]))

    assert found == [(1, {1: "text", 2: Decimal(12), 3: Decimal("1.5"), 4: True, 5: date(2026, 1, 31), 7: "é\nß"})]
    assert problems == []


def test_an_empty_sheet_has_no_lines():
    assert lines(plain([])) == ([], [])


@pytest.mark.parametrize(
    "content",
    [b"", b"PK", b"not a zip", b"\x00" * 100, b"PK\x05\x06" + b"\x00" * 18, b"%PDF-1.7", b"<html></html>"],
)
def test_what_is_no_workbook_is_refused(content):
    with pytest.raises(Refused):
        read_workbook(BytesIO(content))


@pytest.mark.parametrize(("language", "word"), [("nl", "wachtwoord"), ("fr", "mot de passe")])
def test_a_file_with_a_password_is_refused_in_the_readers_language(language, word):
    with override(language), pytest.raises(Refused, match=word):
        read_workbook(BytesIO(package.COMPOUND_FILE + b"\x00" * 600))


@pytest.mark.parametrize(
    ("part", "content"),
    [
        ("xl/vbaProject.bin", b"macro"),
        ("xl/macrosheets/sheet1.xml", b"<x/>"),
        ("xl/activeX/activeX1.xml", b"<x/>"),
        ("xl/externalLinks/externalLink1.xml", b"<x/>"),
        ("xl/connections.xml", b"<x/>"),
        ("xl/embeddings/oleObject1.bin", b"x"),
        (
            "[Content_Types].xml",
            b"<Types><x ContentType='application/vnd.ms-excel.sheet.macroEnabled.main+xml'/></Types>",
        ),
    ],
)
def test_macros_links_and_things_inside_are_refused(part, content):
    with pytest.raises(Refused):
        read_workbook(with_part(part, content))


def test_a_zip_bomb_is_refused_before_it_is_unpacked():
    file = with_part(SHEET, sheet_xml("<row r='1'><c r='A1'><v>1</v></c></row>" + " " * 30_000_000))
    assert len(file) < 200_000

    start = time.monotonic()
    with pytest.raises(Refused):
        read_workbook(file)
    assert time.monotonic() - start < 2


def test_too_much_content_is_refused(monkeypatch):
    monkeypatch.setattr(package, "LARGEST_CONTENT", 1000)

    with pytest.raises(Refused):
        read_workbook(plain())


def test_too_large_a_file_is_refused(monkeypatch):
    monkeypatch.setattr(package, "LARGEST_FILE", 1000)

    with pytest.raises(Refused):
        read_workbook(plain())


def test_a_file_of_very_many_parts_is_refused():
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for number in range(package.MOST_PARTS + 1):
            archive.writestr(f"xl/{number}.xml", b"")

    with pytest.raises(Refused):
        read_workbook(target)


def test_a_part_that_is_there_twice_is_refused():
    file = plain()
    with zipfile.ZipFile(target := BytesIO(file.read()), "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr(SHEET, b"<x/>")

    with pytest.raises(Refused):
        read_workbook(target)


@pytest.mark.parametrize("part", [SHEET, "xl/workbook.xml", "xl/styles.xml", "xl/_rels/workbook.xml.rels"])
def test_entities_are_refused(part):
    bomb = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><x>&b;</x>'

    with pytest.raises(Refused):
        lines(with_part(part, bomb))


@pytest.mark.parametrize("content", [b"", b"<x", b"\xff\xfe\x00", b"<x>\x00</x>"])
@pytest.mark.parametrize("part", [SHEET, "xl/workbook.xml", "xl/styles.xml", "xl/sharedStrings.xml"])
def test_damaged_parts_are_refused(part, content):
    with pytest.raises(Refused):
        lines(with_part(part, content))


def test_a_damaged_package_is_refused():
    content = bytearray(plain([["x" * 1000]] * 50).read())
    start = content.find(b"xl/worksheets/sheet1.xml") + 24
    for place in range(start + 20, start + 60):
        content[place] ^= 0xFF

    with pytest.raises(Refused):
        lines(BytesIO(bytes(content)))


def test_a_hundred_thousand_rows_get_an_answer_with_the_limit_and_quickly():
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Commitments")
    for number in range(100_000):
        sheet.append([number])

    start = time.monotonic()
    with pytest.raises(Refused, match=r"60[ .\u00a0\u202f]?000"):
        lines(saved(book))
    assert time.monotonic() - start < 20


def test_a_last_row_far_away_is_one_row_too_many_but_empty_rows_are_none():
    far = "<row r='1048576'><c r='A1048576'>{}</c></row>"

    with pytest.raises(Refused):
        lines(with_part(SHEET, sheet_xml(far.format("<v>1</v>"))))
    assert lines(with_part(SHEET, sheet_xml(far.format("")))) == ([], [])
    assert MOST_ROWS < 100_000


def test_too_many_columns_are_refused():
    with pytest.raises(Refused):
        lines(plain([range(200)]))


def test_merged_cells_and_formulas_are_named_with_their_place():
    book = Workbook()
    book.active.title = "Commitments"
    book.active["B3"] = "=1+1"
    book.active["A4"] = "x"
    book.active.merge_cells("A4:C5")

    found, problems = lines(saved(book))

    assert [problem.place for problem in problems] == ["Commitments!B3", "Commitments!A4"]
    assert "A4:C5" in problems[1].message
    assert found[0] == (3, {2: BROKEN})


def test_a_text_that_looks_like_a_formula_is_text():
    cell = "<row r='1'><c r='A1' t='inlineStr'><is><t>=1+1</t></is></c></row>"

    assert lines(with_part(SHEET, sheet_xml(cell))) == ([(1, {1: "=1+1"})], [])


@pytest.mark.parametrize(
    "cell",
    [
        "<c r='A1' t='s'><v>99999</v></c>",
        "<c r='A1' t='s'><v>-1</v></c>",
        "<c r='A1' t='e'><v>#REF!</v></c>",
        "<c r='A1'><v>1e999</v></c>",
        "<c r='A1'><v>nan</v></c>",
        "<c r='A1'><v>twelve</v></c>",
        "<c r='A1' t='d'><v>2026-99-99</v></c>",
    ],
)
def test_a_cell_without_a_value_that_makes_sense_is_broken(cell):
    found, _problems = lines(with_part(SHEET, sheet_xml(f"<row r='1'>{cell}</row>")))

    assert found == [(1, {1: BROKEN})]


@pytest.mark.parametrize("reference", ["", "A", "1", "ZZZZ1", "A99999999999", "A0x"])
def test_nonsense_addresses_do_no_harm(reference):
    row = f"<row r='{reference}'><c r='{reference}' s='{reference}'><v>1</v></c></row>"

    found, _problems = lines(
        with_part(SHEET, sheet_xml(row, f"<mergeCells><mergeCell ref='{reference}'/></mergeCells>"))
    )

    assert found == [(1, {1: Decimal(1)})]


def test_signs_that_xml_cannot_hold_come_back():
    cell = "<row r='1'><c r='A1' t='inlineStr'><is><t>a_x000B_b_x005F_x000B_c_xD800_</t></is></c></row>"

    assert lines(with_part(SHEET, sheet_xml(cell)))[0] == [(1, {1: "a\x0bb_x000B_c_xD800_"})]


def test_the_words_of_a_cell_in_pieces_are_one_text():
    strings = (
        '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        "<si><r><t>two </t></r><r><t>pieces</t></r><rPh><t>sound</t></rPh></si></sst>"
    )
    file = with_part("xl/sharedStrings.xml", strings)
    file = with_part(SHEET, sheet_xml("<row r='1'><c r='A1' t='s'><v>0</v></c></row>"), file)

    assert lines(file)[0] == [(1, {1: "two pieces"})]


def test_only_worksheets_count_and_an_unknown_title_is_none():
    assert read_workbook(plain()).sheet("Elsewhere") is None


# --- Values ---


@pytest.mark.parametrize(
    "value", ["31/12/2026", "31-12-2026", "31.12.2026", "2026-12-31", " 31/12/2026 ", date(2026, 12, 31)]
)
def test_dates_are_read_as_people_write_them(value):
    assert day_of(value) == date(2026, 12, 31)


@pytest.mark.parametrize(
    "value", ["12/31/2026", "31/12/26", "tomorrow", Decimal(45000), True, BROKEN, "2026-13-01", "\x00"]
)
def test_what_is_no_date_says_so(value):
    with pytest.raises(CellProblem):
        day_of(value)


@pytest.mark.parametrize(
    ("value", "number"),
    [
        ("12,5", "12.5"), ("12.5", "12.5"), ("-0,25", "-0.25"), ("1 234,5", "1234.5"), ("1.234,56", "1234.56"),
        ("1,234.56", "1234.56"), ("1\u202f234\u00a0567", "1234567"), ("1 234,567", "1234.567"), ("0,125", "0.125"),
        (Decimal(3), "3"), ("1234,567", "1234.567"),
    ],
)  # fmt: skip
def test_numbers_are_read_with_comma_or_point(value, number):
    assert number_of(value) == Decimal(number)


@pytest.mark.parametrize(
    "value", ["1.234", "1,234", "1.234.567", "twelve", "1e9999", "nan", "inf", "--1", True, date(2026, 1, 1), BROKEN]
)
def test_what_is_no_number_or_could_be_two_says_so(value):
    with pytest.raises(CellProblem):
        number_of(value)


@pytest.mark.parametrize("read", [day_of, number_of, whole_of])
def test_an_empty_cell_is_nothing(read):
    assert read(None) is None
    assert read("  ") is None
    assert text_of(None) == ""


@pytest.mark.parametrize(("value", "number"), [("3", 3), (Decimal("3.0"), 3), ("-1", -1)])
def test_whole_numbers_are_read(value, number):
    assert whole_of(value) == number


@pytest.mark.parametrize("value", ["1,5", Decimal("1e20"), "many"])
def test_what_is_no_whole_number_says_so(value):
    with pytest.raises(CellProblem):
        whole_of(value)


def test_numbers_as_text_lose_their_tail_of_noughts():
    assert text_of(Decimal("3.0")) == "3"
    assert text_of(Decimal("0.10")) == "0.1"


@pytest.mark.parametrize("value", ["a\x00b", "x" * 40_000, BROKEN])
def test_texts_that_cannot_be_kept_say_so(value):
    with pytest.raises(CellProblem):
        text_of(value)


def test_the_name_of_the_upload_plays_no_part():
    assert lines(SimpleUploadedFile("x.exe", plain([["a"]]).read()))[0] == [(1, {1: "a"})]
