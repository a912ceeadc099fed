"""documents.checking.rules.enumerations and schedules: counts against lists, what classes must say."""

import pytest

from documents.content import Paragraph, Section
from tests.factories.checking import findings, messages, outlined, saying


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (
            "tại 06 huyện miền núi của tỉnh, gồm: Đông Giang, Tây Giang, Nam Giang, Bắc Trà My và Phước Sơn.",
            ["Ghi 06 huyện nhưng nêu tên 5: Đông Giang, Tây Giang, Nam Giang, Bắc Trà My, Phước Sơn."],
        ),
        ("tại 03 huyện (Tây Giang, Phước Sơn, Nam Trà My) ưu tiên dê", []),
        ("tại 03 huyện (Tây Giang, Phước Sơn) ưu tiên dê", ["Ghi 03 huyện nhưng nêu tên 2: Tây Giang, Phước Sơn."]),
        ("đối với 06/09 huyện (Tam Kỳ, Điện Bàn, Duy Xuyên, Đại Lộc, Hội An, Núi Thành)", []),
        ("tại 04 xã, gồm: xã Thanh Lâm, xã Đạp Thanh, xã Thanh Sơn và thị trấn Ba Chẽ.", []),
        ("tại 04 xã: Thanh Lâm, Đạp Thanh,...", []),
        ("tại 04 xã: Thanh Lâm, Đạp Thanh và các xã khác.", []),
        ("02 xã Hồng Kim và A Ngo", []),
        ("đề nghị của 03 đơn vị gồm: Công ty A tại số 01; Công ty B tại số 02; Công ty C tại số 03.", []),
        (
            "đề nghị của 02 đơn vị gồm: Công ty A tại số 01; Công ty B tại số 02; Công ty C tại số 03.",
            ["Ghi 02 đơn vị nhưng liệt kê 3."],
        ),
        ("Mỗi thôn 03 đại biểu, gồm: Bí thư, Trưởng thôn, Trưởng ban công tác Mặt trận.", []),
        (
            "Mỗi thôn 02 đại biểu, gồm: Bí thư, Trưởng thôn, Trưởng ban công tác Mặt trận.",
            ["Ghi 02 đại biểu nhưng liệt kê 3 thành phần."],
        ),
    ],
)
def test_as_many_are_named_as_counted(line, message):
    assert messages("amounts.enumeration", saying(line)) == message


def test_as_many_lines_follow_as_told():
    lines = ("- Tập trung {} nhiệm vụ trọng tâm sau:", "+ Tuyên truyền;", "+ Tập huấn;", "+ Kiểm tra.")

    assert findings("amounts.tasks", saying(*(line.format("03") for line in lines))) == []
    assert findings("amounts.tasks", saying(*(line.format("05") for line in lines))) == [("05 nhiệm vụ", None)]


def test_every_event_says_when():
    timed = [
        Section(2, f"{n}.", f"Lớp {n}", (Paragraph(f"Tổ chức 0{n} lớp"), Paragraph(f"Thời gian: tháng {n}/2026")))
        for n in (3, 4)
    ]
    tour = Section(2, "3.", "Tham quan", (Paragraph("Đoàn tham quan có 22 người, thời gian 7 ngày"),))
    later = Section(2, "3.", "Tham quan", (Paragraph("Đoàn có 22 người, thời gian thông báo sau"),))

    assert findings("training.when", outlined(Section(1, "I.", "NỘI DUNG", (), (*timed, tour)))) == [("22 người", None)]
    assert findings("training.when", outlined(Section(1, "I.", "NỘI DUNG", (), (*timed, later)))) == []


@pytest.mark.parametrize(
    ("line", "quotes"),
    [
        ("Thành phần, số lượng: Khoảng 380 người", ["380 người"]),
        ("Thành phần, số lượng: 04 lớp, khoảng 380 người", []),
        ("Thành phần, số lượng: Khoảng 380 người, trong 02 ngày", []),
    ],
)
def test_classes_say_how_many_and_how_long(line, quotes):
    content = outlined(Section(1, "I.", "Tập huấn nghiệp vụ rà soát", (Paragraph(line, "-"),)))

    assert [quote for quote, _ in findings("training.incomplete", content)] == quotes


def test_classes_fit_the_quota():
    lines = (
        "Cấp xã: Mỗi xã, thị trấn 09 đại biểu.",
        "Cấp thôn: Mỗi thôn, bản 05 đại biểu.",
        "+ Lớp thứ nhất: {} đại biểu, thuộc các xã: Mường Đun, Lao Xả Phình và UBND thị trấn Tủa Chùa;",
    )

    assert findings("training.quota", saying(*(line.format(182) for line in lines))) == []
    assert findings("training.quota", saying(*(line.format(183) for line in lines))) == [("183 đại biểu", None)]


@pytest.mark.parametrize(
    ("line", "quotes"),
    [
        ("Gồm 12 xã, mỗi xã 03 người, tổng số 30 người", ["30 người"]),
        ("Gồm 12 xã, mỗi xã 03 người, tổng số 36 người", []),
        ("Gồm 12 xã, mỗi xã khoảng 03 người, tổng số 30 người", []),
    ],
)
def test_each_times_count_is_the_total(line, quotes):
    assert [quote for quote, _ in findings("training.each", saying(line))] == quotes
