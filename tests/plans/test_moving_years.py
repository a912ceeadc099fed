"""Years of a copied plan."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.moving_years import move_years


@pytest.mark.parametrize(
    ("text", "moved"),
    [
        ("Kế hoạch năm 2020", "Kế hoạch năm 2021"),
        ("dự kiến thực hiện vào tháng 5-6/2020", "dự kiến thực hiện vào tháng 5-6/2021"),
        ("tháng 8 – 9 /2020, trong quý II/2020", "tháng 8 – 9 /2021, trong quý II/2021"),
        ("trong quý II, năm 2020", "trong quý II, năm 2021"),
        (
            "xong trước ngày 30/11/2020, báo cáo trước ngày 15/01/2021",
            "xong trước ngày 30/11/2021, báo cáo trước ngày 15/01/2022",
        ),
        ("ngày 05 tháng 6 năm 2020", "ngày 05 tháng 6 năm 2021"),
        ("ngày 29/02/2020", "ngày 28/02/2021"),
        ("2020", "2021"),
        # what is past, later or another's stays
        ("năm 2018 đạt 92%", "năm 2018 đạt 92%"),
        ("tầm nhìn đến năm 2030", "tầm nhìn đến năm 2030"),
        ("Chương trình giai đoạn 2016 - 2020", "Chương trình giai đoạn 2016 - 2020"),
        ("giai đoạn 2020-2025 và năm 2020", "giai đoạn 2020-2025 và năm 2021"),
        ("hệ thống 12/2020/TT-UBDT", "hệ thống 12/2020/TT-UBDT"),
        ("1.251.2020 đồng, mã 20201", "1.251.2020 đồng, mã 20201"),
        ("2018", "2018"),
    ],
)
def test_years_of_a_plan_for_one_year(text, moved):
    assert move_years(text, first=2020, last=2020, by=1) == moved


def test_own_period_moves_whole():
    assert move_years("giai đoạn 2021 - 2025 và năm 2022", first=2021, last=2025, by=5) == (
        "giai đoạn 2026 - 2030 và năm 2027"
    )
    assert move_years("các năm 2022, 2023 và 2024", first=2022, last=2024, by=3) == "các năm 2025, 2026 và 2027"


def test_documents_keep_their_dates():
    text = "Nguồn vốn năm 2020 theo Quyết định số 3702/QĐ-UBND ngày 30/12/2020 của UBND tỉnh."
    assert move_years(text, first=2020, last=2020, by=1) == text.replace("năm 2020 theo", "năm 2021 theo")


@given(st.text(alphabet="năm 2019/0-.,tháquý", max_size=80), st.integers(-5, 5))
def test_any_text_keeps_its_other_letters(text, by):
    moved = move_years(text, first=2019, last=2020, by=by)
    assert [c for c in moved if not c.isdigit()] == [c for c in text if not c.isdigit()]
