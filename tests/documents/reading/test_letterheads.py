"""Letterheads as they come out of files: two columns flattened, lines broken, blanks left open."""

import pytest

from documents.content import PartialDate
from documents.reading.letterheads import partial_date, read_letterhead
from documents.reading.pieces import pieces_of
from documents.reading.source import Grid, Line

NATIONAL = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"


def letterhead(text):
    lines = [Line(line) for line in text.split("\n")]
    return read_letterhead(list(pieces_of(lines, 0, len(lines))))


def said(sheet):
    return " ".join(sheet.superior), " ".join(sheet.issuer), sheet.number, sheet.symbol, sheet.place, sheet.date


FIRST = PartialDate(2025, 2, 1)
SO_Y_TE = ("UBND TỈNH HÀ GIANG", "SỞ Y TẾ", "88", "KH-SYT", "Hà Giang", FIRST)


@pytest.mark.parametrize(
    "text",
    [
        "UBND TỈNH HÀ GIANG\nSỞ Y TẾ\n-------\n"
        + NATIONAL
        + "-----\nSố: 88/KH-SYT\nHà Giang, ngày 01 tháng 02 năm 2025",
        "UBND TỈNH HÀ GIANG      CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSỞ Y TẾ          Độc lập - Tự do - Hạnh phúc\n"
        "Số: 88/KH-SYT           Hà Giang, ngày 01 tháng 02 năm 2025",
        "UBND TỈNH HÀ GIANG CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSỞ Y TẾ Độc lập - Tự do - Hạnh phúc\n"
        "Số: 88/KH-SYT Hà Giang, ngày 01 tháng 02 năm 2025",
        "UBND TỈNH HÀ GIANG\t\tCỘNG HÒA XÃ HỘI\nSỞ Y TẾ\t\tCHỦ NGHĨA VIỆT NAM\n\t\tĐộc lập – Tự do – Hạnh phúc\n"
        "Số:\n88/KH-SYT\n|\nHà Giang, ngày\n01 tháng 02 năm 2025",
        "UBND TỈNH HÀ GIANG\nCỘNG\nHÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSỞ Y TẾ\nĐộc lập - Tự do - Hạnh phúc\n"
        "Số : 88 / KH - SYT\nHà\nGiang, ngày 01 tháng 02 năm 2025",
        NATIONAL + "Hà Giang, ngày 01 tháng 02 năm 2025\nUBND TỈNH HÀ GIANG\nSỞ Y TẾ\nSố: 88/KH-SYT",
        "| UBND TỈNH HÀ GIANG<br>**SỞ Y TẾ** | **CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM**<br>"
        "**Độc lập - Tự do - Hạnh phúc** |"
        "\n|---|---|\n| Số: 88/KH-SYT | *Hà Giang, ngày 01 tháng 02 năm 2025* |",
        "Ký bởi: Sở Y tế\nThời gian ký: 01.02.2025 10:10:10 +07:00\nUBND TỈNH HÀ GIANG\nSỞ Y TẾ\nSố: 88/KH-SYT\n"
        + NATIONAL
        + "Hà Giang, ngày 01/02/2025",
        "TIN TỨC - SỰ KIỆN\nTập huấn năm 2025\nUBND TỈNH HÀ GIANG\nSỞ Y TẾ\n"
        + NATIONAL
        + "Số: 88/2025/KH-SYT\nHà Giang, ngày 01 tháng 02 năm 2025",
    ],
)
def test_one_letterhead_in_many_layouts(text):
    assert said(letterhead(text)) == SO_Y_TE


def test_letterhead_in_a_table_without_borders():
    rows = (
        ("UBND TỈNH HÀ GIANG\nSỞ Y TẾ", "", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"),
        ("Số:  88/KH-SYT", "", "Hà Giang,  ngày 01 tháng 02 năm 2025"),
    )
    pieces = list(pieces_of([Grid(rows)], 0, 1))
    assert said(read_letterhead(pieces)) == SO_Y_TE


@pytest.mark.parametrize(
    ("above", "superior", "issuer"),
    [
        ("ỦY BAN NHÂN DÂN\nHUYỆN MƯỜNG LA", "", "ỦY BAN NHÂN DÂN HUYỆN MƯỜNG LA"),
        ("UỶ BAN NHÂN\nDÂN\nTỈNH BẾN TRE", "", "UỶ BAN NHÂN DÂN TỈNH BẾN TRE"),
        (
            "ỦY BAN NHÂN DÂN\nTHÀNH PHỐ HỒ CHÍ MINH\nSỞ LAO ĐỘNG - THƯƠNG BINH\nVÀ XÃ HỘI",
            "ỦY BAN NHÂN DÂN THÀNH PHỐ HỒ CHÍ MINH",
            "SỞ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI",
        ),
        (
            "UBND TỈNH ĐIỆN BIÊN\nBAN CHỈ ĐẠO CÁC CHƯƠNG TRÌNH\nMỤC TIÊU QUỐC GIA",
            "UBND TỈNH ĐIỆN BIÊN",
            "BAN CHỈ ĐẠO CÁC CHƯƠNG TRÌNH MỤC TIÊU QUỐC GIA",
        ),
        (
            "SỞ CÔNG THƯƠNG\nĐOÀN KIỂM TRA\nTHEO QUYẾT ĐỊNH\nSỐ 1050/QĐ-SCT",
            "SỞ CÔNG THƯƠNG",
            "ĐOÀN KIỂM TRA THEO QUYẾT ĐỊNH SỐ 1050/QĐ-SCT",
        ),
        (
            "PHÒNG GD&ĐT THÀNH PHỐ ĐIỆN BIÊN PHỦ\nTrường Tiểu học Số 2 Nà Nhạn",
            "PHÒNG GD&ĐT THÀNH PHỐ ĐIỆN BIÊN PHỦ",
            "Trường Tiểu học Số 2 Nà Nhạn",
        ),
        ("BỘ CÔNG AN\nBỘ CÔNG AN", "", "BỘ CÔNG AN"),
        ("Sở Y tế ban hành kế hoạch\nUBND TỈNH HÀ GIANG\nSỞ Y TẾ", "UBND TỈNH HÀ GIANG", "SỞ Y TẾ"),
        ("VĂN PHÒNG\nHĐND VÀ UBND HUYỆN", "", "VĂN PHÒNG HĐND VÀ UBND HUYỆN"),
        ("UBND HUYỆN BẮC HÀ\nTRƯỜNG TIỂU HỌC SỐ 2", "UBND HUYỆN BẮC HÀ", "TRƯỜNG TIỂU HỌC SỐ 2"),
        ("SỞ Y TẾ - SỞ GIÁO DỤC VÀ ĐÀO TẠO", "", "SỞ Y TẾ - SỞ GIÁO DỤC VÀ ĐÀO TẠO"),
        ("HỘI ĐỒNG NHÂN DÂN\nTỈNH HÀ GIANG\nBAN DÂN TỘC", "HỘI ĐỒNG NHÂN DÂN TỈNH HÀ GIANG", "BAN DÂN TỘC"),
    ],
)
def test_superior_and_issuer_are_told_apart(above, superior, issuer):
    sheet = letterhead(f"{above}\n{NATIONAL}Số: 1/KH-A\nHà Giang, ngày 01 tháng 02 năm 2025")
    assert (" ".join(sheet.superior), " ".join(sheet.issuer), sheet.number) == (superior, issuer, "1")


@pytest.mark.parametrize(
    ("line", "number", "symbol"),
    [
        ("Số: 05/KH-UBND", "05", "KH-UBND"),
        ("Số:       /KH-BDT", "", "KH-BDT"),
        ("Số: ……/KH-UBND", "", "KH-UBND"),
        ("Số 120-KH/TU", "120", "KH/TU"),
        ("Số:    -KH/HU", "", "KH/HU"),
        ("Số: 15a/KH-SYT", "15a", "KH-SYT"),
        ("SỐ: 45/KH-THPT", "45", "KH-THPT"),
        ("Số: 1234/KH-SLĐTBXH-BTXH", "1234", "KH-SLĐTBXH-BTXH"),
        ("Số: 12/KH-VP&TH", "12", "KH-VP&TH"),
        ("Số:", "", ""),
    ],
)
def test_number_and_symbol(line, number, symbol):
    sheet = letterhead(f"SỞ Y TẾ\n{NATIONAL}{line}")
    assert (sheet.number, sheet.symbol) == (number, symbol)


@pytest.mark.parametrize(
    ("line", "place", "date"),
    [
        ("Mường La, ngày 05 tháng 01 năm 2025", "Mường La", PartialDate(2025, 1, 5)),
        ("Lào Cai,  ngày       tháng 4 năm 2026", "Lào Cai", PartialDate(2026, 4)),
        ("Tủa Chùa, ngày tháng năm 2024", "Tủa Chùa", PartialDate(2024)),
        ("Tân Lập, ngày .... tháng .... năm 2025", "Tân Lập", PartialDate(2025)),
        ("Tân Lập, ngày…tháng…năm 20…", "Tân Lập", None),
        ("Hà Nội, ngày tháng năm", "Hà Nội", None),
        ("TP. Hồ Chí Minh, ngày 3 tháng 9 năm 2024", "TP. Hồ Chí Minh", PartialDate(2024, 9, 3)),
        ("Hà Nội, tháng 6 năm 2022", "Hà Nội", PartialDate(2022, 6)),
        ("Bắc Hà, ngày 31 tháng 02 năm 2019", "Bắc Hà", PartialDate(2019, 2)),
        ("Căn cứ Luật Quy hoạch ngày 24 tháng 11 năm 2017;", "", None),
    ],
)
def test_place_and_date(line, place, date):
    sheet = letterhead(f"SỞ Y TẾ\n{NATIONAL}Số: 1/KH-SYT\n{line}")
    assert (sheet.place, sheet.date) == (place, date)


def test_day_that_does_not_exist_is_told():
    assert partial_date("31", "02", "2019") == (PartialDate(2019, 2), True)
    assert partial_date("28", "02", "2019") == (PartialDate(2019, 2, 28), False)
    assert partial_date("1", "13", "2019") == (PartialDate(2019), True)


def test_every_field_knows_its_lines():
    sheet = letterhead(
        "UBND TỈNH HÀ GIANG\nSỞ Y TẾ\n" + NATIONAL + "Số:\n88/KH-SYT\nHà Giang, ngày\n01 tháng 02 năm 2025"
    )
    assert sheet.lines == {"superior": (0,), "issuer": (1,), "number": (4, 5), "place": (6, 7), "date": (6, 7)}


def test_capitals_without_anything_of_a_letterhead_are_no_office():
    assert letterhead("TIN TỨC\nVĂN BẢN MỚI\nLIÊN HỆ").issuer == ()


@pytest.mark.parametrize(
    ("printed", "number", "date", "loose"),
    [
        ("Số: 4280/KH-SCT\nLào Cai, ngày    tháng 7 năm 2026\n16", "4280", PartialDate(2026, 7, 16), ("date",)),
        (
            "Số:    /KH-SCT\nLào Cai, ngày    tháng 7 năm 2026\n4280\n16",
            "4280",
            PartialDate(2026, 7, 16),
            ("number", "date"),
        ),
        ("Số: 7/KH-SCT\nLào Cai, ngày    tháng    năm 2026\n16\n7", "7", PartialDate(2026, 7, 16), ("date",)),
        ("Số:    /KH-SCT\nLào Cai, ngày    tháng 7 năm 2026\n16", "", PartialDate(2026, 7), ()),
        ("Số: 7/KH-SCT\nLào Cai, ngày    tháng 7 năm 2026\n16\n2", "7", PartialDate(2026, 7), ()),
        ("Số: 7/KH-SCT\nLào Cai, ngày 15 tháng 4 năm 2026\n5", "7", PartialDate(2026, 4, 15), ("date",)),
        ("Số: 7/KH-SCT\nLào Cai, ngày    tháng 2 năm 2026\n31", "7", PartialDate(2026, 2), ()),
    ],
)
def test_figures_stamped_beside_their_blanks(printed, number, date, loose):
    sheet = letterhead(f"SỞ CÔNG THƯƠNG\n{NATIONAL}{printed}")
    assert (sheet.number, sheet.date, sheet.loose) == (number, date, loose)


def test_what_a_page_prints_around_the_document_is_left_alone():
    page = "Hà Nội, ngày 21 tháng 11 năm 2026\nSố/Ký hiệu: 88/KH-SYT\nNgày ban hành: 01/02/2025\n" + "Tin tức\n" * 8
    sheet = letterhead(f"{page}SỞ Y TẾ\n{NATIONAL}Số: 88/KH-SYT\nHà Giang, ngày 01 tháng 02 năm 2025")
    assert said(sheet) == ("", "SỞ Y TẾ", "88", "KH-SYT", "Hà Giang", FIRST)


@pytest.mark.parametrize(
    "line", ["Thứ ba, ngày 12 tháng 3 năm 2024", "Ngày 12 tháng 3 năm 2024", "Cập nhật ngày 12/3/2024"]
)
def test_dates_of_pages_without_letterhead_are_no_dates_of_the_document(line):
    assert letterhead(f"{line}\nTập huấn giảm nghèo").date is None
