"""Spreadsheet files: what goes out comes back, what cannot be read is refused in words."""

import io
import random
import zipfile
from datetime import date

import openpyxl
import pytest
import tablib
from openpyxl import Workbook

from lib.sheet_formats import MAX_ROWS, Csv, UnreadableSheet, Xlsx, format_of

ROWS = [
    ("Đặng Thị Hoà", "=1+1", "-5 độ", "@a", "dòng một\ndòng hai", "", '«"', "a;b,c"),
    ("'nháy", "+84", "001", "x" * 3000, "ỨỪỬỮỰ", "1.251.000.000", "y", "z"),
]
HEADINGS = ["Họ và tên", "B", "C", "D", "E", "F", "G", "H"]


def book(*rows) -> bytes:
    workbook = Workbook()
    for row in rows:
        workbook.active.append(row)
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


@pytest.mark.parametrize("file", [Xlsx, Csv])
def test_text_comes_back_as_it_went_out(file):
    back = file().create_dataset(file().export_data(tablib.Dataset(*ROWS, headers=HEADINGS)))
    assert (back.headers, [tuple(str(cell) for cell in row) for row in back]) == (HEADINGS, ROWS)


def test_excel_shows_text_that_looks_like_a_formula_as_text():
    data = Xlsx().export_data(tablib.Dataset(*ROWS, headers=HEADINGS))
    cell = openpyxl.load_workbook(io.BytesIO(data)).active["B2"]
    assert (cell.data_type, cell.value) == ("s", "=1+1")


def test_csv_makes_formulas_harmless():
    assert "'=1+1,'-5 độ,'@a" in Csv().export_data(tablib.Dataset(*ROWS, headers=HEADINGS)).decode("utf-8-sig")


def test_days_and_numbers_of_excel():
    sheet = Xlsx().create_dataset(book(["Ngày", "Số", "Mã"], [date(2026, 1, 5), 12.0, 3217]))
    assert sheet[0] == (date(2026, 1, 5), 12, 3217)


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_csv_as_programs_write_it(separator, encoding, line_end):
    text = line_end.join([separator.join(["Mã", "Tên"]), separator.join(["01", "Hà Nội"]), ""])
    sheet = Csv().create_dataset(text.encode(encoding))
    assert (sheet.headers, list(sheet)) == (["Mã", "Tên"], [("01", "Hà Nội")])


def test_short_rows_are_filled_up():
    assert list(Csv().create_dataset(b"a,b,c\n1\n1,2,3\n")) == [("1", "", ""), ("1", "2", "3")]


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(30):
            archive.writestr(f"xl/worksheets/sheet{number}.xml", b" " * 4_000_000)
    return out.getvalue()


def far_cell() -> bytes:
    workbook = Workbook()
    workbook.active["A1"] = "Tên"
    workbook.active["XFD1048576"] = "xa"
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


TOO_BIG = "Tệp mở ra quá lớn: hãy chép riêng bảng cần nhập sang một tệp mới."
BROKEN = "Tệp .xlsx này hỏng: hãy mở bằng Excel và lưu lại."
NO_HEADINGS = "Dòng đầu tiên của tệp phải là tên các cột: hãy xóa các dòng trống phía trên."
NOT_UTF8 = "Chữ trong tệp CSV không phải UTF-8: trong Excel, chọn Lưu thành «CSV UTF-8», hoặc gửi tệp .xlsx."


@pytest.mark.parametrize(
    ("file", "data", "sentence"),
    [
        (Xlsx, b"PK\x03\x04 not a zip", BROKEN),
        (Xlsx, book(["Tên"], ["a"])[:-200], BROKEN),
        (Xlsx, bomb(), TOO_BIG),
        (Xlsx, far_cell(), TOO_BIG),
        (Xlsx, book(), NO_HEADINGS),
        (Xlsx, book([""] * 3, ["a", "b", "c"]), NO_HEADINGS),
        (Xlsx, book(["Tên"], *[[str(n)] for n in range(MAX_ROWS + 1)]), TOO_BIG),
        (Csv, b"", NO_HEADINGS),
        (Csv, "\n\nTên".encode(), NO_HEADINGS),
        (Csv, "Tên\nHà Nội".encode("cp1258", "replace") + b"\xff\xfe\xfd", NOT_UTF8),
        (Csv, b"T\x00\x01\x02", "Đây không phải tệp CSV: hãy gửi tệp .xlsx hoặc .csv."),
        (
            Csv,
            b"a,b\n" * (MAX_ROWS + 2),
            f"Tệp có {MAX_ROWS + 1} dòng, nhiều hơn {MAX_ROWS}: hãy chia thành nhiều tệp.",
        ),
        (Csv, b"a," * 80, "Tệp có 81 cột, nhiều hơn 60: hãy xóa các cột thừa."),
    ],
)
def test_refused_in_words(file, data, sentence):
    with pytest.raises(UnreadableSheet) as refused:
        file().create_dataset(data)
    assert str(refused.value) == sentence


def test_damaged_files_are_refused_and_never_worse():
    good = bytearray(book(["Tên", "Mã"], *[[f"Xã {n}", n] for n in range(50)]))
    chance = random.Random(30)
    for _ in range(150):
        damaged = bytearray(good)
        for _ in range(chance.choice([1, 5, 50])):
            damaged[chance.randrange(4, len(damaged))] = chance.randrange(256)
        try:
            Xlsx().create_dataset(bytes(damaged))
        except UnreadableSheet as refused:
            assert str(refused)


@pytest.mark.parametrize(
    ("name", "start", "expected"),
    [
        ("a.xlsx", b"PK\x03\x04", Xlsx),
        ("a.csv", b"PK\x03\x04", Xlsx),
        ("a.CSV", "Mã,Tên".encode(), Csv),
        ("a.txt", b"\xff\xfeM\x00", Csv),
        (
            "a.xls",
            b"\xd0\xcf\x11\xe0\xa1",
            "Đây là tệp Excel kiểu cũ (.xls): hãy mở ra và lưu lại thành .xlsx rồi gửi lại.",
        ),
        ("a.pdf", b"%PDF-1.7", "Chỉ nhận tệp .xlsx hoặc .csv: hãy lưu bảng thành một trong hai kiểu này."),
        ("a.csv", b"\x89PNG", "Chỉ nhận tệp .xlsx hoặc .csv: hãy lưu bảng thành một trong hai kiểu này."),
        ("a", b"", "Chỉ nhận tệp .xlsx hoặc .csv: hãy lưu bảng thành một trong hai kiểu này."),
    ],
)
def test_format_is_seen_from_the_first_bytes(name, start, expected):
    try:
        seen = format_of(name, start)
    except UnreadableSheet as refused:
        seen = str(refused)
    assert seen == expected
