"""Lines in, content tree out."""

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.content import Paragraph
from documents.reading import from_json, read, source_of_text, to_json
from lib.refusals import Refused

SOURCES = Path(__file__).parents[2] / "data" / "sources"


def test_plan_of_quang_tri_is_read_in_order():
    content = read(source_of_text((SOURCES / "quang_tri_2020.txt").read_text())).content
    assert [(s.level, s.label, s.title) for s in content.walk_sections()] == [
        (1, "I.", "MỤC ĐÍCH, YÊU CẦU"),
        (2, "1.", "Mục đích:"),
        (2, "2.", "Yêu cầu:"),
        (1, "II.", "NỘI DUNG"),
        (2, "1.", "Đối với nhóm cán bộ cơ sở hướng dẫn, tuyên truyền:"),
        (2, "2.", "Đối với nhóm cán bộ cơ sở tổ chức thực hiện:"),
        (2, "3.", "Đối với nhóm cộng đồng:"),
        (2, "4.", "Tham quan, học tập kinh nghiệm:"),
        (1, "III.", "KINH PHÍ"),
        (1, "IV.", "TỔ CHỨC THỰC HIỆN"),
    ]
    assert content.sections[1].sections[2].blocks[:2] == (
        Paragraph("Số lớp: Tổ chức 9 lớp (bình quân 54 học viên/lớp)", "- a."),
        Paragraph("Đối tượng: Cán bộ các chi hội đoàn thể và người dân ở địa phương.", "- b."),
    )
    assert content.closing == ()
    assert [base.split(" ngày")[0] for base in content.legal_bases] == [
        "Căn cứ Thông tư số 01/TT-UBND",
        "Căn cứ Quyết định số 2251/QĐ-UBND",
        "Căn cứ Kế hoạch số 4586/KH-UBND",
        "Căn cứ Quyết định số 3702/QĐ-UBND",
    ]


@pytest.mark.parametrize("name", ["quang_tri_2020", "tua_chua_2024", "quang_nam_2021", "lang_son_2022"])
def test_every_word_of_the_text_is_traced(name):
    source = source_of_text((SOURCES / f"{name}.txt").read_text())
    reading = read(source)
    traced = {line for trace in reading.traces for line in trace.lines}
    lost = [line.text for n, line in enumerate(source.lines) if n not in traced and any(c.isalpha() for c in line.text)]
    national = {"CỘNG HÒA XÃ HỘI", "CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"}
    assert [line for line in lost if "Nơi nhận" not in line and line not in national] == []


_WORDS = st.sampled_from(
    (
        *(
            "I.",
            "II.",
            "1.",
            "1.1.",
            "a)",
            "-",
            "+",
            "Phần I",
            "Điều 1.",
            "|",
            "||",
            "\t",
            "\n",
            "\n\n",
            " ",
            "**",
            "#",
            "(",
        ),
        *(
            "KẾ HOẠCH",
            "Căn cứ",
            "như sau:",
            "Nơi nhận:",
            "- Lưu: VT.",
            "TM. UBND",
            "CHỦ TỊCH",
            "Phụ lục I",
            "(Kèm theo",
        ),
        *(
            "TT",
            "Trên đây là",
            "./.",
            ";",
            ":",
            "Số: 05/KH-UBND",
            "ngày 5 tháng 6 năm 2024",
            "2",
            "3",
            "MỤC ĐÍCH",
            "Sở",
        ),
    )
)


@given(st.lists(_WORDS | st.text(max_size=3), max_size=60))
@settings(deadline=None)
def test_any_text_is_read_and_its_traces_exist(words):
    try:
        source = source_of_text(" ".join(words))
    except Refused:
        return
    reading = read(source)
    assert all(0 <= line < len(source.lines) for trace in reading.traces for line in trace.lines)
    assert from_json(to_json(reading)) == reading


@pytest.mark.parametrize("unit", ["1. A\n", "I. A\nb c\n", "- a\n", "TT\n|\n", "a\tb\n", "**a ", "(a\n", "Căn cứ A;\n"])
def test_reading_takes_linear_time(unit):
    def seconds(count):
        source = source_of_text(f"KẾ HOẠCH\nA\n{unit * count}")
        start = time.process_time()
        read(source)
        return time.process_time() - start

    assert seconds(8000) < 24 * max(seconds(1000), 0.05)
