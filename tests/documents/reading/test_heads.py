"""Head of a document: kind, title, what it is when it is no plan, which office when the letterhead is missing."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.content import Paragraph, SignatureBlock
from documents.places import Part, Place
from documents.reading import read, source_of_text
from documents.reading.heads import complete_head, read_head
from documents.reading.source import Grid, Line
from documents.reading.tails import ReadTail

NATIONAL = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
LETTERHEAD = f"SỞ Y TẾ\n{NATIONAL}Số: 88/KH-SYT\nHà Giang, ngày 01 tháng 02 năm 2025\n\n"
TEXT = "\nCăn cứ Quyết định số 90/QĐ-TTg ngày 18/01/2022;\n\nI. MỤC ĐÍCH\nNâng cao năng lực.\n"


def head(text):
    lines = [Line(line) for line in text.split("\n")]
    return read_head(lines, 0, len(lines))


@pytest.mark.parametrize(
    ("printed", "kind", "title"),
    [
        ("KẾ HOẠCH\nTổ chức tập huấn năm 2025", "KẾ HOẠCH", "Tổ chức tập huấn năm 2025"),
        (
            "KẾ HOẠCH\nThực hiện Nghị quyết số 09-NQ/TU ngày 12/8/2021 của Ban Thường vụ Tỉnh ủy\nvề nhân lực",
            "KẾ HOẠCH",
            "Thực hiện Nghị quyết số 09-NQ/TU ngày 12/8/2021 của Ban Thường vụ Tỉnh ủy về nhân lực",
        ),
        ("KẾ HOẠCH TỔ CHỨC HỘI THI NĂM 2025", "KẾ HOẠCH", "TỔ CHỨC HỘI THI NĂM 2025"),
        ("K Ế   H O Ạ C H\nV/v tổ chức tập huấn", "KẾ HOẠCH", "V/v tổ chức tập huấn"),
        ("KẾ HOẠCH PHỐI HỢP\nTuyên truyền giảm nghèo", "KẾ HOẠCH PHỐI HỢP", "Tuyên truyền giảm nghèo"),
        ("## **KẾ HOẠCH**\n\n### **Tuyên truyền giảm nghèo**", "KẾ HOẠCH", "Tuyên truyền giảm nghèo"),
        ("DỰ THẢO\nKẾ HOẠCH (Dự thảo lần 2)\nTuyên truyền giảm nghèo.", "KẾ HOẠCH", "Tuyên truyền giảm nghèo"),
        (
            "KẾ HOẠCH\nKỷ niệm ngày thành lập\nSở Y tế (1975 - 2025)",
            "KẾ HOẠCH",
            "Kỷ niệm ngày thành lập Sở Y tế (1975 - 2025)",
        ),
        (
            "KẾ HOẠCH\n\nTuyên truyền\n\nnăm 2025\n\nSở Y tế xây dựng kế hoạch như sau:",
            "KẾ HOẠCH",
            "Tuyên truyền năm 2025",
        ),
        (
            "KẾ HOẠCH\nTUYÊN TRUYỀN PHÁP LUẬT\nNĂM 2025\nThực hiện Kế hoạch số 12/KH-UBND,",
            "KẾ HOẠCH",
            "TUYÊN TRUYỀN PHÁP LUẬT NĂM 2025",
        ),
    ],
)
def test_kind_and_title(printed, kind, title):
    found = head(LETTERHEAD + printed + "\n" + TEXT)
    assert (found.kind, found.title, found.is_plan) == (kind, title, True)


def test_title_ends_where_bold_ends():
    lines = [
        Line("KẾ HOẠCH", True, is_bold=True),
        Line("Phòng, chống dịch bệnh", True, is_bold=True),
        Line("Mùa đông năm 2025", True, is_bold=True),
        Line("Mùa đông đến sớm hơn mọi năm", True, is_bold=False),
        Line("I. MỤC ĐÍCH", True, is_bold=True),
    ]
    found = read_head(lines, 0, len(lines))
    assert (found.title, found.end) == ("Phòng, chống dịch bệnh Mùa đông năm 2025", 3)


def test_note_of_the_decision_is_no_part_of_the_title():
    found = head(
        "KẾ HOẠCH\nPhòng, chống thiên tai\n(Kèm theo Quyết định số 12/QĐ-UBND\nngày 1/2/2024)\n\nI. MỤC ĐÍCH\nGiảm nhẹ."
    )
    assert (found.title, found.attached_to, found.end) == (
        "Phòng, chống thiên tai",
        "(Kèm theo Quyết định số 12/QĐ-UBND ngày 1/2/2024)",
        5,
    )
    assert (found.is_plan, found.number_text, found.head.symbol) == (True, "", "")


@pytest.mark.parametrize(
    ("text", "kind", "what"),
    [
        (
            f"SỞ Y TẾ\n{NATIONAL}Số: 1/QĐ-SYT\nQUYẾT ĐỊNH\nBan hành Kế hoạch năm 2025{TEXT}",
            "QUYẾT ĐỊNH",
            "một quyết định",
        ),
        (f"SỞ Y TẾ\n{NATIONAL}Số: 1/SYT-NV\nV/v xây dựng kế hoạch\nKính gửi: Các xã.", "CÔNG VĂN", "một công văn"),
        (f"SỞ Y TẾ\n{NATIONAL}Số: 1/TTr-SYT\nTỜ TRÌNH\nPhê duyệt Kế hoạch\nKính gửi: UBND", "TỜ TRÌNH", "một tờ trình"),
        (f"SỞ Y TẾ\n{NATIONAL}Số: 1/BC-SYT\nBÁO CÁO\nKết quả thực hiện Kế hoạch{TEXT}", "BÁO CÁO", "một báo cáo"),
        ("HỢP ĐỒNG KINH TẾ\nSố: 12/2024/HĐKT\nCăn cứ Bộ luật Dân sự;", "HỢP ĐỒNG", "một hợp đồng"),
        (f"{NATIONAL}BIÊN BẢN HỌP\nThông qua kế hoạch", "BIÊN BẢN", "một biên bản"),
        (f"{LETTERHEAD}KẾ HOẠCH BÀI DẠY\nMôn Toán{TEXT}", "KẾ HOẠCH BÀI DẠY", "một kế hoạch bài dạy"),
        (
            "TIN TỨC\nKẾ HOẠCH\nVĂN BẢN\nTập huấn ở huyện Bát Xát\nSáng 12/3, huyện tổ chức lớp tập huấn.",
            "",
            "một bài viết, trang mạng hoặc phụ lục, không mang thể thức của văn bản hành chính",
        ),
        (
            "Kế hoạch năm 2025 được ban hành\n\nNgày 12/3, UBND tỉnh ban hành kế hoạch.",
            "",
            "một bài viết, trang mạng hoặc phụ lục, không mang thể thức của văn bản hành chính",
        ),
    ],
)
def test_what_is_no_plan_is_named(text, kind, what):
    found = head(text)
    assert (found.kind, found.what, found.is_plan) == (kind, what, False)


def test_plan_whose_kind_only_the_symbol_tells_is_doubted():
    found = head(LETTERHEAD + "Kính gửi: các đơn vị\n\nSở Y tế thông báo.")
    assert (found.kind, found.is_plan) == ("KẾ HOẠCH", True)
    assert [doubt.place for doubt in found.doubts] == [Place(Part.TITLE)]


def test_title_without_the_line_for_the_kind():
    found = head(LETTERHEAD + "TRIỂN KHAI CHƯƠNG TRÌNH\nNĂM 2025\n" + TEXT)
    assert (found.kind, found.title, found.end, len(found.doubts)) == (
        "KẾ HOẠCH",
        "TRIỂN KHAI CHƯƠNG TRÌNH NĂM 2025",
        9,
        1,
    )
    assert [trace.lines for trace in found.traces if trace.place.part == Part.TITLE] == [(6, 7)]


def test_headline_of_a_page_with_a_plan_under_it():
    found = head(
        "Kế hoạch tập huấn năm 2025\n\nCăn cứ Luật Trẻ em;\nSở Y tế xây dựng kế hoạch như sau:\nI. MỤC ĐÍCH\nNâng cao."
    )
    assert (found.kind, found.title, found.end, len(found.doubts)) == ("KẾ HOẠCH", "tập huấn năm 2025", 1, 1)


def test_decision_with_its_plan_is_a_decision():
    decision = f"SỞ Y TẾ\n{NATIONAL}Số: 1/QĐ-SYT\nQUYẾT ĐỊNH\nBan hành Kế hoạch{TEXT}Điều 1. Ban hành.\n"
    found = head(f"{decision}{LETTERHEAD}KẾ HOẠCH\nNăm 2025{TEXT}")
    assert (found.kind, found.number_text, found.head.symbol) == ("QUYẾT ĐỊNH", "1", "QĐ-SYT")


def test_number_that_is_no_whole_number_is_kept_as_printed_and_doubted():
    found = head(LETTERHEAD.replace("88", "15a") + "KẾ HOẠCH\nNăm 2025" + TEXT)
    assert (found.number_text, found.head.number) == ("15a", None)
    assert [doubt.place for doubt in found.doubts] == [Place(Part.HEAD, field="number")]


def test_traces_of_the_head():
    found = head(LETTERHEAD + "KẾ HOẠCH\nTập huấn\nnăm 2025\n" + TEXT)
    assert {trace.place: trace.lines for trace in found.traces} == {
        Place(Part.HEAD, field="issuer"): (0,),
        Place(Part.HEAD, field="number"): (3,),
        Place(Part.HEAD, field="symbol"): (3,),
        Place(Part.HEAD, field="place"): (4,),
        Place(Part.HEAD, field="date"): (4,),
        Place(Part.TITLE): (6, 7, 8),
    }


NO_TAIL = ReadTail((), "", SignatureBlock((), ""), 0)


@pytest.mark.parametrize(
    ("opening", "office"),
    [
        ("Ủy ban nhân dân huyện Tủa Chùa xây dựng Kế hoạch như sau:", "Ủy ban nhân dân huyện Tủa Chùa"),
        ("Căn cứ chức năng, nhiệm vụ Ban Dân tộc tỉnh xây dựng kế hoạch như sau:", "Ban Dân tộc tỉnh"),
        (
            "Theo đề nghị của Sở Nội vụ, Sở Văn hóa, Thể thao và Du lịch ban hành Kế hoạch:",
            "Sở Văn hóa, Thể thao và Du lịch",
        ),
        ("Ủy ban nhân dân huyện xây dựng Kế hoạch như sau:", ""),
        ("Thực hiện Công văn của Sở Y tế xây dựng kế hoạch năm 2025.", ""),
    ],
)
def test_office_from_the_opening_sentence(opening, office):
    found = complete_head(head("KẾ HOẠCH\nNăm 2025" + TEXT), tail=NO_TAIL, opening=[Paragraph(opening)])
    assert " ".join(found.head.issuer) == office
    assert len(found.doubts) == (1 if office else 0)


def test_office_from_the_signature_block():
    tail = ReadTail((), "", SignatureBlock(("TRƯỞNG BAN",), "Lê Văn Quyền"), 0, ("BAN DÂN TỘC TỈNH QUẢNG TRỊ",))
    found = complete_head(head("KẾ HOẠCH\nNăm 2020" + TEXT), tail=tail, opening=[])
    assert found.head.issuer == ("BAN DÂN TỘC TỈNH QUẢNG TRỊ",)
    assert [d.sentence for d in found.doubts] == ["Phần đầu không ghi tên cơ quan; tên này lấy từ khối chữ ký."]


def test_nothing_is_invented_for_a_plan_without_letterhead():
    reading = read(source_of_text("KẾ HOẠCH\nNăm 2025" + TEXT))
    found = reading.content.head
    assert (found.superior, found.issuer, found.symbol, found.place, found.date, found.number) == (
        (),
        (),
        "",
        "",
        None,
        None,
    )


@given(st.lists(st.text("KẾHOẠCSốngày: /-0127|*().#\\n\tVNab", max_size=60), max_size=12))
def test_any_text_gives_a_head(texts):
    found = read_head([Line(text) for text in texts], 0, len(texts))
    assert 0 <= found.end <= len(texts)


@given(st.lists(st.lists(st.text(max_size=20), max_size=3).map(tuple), max_size=4).map(tuple))
def test_any_table_gives_a_head(rows):
    assert read_head([Grid(rows)], 0, 1).end in (0, 1)


def test_time_grows_with_the_text_only():
    """Long runs of what fields begin with are left behind quickly."""
    for start in ("Số: ", "ngày ", "KẾ HOẠCH ", "Nơi nhận: "):
        lines = [Line(start + ". " * 50_000)]
        begin = time.process_time()
        read_head(lines, 0, 1)
        assert time.process_time() - begin < 5
