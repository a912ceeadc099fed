"""The plan's own activities, as they were entered, against its years and its wording."""

from __future__ import annotations

from collections.abc import Iterator

from documents.checking.findings import Severity
from documents.checking.lists import topic_of
from documents.checking.registry import Family, rule
from documents.checking.subject import Breach, Subject
from documents.checking.timing import earliest_issue, is_over_before_issue, plan_years
from documents.places import Part, Place
from documents.quantities import PEOPLE
from lib.dates import short_date


@rule(
    "amounts.activity",
    "Câu chữ khớp với số liệu của hoạt động",
    family=Family.AMOUNTS,
    severity=Severity.WARNING,
    source="Số liệu đã nhập ở phần Hoạt động",
)
def text_says_what_the_activities_are(subject: Subject) -> Iterator[Breach]:
    """An activity entered as 2 classes of 84 for 3 days whose printed lines say «03 lớp»."""
    topics = topic_of(subject)
    for activity in subject.facts.activities:
        own = [
            p for p in subject.body if activity.section is not None and topics.get(p.section_index) == activity.section
        ]
        others = [a for a in subject.facts.activities if a.section == activity.section and a is not activity]
        if others:
            continue
        values = [("ngày", None, activity.days), (PEOPLE, "lớp", activity.group_size)]
        if activity.kind == "class":
            values.append(("lớp", "", activity.group_count))
        for group, per, value in values:
            told = [
                (passage, quantity)
                for passage in own
                for quantity in subject.quantities(passage)
                if quantity.group == group and (per is None or quantity.per == per) and not passage.is_cell
            ]
            if value is None or len({quantity.value for _, quantity in told}) != 1 or told[0][1].value == value:
                continue
            passage, quantity = told[0]
            yield Breach(
                passage.place,
                quantity.text,
                f"Câu chữ ghi {quantity.text}, số liệu của hoạt động «{activity.name[:60]}» là {value}.",
            )


@rule(
    "dates.activity",
    "Ngày của hoạt động nằm trong các năm của kế hoạch",
    family=Family.DATES,
    severity=Severity.ERROR,
    source="Số liệu đã nhập ở phần Hoạt động",
)
def activities_lie_in_the_years_of_the_plan(subject: Subject) -> Iterator[Breach]:
    """An activity entered for July 2019 in a plan for 2020, or for a day before the plan is issued."""
    years, issue = plan_years(subject), earliest_issue(subject)
    for activity in subject.facts.activities:
        first, last = activity.starts_on or activity.ends_on, activity.ends_on or activity.starts_on
        if activity.section is None or first is None:
            continue
        quote = subject.sections[activity.section].title
        place, name = Place(Part.SECTIONS, activity.section), activity.name[:60]
        if years is not None and not (years[0] <= first.year and last.year <= years[1]):
            told = str(years[0]) if years[0] == years[1] else f"{years[0]} - {years[1]}"
            yield Breach(
                place,
                quote,
                f"Hoạt động «{name}» nhập từ {short_date(first)} đến {short_date(last)}, kế hoạch là của năm {told}.",
            )
        elif issue is not None and last < issue.day and not is_over_before_issue(subject):
            yield Breach(
                place, quote, f"Hoạt động «{name}» nhập đến {short_date(last)}, đã qua khi ban hành: {issue.reason}."
            )
