"""documents.checking.rules.activities: what was entered against what is printed."""

import datetime
from dataclasses import replace

import pytest

from documents.checking import Facts
from documents.checking.facts import PlannedActivity
from tests.factories.checking import findings, messages, saying


def test_text_says_what_its_activity_is():
    content = saying("Số lớp: Tổ chức 03 lớp (84 học viên/lớp).", "Thời gian: 3 ngày/lớp")
    activity = PlannedActivity("Tập huấn", "class", section=0, group_count=2, group_size=84, days=3)

    assert messages("amounts.activity", content, Facts(activities=(activity,))) == [
        "Câu chữ ghi 03 lớp, số liệu của hoạt động «Tập huấn» là 2."
    ]
    assert findings("amounts.activity", content, Facts(activities=(replace(activity, group_count=3),))) == []


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "message"),
    [
        (
            datetime.date(2019, 7, 1),
            datetime.date(2019, 8, 31),
            ["Hoạt động «Tập huấn» nhập từ 01/7/2019 đến 31/8/2019"],
        ),
        (datetime.date(2026, 3, 1), datetime.date(2026, 3, 3), ["Hoạt động «Tập huấn» nhập đến 03/3/2026, đã qua"]),
        (datetime.date(2026, 7, 1), None, []),
        (None, None, []),
    ],
)
def test_activities_lie_in_the_years_of_the_plan(starts_on, ends_on, message):
    activity = PlannedActivity("Tập huấn", "class", section=0, starts_on=starts_on, ends_on=ends_on)
    facts = Facts(issued_on=datetime.date(2026, 5, 1), year_from=2026, year_to=2026, activities=(activity,))
    said = messages("dates.activity", saying("Nội dung."), facts)

    assert [text[: len(start)] for text, start in zip(said, message, strict=True)] == message
