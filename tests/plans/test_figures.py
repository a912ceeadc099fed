from datetime import date

import pytest

from plans.figures import Size, days_in, groups_in, people_in, period_in, size_in


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        ("Tổ chức 02 lớp (84 học viên/lớp).", 2),
        ("Mở 04 (bốn) lớp tập huấn cho 708 đại biểu", 4),
        ("Tổ chức 9 lớp (bình quân 54 học viên/lớp)", 9),
        ("Mở 2 lớp tại huyện A, 3 lớp tại huyện B", None),
        ("lớp tập huấn", None),
        ("3 ngày/lớp", None),
    ],
)
def test_groups(text, groups):
    assert groups_in(text, "lớp") == groups


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("84 học viên/lớp", Size(84, False)),
        ("bình quân 54 học viên/lớp", Size(54, True)),
        ("mỗi lớp 45 người", Size(45, False)),
        ("mỗi lớp có khoảng 50 học viên", Size(50, True)),
        ("50 học viên/lớp, riêng lớp cuối 40 học viên/lớp", None),
        ("708 đại biểu", None),
    ],
)
def test_people_in_each_group(text, size):
    assert size_in(text) == size


def test_people_and_days():
    assert people_in("Đoàn tham quan có 22 người (17 học viên và 5 cán bộ)") == 22
    assert people_in("1.250 cán bộ xã") == 1250
    assert people_in("84 học viên/lớp") is None
    assert days_in("3 ngày/lớp (dự kiến thực hiện vào tháng 5-6/2020)") == 3
    assert days_in("Dự kiến 08 ngày, trong quý II") == 8
    assert days_in("từ ngày 10/5/2024 đến ngày 12/5/2024") is None
    assert days_in("sau 15 ngày kể từ ngày ký") is None


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("tháng 5-6/2020", (date(2020, 5, 1), date(2020, 6, 30))),
        ("tháng 7 - 8/2019", (date(2019, 7, 1), date(2019, 8, 31))),
        ("Tháng 9 năm 2024", (date(2024, 9, 1), date(2024, 9, 30))),
        ("từ tháng 11/2024 đến tháng 02/2025", (date(2024, 11, 1), date(2025, 2, 28))),
        ("từ tháng 3 đến tháng 5/2024", (date(2024, 3, 1), date(2024, 5, 31))),
        ("quý II/2024", (date(2024, 4, 1), date(2024, 6, 30))),
        ("trong quý II, năm 2024", (date(2024, 4, 1), date(2024, 6, 30))),
        ("Quý III, IV năm 2024", (date(2024, 7, 1), date(2024, 12, 31))),
        ("từ ngày 10/5 đến 12/5/2024", (date(2024, 5, 10), date(2024, 5, 12))),
        ("ngày 05/3/2024", (date(2024, 3, 5), date(2024, 3, 5))),
        ("hoàn thành trước ngày 30/6/2024", (None, date(2024, 6, 30))),
        ("từ ngày 01/7/2025", (date(2025, 7, 1), None)),
        ("Trong năm 2024.", (date(2024, 1, 1), date(2024, 12, 31))),
        ("tháng 5 và quý IV/2024", (date(2024, 10, 1), date(2024, 12, 31))),
        ("tháng 5/2024 hoặc tháng 8/2024", (None, None)),
        ("tháng 13/2024", (None, None)),
        ("ngày 31/02/2024", (None, None)),
        ("theo kế hoạch năm 2024 của tỉnh", (None, None)),
    ],
)
def test_periods(text, period):
    assert period_in(text) == period
