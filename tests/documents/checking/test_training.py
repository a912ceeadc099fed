"""documents.checking.rules.training: periods, half days, seats, classes that are listed."""

import pytest

from documents.content import Paragraph, Section
from tests.factories.checking import findings, messages, outlined, saying


@pytest.mark.parametrize(
    ("days", "periods", "message"),
    [
        (3, (10, 10, 10), ["30 tiết trong 3 ngày là 10 tiết mỗi ngày (7,5 buổi, mà 3 ngày chỉ có 6 buổi)"]),
        (3, (8, 8, 8), []),
        (5, (20, 20), []),
        (2, (10, 10), ["20 tiết trong 2 ngày là 10 tiết mỗi ngày (5 buổi, mà 2 ngày chỉ có 4 buổi)"]),
    ],
)
def test_periods_fit_the_days(days, periods, message):
    subjects = [f"- Chuyên đề {number} ({count} tiết)" for number, count in enumerate(periods)]
    content = saying(f"Thời gian: {days} ngày/lớp (dự kiến vào tháng 5/2026)", "Nội dung:", *subjects)

    assert [said.split(":")[0] for said in messages("training.load", content)] == message


def test_deadlines_in_days_are_no_length():
    content = saying("Nội dung: 30 tiết", "Báo cáo trong vòng 3 ngày sau khi kết thúc lớp")

    assert findings("training.load", content) == []


def test_periods_make_their_total():
    lines = ("- Thời lượng: tổng số 30 tiết", "- Nội dung:", "+ Chuyên đề 1 (10 tiết)", "+ Chuyên đề 2 ({} tiết)")

    assert findings("training.periods_total", saying(*(line.format(20) for line in lines))) == []
    assert findings("training.periods_total", saying(*(line.format(15) for line in lines))) == [("30 tiết", None)]


def test_every_subject_has_its_periods():
    content = saying("Nội dung:", "- Chuyên đề một (10 tiết)", "- Chuyên đề hai (10 tiết)", "- Chuyên đề ba")

    assert findings("training.periods_missing", content) == [("Chuyên đề ba", None)]


@pytest.mark.parametrize(
    ("line", "count"),
    [
        ("Lớp học 03 ngày (08 buổi)", 1),
        ("Lớp học 03 ngày (06 buổi)", 0),
        ("Lớp học 30 tiết (04 buổi)", 1),
        ("Lớp học 30 tiết (08 buổi)", 0),
        ("Tham quan 05 ngày, 07 đêm", 1),
        ("Tham quan 05 ngày, 04 đêm", 0),
    ],
)
def test_half_days_and_nights_fit_the_days(line, count):
    assert len(findings("training.half_days", saying(line))) == count


@pytest.mark.parametrize(
    ("line", "quotes"),
    [
        ("Tổ chức 03 lớp, 84 học viên/lớp, tổng số 250 học viên", ["250 học viên"]),
        ("Tổ chức 03 lớp, 84 học viên/lớp, tổng số 252 học viên", []),
        ("Tổ chức 03 lớp, bình quân 84 học viên/lớp, tổng số 250 học viên", []),
        ("Tổ chức 03 lớp, 84 học viên/lớp, trong đó có 20 nữ", []),
    ],
)
def test_seats_make_the_total(line, quotes):
    assert [quote for quote, _ in findings("training.seats", saying(line))] == quotes


def test_as_many_classes_are_listed_as_told():
    lines = ["- Mở {} lớp tập huấn, cụ thể như sau:", "+ Lớp thứ nhất: các xã A, B;", "+ Lớp thứ hai: các xã C, D."]

    assert findings("training.listed", saying(*(line.format("02") for line in lines))) == []
    assert findings("training.listed", saying(*(line.format("03") for line in lines))) == [("03 lớp tập huấn", None)]


def test_serial_numbers_make_the_total_and_follow_on():
    first = ("- Đối tượng: theo danh sách (100 người), cụ thể:", "+ Chỉ huy: Từ số thứ tự 01 đến số thứ tự 07.")
    rest = "+ Thợ nổ mìn: Từ số thứ tự 01 đến số thứ tự {}."

    assert findings("training.serials", saying(*first, rest.format(93))) == []
    assert findings("training.serials", saying(*first, rest.format(90))) == [("100 người", None)]
    assert findings(
        "training.serials",
        saying(
            *first,
            rest.format(93),
            "- Đợt 2 (14 người):",
            "+ Chỉ huy: Từ số 07 đến số 13.",
            "+ Phục vụ: Từ số 1 đến số 7.",
        ),
    ) == [("Chỉ huy: Từ số 07 đến số 13.", None)]


def test_classes_of_a_length_have_equal_periods():
    def classes(*periods):
        return outlined(
            *(
                Section(
                    2,
                    f"{number}.",
                    f"Nhóm {number}",
                    (
                        Paragraph("Số lớp: 02 lớp", "a)"),
                        Paragraph("Thời gian: 3 ngày/lớp", "b)"),
                        Paragraph(f"Nội dung: chuyên đề {number}{told}", "c)"),
                    ),
                )
                for number, told in enumerate(periods, start=1)
            )
        )

    assert findings("training.unequal", classes(" (24 tiết)", " (24 tiết)", " (24 tiết)")) == []
    assert len(findings("training.unequal", classes(" (24 tiết)", " (24 tiết)", " (20 tiết)"))) == 1
    assert messages("training.unequal", classes(" (24 tiết)", " (24 tiết)", "")) == [
        "Các lớp 3 ngày khác có 24 tiết, lớp này chưa ghi số tiết."
    ]
    assert findings("training.unequal", classes(" (24 tiết)", " (20 tiết)")) == []
