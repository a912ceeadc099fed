"""documents.checking.rules.clocks and shares: the head's date, periods of programmes, registration, whole numbers."""

from dataclasses import replace

import pytest

from documents.content import Appendix, Paragraph, PartialDate, Section, Table
from tests.factories.checking import findings, outlined, saying
from tests.factories.contents import plan, with_head


@pytest.mark.parametrize(
    ("day", "title", "count"),
    [
        (PartialDate(2024, 6, 31), "Tập huấn năm 2024", 1),
        (PartialDate(2024, 6, 30), "Tập huấn năm 2024", 0),
        (PartialDate(2023, 12, 25), "Tập huấn năm 2024", 0),
        (PartialDate(2025, 3, 1), "Tập huấn năm 2024", 1),
        (PartialDate(2025, 3, 1), "Tổng kết phong trào năm 2024", 0),
        (PartialDate(2025, 3, 1), "Triển khai Luật Đất đai năm 2024", 0),
        (PartialDate(2024, 3, 1), "Thực hiện Chương trình giai đoạn 2021 - 2025", 0),
    ],
)
def test_head_has_a_day_of_the_calendar(day, title, count):
    content = replace(with_head(saying("Nội dung."), date=day), title=title)

    assert len(findings("dates.head", content)) == count


def test_programmes_keep_their_years():
    name = "Chương trình mục tiêu quốc gia giảm nghèo bền vững giai đoạn"
    content = plan(
        title=f"Thực hiện {name} 2021 - 2025",
        opening=(Paragraph(f"Ủy ban ban hành Kế hoạch thực hiện {name} 2021-2025 như sau:"),),
        closing=(Paragraph(f"Trên đây là Kế hoạch thực hiện {name} 2021-2026"),),
        legal_bases=(),
    )

    assert findings("dates.programme_years", content) == [("2021-2026", None)]


def test_registration_ends_before_the_event():
    event = Section(2, "1.", "Tập huấn", (Paragraph("Thời gian: tháng 6/2026"),))
    register = "Lập danh sách đăng ký tham gia tập huấn gửi trước ngày {} để tổng hợp."

    def told(day):
        return outlined(Section(1, "I.", "NỘI DUNG", (Paragraph(register.format(day)),), (event,)))

    assert findings("dates.registration", told("18/5/2026")) == []
    assert findings("dates.registration", told("18/7/2026")) == [("ngày 18/7/2026", None)]


def test_classes_make_up_the_whole():
    classes = tuple(
        Section(2, f"{n}.", f"Nhóm {n}", (Paragraph(f"Số lớp: 0{n} lớp (50 học viên/lớp)"),)) for n in (2, 3)
    )

    def told(line):
        return outlined(Section(1, "I.", "MỤC TIÊU", (Paragraph(line),)), Section(1, "II.", "NỘI DUNG", (), classes))

    assert findings("training.whole", told("Tổng số 05 lớp, tổng số 250 học viên")) == []
    assert findings("training.whole", told("Tổng số 06 lớp")) == [("06 lớp", None)]
    assert findings("training.whole", told("Tổng số 260 học viên")) == [("260 học viên", None)]


def test_lists_are_as_long_as_told():
    names = Table((("TT", "Họ và tên", "Chức vụ"),), tuple((str(n), f"Lò Văn {n}", "Trưởng thôn") for n in range(1, 6)))

    def told(line):
        return replace(saying(line), appendices=(Appendix("Phụ lục", ("DANH SÁCH",), (names,)),))

    assert findings("amounts.list_length", told("Cử 05 đại biểu (danh sách kèm theo)")) == []
    assert findings("amounts.list_length", told("Cử 06 đại biểu (danh sách kèm theo)")) == [("06 đại biểu", None)]
