"""Hostile and odd files of names: read rightly, or refused with a sentence, in bounded memory."""

import io
import subprocess
import sys
import time
import unicodedata
import zipfile
from datetime import date, datetime

import pytest
from django.conf import settings
from openpyxl import Workbook, load_workbook

from lib.refusals import Refused
from tests.factories.sheets import HEADS, a_list, a_workbook, saved
from trainings.rosters import opening
from trainings.rosters.checking import check
from trainings.rosters.facts import Facts
from trainings.rosters.lists import read_list
from trainings.rosters.opening import read_sheets

ONE = [1, "Giàng A Páo", "Trưởng bản", None, "X"]
RIGHT = [("Giàng A Páo", "Trưởng bản", False)]
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


@pytest.fixture
def facts():
    return Facts(on=date(2024, 3, 1), unit="xa")


def people(data: bytes, facts: Facts, name: str = "ds.xlsx") -> list[tuple]:
    """Who is read without error."""
    found = read_list(data, name, facts)
    return [(row.full_name, row.post, row.is_paid) for row in check(found.picked.said, facts).rows]


def refusal(data: bytes, name: str = "ds.xlsx") -> str:
    with pytest.raises(Refused) as refused:
        read_sheets(data, name)
    return refused.value.sentence


def rewritten(data: bytes, changes: dict[str, bytes | None]) -> bytes:
    """An archive with other, more or (None) fewer members."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.infolist():
            if member.filename not in changes:
                new.writestr(member.filename, old.read(member.filename))
        for name, content in changes.items():
            if content is not None:
                new.writestr(name, content)
    return out.getvalue()


def sheet_xml(rows: str) -> bytes:
    return f"{HEAD}<worksheet {MAIN}><sheetData>{rows}</sheetData></worksheet>".encode()


def a_row(number: int, *texts: str) -> str:
    cells = "".join(
        f'<c r="{chr(65 + at)}{number}" t="inlineStr"><is><t>{text}</t></is></c>'
        for at, text in enumerate(texts)
        if text
    )
    return f'<row r="{number}">{cells}</row>'


def with_sheet(rows: str) -> bytes:
    return rewritten(a_workbook([["x"]]), {"xl/worksheets/sheet1.xml": sheet_xml(rows)})


TABLE = a_row(1, *HEADS) + a_row(2, "1", "Giàng A Páo", "Trưởng bản", "", "X")


def test_a_plain_list_of_excel_is_read(facts):
    assert people(a_workbook([HEADS, ONE]), facts) == RIGHT


def test_formulas_are_read_by_what_excel_computed(facts):
    rows = (
        a_row(1, *HEADS)
        + '<row r="2"><c r="A2"><v>1</v></c><c r="B2" t="str"><f>C9&amp;" "&amp;D9</f><v>Giàng A Páo</v></c>'
        '<c r="C2" t="inlineStr"><is><t>Trưởng bản</t></is></c><c r="E2" t="str"><f>IF(1,"X","")</f><v>X</v></c></row>'
    )
    assert people(with_sheet(rows), facts) == RIGHT


def test_a_formula_that_gives_an_empty_text_is_an_empty_cell(facts):
    rows = a_row(1, *HEADS) + (
        '<row r="2"><c r="A2"><v>1</v></c><c r="B2" t="inlineStr"><is><t>Giàng A Páo</t></is></c>'
        '<c r="C2" t="inlineStr"><is><t>Trưởng bản</t></is></c><c r="D2" t="str"><f>IF(1=2,"X","")</f><v></v></c>'
        '<c r="E2" t="str"><f>IF(D2="","X","")</f><v>X</v></c></row>'
    )
    assert people(with_sheet(rows), facts) == RIGHT


def test_a_formula_without_a_value_and_one_that_failed_are_faults_at_their_cells(facts):
    book = load_workbook(io.BytesIO(a_workbook([HEADS, ONE, ONE])))
    book.active["B2"] = "=A1&B1"
    book.active["B3"], book.active["B3"].data_type = "#REF!", "e"
    found = read_list(saved(book), "ds.xlsx", facts)
    faults = [(fault.kind, fault.column, fault.row, fault.quote) for fault in check(found.picked.said, facts).faults]
    assert faults == [("formula", "B", 2, "=A1&B1"), ("formula_error", "B", 3, "#REF!")]


def test_a_million_empty_rows_do_not_matter(facts):
    empty = "".join(f'<row r="{n}" ht="15" customHeight="1"><c r="A{n}" s="0"/><c r="B{n}" s="0"/></row>'
                    for n in range(3, 200_000))  # fmt: skip
    last = '<row r="1048576"><c r="A1048576" s="0"/></row>'
    start = time.monotonic()
    assert people(with_sheet(TABLE + empty + last), facts) == RIGHT
    assert time.monotonic() - start < 30


def test_a_blank_in_the_last_row_of_excel_does_not_matter(facts):
    assert people(with_sheet(TABLE + a_row(1_048_576, " ", " ")), facts) == RIGHT


def test_a_cell_in_the_last_corner_of_excel_is_refused_by_its_name():
    corner = '<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row>'
    assert "ô XFD1048576 nằm rất xa bảng" in refusal(with_sheet(TABLE + corner))


OPENING = """
import resource, sys
from lib.refusals import Refused
from trainings.rosters.opening import read_sheets
try:
    read_sheets(sys.stdin.buffer.read(), "a.xlsx")
except Refused as refused:
    print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024)
    print(refused.sentence)
"""


def opened_apart(data):
    """What is said of a workbook that is refused, and the most memory (bytes) that the process which opened it had.

    Measured from a process of its own: what this one ever started would count too.
    """
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", OPENING],
        input=data,
        capture_output=True,
        check=True,
        cwd=settings.BASE_DIR,
    )
    memory, sentence = done.stdout.decode().splitlines()
    return sentence, int(memory)


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml"])
def test_a_zip_bomb_is_refused_in_bounded_memory(part):
    out = io.BytesIO(rewritten(a_workbook([HEADS, ONE]), {part: None}))
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive, archive.open(part, "w") as member:
        for _ in range(900):
            member.write(b" " * 1024**2)
    sentence, memory = opened_apart(out.getvalue())
    assert "mở ra quá lớn" in sentence
    assert memory <= opening.MEMORY // 2


def test_one_long_text_in_very_many_cells_is_refused_in_bounded_memory():
    strings = f"{HEAD}<sst {MAIN}><si><t>{'x' * 30_000_000}</t></si></sst>".encode()
    cells = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 2000))
    bomb = rewritten(
        a_workbook([["x"]]), {"xl/sharedStrings.xml": strings, "xl/worksheets/sheet1.xml": sheet_xml(cells)}
    )
    assert "không đọc được" in refusal(bomb)


def test_entities_are_refused():
    laughs = b'<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><worksheet><sheetData>&b;</sheetData></worksheet>'
    for part in ("xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/workbook.xml"):
        assert "khai báo lạ" in refusal(rewritten(a_workbook([HEADS, ONE]), {part: laughs}))


def test_macros_and_external_links_are_not_run_and_not_followed(facts):
    parts = {
        "xl/vbaProject.bin": b"\xd0\xcf\x11\xe0" + b"\0" * 512,
        "xl/externalLinks/externalLink1.xml": b'<externalLink><externalBook r:id="rId1"/></externalLink>',
        "xl/externalLinks/_rels/externalLink1.xml.rels": b'<R><Relationship Target="http://127.0.0.1:9/x"/></R>',
    }
    assert people(rewritten(a_workbook([HEADS, ONE]), parts), facts) == RIGHT


def test_merged_heads_in_two_rows_are_understood(facts):
    book = Workbook()
    sheet = book.active
    for row in [
        ["UBND XÃ MƯỜNG BÁNG"],
        ["DANH SÁCH ĐẠI BIỂU"],
        ["TT", "Họ và tên", None, "Chức vụ", "Chế độ được hưởng", None],
        [None, None, None, None, "Hưởng lương từ NSNN", "Không hưởng lương từ NSNN"],
        [1, 2, None, 3, 4, 5],
        [1, "Giàng A", "Páo", "Trưởng bản", None, "x"],
    ]:
        sheet.append(row)
    for area in ("A1:F1", "A2:F2", "A3:A4", "B3:C4", "D3:D4", "E3:F3", "B5:C5", "B1:B1"):
        sheet.merge_cells(area)
    assert people(saved(book), facts) == RIGHT


def test_days_shown_as_numbers_are_said_not_swallowed():
    facts = Facts(on=date(2024, 3, 1), unit="xa", asks=frozenset({"birth_year"}))
    rows = [
        [*HEADS[:5], "Năm sinh"],
        [1, "Giàng A Páo", "Trưởng bản", None, "X", 31121],
        [2, "Lò Văn Sình", "Trưởng bản", None, "X", datetime(1985, 3, 15)],
        [3, "Vừ A Dế", "Trưởng bản", None, "X", "15/3/1985"],
        [4, datetime(2024, 3, 18), 45369, None, "X", 1985],
    ]
    checked = check(read_list(a_workbook(rows), "ds.xlsx", facts).picked.said, facts)
    assert [row.birth_year for row in checked.rows] == [1985, 1985, 1985]
    assert [(fault.kind, fault.row) for fault in checked.faults] == [
        ("birth_year_serial", 2), ("name_digits", 5), ("post_unclear", 5),
    ]  # fmt: skip


def test_names_in_decomposed_letters_are_read_composed(facts):
    name = unicodedata.normalize("NFD", "Giàng A Páo")
    found = read_list(a_workbook([HEADS, [1, name, "Trưởng bản", None, "X"]]), "ds.xlsx", facts)
    checked = check(found.picked.said, facts)
    assert [row.full_name for row in checked.rows] == ["Giàng A Páo"]
    assert [fault.kind for fault in checked.faults] == ["not_nfc"]


def test_hidden_sheets_are_not_read_and_hidden_rows_are_told(facts):
    book = load_workbook(
        io.BytesIO(a_workbook([["Danh mục"]], Thôn=[HEADS, ONE], Cũ=[HEADS, [1, "Lò Văn Cũ", "x", "", "X"]]))
    )
    book["Cũ"].sheet_state = "veryHidden"
    book["Thôn"].row_dimensions[2].hidden = True
    found = read_list(saved(book), "ds.xlsx", facts)
    assert (found.sheet.name, [said.cells["full_name"] for said in found.picked.said]) == ("Thôn", ["Giàng A Páo"])
    assert found.notices == (
        "Có dòng đang bị ẩn trong Excel (dòng 2): vẫn đọc như các dòng khác, hãy kiểm tra.",
        "Không đọc trang tính đang ẩn: Cũ.",
    )


def test_a_second_sheet_with_names_is_told(facts):
    found = read_list(a_workbook([HEADS, ONE], Hai=[HEADS, ONE]), "ds.xlsx", facts)
    assert found.notices == ("Chỉ đọc trang «Danh sách»; trang «Hai» cũng có danh sách: hãy gộp vào một trang.",)


def test_forty_columns_in_any_order(facts):
    heads = [f"Cột {n}" for n in range(40)]
    row = [f"chữ {n}" for n in range(40)]
    for at, (head, cell) in zip((3, 11, 20, 39), zip(HEADS[1:5], ONE[1:5], strict=True), strict=True):
        heads[at], row[at] = head, cell
    assert people(a_workbook([heads, row]), facts) == RIGHT


def test_a_file_with_a_password_is_refused():
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 600
    assert "có mật khẩu" in refusal(ole)


def test_what_is_no_table_is_refused_by_what_it_is():
    assert "trang web" in refusal(b"<html><body><table><tr><td>x", "ds.xls")
    assert "Chỉ nhận danh sách" in refusal(b"%PDF-1.7 ...")
    assert "Tệp rỗng" in refusal(b"")
    assert "không đọc được" in refusal(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 3000, "ds.xlsx").lower()
    assert "không phải bảng tính" in refusal(rewritten(b"PK\x05\x06" + b"\0" * 18, {"a.txt": b"x"}))
    assert "Không đọc được tệp Excel" in refusal(b"PK\x03\x04" + b"\0" * 100)
    word = rewritten(b"PK\x05\x06" + b"\0" * 18, {"word/document.xml": b"<w/>"})
    assert "văn bản Word" in refusal(word, "ds.xlsx")


def test_a_csv_renamed_xlsx_is_read(facts):
    text = "\n".join([";".join(HEADS), "1;Giàng A Páo;Trưởng bản;;X"])
    assert people(text.encode(), facts, "ds.xlsx") == RIGHT


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1258"])
def test_a_csv_of_any_encoding_and_delimiter_is_read(facts, encoding, delimiter):
    text = "\r\n".join([delimiter.join(HEADS), delimiter.join(["1", "Giàng A Páo", "Trưởng bản", "", "X", ""])])
    text = unicodedata.normalize("NFD", text) if encoding == "cp1258" else text
    data = _as_1258(text) if encoding == "cp1258" else text.encode(encoding)
    assert people(data, facts, "ds.csv") == RIGHT


def test_a_csv_that_lost_its_letters_or_a_quote_is_refused_in_words():
    people_ = "".join(f"{n};L? Th? Hoa;Tr??ng b?n;;X;\r\n" for n in range(1, 4))
    assert "mất thành dấu «?»" in refusal(f"STT;H? và tên;Ch?c v?;a;b;c\r\n{people_}".encode("cp1258"), "ds.csv")
    text = ";".join(HEADS) + '\r\n1;"Giàng A Páo;Trưởng bản;;X;\r\n2;Lò Thị Hoa;Trưởng bản;;X;\r\n3;Vừ A Dế;;;X;\r\n'
    assert "dấu nháy kép" in refusal(text.encode(), "ds.csv")


def _as_1258(text: str) -> bytes:
    """Windows-1258 writes shaped letters in one code and tones behind them."""
    shaped = unicodedata.normalize("NFC", text)
    out = bytearray()
    for letter in shaped:
        try:
            out += letter.encode("cp1258")
        except UnicodeEncodeError:
            base, tone = unicodedata.normalize("NFD", letter)[0], ""
            for mark in unicodedata.normalize("NFD", letter)[1:]:
                if mark in "\u0300\u0301\u0303\u0309\u0323":
                    tone = mark
                else:
                    base = unicodedata.normalize("NFC", base + mark)
            out += base.encode("cp1258") + tone.encode("cp1258")
    return bytes(out)


def test_old_letters_are_made_unicode_and_told(facts):
    rows = [
        ["TT", "Hä vµ tªn", "Chøc vô", "H­ëng l­¬ng", "Kh«ng h­ëng l­¬ng"],
        [1, "NguyÔn V¨n TuÊn", "Tr­ëng b¶n", None, "X"],
        [2, "TrÇn ThÞ H¹nh", "Tr­ëng b¶n", None, "X"],
    ]
    data = "\n".join(",".join(str(cell or "") for cell in row) for row in rows).encode("latin-1")
    assert [name for name, _, _ in people(data, facts, "ds.csv")] == ["Nguyễn Văn Tuấn", "Trần Thị Hạnh"]
    book = [HEADS, *rows[1:]]
    found = read_list(a_workbook(book), "ds.xlsx", facts)
    assert [said.cells["full_name"] for said in found.picked.said] == ["Nguyễn Văn Tuấn", "Trần Thị Hạnh"]
    assert "phông chữ cũ (TCVN3)" in " ".join(found.notices)


def test_memory_and_time_of_a_long_list_are_linear():
    small, large = a_list(1_000), a_list(10_000)
    start = time.process_time()
    read_sheets(small, "a.xlsx")
    assert len(read_sheets(large, "a.xlsx")[0].rows) == 10_003
    assert time.process_time() - start < 20
