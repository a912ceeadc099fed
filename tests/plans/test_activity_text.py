import datetime

import pytest

from documents.content import Paragraph, Table
from plans.activity_text import activity_blocks, generated, period
from plans.models import Activity, ActivityLine


def printed(activity, *lines):
    """The paper lines of an activity: marker and text."""
    rows = [ActivityLine(activity=activity, role=role, label=label, text=text) for role, label, text in lines]
    return [f"{b.marker} {b.text}".strip() for b in activity_blocks(activity, rows)]


def test_seed_000_first_class_is_written_word_for_word():
    activity = Activity(kind="class", group_count=2, group_size=84, days=3)
    assert printed(
        activity,
        ("quantity", "", ""),
        ("audience", "", "Gồm những cán bộ không chuyên trách ở xã: Phó Chủ tịch UBMTTQVN;...)"),
        ("time", "", "3 ngày/lớp (dự kiến thực hiện vào tháng 5-6/2020)"),
        ("place", "", "Tại thành phố Đông Hà"),
        (
            "content",
            "",
            " - Xây dựng môi trường thể chế thuận lợi và vai trò của các bên liên quan (10 tiết)\n"
            " - Quản lý tác động môi trường và xã hội (10 tiết)",
        ),
        ("speakers", "", "Hợp đồng với các đơn vị đào tạo trong nước."),
    ) == [
        "a) Số lớp: Tổ chức 02 lớp (84 học viên/lớp).",
        "b) Đối tượng: Gồm những cán bộ không chuyên trách ở xã: Phó Chủ tịch UBMTTQVN;...)",
        "c) Thời gian: 3 ngày/lớp (dự kiến thực hiện vào tháng 5-6/2020)",
        "d) Địa điểm: Tại thành phố Đông Hà",
        "đ) Nội dung:",
        "- Xây dựng môi trường thể chế thuận lợi và vai trò của các bên liên quan (10 tiết)",
        "- Quản lý tác động môi trường và xã hội (10 tiết)",
        "e) Báo cáo viên: Hợp đồng với các đơn vị đào tạo trong nước.",
    ]


def test_seed_001_survey_training_is_written_word_for_word():
    activity = Activity(kind="class", line_style="dashes", people=380)
    assert printed(
        activity,
        ("content", "", "Tổ chức tập huấn nghiệp vụ cho Ban Chỉ đạo rà soát hộ nghèo, hộ cận nghèo cấp huyện, xã."),
        ("audience", "Thành phần, số lượng", "Khoảng 380 người (BCĐ rà soát hộ nghèo, hộ cận nghèo cấp huyện, xã)."),
        ("time", "Thời gian, địa điểm:", "Tháng 9 năm 2024 (thời gian và địa điểm cụ thể sẽ có thông báo sau)."),
        ("lead", "", "Phòng Lao động - Thương binh và Xã hội huyện."),
        ("partners", "", "BCĐ rà soát hộ nghèo, hộ cận nghèo huyện, xã và điều tra viên."),
    ) == [
        "- Nội dung: Tổ chức tập huấn nghiệp vụ cho Ban Chỉ đạo rà soát hộ nghèo, hộ cận nghèo cấp huyện, xã.",
        "- Thành phần, số lượng: Khoảng 380 người (BCĐ rà soát hộ nghèo, hộ cận nghèo cấp huyện, xã).",
        "- Thời gian, địa điểm: Tháng 9 năm 2024 (thời gian và địa điểm cụ thể sẽ có thông báo sau).",
        "- Đơn vị chủ trì: Phòng Lao động - Thương binh và Xã hội huyện.",
        "- Đơn vị phối hợp: BCĐ rà soát hộ nghèo, hộ cận nghèo huyện, xã và điều tra viên.",
    ]


@pytest.mark.parametrize(
    ("numbers", "sentence"),
    [
        ({"group_count": 2, "group_size": 84}, "Tổ chức 02 lớp (84 học viên/lớp)."),
        ({"group_count": 9, "group_size": 54, "size_is_average": True}, "Tổ chức 09 lớp (bình quân 54 học viên/lớp)."),
        ({"group_count": 12}, "Tổ chức 12 lớp."),
        ({"group_count": 4, "people": 708}, "Tổ chức 04 lớp với 708 học viên."),
        ({"people": 1251}, "1.251 học viên."),
        ({"kind": "study_tour", "people": 22, "days": 7}, "Đoàn có 22 người, 7 ngày."),
        ({"kind": "study_tour", "group_count": 1, "group_size": 48}, "Đoàn có 48 người."),
        ({"kind": "study_tour", "group_count": 2, "group_size": 24}, "Tổ chức 02 đoàn (24 người/đoàn)."),
        ({"kind": "monitoring", "group_count": 1, "group_size": 21}, "Tổ chức 01 cuộc (21 người/cuộc)."),
        ({}, ""),
    ],
)
def test_numbers_give_a_sentence(numbers, sentence):
    assert generated(Activity(**{"kind": "class", **numbers}), "quantity") == sentence


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ((2020, 5, 1), (2020, 6, 30), "tháng 5-6/2020"),
        ((2020, 5, 1), (2020, 5, 31), "tháng 5/2020"),
        ((2024, 2, 1), (2024, 2, 29), "tháng 2/2024"),
        ((2024, 4, 1), (2024, 6, 30), "quý II/2024"),
        ((2024, 1, 1), (2024, 12, 31), "năm 2024"),
        ((2024, 11, 1), (2025, 1, 31), "từ tháng 11/2024 đến tháng 1/2025"),
        ((2024, 3, 5), (2024, 3, 7), "từ ngày 05/3/2024 đến ngày 07/3/2024"),
        ((2024, 2, 5), (2024, 2, 5), "ngày 05/02/2024"),
        ((2024, 5, 1), None, "từ tháng 5/2024"),
        ((2024, 5, 2), None, "từ ngày 02/5/2024"),
        (None, (2024, 3, 18), "trước ngày 18/3/2024"),
        (None, None, ""),
    ],
)
def test_a_period_is_said_as_short_as_it_can(start, end, words):
    assert period(start and datetime.date(*start), end and datetime.date(*end)) == words


@pytest.mark.parametrize(
    ("days", "dates", "sentence"),
    [
        (3, ((5, 1), (6, 30)), "3 ngày/lớp (dự kiến thực hiện vào tháng 5-6/2020)."),
        (None, ((4, 1), (6, 30)), "Dự kiến thực hiện trong quý II/2020."),
        (None, ((3, 5), (3, 7)), "Dự kiến thực hiện từ ngày 05/3/2020 đến ngày 07/3/2020."),
        (2, None, "2 ngày/lớp."),
        (None, None, ""),
    ],
)
def test_time_gives_a_sentence(days, dates, sentence):
    start, end = (datetime.date(2020, *day) for day in dates) if dates else (None, None)
    assert generated(Activity(kind="class", days=days, starts_on=start, ends_on=end), "time") == sentence


def test_a_line_that_says_nothing_takes_no_letter():
    activity = Activity(kind="class")
    assert printed(activity, ("quantity", "", ""), ("place", "", ""), ("lead", "", "Phòng Dân tộc")) == [
        "a) Đơn vị chủ trì: Phòng Dân tộc"
    ]


def test_a_typed_label_alone_is_printed_as_typed():
    activity = Activity(kind="class")
    assert printed(activity, ("form", "Hình thức, thời gian, địa điểm", ""), ("place", "Nơi học :", "Tại xã")) == [
        "a) Hình thức, thời gian, địa điểm",
        "b) Nơi học: Tại xã",
    ]


def test_a_line_about_something_else_needs_no_label():
    activity = Activity(kind="other", line_style="plain")
    assert printed(activity, ("other", "", "Bố trí một số học viên.\nĐoàn có 22 người."), ("other", "", "- Gạch")) == [
        "Bố trí một số học viên.",
        "Đoàn có 22 người.",
        "- Gạch",
    ]


def test_a_second_line_stands_under_the_label():
    activity = Activity(kind="class")
    assert printed(activity, ("place", "", "Tại xã\n+ Thôn 1\n+ Thôn 2")) == [
        "a) Địa điểm: Tại xã",
        "+ Thôn 1",
        "+ Thôn 2",
    ]


def test_a_typed_label_above_points_is_printed_as_typed():
    activity = Activity(kind="class")
    assert printed(activity, ("audience", "Thành phần tham gia", "- Cấp xã"), ("form", "Hình thức:", "- Một lớp")) == [
        "a) Thành phần tham gia",
        "- Cấp xã",
        "b) Hình thức:",
        "- Một lớp",
    ]


def test_a_table_stands_under_the_label():
    activity = Activity(kind="class")
    line = ActivityLine(activity=activity, role="content", text="Bài\tTiết\nMột\t10")
    assert activity_blocks(activity, [line]) == (
        Paragraph("Nội dung:", "a)"),
        Table(header=(("Bài", "Tiết"),), rows=(("Một", "10"),)),
    )
