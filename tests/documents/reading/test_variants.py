"""One plan in the many forms in which people have it gives one answer."""

import unicodedata
from functools import cache
from pathlib import Path

import pytest

from documents.reading import read, source_of, source_of_text
from documents.reading.answers import answer
from tests.factories.printed import Print, printed

SOURCES = Path(__file__).parents[2] / "data" / "sources"
FILES = ("ha_noi_173_2026.txt", "lao_cai_3957_2026.docx", "quang_nam_2021.txt")
KEYS = (
    *("number", "symbol", "date", "kind", "agency", "parent_agency", "place", "title", "total_budget_vnd"),
    *("amount_in_words", "legal_bases", "sections", "recipients", "signer"),
)
LAYOUTS = [
    *(Print(head=head) for head in ("right first", "left first", "date first", "side by side", "tabs", "cells")),
    *(Print(head=head) for head in ("one line", "bar")),
    *(Print(tail=tail) for tail in ("before", "side by side", "tabs", "bar", "cells")),
    *(Print(width=width) for width in (50, 72, 100)),
    Print(has_gaps=False),
    Print(is_markdown=True),
    Print(is_markdown=True, head="bar", tail="bar"),
    Print(dash=""),
    Print(dash="-"),
    Print(dash="• "),
    Print(after_number="\t", has_gaps=False),
    *(Print(signed=words) for words in ("(Đã ký)", "đã ký", "(Đã ký và đóng dấu)")),
]


@cache
def known(name):
    """The reading of the document as it is, and its answer."""
    reading = read(source_of((SOURCES / name).read_bytes(), name))
    return reading, facts(answer(reading))


def facts(answered):
    return {key: answered[key] for key in KEYS}


def as_printed(name, how):
    reading, answered = known(name)
    return printed(reading.content, answered["number"] or "", how)


@pytest.mark.parametrize("how", LAYOUTS, ids=repr)
@pytest.mark.parametrize("name", FILES)
def test_one_plan_in_many_layouts(name, how):
    assert facts(answer(read(source_of_text(as_printed(name, how))))) == known(name)[1]


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("\n", "\r\n"),
        lambda text: unicodedata.normalize("NFD", text),
        lambda text: text.replace(" ", "\u00a0"),
        lambda text: text.replace("\n\n", "\n\n\n\n"),
        lambda text: text.replace("Số: ", "Số : ", 1),
        lambda text: text.replace("Số: ", "SỐ: ", 1),
        lambda text: text.replace("Số: /", "SỐ:      /", 1),
        lambda text: text.replace("\nKẾ HOẠCH\n", "\nKế hoạch\n", 1),
        lambda text: f"Trang chủ\nGiới thiệu\nVăn bản\n\nHệ thống pháp luật\n\n{text}\n\nLưu trữ\nIn trang\nGửi email",
    ],
)
@pytest.mark.parametrize("name", FILES)
def test_one_plan_with_other_signs(name, change):
    assert facts(answer(read(source_of_text(change(as_printed(name, Print())))))) == known(name)[1]


@pytest.mark.parametrize("form", ["Trang {}/9", "\n{}\n", "- {} -"])
@pytest.mark.parametrize("name", FILES)
def test_numbers_of_pages_anywhere(name, form):
    lines, numbered = as_printed(name, Print(width=100)).split("\n"), []
    for place, line in enumerate(lines):
        numbered += [form.format(place // 45 + 1), line] if place and place % 45 == 0 else [line]
    assert facts(answer(read(source_of_text("\n".join(numbered))))) == known(name)[1]


SCHOOL = """PHÒNG GD&ĐT HUYỆN BÌNH LỤC        CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
TRƯỜNG THCS AN LÃO                    Độc lập - Tự do - Hạnh phúc
Số: 45/2019/KH-THCSAL                 An Lão, ngày 05 tháng 9 năm 2019

KẾ HOẠCH
Bồi dưỡng thường xuyên cán bộ quản lý, giáo viên
Năm học 2019 - 2020

Căn cứ Thông tư số 19/2019/TT-BGDĐT ngày 12/11/2019 của Bộ Giáo dục và Đào tạo;
Trường THCS An Lão xây dựng kế hoạch bồi dưỡng thường xuyên như sau:
A. ĐẶC ĐIỂM TÌNH HÌNH
1. Kết quả đạt được
Giáo viên nắm được chương trình mới.
2. Tồn tại
Một số giáo viên còn hạn chế.
B. NỘI DUNG
1. Nhiệm vụ trong thời gian tới
Bồi dưỡng theo tổ, nhóm.
2. Công tác nhân sự
Trường phân công giáo viên cốt cán.
Trên đây là Kế hoạch của nhà trường./.
HIỆU TRƯỞNG
(Đã ký)
Th.S Trần Thị Thu Hà
Nơi nhận:
- Phòng GD&ĐT (b/c);
- Lưu VT."""


def test_headings_that_end_in_whole_words_and_a_signature_above_the_recipients():
    found = facts(answer(read(source_of_text(SCHOOL))))
    assert (found["number"], found["symbol"]) == ("45", "KH-THCSAL")
    assert found["title"] == "Bồi dưỡng thường xuyên cán bộ quản lý, giáo viên Năm học 2019 - 2020"
    assert [(section["label"], section["title"]) for section in found["sections"]] == [
        ("A", "ĐẶC ĐIỂM TÌNH HÌNH"),
        ("1", "Kết quả đạt được"),
        ("2", "Tồn tại"),
        ("B", "NỘI DUNG"),
        ("1", "Nhiệm vụ trong thời gian tới"),
        ("2", "Công tác nhân sự"),
    ]
    assert found["signer"] == {"authority": None, "position": "HIỆU TRƯỞNG", "name": "Th.S Trần Thị Thu Hà"}
    assert found["recipients"] == ["Phòng GD&ĐT (b/c)", "Lưu VT"]


@pytest.mark.parametrize(
    ("signature", "authority", "position", "name"),
    [
        ("K/T GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\nTrần Thị Hà", "K/T GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Trần Thị Hà"),
        ("KT.GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\n[daky]\nTrần Thị Hà", "KT.GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Trần Thị Hà"),
        ("TM. BAN CHẤP HÀNH\nPhó Chủ tịch\nTrương Thị Hà", "TM. BAN CHẤP HÀNH", "Phó Chủ tịch", "Trương Thị Hà"),
        ("GIÁM ĐỐC SỞ NỘI VỤ      GIÁM ĐỐC SỞ Y TẾ\nLê Văn Ba      Hồ Tư", None, "GIÁM ĐỐC SỞ NỘI VỤ", "Lê Văn Ba"),
    ],
)
def test_signatures_behind_the_recipients(signature, authority, position, name):
    head, tail = SCHOOL.split("HIỆU TRƯỞNG\n")
    found = facts(answer(read(source_of_text(f"{head}\n{tail[tail.index('Nơi nhận') :]}\n{signature}"))))
    assert found["signer"] == {"authority": authority, "position": position, "name": name}
    assert found["recipients"] == ["Phòng GD&ĐT (b/c)", "Lưu VT"]
