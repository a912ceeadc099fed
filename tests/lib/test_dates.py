import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.dates import long_date, long_date_parts, parse_date, parse_partial_date, short_date


@pytest.mark.parametrize(
    ("day", "long", "short"),
    [
        (date(2020, 1, 5), "ngày 05 tháng 01 năm 2020", "05/01/2020"),
        (date(2019, 6, 29), "ngày 29 tháng 6 năm 2019", "29/6/2019"),
        (date(2021, 9, 9), "ngày 09 tháng 9 năm 2021", "09/9/2021"),
        (date(2022, 1, 18), "ngày 18 tháng 01 năm 2022", "18/01/2022"),
        (date(2022, 2, 1), "ngày 01 tháng 02 năm 2022", "01/02/2022"),
        (date(2022, 3, 1), "ngày 01 tháng 3 năm 2022", "01/3/2022"),
        (date(2021, 12, 24), "ngày 24 tháng 12 năm 2021", "24/12/2021"),
    ],
)
def test_dates_are_written_as_the_decree_says(day, long, short):
    assert long_date(day.year, day.month, day.day) == long
    assert short_date(day) == short


def test_blank_day_and_month_stay_blank():
    assert long_date_parts(2022, 6) == (("ngày", ""), ("tháng", "6"), ("năm", "2022"))
    assert long_date(2022, 6, gap="…") == "ngày … tháng 6 năm 2022"
    assert long_date(2024) == "ngày tháng năm 2024"
    assert parse_partial_date("ngày tháng năm 2024") == (2024, None, None)
    assert parse_partial_date("ngày \u00a0\u00a0 tháng 6 năm 2022") == (2022, 6, None)


@given(st.dates(date(1, 1, 1), date(9999, 12, 31)))
def test_both_forms_give_the_date_back(day):
    assert parse_date(long_date(day.year, day.month, day.day)) == day
    assert parse_date(short_date(day)) == day


@pytest.mark.parametrize("text", ["Ngày 5 tháng 1 năm 2020", "5/1/2020", "05-01-2020", "05.01.2020", " 05/01/2020 "])
def test_usual_spellings_are_read(text):
    assert parse_date(unicodedata.normalize("NFD", text)) == date(2020, 1, 5)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("31/02/2023", "Không có ngày 31 tháng 2: tháng 2 năm 2023 có 28 ngày."),
        ("ngày 30 tháng 02 năm 2024", "Không có ngày 30 tháng 2: tháng 2 năm 2024 có 29 ngày."),
        ("01/13/2023", "Không có tháng 13: tháng từ 1 đến 12."),
        ("00/01/2023", "Không có ngày 0 tháng 1: tháng 1 năm 2023 có 31 ngày."),
        ("01/01/0000", "Không có năm 0."),
        ("ngày 5 tháng năm 2023", "Đã có ngày thì phải có tháng."),
        ("ngày tháng 6 năm 2023", "Ngày còn bỏ trống: cần đủ ngày, tháng, năm."),
        ("hôm qua", "Không đọc được ngày «hôm qua»: hãy viết như 05/01/2020 hoặc ngày 05 tháng 01 năm 2020."),
        ("", "Không đọc được ngày «»: hãy viết như 05/01/2020 hoặc ngày 05 tháng 01 năm 2020."),
    ],
)
def test_impossible_dates_get_a_sentence(text, sentence):
    with pytest.raises(ValueError) as refusal:
        parse_date(text)
    assert str(refusal.value) == sentence


@pytest.mark.parametrize("parts", [(2023, 2, 29), (2023, 13, 1), (2023, None, 1), (0, 1, 1)])
def test_impossible_parts_are_refused(parts):
    with pytest.raises(ValueError):
        long_date(*parts)
