"""documents.checking.rules.dates: impossible times, periods, times outside the plan."""

import datetime
from dataclasses import replace

import pytest

from documents.checking import Facts, check
from documents.content import Appendix, Paragraph, PartialDate, Section
from tests.factories.checking import findings, messages, outlined, saying
from tests.factories.contents import with_head


def of_2020(*lines, **changes):
    """A plan for 2020 with a blank day that says `lines`."""
    content = with_head(saying(*lines), date=PartialDate(2020))
    return replace(content, title="Thực hiện Chương trình 135 năm 2020", legal_bases=(), **changes)


@pytest.mark.parametrize(
    ("line", "quotes"),
    [
        ("Thời gian: ngày 31/4/2026", ["ngày 31/4/2026"]),
        ("Thời gian: tháng 13/2026", ["tháng 13/2026"]),
        ("Thời gian: quý V năm 2026", ["quý V năm 2026"]),
        ("Thời gian: ngày 29/02/2028", []),
    ],
)
def test_times_exist(line, quotes):
    assert [quote for quote, _ in findings("dates.impossible", saying(line))] == quotes


def test_weekdays_fit():
    assert messages("dates.weekday", saying("13h30’ ngày 29/4/2026 (Thứ Ba).")) == [
        "Ngày 29/4/2026 là Thứ Tư, không phải Thứ Ba."
    ]
    assert messages("dates.weekday", saying("13h30’ ngày 29/4/2026 (Thứ Tư).")) == []


@pytest.mark.parametrize(
    ("line", "count"),
    [
        ("từ ngày 10/6/2026 đến ngày 05/6/2026", 1),
        ("từ ngày 10 đến ngày 05/6/2026", 1),
        ("giai đoạn 2025 - 2021", 1),
        ("tháng 8 - 7/2026", 1),
        ("từ tháng 11/2025 đến tháng 3/2026", 0),
        ("từ tháng 11 đến tháng 3", 0),
        ("từ ngày 05 đến ngày 10/6/2026", 0),
    ],
)
def test_periods_run_forward(line, count):
    assert len(findings("dates.period", saying(line))) == count


@pytest.mark.parametrize(
    ("line", "count"),
    [
        ("Thời gian: 03 ngày (từ ngày 05/6 đến ngày 08/6/2026)", 1),
        ("Thời gian: 04 ngày (từ ngày 05/6 đến ngày 08/6/2026)", 0),
        ("từ ngày 05 đến ngày 07/6/2026 (05 ngày)", 1),
        ("từ ngày 05 đến ngày 07/6/2026, báo cáo sau 05 ngày", 0),
    ],
)
def test_durations_fit(line, count):
    assert len(findings("dates.duration", saying(line))) == count


@pytest.mark.parametrize(
    ("line", "count"), [("Quý II (tháng 7/2026)", 1), ("Quý III (tháng 7/2026)", 0), ("Quý II và tháng 7/2026", 0)]
)
def test_months_lie_in_their_quarter(line, count):
    assert len(findings("dates.quarter", saying(line))) == count


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Thời gian: 3 ngày/lớp (dự kiến thực hiện vào tháng 7 - 8/2019)", [("tháng 7 - 8/2019", "tháng 7 - 8/2020")]),
        ("Thời gian: Quý II/2019", [("Quý II/2019", "Quý II/2020")]),
        ("Thời gian: Trong năm 2021", [("năm 2021", None)]),
        ("Báo cáo kết quả trước ngày 15/01/2021", []),
        ("Thời gian: tháng 7 - 8/2020", []),
        ("Căn cứ kết quả năm 2019, các xã đã thực hiện tháng 7/2019", []),
        ("theo Quyết định số 3702/QĐ-UBND ngày 30/12/2019 của UBND tỉnh", []),
        ("Tính đến tháng 12/2019 còn 100 hộ nghèo", []),
    ],
)
def test_work_lies_in_the_years_of_the_plan(line, expected):
    assert findings("dates.outside_plan", of_2020(line)) == expected


@pytest.mark.parametrize(
    ("title", "line", "count"),
    [
        ("Thực hiện Đề án dinh dưỡng đến năm 2025", "Thời gian: tháng 7/2021", 0),
        ("Thực hiện Đề án dinh dưỡng đến năm 2025", "Thời gian: tháng 7/2019", 1),
        ("Thực hiện Đề án đến năm 2025, tầm nhìn đến năm 2030", "Thời gian: tháng 7/2028", 0),
        ("Thực hiện Đề án từ năm 2021", "Thời gian: tháng 7/2028", 0),
        ("Triển khai thi hành Luật Đất đai năm 2018", "Thời gian: tháng 7/2021", 0),
        ("Thực hiện Đề án giai đoạn 2018-2025", "Thời gian: tháng 7/2026", 1),
    ],
)
def test_titles_tell_how_long_the_work_lasts(title, line, count):
    assert len(findings("dates.outside_plan", replace(of_2020(line), title=title))) == count


def test_years_of_the_row_count_before_those_of_the_title():
    content = saying("Thời gian: tháng 3/2023")

    assert findings("dates.outside_plan", content, Facts(year_from=2022, year_to=2026)) == []
    assert findings("dates.outside_plan", content, Facts(year_from=2025, year_to=2026)) == [("tháng 3/2023", None)]


def test_deadlines_come_after_the_day_of_issue():
    dated = with_head(saying("Gửi danh sách trước ngày 18/3/2026 để tổng hợp"), date=PartialDate(2026, 3, 20))

    assert messages("dates.before_issue", dated) == [
        "Thời hạn này (ngày 18/3/2026) đã qua khi ban hành: kế hoạch ghi ngày 20/3/2026."
    ]
    assert messages("dates.before_issue", with_head(dated, date=PartialDate(2026, 3, 10))) == []


def test_a_plan_without_date_is_not_older_than_its_bases():
    basis = "Căn cứ Quyết định số 12/QĐ-UBND ngày 25/3/2026 của UBND tỉnh về việc giao dự toán"
    content = replace(saying("Gửi danh sách trước ngày 18/3/2026 để tổng hợp"), legal_bases=(basis,))

    assert findings("dates.before_issue", content) == [("ngày 18/3/2026", None)]


def test_a_draft_is_not_issued_before_today():
    content = saying("Gửi danh sách trước ngày 18/3/2026 để tổng hợp")

    assert findings("dates.before_issue", content, Facts(issued_on=datetime.date(2026, 5, 1))) == [
        ("ngày 18/3/2026", None)
    ]


def test_a_plan_whose_years_are_over_is_told_so_once():
    content = of_2020("Thời gian: tháng 7/2020", "Báo cáo trước ngày 15/12/2020")
    facts = Facts(issued_on=datetime.date(2026, 11, 21), year_from=2020, year_to=2020)

    assert [f.rule for f in check(content, facts) if f.rule in ("dates.before_issue", "dates.over")] == ["dates.over"]
    assert findings("dates.over", content, replace(facts, issued_on=datetime.date(2020, 3, 1))) == []
    assert findings("dates.over", content, replace(facts, year_to=2026)) == []


def test_what_is_told_of_the_past_is_left_alone():
    content = with_head(
        saying("Đã hoàn thành trước ngày 18/3/2026.", "Luật có hiệu lực từ ngày 01/01/2026."),
        date=PartialDate(2026, 4, 1),
    )

    assert findings("dates.before_issue", content) == []


@pytest.mark.parametrize(
    ("closing", "expected"),
    [
        ("Trên đây là Kế hoạch thực hiện Chương trình 135 năm 2019 của Ban Dân tộc", [("năm 2019", "năm 2020")]),
        ("Trên đây là Kế hoạch thực hiện Chương trình 135 năm 2020 của Ban Dân tộc", []),
        ("Trên đây là Kế hoạch thực hiện Nghị quyết số 12-NQ/TU năm 2019", []),
    ],
)
def test_closing_names_the_year_of_the_title(closing, expected):
    assert findings("dates.left_over", of_2020("Nội dung.", closing=(Paragraph(closing),))) == expected


@pytest.mark.parametrize(
    ("years", "expected"),
    [
        ("giai đoạn 2021-2025 và năm 2022", []),
        ("giai đoạn 2021-2026 và năm 2022", [("2021-2026", None)]),
        ("giai đoạn 2021-2025 và năm 2021", [("năm 2021", None)]),
    ],
)
def test_closing_names_the_years_of_the_title(years, expected):
    closing = Paragraph(f"Trên đây là kế hoạch thực hiện Chương trình giảm nghèo {years} của Ban Dân tộc")
    content = replace(of_2020("Nội dung.", closing=(closing,)), title="Giảm nghèo giai đoạn 2021 -2025 và năm 2022")

    assert findings("dates.left_over", content) == expected


def test_appendix_names_the_year_of_the_title():
    old = Appendix("Phụ lục", ("DANH SÁCH ĐẠI BIỂU THAM GIA TẬP HUẤN NĂM 2019",))

    assert findings("dates.left_over", of_2020("Nội dung.", appendices=(old,))) == [("NĂM 2019", None)]


def test_a_plan_says_when():
    lines = [f"- Việc thứ {number}: tổ chức tuyên truyền." for number in range(12)]
    timeless = replace(saying(*lines), title="Thực hiện thí điểm các mô hình")

    assert len(findings("dates.no_time", timeless)) == 1
    assert findings("dates.no_time", replace(timeless, title="Thực hiện thí điểm các mô hình năm 2026")) == []
    assert findings("dates.no_time", saying(*lines, "Thời gian: tháng 5/2026")) == []


def test_a_column_of_times_is_work():
    from documents.content import Table

    table = Table(
        (("TT", "Nội dung", "Thời gian"),), (("1", "Tập huấn", "Tháng 5/2019"), ("2", "Hội nghị", "Tháng 6/2020"))
    )
    content = with_head(outlined(Section(1, "I.", "NỘI DUNG", (table,))), date=PartialDate(2020))

    assert findings("dates.outside_plan", replace(content, title="Thực hiện Chương trình năm 2020")) == [
        ("Tháng 5/2019", "Tháng 5/2020")
    ]
