"""documents.periods: what a sentence says of time."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.periods import Precision, times_in, weekday_name


@pytest.mark.parametrize(
    ("text", "first", "last", "precision"),
    [
        ("vào tháng 5-6/2020", (2020, 5, None), (2020, 6, None), Precision.MONTH),
        ("vào tháng 8 – 9/2019", (2019, 8, None), (2019, 9, None), Precision.MONTH),
        ("từ tháng 11/2023 đến tháng 3/2024", (2023, 11, None), (2024, 3, None), Precision.MONTH),
        ("Tháng 9 năm 2024", (2024, 9, None), (2024, 9, None), Precision.MONTH),
        ("trong quý II, năm 2024", (2024, 4, None), (2024, 6, None), Precision.QUARTER),
        ("quý II, quý III năm 2024", (2024, 4, None), (2024, 9, None), Precision.QUARTER),
        ("trước ngày 18/3/2024", (2024, 3, 18), (2024, 3, 18), Precision.DAY),
        ("trước ngày 15/6", (None, 6, 15), (None, 6, 15), Precision.DAY),
        ("ngày 19 tháng 02 năm 2025", (2025, 2, 19), (2025, 2, 19), Precision.DAY),
        ("từ ngày 05 đến ngày 07/6/2024", (2024, 6, 5), (2024, 6, 7), Precision.DAY),
        ("từ ngày 05/6 đến hết ngày 07/6/2024", (2024, 6, 5), (2024, 6, 7), Precision.DAY),
        ("từ 8h00 ngày 02/6/2026 đến 17h00 ngày 05/6/2026", (2026, 6, 2), (2026, 6, 5), Precision.DAY),
        ("ngày 18-20/3/2024", (2024, 3, 18), (2024, 3, 20), Precision.DAY),
        ("giai đoạn 2021 -2025", (2021, None, None), (2025, None, None), Precision.YEAR),
        ("từ năm 2021 đến năm 2025", (2021, None, None), (2025, None, None), Precision.YEAR),
        ("ngày   tháng   năm 2024", (2024, None, None), (2024, None, None), Precision.YEAR),
    ],
)
def test_time_is_read(text, first, last, precision):
    assert [(t.first, t.last, t.precision) for t in times_in(text)] == [(first, last, precision)]


@pytest.mark.parametrize(
    "text",
    ["Nghị định số 181/2024/NĐ-CP", "số 05/2026/VLN/CV-LV", "06/09 huyện", "trước ngày 20 hằng tháng", "1.250.000"],
)
def test_what_is_no_time_is_left_alone(text):
    assert times_in(text) == ()


@pytest.mark.parametrize(
    "text", ["ngày 31 tháng 4 năm 2024", "30/02/2024", "29/02/2023", "tháng 13/2024", "Quý V/2024"]
)
def test_what_no_calendar_has_is_marked(text):
    assert [bool(time.fault) for time in times_in(text)] == [True]


@pytest.mark.parametrize(
    ("text", "weekday"),
    [
        ("13h30’ ngày 29/4/2026 (Thứ Tư).", 2),
        ("Chủ nhật, ngày 03/5/2026", 6),
        ("ngày 04/5/2026 (thứ 2)", 0),
        ("ngày 04/5/2026 lần thứ hai", None),
    ],
)
def test_weekday_beside_a_day_is_read(text, weekday):
    assert times_in(text)[0].weekday == weekday


def test_a_time_has_a_first_and_a_last_day():
    quarter = times_in("quý I/2024")[0]

    assert (quarter.begins_on(), quarter.ends_on()) == (datetime.date(2024, 1, 1), datetime.date(2024, 3, 31))


def test_a_year_that_is_left_out_is_asked_for():
    deadline = times_in("trước ngày 15/6")[0]

    assert (deadline.begins_on(), deadline.begins_on(2025)) == (None, datetime.date(2025, 6, 15))


def test_weekdays_have_names():
    assert [weekday_name(datetime.date(2026, 5, day)) for day in (3, 4, 6)] == ["Chủ nhật", "Thứ Hai", "Thứ Tư"]


@given(st.text(alphabet="0123456789/-–., tháng năm ngày quý từ đến IVX", max_size=200))
def test_any_text_is_read(text):
    assert all(text[time.start : time.end] == time.text for time in times_in(text))
